//! Sentences for people who hear the page: the selection with its formula, and what a control says.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{EguiOutput, PrimaryEguiContext};

use super::browser::dispatch_event;
use crate::{
    autograd::ValueId,
    graph::{CurrentScene, Network, Selection, Term, Vertex},
    numbers::format_short,
};

/// The name of the event whose detail is a sentence.
const SPOKEN: &str = "gradswarm-spoken";

/// Says what a control tells, in egui's own words. A frame without a pass of egui still has the
/// output of the last one, so a sentence is said once until a pass has another or none.
pub(super) fn speak_controls(
    outputs: Query<&EguiOutput, With<PrimaryEguiContext>>,
    mut last: ResMut<LastSpoken>,
) {
    for output in &outputs {
        let sentence = output.platform_output.events_description();
        if sentence == last.0 {
            continue;
        }
        if !sentence.is_empty() {
            dispatch_event(SPOKEN, &sentence);
        }
        last.0 = sentence;
    }
}

/// The last sentence about a control; empty after a pass in which none said anything.
#[derive(Resource, Default)]
pub(super) struct LastSpoken(String);

/// The selected vertex and its numbers.
#[derive(SystemParam)]
pub(super) struct SelectedVertex<'w, 's> {
    selection: Res<'w, Selection>,
    scene: Res<'w, CurrentScene>,
    network: Res<'w, Network>,
    vertices: Query<'w, 's, (&'static Vertex, Option<&'static Term>)>,
}

/// Says what was selected, and the formula of its number.
pub(super) fn speak_selection(selected: SelectedVertex, mut had_selection: Local<bool>) {
    if !selected.selection.is_changed() {
        return;
    }
    let sentence = selected.describe();
    if let Some(sentence) = &sentence {
        dispatch_event(SPOKEN, sentence);
    } else if *had_selection {
        dispatch_event(SPOKEN, "Nothing is selected.");
    }
    *had_selection = sentence.is_some();
}

impl SelectedVertex<'_, '_> {
    fn describe(&self) -> Option<String> {
        let primary = self.selection.primary()?;
        let (vertex, term) = self.vertices.get(primary).ok()?;
        let node = self.scene.graph.nodes.get(vertex.id.0 as usize)?;
        let mut sentence = match node.label.as_str() {
            "" => node.id.clone(),
            label => format!("{}, {label}", node.id),
        };
        if let Some(term) = term {
            sentence.push_str(&format!(": {}", format_short(term.data)));
            if let Some(gradient) = term.gradient {
                sentence.push_str(&format!(", gradient {}", format_short(gradient)));
            }
            let formula = term.value.and_then(|value| {
                let program = self.network.0.as_ref()?;
                let value = ValueId(value);
                let known = value.index() < program.tape.len() && !term.operation.is_empty();
                known.then(|| program.tape.formula(value).equation)
            });
            if let Some(formula) = formula {
                sentence.push_str(&format!(". {formula}"));
            }
        }
        let more = self.selection.vertices().len() - 1;
        if more > 0 {
            sentence.push_str(&format!(", and {more} more"));
        }
        Some(sentence)
    }
}
