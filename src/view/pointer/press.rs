//! Follows a press: it becomes a click, a drag of a vertex, a box or lasso, or a turn of the
//! camera.
//!
//! A drag moves a selected vertex at once. Any other vertex moves after the press was held still
//! for a moment: otherwise the camera could not be turned where vertices are dense.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    area::{Marquee, Region},
    hands::Hands,
    sight::{HoverInputs, Sight},
    tool::Tool,
};
use crate::{
    graph::{
        Hovered,
        commands::{Drag, Select},
    },
    view::camera::{
        commands::CameraCommand,
        grip::Grip,
        hand::{CLICK_TRAVEL, TAP_TRAVEL},
    },
};

/// A press that stays still over a vertex for this time takes hold of it, seconds.
const HOLD: f32 = 0.3;
/// Longest time between the two clicks of a double click, seconds.
const DOUBLE_CLICK: f32 = 0.5;

/// The pointer's state between frames.
#[derive(Resource, Debug, Default)]
pub struct Pointer {
    press: Option<Press>,
    last_click: Option<(f32, Clicked)>,
    /// The first place of the pointer since the scene was loaded, until it moves from there.
    pub(super) first: Option<Vec2>,
    /// Whether the pointer has moved since the scene was loaded.
    pub(super) moved: bool,
    /// Vertices of the graph in the last frame.
    pub(super) vertices: usize,
    pub(super) seen: Option<HoverInputs>,
}

impl Pointer {
    /// Whether nothing is pressed, or the press may still become a click.
    pub(super) fn is_still(&self) -> bool {
        self.press.as_ref().is_none_or(|press| press.still)
    }
}

/// The target of a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clicked {
    /// A vertex of the graph.
    Vertex(Entity),
    /// A vertex of the shown level.
    Part(u32),
}

/// A press in progress.
#[derive(Debug)]
struct Press {
    at: Vec2,
    /// Whether it may still become a click.
    still: bool,
    finger: bool,
    action: PressAction,
    /// The unselected vertex under the press, and its distance from the camera: a hold takes it.
    /// `None` once the press has moved.
    hold: Option<(Entity, f32)>,
    /// Its beginning, seconds of wall time.
    begun: f32,
}

impl Press {
    /// Whether the pointer is farther from the beginning than in a click.
    fn has_left(&self, pointer: Vec2) -> bool {
        let travel = if self.finger {
            TAP_TRAVEL
        } else {
            CLICK_TRAVEL
        };
        self.at.distance(pointer) > travel
    }
}

/// The effect of a press that moves.
#[derive(Debug)]
enum PressAction {
    /// The camera turns.
    Turn,
    /// A vertex is moved, at a distance from the camera.
    Move(Entity, f32),
    /// A region is drawn.
    Area(Tool),
}

/// The messages and resources that a press writes.
#[derive(SystemParam)]
pub(super) struct PressEffects<'w> {
    select: MessageWriter<'w, Select>,
    drag: MessageWriter<'w, Drag>,
    view: MessageWriter<'w, CameraCommand>,
    marquee: ResMut<'w, Marquee>,
    hovered: ResMut<'w, Hovered>,
}

