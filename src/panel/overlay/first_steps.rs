//! First steps: four hints for new users that teach to turn, to select, to train, and to see the
//! gradient flow back.
//!
//! A step is ticked off when it is done. Dismissed or finished steps return on request only.

use bevy::{
    ecs::system::SystemParam,
    input::touch::TouchInput,
    prelude::{Rect as LogicalRect, *},
};
use bevy_egui::{
    EguiContexts,
    egui::{
        self, Align2, Area, Context, FontId, Frame, Id, Margin, Order, Pos2, RichText, Sense,
        Shape, Stroke, Ui, pos2, vec2,
    },
};

use super::labels;
use crate::{
    explore::Search,
    graph::{Held, Selection},
    interface::InterfaceArea,
    layout::Dimensions,
    panel::{
        commands::PanelCommand,
        kit::{
            controls::{Controls, Region},
            places,
        },
        state::Panels,
    },
    physics::Physics,
    training::{Trainer, commands::TrainingCommand},
    view::{CameraSettings, CameraSummary, Framing, Orbit, Rig, WaveCommand},
};

/// Turn that ticks off the first step, radians.
const TURNED: f32 = 0.15;
/// Move that ticks off the first step, camera distances: about forty pixels.
const MOVED: f32 = 0.05;
/// Time for which the finished steps stay, seconds. Their end requests no frame.
const SEEN: f64 = 4.0;
/// Distance from the upper neighbour, points.
const GAP: f32 = 8.0;
/// A lower free area shows one step over the rim of the graph, points.
const ROOM: f32 = 400.0;
/// In a lower area a step would cover the middle of the graph, points.
const LEAST_ROOM: f32 = 200.0;
/// Side of a step's circle, points.
const SIGN: f32 = 16.0;

/// Number of steps.
const STEPS: usize = 4;

/// The steps. By default they are known: pictures, recordings and tests show none.
#[derive(Resource, Reflect, Clone, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct FirstSteps {
    /// Whether the steps are shown.
    pub open: bool,
    /// Whether each was done, in any order: turn, select, train, wave.
    pub done: [bool; STEPS],
    /// Whether the steps were done or dismissed: they do not open by themselves again.
    known: bool,
    /// Whether the user points with fingers.
    fingers: bool,
    /// The camera before the user moved it: yaw, pitch, and focus in camera distances.
    from: Option<[f32; 5]>,
    /// End of the finished steps, seconds of wall time.
    until: Option<f64>,
}

impl Default for FirstSteps {
    fn default() -> Self {
        Self::new(true, false)
    }
}

impl FirstSteps {
    /// The steps at the start of a session.
    pub fn new(known: bool, fingers: bool) -> Self {
        Self {
            open: !known,
            done: [false; STEPS],
            known,
            fingers,
            from: None,
            until: None,
        }
    }

    /// Whether the steps were done or dismissed.
    pub fn known(&self) -> bool {
        self.known
    }

    /// Shows the steps from the first one on.
    pub(in crate::panel) fn restart(&mut self) {
        *self = Self {
            open: true,
            ..Self::new(self.known, self.fingers)
        };
    }

    /// Dismisses the steps for good.
    pub(in crate::panel) fn dismiss(&mut self) {
        self.open = false;
        self.known = true;
    }

    /// The text of each step, for fingers or a pointer.
    fn step_texts(&self, flat: bool, trainable: bool, narrow: bool) -> [&'static str; STEPS] {
        let first = match (self.fingers, flat) {
            (false, false) => "Drag to turn the graph",
            (false, true) => "Drag to move the graph",
            (true, false) => "Drag with one finger to turn it",
            (true, true) => "Drag with one finger to move it",
        };
        let second = match self.fingers {
            false => "Click a vertex to see its number",
            true => "Tap a vertex to see its number",
        };
        let third = match trainable {
            true => "Press Train and watch it learn",
            false => "Hold a vertex, pull it, and let go",
        };
        let fourth = match (trainable, self.fingers || narrow) {
            (true, false) => "Press V to see the gradient flow back",
            (true, true) => "Press Wave to see the gradient flow back",
            (false, false) => "Press V to see a wave run through it",
            (false, true) => "Press Wave to see it run through the graph",
        };
        [first, second, third, fourth]
    }
}

