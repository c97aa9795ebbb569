//! The searchable list of vertices and edges.
//!
//! A search is spread over frames: no frame compares hundreds of thousands of names.

use bevy::prelude::*;

use crate::graph::{CurrentScene, GraphIndex, VertexId, commands::Select};

/// Most names that are compared in one frame.
const NAMES_PER_FRAME: usize = 20_000;

/// An entry of the list, by dense index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::panel) enum Entry {
    Vertex(u32),
    Edge(u32),
}

/// The search text, and the entries found so far.
#[derive(Resource, Debug, Default)]
pub(in crate::panel) struct EntityList {
    filter: String,
    found: Vec<Entry>,
    /// Number of entries compared so far.
    searched: usize,
    /// The graph that was searched.
    version: u64,
}

impl EntityList {
    /// The search text.
    pub(in crate::panel) fn filter(&self) -> &str {
        &self.filter
    }

    /// Continues the search; returns whether entries are left to compare.
    pub(in crate::panel) fn advance_search(
        &mut self,
        filter: &str,
        index: &GraphIndex,
        scene: &CurrentScene,
    ) -> bool {
        if filter != self.filter || index.version != self.version {
            filter.clone_into(&mut self.filter);
            self.found.clear();
            self.searched = 0;
            self.version = index.version;
        }
        if self.filter.is_empty() {
            return false;
        }
        let all = count_entries(index);
        let until = all.min(self.searched + NAMES_PER_FRAME);
        let wanted = self.filter.trim().to_lowercase();
        for place in self.searched..until {
            let Some(entry) = entry_at(place, index) else {
                break;
            };
            if entry.matches_text(&wanted, index, scene) {
                self.found.push(entry);
            }
        }
        self.searched = until;
        until < all
    }

    /// Number of entries to show.
    pub(in crate::panel) fn len(&self, index: &GraphIndex) -> usize {
        if self.filter.is_empty() {
            count_entries(index)
        } else {
            self.found.len()
        }
    }

    /// The entry of a row.
    pub(in crate::panel) fn entry(&self, row: usize, index: &GraphIndex) -> Option<Entry> {
        if self.filter.is_empty() {
            entry_at(row, index)
        } else {
            self.found.get(row).copied()
        }
    }
}

impl Entry {
    /// Its entity.
    pub(in crate::panel) fn entity(self, index: &GraphIndex) -> Entity {
        match self {
            Self::Vertex(dense) => index.vertices[dense as usize],
            Self::Edge(dense) => index.edges[dense as usize],
        }
    }

    /// Its name.
    pub(in crate::panel) fn display_name(self, index: &GraphIndex, scene: &CurrentScene) -> String {
        match self {
            Self::Vertex(dense) => {
                let (id, label) = vertex_name(dense, index, scene);
                if label.is_empty() {
                    id.to_owned()
                } else {
                    format!("{id}   {label}")
                }
            }
            Self::Edge(dense) => {
                let [source, target] = index.ends[dense as usize];
                format!(
                    "{} → {}",
                    vertex_name(source, index, scene).0,
                    vertex_name(target, index, scene).0
                )
            }
        }
    }

    /// The command that selects it.
    pub(in crate::panel) fn select_command(self, index: &GraphIndex) -> Select {
        match self {
            Self::Vertex(_) => Select::Only(self.entity(index)),
            Self::Edge(_) => Select::Edge(self.entity(index)),
        }
    }

    fn matches_text(self, wanted: &str, index: &GraphIndex, scene: &CurrentScene) -> bool {
        match self {
            Self::Vertex(dense) => {
                let (id, label) = vertex_name(dense, index, scene);
                let contains = |text: &str| text.to_lowercase().contains(wanted);
                contains(id) || (!label.is_empty() && contains(label))
            }
            Self::Edge(dense) => {
                let [source, target] = index.ends[dense as usize]
                    .map(|end| vertex_name(end, index, scene).0.to_lowercase());
                match wanted.split_once('→').or_else(|| wanted.split_once("->")) {
                    Some((from, to)) => source.contains(from.trim()) && target.contains(to.trim()),
                    None => source.contains(wanted) || target.contains(wanted),
                }
            }
        }
    }
}

fn count_entries(index: &GraphIndex) -> usize {
    index.vertices.len() + index.edges.len()
}

fn entry_at(place: usize, index: &GraphIndex) -> Option<Entry> {
    if place < index.vertices.len() {
        u32::try_from(place).ok().map(Entry::Vertex)
    } else {
        let edge = place - index.vertices.len();
        (edge < index.edges.len()).then(|| u32::try_from(edge).ok().map(Entry::Edge))?
    }
}

fn vertex_name<'a>(dense: u32, index: &GraphIndex, scene: &'a CurrentScene) -> (&'a str, &'a str) {
    let node = index
        .vertex_ids
        .get(dense as usize)
        .and_then(|VertexId(id)| scene.graph.nodes.get(*id as usize));
    node.map_or(("?", ""), |node| (node.id.as_str(), node.label.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Node;

    /// A ring with the number of vertices of the largest scene.
    fn large_ring() -> (GraphIndex, CurrentScene) {
        const COUNT: u32 = 130_895;
        let mut scene = CurrentScene::default();
        scene.graph.nodes = (0..COUNT)
            .map(|id| Node {
                id: format!("v{}", id + 1),
                ..Node::default()
            })
            .collect();
        let mut index = GraphIndex::default();
        index.vertices = vec![Entity::PLACEHOLDER; COUNT as usize];
        index.vertex_ids = (0..COUNT).map(VertexId).collect();
        index.edges = vec![Entity::PLACEHOLDER; COUNT as usize];
        index.ends = (0..COUNT).map(|id| [id, (id + 1) % COUNT]).collect();
        index.version = 1;
        (index, scene)
    }

    #[test]
    fn a_search_is_spread_over_frames_and_finds_everything() {
        let (index, scene) = large_ring();
        let mut list = EntityList::default();
        let mut frames = 1;
        while list.advance_search("v13089", &index, &scene) {
            frames += 1;
        }
        assert_eq!(frames, (2 * 130_895_usize).div_ceil(NAMES_PER_FRAME));
        // v13089 and v130890 … v130895, and the edges that touch one of them.
        assert_eq!(list.len(&index), 7 + 2 + 7);
        assert_eq!(list.entry(0, &index), Some(Entry::Vertex(13_088)));
    }

    #[test]
    fn edges_are_found_by_their_ends_and_case_does_not_matter() {
        let (index, mut scene) = large_ring();
        scene.graph.nodes[5].id = "Alice".into();
        for (wanted, count) in [
            ("alice", 3),
            ("ALICE", 3),
            ("v5 → alice", 1),
            ("alice->v7", 1),
        ] {
            let mut list = EntityList::default();
            while list.advance_search(wanted, &index, &scene) {}
            assert_eq!(list.len(&index), count, "{wanted}");
        }
    }

    #[test]
    fn without_a_search_the_list_is_the_graph() {
        let (index, scene) = large_ring();
        let mut list = EntityList::default();
        assert!(!list.advance_search("", &index, &scene));
        assert_eq!(list.len(&index), 2 * 130_895);
        assert_eq!(list.entry(130_895, &index), Some(Entry::Edge(0)));
        assert_eq!(list.entry(2 * 130_895, &index), None);
    }
}