/// Follows a press from its beginning to its end.
pub(super) fn handle_press(
    sight: Sight,
    hands: Hands,
    time: Res<Time<Real>>,
    mut grip: ResMut<Grip>,
    mut state: ResMut<Pointer>,
    mut effects: PressEffects,
) {
    let Some(pointer) = hands.pointer_position() else {
        return;
    };
    let (began, ended) = (hands.has_begun(), hands.has_ended());
    if began {
        cancel_press(&mut state, &mut effects);
        // A press may begin and end within one frame: then the grip does not show it.
        let on_graph = grip.is_held() || (ended && grip.on_graph());
        let at = hands.press_position().unwrap_or(pointer);
        state.press = on_graph.then(|| begin_press(&sight, &hands, at, time.elapsed_secs()));
        if let Some(press) = state.press.as_ref().filter(|_| grip.is_held()) {
            match press.action {
                PressAction::Turn => {}
                PressAction::Move(..) => *grip = Grip::Vertex,
                PressAction::Area(_) => *grip = Grip::Area,
            }
        }
    }
    let Some(press) = &mut state.press else {
        return;
    };
    // A drag of a vertex or a region ends when the grip changes.
    let mine = match press.action {
        PressAction::Turn => true,
        // A second finger hands the press to the camera.
        _ => began || ended || matches!(*grip, Grip::Vertex | Grip::Area),
    };
    if !mine || !(hands.is_down() || ended) {
        cancel_press(&mut state, &mut effects);
        return;
    }
    let has_left = press.has_left(pointer);
    if has_left {
        press.hold = None;
    }
    // A press that was held still takes the vertex under it. The ring shows it at once, also if
    // nothing was hovered before.
    if let Some((vertex, distance)) = press.hold
        && press.still
        && grip.is_held()
        && hands.is_down()
        && hands.is_alone()
        && time.elapsed_secs() - press.begun >= HOLD
    {
        press.action = PressAction::Move(vertex, distance);
        press.still = false;
        *grip = Grip::Vertex;
        effects.drag.write(Drag::Grab(vec![vertex]));
        effects.hovered.set_if_neq(Hovered(Some(vertex)));
    }
    // The press becomes a drag.
    if press.still && has_left {
        press.still = false;
        match press.action {
            PressAction::Turn => {}
            PressAction::Move(vertex, _) => {
                let held = if sight.selection.contains(vertex) {
                    sight.selection.vertices().to_vec()
                } else {
                    vec![vertex]
                };
                effects.drag.write(Drag::Grab(held));
            }
            PressAction::Area(tool) => effects.marquee.0 = Region::begin_at(tool, press.at),
        }
    }
    // The drag moves on. A vertex that is held still does not tremble with the hand.
    if !press.still && press.hold.is_none() {
        match press.action {
            PressAction::Turn => {}
            PressAction::Move(_, distance) => {
                if let Some(way) = sight.drag_vector(press.at, pointer, distance) {
                    effects.drag.write(Drag::By(way));
                }
            }
            PressAction::Area(_) => {
                if let Some(region) = &mut effects.marquee.0 {
                    region.extend_to(pointer);
                }
            }
        }
    }
    // The press ends: as a click, or as a drag that is completed.
    if !ended {
        return;
    }
    let Some(press) = state.press.take() else {
        return;
    };
    if press.still {
        let when = time.elapsed_secs();
        handle_click(&sight, &hands, &press, &mut state, &mut effects, when);
        return;
    }
    match press.action {
        PressAction::Turn => {}
        PressAction::Move(vertex, _) => {
            effects.drag.write(Drag::Release);
            // A vertex that was held and not moved is selected, as by a click.
            if press.hold.is_some() {
                effects.select.write(Select::Only(vertex));
            }
        }
        PressAction::Area(_) => {
            if let Some(region) = effects.marquee.0.take() {
                let vertices = sight.vertices_inside(&region);
                let add = hands.holds_control();
                effects.select.write(Select::Several { vertices, add });
            }
        }
    }
}

/// Begins a press on the graph, and decides its effect if it moves: a selected vertex moves, any
/// other place turns the camera.
fn begin_press(sight: &Sight, hands: &Hands, at: Vec2, begun: f32) -> Press {
    let finger = hands.is_finger();
    let still = hands.is_alone();
    let mut hold = None;
    let action = match hands.chosen_tool() {
        _ if !still => PressAction::Turn,
        Tool::Hand if sight.level.merged().is_some() => PressAction::Turn,
        Tool::Hand => match sight.selected_at(at, finger) {
            Some((vertex, distance)) => PressAction::Move(vertex, distance),
            None => {
                hold = sight.holdable_at(at, finger);
                PressAction::Turn
            }
        },
        tool => PressAction::Area(tool),
    };
    Press {
        at,
        still,
        finger,
        action,
        hold,
        begun,
    }
}

/// Cancels the press and undoes its effects so far.
fn cancel_press(state: &mut Pointer, effects: &mut PressEffects) {
    let Some(press) = state.press.take().filter(|press| !press.still) else {
        return;
    };
    match press.action {
        PressAction::Turn => {}
        PressAction::Move(..) => {
            effects.drag.write(Drag::Release);
        }
        PressAction::Area(_) => effects.marquee.0 = None,
    }
}

/// Turns a click into a selection, and a double click into a closer look.
fn handle_click(
    sight: &Sight,
    hands: &Hands,
    press: &Press,
    state: &mut Pointer,
    effects: &mut PressEffects,
    now: f32,
) {
    let several = hands.holds_shift() || hands.holds_control();
    let last = state.last_click.take();
    let mut again = |clicked: Clicked| {
        let again = last.is_some_and(|(when, of)| of == clicked && now - when < DOUBLE_CLICK);
        let again = again && !several;
        if !again {
            state.last_click = Some((now, clicked));
        }
        again
    };
    if sight.level.merged().is_some() {
        match sight.part_at(press.at, press.finger) {
            Some(part) => {
                if again(Clicked::Part(part)) {
                    effects.view.write(CameraCommand::FrameSelection);
                }
                let vertices = sight.part_members(part);
                effects.select.write(Select::Several {
                    vertices,
                    add: several,
                });
            }
            None if several => {}
            None => {
                effects.select.write(Select::Clear);
            }
        }
        return;
    }
    let select = match sight.vertex_at(press.at, press.finger) {
        Some(vertex) => {
            if again(Clicked::Vertex(vertex)) {
                effects.view.write(CameraCommand::Focus(vertex));
            }
            if several {
                Select::Toggle(vertex)
            } else {
                Select::Only(vertex)
            }
        }
        None => match sight.edge_at(press.at) {
            Some(edge) => Select::Edge(edge),
            None if several => return,
            None => Select::Clear,
        },
    };
    effects.select.write(select);
}