/// Ticks off the steps that the user has done.
pub(in crate::panel) fn tick_off_steps(
    mut steps: ResMut<FirstSteps>,
    (mut touches, buttons): (
        MessageReader<TouchInput>,
        Option<Res<ButtonInput<MouseButton>>>,
    ),
    (mut training, mut waves): (MessageReader<TrainingCommand>, MessageReader<WaveCommand>),
    (summary, camera, rigs): (Res<CameraSummary>, Res<CameraSettings>, Query<&Rig>),
    (selection, held, trainer): (Res<Selection>, Res<Held>, Res<Trainer>),
    time: Res<Time<Real>>,
) {
    let touched = touches.read().count() > 0;
    let trained = training.read().any(|command| {
        matches!(
            command,
            TrainingCommand::Train { .. }
                | TrainingCommand::OneRound
                | TrainingCommand::RunNotebook
        )
    });
    let waved = waves
        .read()
        .any(|command| matches!(command, WaveCommand::Toggle | WaveCommand::Run(_)));
    if !steps.open {
        return;
    }
    let mut next = steps.clone();
    if touched {
        next.fingers = true;
    } else if buttons.is_some_and(|buttons| buttons.get_just_pressed().next().is_some()) {
        next.fingers = false;
    }
    let by_hand = rigs
        .single()
        .is_ok_and(|rig| matches!(rig.framing, Framing::Turned | Framing::Free))
        && !camera.auto_orbit;
    if let Some(orbit) = summary.orbit() {
        let Orbit {
            focus,
            yaw,
            pitch,
            radius,
        } = orbit;
        let distance = radius.max(f32::MIN_POSITIVE);
        let now = [
            yaw,
            pitch,
            focus.x / distance,
            focus.y / distance,
            focus.z / distance,
        ];
        let from = next.from.get_or_insert(now);
        if !by_hand {
            *from = now;
        }
        let least = [TURNED, TURNED, MOVED, MOVED, MOVED];
        let moved = from
            .iter()
            .zip(now)
            .zip(least)
            .any(|((from, now), least)| (from - now).abs() > least);
        next.done[0] |= by_hand && moved;
    }
    next.done[1] |= selection.is_changed() && !selection.is_empty();
    next.done[2] |= if trainer.available {
        trained
    } else {
        !held.is_empty()
    };
    next.done[3] |= waved;
    if next.done == [true; STEPS] {
        next.known = true;
        let now = time.elapsed_secs_f64();
        next.open = now < *next.until.get_or_insert(now + SEEN);
    }
    steps.set_if_neq(next);
}

/// Data of the drawn steps.
#[derive(SystemParam)]
pub(in crate::panel) struct FirstStepsReader<'w> {
    steps: Res<'w, FirstSteps>,
    search: Res<'w, Search>,
    trainer: Res<'w, Trainer>,
    physics: Res<'w, Physics>,
    panels: Res<'w, Panels>,
}

/// Draws the steps, and sends the command of their button.
pub(in crate::panel) fn draw_first_steps(
    mut contexts: EguiContexts,
    reader: FirstStepsReader,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
    mut commands: MessageWriter<PanelCommand>,
) {
    if let Ok(context) = contexts.ctx_mut()
        && reader.draw_steps(context, &mut controls, &mut area)
    {
        commands.write(PanelCommand::CloseFirstSteps);
    }
}

