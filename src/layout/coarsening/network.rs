//! The finest graph as its owner knows it: vertices and edges by their ids.

use super::{
    bulk::Bulk,
    changes::Changes,
    edit::{Edit, EditError},
    index::Index,
    sorted::{Natural, SortedMap},
};

/// Vertices and edges of the finest graph, parallel edges and loops included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Network {
    vertices: SortedMap<u32, ()>,
    /// The ends of each edge, ascending.
    edges: SortedMap<u32, [u32; 2]>,
    /// Each end of each edge: vertex and edge.
    incident: SortedMap<[u32; 2], ()>,
}

impl Network {
    /// A network of these vertices and edges, or the first thing that is wrong.
    pub fn new(
        vertices: impl IntoIterator<Item = u32>,
        edges: impl IntoIterator<Item = (u32, [u32; 2])>,
    ) -> Result<Self, EditError> {
        let mut ids: Vec<u32> = vertices.into_iter().collect();
        ids.sort_unstable();
        if let Some(twice) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(EditError::VertexExists(twice[0]));
        }
        let mut links: Vec<(u32, [u32; 2])> = edges
            .into_iter()
            .map(|(id, [a, b])| (id, [a.min(b), a.max(b)]))
            .collect();
        links.sort_unstable();
        if let Some(twice) = links.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(EditError::EdgeExists(twice[0].0));
        }
        let index = Index::new(&ids);
        let ends = || links.iter().flat_map(|&(_, ends)| ends);
        if let Some(end) = ends().find(|&end| !index.contains(end)) {
            return Err(EditError::UnknownVertex(end));
        }
        let mut incident: Vec<([u32; 2], ())> = links
            .iter()
            .flat_map(|&(id, ends)| ends.map(|end| ([end, id], ())))
            .collect();
        incident.sort_unstable();
        // An edge from a vertex to itself has one entry.
        incident.dedup();
        Ok(Self {
            vertices: SortedMap::from_sorted(
                Natural,
                &ids.iter().map(|&id| (id, ())).collect::<Vec<_>>(),
            ),
            edges: SortedMap::from_sorted(Natural, &links),
            incident: SortedMap::from_sorted(Natural, &incident),
        })
    }

    /// Takes in an edit, and notes what it changes on the finest level.
    pub fn apply(&mut self, edit: Edit, changes: &mut Changes) -> Result<(), EditError> {
        match edit {
            Edit::AddVertex(id) => {
                if !self.vertices.insert(id, ()) {
                    return Err(EditError::VertexExists(id));
                }
                changes.mass(id, 1);
            }
            Edit::RemoveVertex(id) => {
                if self.vertices.remove(&id).is_none() {
                    return Err(EditError::UnknownVertex(id));
                }
                while let Some(edge) = self.first_edge(id) {
                    self.remove_edge(edge, changes)?;
                }
                changes.mass(id, -1);
            }
            Edit::AddEdge { edge, ends } => {
                let [a, b] = ends;
                if let Some(&end) = ends.iter().find(|end| !self.vertices.contains(end)) {
                    return Err(EditError::UnknownVertex(end));
                }
                if self.edges.contains(&edge) {
                    return Err(EditError::EdgeExists(edge));
                }
                let ends = [a.min(b), a.max(b)];
                self.edges.insert(edge, ends);
                for end in ends {
                    self.incident.insert([end, edge], ());
                }
                changes.edge(ends, 1);
            }
            Edit::RemoveEdge(edge) => self.remove_edge(edge, changes)?,
        }
        Ok(())
    }

    fn first_edge(&self, vertex: u32) -> Option<u32> {
        let ([end, edge], ()) = self.incident.from([vertex, 0]).next()?;
        (end == vertex).then_some(edge)
    }

    fn remove_edge(&mut self, edge: u32, changes: &mut Changes) -> Result<(), EditError> {
        let Some(ends) = self.edges.remove(&edge) else {
            return Err(EditError::UnknownEdge(edge));
        };
        for end in ends {
            self.incident.remove(&[end, edge]);
        }
        changes.edge(ends, -1);
        Ok(())
    }

    /// The finest level's vertices and edges, as a level is built from them.
    pub fn bulk(&self) -> Bulk {
        let ids: Vec<u32> = self.vertices.iter().map(|(id, ())| id).collect();
        let masses = vec![1; ids.len()];
        let edges = self.edges.iter().map(|(_, ends)| (ends, 1));
        Bulk::new(0, ids, masses, edges)
    }
}
