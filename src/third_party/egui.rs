//! Glue to egui: its plugin, a camera of its own, and who holds pointer and keyboard.

use std::time::Duration;

use bevy::{
    camera::{CameraOutputMode, CompositingSpace, RenderTarget, visibility::RenderLayers},
    input::InputSystems,
    platform::time::Instant,
    prelude::*,
    render::render_resource::BlendState,
    window::PrimaryWindow,
};
use bevy_egui::{
    EguiContext, EguiContexts, EguiFullOutput, EguiGlobalSettings, EguiInput, EguiPlugin,
    EguiPostUpdateSet, EguiPreUpdateSet, EguiPrimaryContextPass, PrimaryEguiContext, egui,
};

use super::{egui_encoded::EncodedInterfacePlugin, egui_theme};
use crate::interface::{
    InterfaceArea, InterfaceCost, InterfaceMotion, InterfaceScale, InterfaceTheme,
};

/// egui on a camera of its own, over the picture and out of its way.
pub struct InterfacePlugin;

/// Where the interface is drawn, if not into the window: to be there before the first frame.
#[derive(Resource, Clone)]
pub struct InterfaceTarget(pub RenderTarget);

/// What happens in egui's pass, in this order.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InterfaceSystems {
    /// In `PreUpdate`: decides whose pointer it is. Whoever acts on the pointer comes after.
    Pointer,
    /// Dresses egui in the theme.
    Theme,
    /// Draws the panels and writes [`InterfaceArea`]'s rectangles.
    Panels,
    /// Draws what floats over the panels.
    Windows,
}

impl Plugin for InterfacePlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(EguiPlugin::default())
            .init_resource::<InterfaceArea>()
            .init_resource::<InterfaceMotion>()
            .init_resource::<InterfaceTheme>()
            .init_resource::<InterfaceScale>()
            .init_resource::<InterfaceCost>()
            .init_resource::<Begun>()
            .configure_sets(
                EguiPrimaryContextPass,
                (
                    InterfaceSystems::Theme,
                    InterfaceSystems::Panels,
                    InterfaceSystems::Windows,
                )
                    .chain(),
            )
            .add_systems(Startup, spawn_camera)
            .add_systems(PostStartup, share_texture)
            .add_systems(
                PreUpdate,
                follow_pointer
                    .in_set(InterfaceSystems::Pointer)
                    .after(InputSystems)
                    .after(EguiPreUpdateSet::InitContexts),
            )
            .add_systems(
                PreUpdate,
                direct_tab
                    .after(EguiPreUpdateSet::ProcessInput)
                    .before(EguiPreUpdateSet::BeginPass),
            )
            .add_systems(PreUpdate, apply_scale.before(EguiPreUpdateSet::BeginPass))
            .add_systems(
                EguiPrimaryContextPass,
                apply_theme.in_set(InterfaceSystems::Theme).run_if(
                    resource_changed::<InterfaceTheme>.or_else(resource_changed::<InterfaceScale>),
                ),
            )
            .add_systems(
                PostUpdate,
                (
                    begin_cost.before(EguiPostUpdateSet::EndPass),
                    note_wishes
                        .after(EguiPostUpdateSet::EndPass)
                        .before(EguiPostUpdateSet::ProcessOutput),
                    end_cost.after(EguiPostUpdateSet::ProcessOutput),
                ),
            );
        app.add_plugins(EncodedInterfacePlugin);
        // The first camera must not become egui's: that one draws the graph.
        app.world_mut()
            .resource_mut::<EguiGlobalSettings>()
            .auto_create_primary_context = false;
    }
}

