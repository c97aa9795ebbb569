//! The connected parts of a graph.

/// The part of each vertex, numbered in the order of their first vertices.
#[derive(Debug)]
pub struct Parts {
    /// The part of each vertex.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: usize,
}

impl Parts {
    /// The parts of a graph.
    pub fn new(vertices: usize, edges: &[[u32; 2]]) -> Self {
        // Each vertex points to one before it in its part, or to itself.
        let mut earlier: Vec<u32> = (0..vertices as u32).collect();
        for &[a, b] in edges {
            let (a, b) = (first(&mut earlier, a), first(&mut earlier, b));
            earlier[a.max(b) as usize] = a.min(b);
        }
        let mut of = vec![0; vertices];
        let mut count = 0;
        for vertex in 0..vertices {
            let before = earlier[vertex] as usize;
            of[vertex] = if before == vertex {
                count += 1;
                count - 1
            } else {
                of[before]
            };
        }
        Self {
            of,
            count: count as usize,
        }
    }
}

/// The first vertex of a part, shortening the way there.
fn first(earlier: &mut [u32], mut vertex: u32) -> u32 {
    while earlier[vertex as usize] != vertex {
        let next = earlier[earlier[vertex as usize] as usize];
        earlier[vertex as usize] = next;
        vertex = next;
    }
    vertex
}
