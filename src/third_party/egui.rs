//! Glue to egui: its plugin, its camera, and the owner of pointer and keyboard.

use std::time::Duration;

use bevy::{
    camera::{CameraOutputMode, CompositingSpace, RenderTarget, visibility::RenderLayers},
    input::InputSystems,
    platform::time::Instant,
    prelude::*,
    render::render_resource::BlendState,
    time::TimeUpdateStrategy,
    window::PrimaryWindow,
};
use bevy_egui::{
    EguiContext, EguiContexts, EguiFullOutput, EguiGlobalSettings, EguiInput, EguiPlugin,
    EguiPostUpdateSet, EguiPreUpdateSet, EguiPrimaryContextPass, PrimaryEguiContext, egui,
};

use super::{
    egui_encoded::EncodedInterfacePlugin,
    egui_refresh::{self, Refresh},
    egui_systems::InterfaceSystems,
    egui_theme,
    fonts::font_definitions,
};
use crate::interface::{
    CoarseTargets, InterfaceArea, InterfaceCost, InterfaceMotion, InterfaceScale, InterfaceTheme,
};

/// egui with a camera of its own, over the picture of the graph.
pub struct InterfacePlugin;

/// Render target of the interface instead of the window. Insert it before the first frame.
#[derive(Resource, Clone)]
pub struct InterfaceTarget(pub RenderTarget);

impl Plugin for InterfacePlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(EguiPlugin::default())
            .init_resource::<InterfaceArea>()
            .init_resource::<InterfaceMotion>()
            .init_resource::<InterfaceTheme>()
            .init_resource::<InterfaceScale>()
            .init_resource::<InterfaceCost>()
            .init_resource::<CostStart>()
            .insert_resource(ClockStart(Instant::now()))
            .add_systems(Startup, spawn_camera)
            .add_systems(PostStartup, share_texture)
            .add_systems(
                PreUpdate,
                decide_pointer_owner
                    .in_set(InterfaceSystems::Pointer)
                    .after(InputSystems)
                    .after(EguiPreUpdateSet::InitContexts),
            )
            .add_systems(
                PreUpdate,
                (route_tab, set_real_time)
                    .chain()
                    .after(EguiPreUpdateSet::ProcessInput)
                    // The decision about a pass reads events and time.
                    .before(InterfaceSystems::Refresh)
                    .before(EguiPreUpdateSet::BeginPass),
            )
            .add_systems(
                PreUpdate,
                install_fonts
                    .after(EguiPreUpdateSet::InitContexts)
                    .before(EguiPreUpdateSet::BeginPass),
            )
            .add_systems(PreUpdate, apply_scale.before(EguiPreUpdateSet::BeginPass))
            .add_systems(
                EguiPrimaryContextPass,
                apply_theme.in_set(InterfaceSystems::Theme).run_if(
                    resource_changed::<InterfaceTheme>
                        .or_else(resource_changed::<InterfaceScale>)
                        .or_else(resource_exists_and_changed::<CoarseTargets>),
                ),
            )
            .add_systems(
                PostUpdate,
                (
                    begin_cost_measurement.before(EguiPostUpdateSet::EndPass),
                    record_requests
                        .after(EguiPostUpdateSet::EndPass)
                        .before(EguiPostUpdateSet::ProcessOutput)
                        .run_if(egui_refresh::has_pass),
                    end_cost_measurement.after(EguiPostUpdateSet::ProcessOutput),
                ),
            );
        app.add_plugins(EncodedInterfacePlugin);
        egui_refresh::gate_passes(app);
        // egui must not take the first camera: it draws the graph.
        app.world_mut()
            .resource_mut::<EguiGlobalSettings>()
            .auto_create_primary_context = false;
    }
}

/// egui draws into a transparent texture of its own, which is blended over the picture: the
/// anti-aliasing, tone mapping and clearing of the view do not affect it. The exception is
/// [`share_texture`].
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

/// Gives every new context its fonts before its first pass: egui has none of its own.
fn install_fonts(mut contexts: Query<&mut EguiContext, Added<EguiContext>>) {
    for mut context in &mut contexts {
        context.get_mut().set_fonts(font_definitions());
    }
}

fn apply_theme(
    mut contexts: EguiContexts,
    theme: Res<InterfaceTheme>,
    coarse: Option<Res<CoarseTargets>>,
) {
    if let Ok(context) = contexts.ctx_mut() {
        // `InterfaceScale` is the one home of the size, so egui's own zoom keys are off.
        context.options_mut(|options| {
            options.zoom_with_keyboard = false;
            // A press of any length is a click: on a slow machine, a frame alone may last longer
            // than egui's limit.
            options.input_options.max_click_duration = f64::INFINITY;
        });
        let coarse = coarse.is_some_and(|coarse| coarse.0);
        egui_theme::apply_theme(context, *theme, coarse);
        preload_letters(context);
    }
}

