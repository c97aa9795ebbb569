//! Lays the interface out again only when something in it may have changed.
//!
//! A pass of egui costs more than everything else of a still frame. Without a pass the triangles
//! of the last one are drawn again.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiInput, EguiPostUpdateSet, EguiPreUpdateSet, EguiRenderOutput,
    PrimaryEguiContext, egui,
};

use super::egui_systems::InterfaceSystems;
use crate::interface::{InterfaceArea, InterfaceMotion, InterfaceNews};

/// Passes after the last news: egui needs a second one where sizes have changed.
const PASSES: u8 = 3;
/// Longest time until a changed number is shown that may wait, seconds.
const PATIENCE: f64 = 0.1;

/// The decision of this frame, and what it is made from.
#[derive(Resource, Debug)]
pub(super) struct Refresh {
    /// Whether this frame has a pass.
    pass: bool,
    /// Passes that are still to be made.
    left: u8,
    /// The last pass, seconds of egui's time.
    last: f64,
    /// When egui wants its next pass, if it does; seconds of egui's time.
    due: Option<f64>,
    /// Whether the pointer was over the interface in the last frame.
    had_pointer: bool,
    /// The window's rectangle of the last pass.
    screen: Option<egui::Rect>,
}

impl Default for Refresh {
    fn default() -> Self {
        Self {
            pass: true,
            left: PASSES,
            last: 0.0,
            due: None,
            had_pointer: false,
            screen: None,
        }
    }
}

impl Refresh {
    /// Notes the delay, seconds, after which egui wants another pass.
    pub(super) fn set_due(&mut self, delay: Option<f64>) {
        self.due = delay.map(|delay| self.last + delay);
    }
}

/// Makes the passes of egui depend on news.
pub(super) fn gate_passes(app: &mut App) {
    app.init_resource::<Refresh>()
        .init_resource::<InterfaceNews>()
        .configure_sets(PreUpdate, EguiPreUpdateSet::BeginPass.run_if(has_pass))
        .configure_sets(
            PostUpdate,
            (
                EguiPostUpdateSet::EndPass,
                EguiPostUpdateSet::ProcessOutput,
                EguiPostUpdateSet::PostProcessOutput,
            )
                .run_if(has_pass),
        )
        .add_systems(
            PreUpdate,
            decide_pass
                .in_set(InterfaceSystems::Refresh)
                .after(InterfaceSystems::Pointer)
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .init_resource::<LastPass>()
        .add_systems(
            PostUpdate,
            (
                keep_triangles.run_if(has_pass),
                draw_again.run_if(not(has_pass)),
            )
                .after(EguiPostUpdateSet::PostProcessOutput),
        )
        .add_systems(Last, request_frames.in_set(InterfaceSystems::Refresh));
}

/// The triangles of the last pass. The renderer takes those of a frame away.
#[derive(Resource, Default)]
struct LastPass {
    triangles: Vec<egui::ClippedPrimitive>,
}

/// Keeps the triangles of this frame, unless the next frame has a pass in any case.
fn keep_triangles(
    mut last: ResMut<LastPass>,
    refresh: Res<Refresh>,
    outputs: Query<&EguiRenderOutput, With<PrimaryEguiContext>>,
) {
    if refresh.left == 0
        && let Ok(output) = outputs.single()
    {
        last.triangles.clone_from(&output.paint_jobs);
    }
}

/// Gives a frame without a pass the triangles of the last one.
fn draw_again(
    last: Res<LastPass>,
    mut outputs: Query<&mut EguiRenderOutput, With<PrimaryEguiContext>>,
) {
    if let Ok(mut output) = outputs.single_mut() {
        output.paint_jobs.clone_from(&last.triangles);
        output.textures_delta.clear();
    }
}

/// Run condition: this frame has a pass.
pub(super) fn has_pass(refresh: Res<Refresh>) -> bool {
    refresh.pass
}

/// Decides whether this frame has a pass.
fn decide_pass(
    mut refresh: ResMut<Refresh>,
    mut news: ResMut<InterfaceNews>,
    area: Res<InterfaceArea>,
    mut inputs: Query<&mut EguiInput, With<PrimaryEguiContext>>,
    mut contexts: EguiContexts,
) {
    let (Ok(mut input), Ok(context)) = (inputs.single_mut(), contexts.ctx_mut()) else {
        return;
    };
    let over = area.has_pointer || refresh.had_pointer || context.egui_is_using_pointer();
    refresh.had_pointer = area.has_pointer;
    let speaks = input.events.iter().any(|event| match event {
        // Over the graph, these are no business of the panels.
        egui::Event::PointerMoved(_) | egui::Event::MouseWheel { .. } => over,
        _ => true,
    });
    let resized = input.screen_rect != refresh.screen;
    let now = input.time.unwrap_or(refresh.last);
    let due = refresh.due.is_some_and(|due| due <= now);
    let waited = news.later && now - refresh.last >= PATIENCE;
    if speaks || resized || due || waited || news.now {
        refresh.left = PASSES;
    }
    refresh.pass = refresh.left > 0;
    if refresh.pass {
        refresh.left -= 1;
        refresh.last = now;
        refresh.due = None;
        refresh.screen = input.screen_rect;
        *news = InterfaceNews::default();
    } else {
        // The pointer's way over the graph: its end is enough.
        let last = input
            .events
            .iter()
            .rposition(|event| matches!(event, egui::Event::PointerMoved(_)));
        let mut place = 0;
        input.events.retain(|event| {
            let keep = Some(place) == last
                || !matches!(
                    event,
                    egui::Event::PointerMoved(_) | egui::Event::MouseWheel { .. }
                );
            place += 1;
            keep
        });
    }
}

/// Asks for frames until all news are shown.
fn request_frames(
    refresh: Res<Refresh>,
    news: Res<InterfaceNews>,
    mut motion: ResMut<InterfaceMotion>,
) {
    let wants_frames = refresh.left > 0 || news.now || news.later || refresh.due.is_some();
    motion.set_if_neq(InterfaceMotion { wants_frames });
}