/// egui draws into a transparent texture of its own, which is then laid over
/// the picture: the view's anti-aliasing, tone mapping and clearing never meet it.
/// [`share_texture`] tells when it does not.
fn spawn_camera(mut commands: Commands, target: Option<Res<InterfaceTarget>>) {
    let target = target.map(|target| target.0.clone()).unwrap_or_default();
    commands.spawn((
        target,
        Name::new("Interface camera"),
        PrimaryEguiContext,
        Camera2d,
        RenderLayers::none(),
        Msaa::Off,
        Camera {
            order: 1,
            output_mode: CameraOutputMode::Write {
                // egui's colours are premultiplied by their alpha.
                blend_state: Some(BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                clear_color: ClearColorConfig::None,
            },
            clear_color: ClearColorConfig::Custom(Color::NONE),
            ..default()
        },
    ));
}

fn apply_theme(mut contexts: EguiContexts, theme: Res<InterfaceTheme>) {
    if let Ok(context) = contexts.ctx_mut() {
        // A size has one home, and egui's own keys know nothing of it.
        context.options_mut(|options| options.zoom_with_keyboard = false);
        egui_theme::apply(context, *theme);
        draw_every_letter(context);
    }
}

/// Where the view takes one sample a pixel (in the browser, and where the processor
/// draws), egui draws over it in the same texture, and that texture mixes colours as it
/// stores them: a pixel is then written to the window once instead of twice, and mixing
/// it costs a processor less than half of what linear light does. With several samples
/// the two cannot share.
fn share_texture(
    mut commands: Commands,
    primary: Query<Entity, With<PrimaryWindow>>,
    interface: Single<(Entity, &mut Camera, &RenderTarget), With<PrimaryEguiContext>>,
    mut views: Query<(Entity, &mut Camera, &RenderTarget, &Msaa), Without<PrimaryEguiContext>>,
) {
    let primary = primary.single().ok();
    let (interface, mut camera, target) = interface.into_inner();
    let target = target.normalize(primary);
    let Some((view, mut below, ..)) = views.iter_mut().find(|(_, below, at, samples)| {
        below.order < camera.order && **samples == Msaa::Off && at.normalize(primary) == target
    }) else {
        return;
    };
    below.output_mode = CameraOutputMode::Skip;
    camera.clear_color = ClearColorConfig::None;
    camera.output_mode = CameraOutputMode::Write {
        blend_state: Some(BlendState::REPLACE),
        clear_color: ClearColorConfig::None,
    };
    for camera in [view, interface] {
        commands.entity(camera).insert(CompositingSpace::Srgb);
    }
}

/// Asks egui for another size; it takes effect when its pass begins.
fn apply_scale(mut contexts: EguiContexts, scale: Res<InterfaceScale>) {
    if let Ok(context) = contexts.ctx_mut()
        && context.zoom_factor() != scale.factor()
    {
        context.set_zoom_factor(scale.factor());
    }
}

/// Puts every usual letter into the font's texture before it is needed: a letter
/// that is new in a frame is missing from that frame's picture.
fn draw_every_letter(context: &egui::Context) {
    // Often enough for each of the places between two pixels at which a letter may stand.
    let text: String = (' '..='~')
        .chain("·…–−×→←ε".chars())
        .flat_map(|letter| std::iter::repeat_n(letter, 7))
        .collect();
    let fonts: Vec<egui::FontId> = [11.0, 12.0]
        .into_iter()
        .flat_map(|size| {
            [
                egui::FontId::proportional(size),
                egui::FontId::monospace(size),
            ]
        })
        .chain(context.global_style().text_styles.values().cloned())
        .collect();
    for font in fonts {
        context.fonts_mut(|fonts| fonts.layout_no_wrap(text.clone(), font, egui::Color32::WHITE));
    }
}

/// Decides whose pointer it is, before anybody acts on this frame's input.
///
/// egui's own answer is not enough: it lets go of a pointer that is down over
/// a part of a panel that is no widget. A drag belongs to where it began.
fn follow_pointer(
    mut contexts: EguiContexts,
    mut area: ResMut<InterfaceArea>,
    window: Query<&Window, With<PrimaryWindow>>,
    buttons: Option<Res<ButtonInput<MouseButton>>>,
    touches: Option<Res<Touches>>,
) {
    let (Ok(context), Ok(window)) = (contexts.ctx_mut(), window.single()) else {
        return;
    };
    let touch = touches.as_ref().and_then(|touches| touches.iter().next());
    let position = touch
        .map(bevy::input::touch::Touch::position)
        .or_else(|| window.cursor_position());
    let pressed_before = buttons.as_ref().is_some_and(|buttons| {
        buttons
            .get_pressed()
            .any(|button| !buttons.just_pressed(*button))
    }) || touches.as_ref().is_some_and(|touches| {
        touches
            .iter()
            .any(|touch| !touches.just_pressed(touch.id()))
    });
    if pressed_before {
        return;
    }
    let zoom = context.zoom_factor();
    let over = position.is_some_and(|position| {
        let point = egui::pos2(position.x / zoom, position.y / zoom);
        context
            .layer_id_at(point)
            .is_some_and(|layer| layer.order != egui::Order::Background)
    });
    // The release of a drag still belongs to where the drag began.
    let released = buttons.is_some_and(|buttons| buttons.get_just_released().next().is_some());
    if !released && area.has_pointer != over {
        area.has_pointer = over;
    }
}

/// When the interface began to work on this frame.
#[derive(Resource, Default)]
struct Begun(Option<Instant>);

fn begin_cost(mut begun: ResMut<Begun>) {
    begun.0 = Some(Instant::now());
}

fn end_cost(begun: Res<Begun>, mut cost: ResMut<InterfaceCost>) {
    if let Some(begun) = begun.0 {
        cost.seconds = begun.elapsed().as_secs_f64();
    }
}

/// `Tab` walks through the graph. Through the panels it walks from when somebody asks for
/// them until they let go of the last widget.
fn direct_tab(
    mut inputs: Query<(&mut EguiInput, &mut EguiContext), With<PrimaryEguiContext>>,
    mut area: ResMut<InterfaceArea>,
) {
    let wanted = std::mem::take(&mut area.bypass_change_detection().wants_focus);
    for (mut input, mut context) in &mut inputs {
        let focused = context
            .get_mut()
            .memory(|memory| memory.focused().is_some());
        if !focused {
            let is_tab = |event: &egui::Event| {
                matches!(
                    event,
                    egui::Event::Key {
                        key: egui::Key::Tab,
                        ..
                    }
                )
            };
            input.events.retain(|event| !is_tab(event));
        }
        if wanted {
            input.events.push(egui::Event::Key {
                key: egui::Key::Tab,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: egui::Modifiers::NONE,
            });
        }
    }
}

/// Notes what egui asks for at the end of its pass: the keyboard, more frames.
fn note_wishes(
    mut contexts: EguiContexts,
    output: Query<&EguiFullOutput, With<PrimaryEguiContext>>,
    mut area: ResMut<InterfaceArea>,
    mut motion: ResMut<InterfaceMotion>,
) {
    /// egui asks to be drawn again this soon for what is visible, such as a
    /// tooltip that is due; later wishes are not worth a frame.
    const SOON: Duration = Duration::from_millis(700);

    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    area.has_keyboard = context.text_edit_focused();
    area.has_focus = context.egui_wants_keyboard_input();
    let wants_frames = output
        .iter()
        .filter_map(|output| output.0.as_ref())
        .any(|output| {
            output
                .viewport_output
                .values()
                .any(|viewport| viewport.repaint_delay < SOON)
        });
    motion.set_if_neq(InterfaceMotion { wants_frames });
}
