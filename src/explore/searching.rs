//! Handles the commands of the search.

use bevy::prelude::*;

use super::{
    commands::{SearchCommand, Walked},
    search::Search,
};
use crate::graph::{CurrentScene, GraphIndex, Network, Selection, Vertex, commands::Select};

/// Handles [`SearchCommand`], and updates the matches after a change of the graph, or of the
/// gradients if the search depends on them.
pub(super) fn apply_search(
    mut requests: MessageReader<SearchCommand>,
    mut search: ResMut<Search>,
    (scene, network): (Res<CurrentScene>, Res<Network>),
    index: Res<GraphIndex>,
    (selection, vertices): (Res<Selection>, Query<&Vertex>),
    mut select: MessageWriter<Select>,
    mut walked: MessageWriter<Walked>,
) {
    let other_scene = !search.knows_scene(&scene);
    if requests.is_empty() && !search.active() {
        return;
    }
    let learned = network.is_changed() && search.follows_gradients();
    if !requests.is_empty() || other_scene || learned || !search.knows_index(&index) {
        search.set_changed();
    }
    let search = search.bypass_change_detection();
    let mut search_again = (other_scene || learned) && search.active();
    // A match that the user selected is the one to go on from.
    let mut at = selection
        .primary()
        .and_then(|primary| Some(vertices.get(primary).ok()?.id));
    for request in requests.read() {
        match request {
            SearchCommand::Open => search.open = true,
            SearchCommand::Find(text) => {
                if search.text() != text {
                    search.set_text(text);
                    search_again = true;
                }
            }
            SearchCommand::Next | SearchCommand::Previous => {
                let step = if *request == SearchCommand::Next {
                    1
                } else {
                    -1
                };
                search.update_matches(std::mem::take(&mut search_again), &scene, &network, &index);
                let id = search.step_to_match(step, at.take());
                if let Some(vertex) = id.and_then(|id| index.dense(id)) {
                    let vertex = index.vertices[vertex];
                    select.write(Select::Only(vertex));
                    walked.write(Walked {
                        vertex,
                        close: true,
                    });
                }
            }
            SearchCommand::SelectAll => {
                search.update_matches(std::mem::take(&mut search_again), &scene, &network, &index);
                let matches = search.matches().iter();
                let vertices: Vec<Entity> = matches
                    .filter_map(|&id| index.vertices.get(index.dense(id)?).copied())
                    .collect();
                if !vertices.is_empty() {
                    select.write(Select::Several {
                        vertices,
                        add: false,
                    });
                }
            }
            SearchCommand::Close => {
                search.open = false;
                search.set_text("");
                search_again = true;
            }
        }
    }
    search.update_matches(search_again, &scene, &network, &index);
}