impl FirstStepsReader<'_> {
    /// Draws the steps at the upper end of the free area, which shrinks by as much where there is
    /// room. The pointer passes through all but the close button. Returns whether the button was
    /// clicked.
    fn draw_steps(
        &self,
        context: &Context,
        controls: &mut Controls,
        area: &mut InterfaceArea,
    ) -> bool {
        // The search field takes the same place.
        if !self.steps.open || self.search.open || self.panels.help {
            return false;
        }
        let zoom = context.zoom_factor();
        let LogicalRect { min, max } = area.free;
        let free = egui::Rect::from_min_max(pos2(min.x, min.y) / zoom, pos2(max.x, max.y) / zoom);
        let narrow = places::is_narrow(context);
        let caption = labels::caption_bottom(context).filter(|_| narrow && self.panels.visible);
        let top = caption.unwrap_or(free.top()).max(free.top());
        let room = free.bottom() - top;
        if room < LEAST_ROOM {
            return false;
        }
        let compact = room < ROOM;
        let flat = self.physics.dimensions == Dimensions::Two;
        let words = self.steps.step_texts(flat, self.trainer.available, narrow);
        let shown = Area::new(Id::new("first steps"))
            .order(Order::Background)
            .interactable(false)
            .constrain(false)
            .pivot(Align2::CENTER_TOP)
            .fixed_pos(pos2(free.center().x, top + GAP))
            .show(context, |ui| {
                Frame::new()
                    .fill(ui.visuals().panel_fill)
                    .corner_radius(8)
                    .inner_margin(Margin::symmetric(12, 8))
                    .show(ui, |ui| draw_content(ui, &self.steps, words, compact));
            });
        let rect = shown.response.rect;
        controls.note("steps", shown.response);
        if !compact {
            area.free.min.y = controls.logical(rect).max.y;
        }
        draw_close_button(context, rect.right_top(), controls, area)
    }
}

fn draw_content(ui: &mut Ui, steps: &FirstSteps, words: [&str; STEPS], compact: bool) {
    let rows = words.into_iter().zip(steps.done);
    // With room for one step, the next one is shown.
    let rows: Vec<_> = match compact {
        true => rows.filter(|(_, done)| !done).take(1).collect(),
        false => rows.collect(),
    };
    let font = egui::TextStyle::Body.resolve(ui.style());
    let widest = rows
        .iter()
        .map(|(words, _)| {
            let galley = ui.painter().layout_no_wrap(
                (*words).to_owned(),
                font.clone(),
                egui::Color32::PLACEHOLDER,
            );
            galley.size().x
        })
        .fold(0.0, f32::max);
    // Room for the button beside the heading.
    ui.set_width((SIGN + 8.0 + widest).max(150.0));
    ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
    let heading = match steps.done {
        [true, true, true, true] => "You know the basics.",
        [true, true, true, false] => "You know the basics. Next:",
        _ => "First steps",
    };
    ui.label(RichText::new(heading).small().weak());
    for (words, done) in rows {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(SIGN, SIGN), Sense::hover());
            draw_check(ui, rect.center(), done);
            let words = RichText::new(words);
            let words = if done { words.weak() } else { words.strong() };
            ui.add(egui::Label::new(words).extend());
        });
    }
}

/// An empty circle, or a full one with a tick.
fn draw_check(ui: &Ui, centre: Pos2, done: bool) {
    let visuals = ui.visuals();
    let painter = ui.painter();
    let radius = SIGN * 0.45;
    if !done {
        painter.circle_stroke(centre, radius, Stroke::new(1.3, visuals.weak_text_color()));
        return;
    }
    painter.circle_filled(centre, radius, visuals.selection.bg_fill);
    let tick = [vec2(-3.0, 0.2), vec2(-0.8, 2.4), vec2(3.2, -2.2)];
    painter.add(Shape::line(
        tick.map(|corner| centre + corner).to_vec(),
        Stroke::new(1.5, visuals.selection.stroke.color),
    ));
}

/// The button in the upper right corner.
fn draw_close_button(
    context: &Context,
    corner: Pos2,
    controls: &mut Controls,
    area: &mut InterfaceArea,
) -> bool {
    controls.enter_region(Region::Overlay);
    let shown = Area::new(Id::new("first steps, close"))
        .order(Order::Middle)
        .constrain(false)
        .pivot(Align2::RIGHT_TOP)
        .fixed_pos(corner)
        .show(context, |ui| {
            let button = egui::Button::new(RichText::new("×").font(FontId::proportional(20.0)))
                .frame(false)
                // Wide enough for a finger.
                .min_size(vec2(44.0, 44.0));
            let button = controls.note("steps/close", ui.add(button));
            crate::panel::kit::widgets::name_button(button, "Dismiss the first steps")
                .on_hover_text("Dismisses the first steps; the list of keys (?) shows them again")
                .clicked()
        });
    controls.leave_region();
    area.rects.push(controls.logical(shown.response.rect));
    shown.inner
}