/// Lets egui and the view share a texture where the view takes one sample a pixel: in the
/// browser, and on software renderers.
///
/// The shared texture blends encoded colours. A pixel is written to the window once instead of
/// twice, and a processor blends it in less than half the time of linear light. Textures with
/// several samples cannot be shared.
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

/// Gives egui another size, which takes effect when its pass begins.
fn apply_scale(mut contexts: EguiContexts, scale: Res<InterfaceScale>) {
    if let Ok(context) = contexts.ctx_mut()
        && context.zoom_factor() != scale.factor()
    {
        context.set_zoom_factor(scale.factor());
    }
}

/// Puts every usual letter into the texture of the font: a letter that is new in a frame is
/// missing from the picture of that frame.
fn preload_letters(context: &egui::Context) {
    // Seven copies cover the subpixel positions at which a letter may stand.
    let text: String = (' '..='~')
        .chain("·…–−×→←ε".chars())
        .flat_map(|letter| std::iter::repeat_n(letter, 7))
        .collect();
    let fonts: Vec<egui::FontId> = [11.0, 13.0]
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

/// Decides whether the interface has the pointer, before the input of this frame is handled.
///
/// egui's own answer is not enough: it releases a pointer that is pressed over a part of a panel
/// without a widget. Here a drag belongs to the place where it began.
fn decide_pointer_owner(
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
    // The release of a drag still belongs to the place where the drag began.
    let released = buttons.is_some_and(|buttons| buttons.get_just_released().next().is_some());
    if !released && area.has_pointer != over {
        area.has_pointer = over;
    }
}

/// Start of the interface's work on this frame.
#[derive(Resource, Default)]
struct CostStart(Option<Instant>);

fn begin_cost_measurement(mut begun: ResMut<CostStart>) {
    begun.0 = Some(Instant::now());
}

fn end_cost_measurement(begun: Res<CostStart>, mut cost: ResMut<InterfaceCost>) {
    if let Some(begun) = begun.0 {
        cost.seconds = begun.elapsed().as_secs_f64();
    }
}

/// Gives egui the time of the moment instead of the last frame's.
///
/// Bevy's time comes from the renderer, a frame late: after a rest, the frame that a press wakes
/// has the time of before the rest, so the release would come seconds later and be no click.
fn set_real_time(
    mut inputs: Query<&mut EguiInput, With<PrimaryEguiContext>>,
    strategy: Option<Res<TimeUpdateStrategy>>,
    begun: Res<ClockStart>,
) {
    // Recordings and tests have a time of their own.
    if !matches!(
        strategy.as_deref(),
        None | Some(TimeUpdateStrategy::Automatic)
    ) {
        return;
    }
    for mut input in &mut inputs {
        input.time = Some(begun.0.elapsed().as_secs_f64());
    }
}

/// The moment at which egui's time began.
#[derive(Resource)]
struct ClockStart(Instant);

/// `Tab` walks through the graph, and through the panels while a widget has the focus.
fn route_tab(mut inputs: Query<(&mut EguiInput, &mut EguiContext), With<PrimaryEguiContext>>) {
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
    }
}

/// Records the requests of egui at the end of its pass: the keyboard, and more frames.
fn record_requests(
    mut contexts: EguiContexts,
    output: Query<&EguiFullOutput, With<PrimaryEguiContext>>,
    mut area: ResMut<InterfaceArea>,
    mut refresh: ResMut<Refresh>,
) {
    /// egui requests a repaint within this time for visible changes, such as a due tooltip. Later
    /// requests are not worth a frame.
    const SOON: Duration = Duration::from_millis(700);

    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    // An open menu has the keyboard, too: no key acts behind it.
    area.has_keyboard = context.text_edit_focused() || egui::Popup::is_any_open(context);
    area.has_focus = context.egui_wants_keyboard_input();
    let soonest = output
        .iter()
        .filter_map(|output| output.0.as_ref())
        .flat_map(|output| output.viewport_output.values())
        .map(|viewport| viewport.repaint_delay)
        .min();
    // A pass that is due at once is made in the next frame.
    let due = soonest.filter(|delay| *delay < SOON);
    refresh.set_due(due.map(|delay| delay.as_secs_f64()));
}
