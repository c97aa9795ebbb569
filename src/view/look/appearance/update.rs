//! Updates the instance attributes when the graph, its numbers, the settings or the highlights
//! change.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    Appearance, StateChanges,
    instance::{EdgeInstance, VertexInstance},
    look::{self, Chosen},
};
use crate::{
    clock::SimulationClock,
    graph::{CurrentScene, GraphIndex, Network, Term, Velocity, Vertex},
    physics::Simulation,
    view::look::{
        highlight::Highlights,
        meaning::{Attributes, LegendContents, Reader, Reading, Scale, Span},
        mode::ViewMode,
        settings::ViewSettings,
        wave_pass::{ShownPass, WaveOrder},
    },
};

type Looks = (&'static Vertex, Option<&'static Term>, &'static Velocity);
type Touched = Or<(Changed<Term>, Changed<Vertex>)>;

/// The resources and components from which the looks are computed.
#[derive(SystemParam)]
pub(in crate::view) struct Sources<'w, 's> {
    index: Res<'w, GraphIndex>,
    settings: Res<'w, ViewSettings>,
    attributes: Res<'w, Attributes>,
    turns: Res<'w, WaveOrder>,
    pass: Res<'w, ShownPass>,
    clock: Option<Res<'w, SimulationClock>>,
    scene: Option<Res<'w, CurrentScene>>,
    network: Option<Res<'w, Network>>,
    simulation: Option<Res<'w, Simulation>>,
    looks: Query<'w, 's, Looks>,
    touched: Query<'w, 's, Looks, Touched>,
}

impl Sources<'_, '_> {
    fn mode_reader(&self) -> Reader<'_> {
        Reader {
            mode: self.settings.shown_mode(self.pass.0),
            attributes: &self.attributes,
            scene: self.scene.as_deref(),
        }
    }

    /// Velocities by dense index, if a simulation has them.
    fn dense_velocities(&self) -> Option<&[Vec3]> {
        let velocities = &self.simulation.as_ref()?.engine().velocities;
        (velocities.len() == self.index.vertices.len()).then_some(&velocities[..])
    }

    /// Whether the layout has settled: vertices keep their last velocity but do not move.
    fn is_asleep(&self) -> bool {
        let simulation = self.simulation.as_ref();
        simulation.is_some_and(|simulation| simulation.engine().is_settled())
    }
}

/// Updates all attributes that changed, in order: vertices, edges, states.
pub(in crate::view) fn update_appearance(
    sources: Sources,
    mut highlights: Highlights,
    mut appearance: ResMut<Appearance>,
) {
    // Bypass change detection: only real changes may trigger the legend and the upload.
    let this = appearance.bypass_change_detection();
    let mut fresh = DirtyRange::from_topology(this, &sources.index);
    let chosen = Chosen::from_settings(&sources.settings, *sources.pass);
    if this.chosen != Some(chosen) || this.attributes_version != sources.attributes.version {
        if this.chosen.is_none_or(|before| before.mode != chosen.mode) {
            this.scale = Scale::None;
        }
        this.chosen = Some(chosen);
        this.attributes_version = sources.attributes.version;
        fresh.vertices_from = 0;
        fresh.edges_from = 0;
        fresh.dirty = true;
    }
    let mut painter = Painter {
        reader: sources.mode_reader(),
        chosen,
        sources: &sources,
        velocities: sources.dense_velocities(),
        asleep: sources.is_asleep(),
    };
    // Vertices: those that are new, those that moved (speed mode), those whose numbers changed.
    painter.paint_tail(this, &mut fresh);
    painter.repaint_moved(this, &mut fresh);
    painter.repaint_touched(this, &mut fresh);
    // Edges depend on their ends, so they come after the vertices.
    this.edges.truncate(fresh.edges_from);
    for &ends in &sources.index.ends[fresh.edges_from.min(sources.index.ends.len())..] {
        let both = ends.map(|end| this.vertices.get(end as usize));
        let turn = both[1].map_or(0, |target| target.wave_turn());
        this.edges
            .push(EdgeInstance::new(ends, chosen.edge_colour(both)).with_turn(turn));
    }
    this.present.edges = !this.edges.is_empty();

    // States come last: they lie over colours and sizes.
    let highlight = highlights.any_highlight();
    let mut state_changes = StateChanges::default();
    if (highlights.have_changed() || fresh.states_lost) && (highlight || this.highlighted) {
        this.highlighted = highlight;
        let (vertices, edges) = (&mut this.vertices, &mut this.edges);
        if fresh.states_lost || !highlights.only_hover_moved() {
            highlights.write_states(&sources.index, vertices, edges);
            (fresh.vertices_from, fresh.edges_from) = (0, 0);
        } else {
            state_changes = highlights.move_hover(&sources.index, vertices, edges);
        }
        fresh.dirty = true;
    }
    if fresh.dirty {
        this.vertices_from = fresh.vertices_from;
        this.edges_from = fresh.edges_from;
        this.state_changes = state_changes;
        this.version += 1;
        appearance.set_changed();
    }
}

/// The instances that an update has changed: from an index to the end.
struct DirtyRange {
    vertices_from: usize,
    edges_from: usize,
    /// Whether anything changed.
    dirty: bool,
    /// Whether instances were made without their state.
    states_lost: bool,
}

impl DirtyRange {
    /// Compares the index with the last one. New ids are always appended: if the previous last
    /// element is still in its place, everything before it is, too.
    fn from_topology(this: &mut Appearance, index: &GraphIndex) -> Self {
        let (mut vertices_from, mut edges_from) = (this.vertices.len(), this.edges.len());
        if this.index_version != Some(index.version) {
            this.index_version = Some(index.version);
            let kept = |all: &[Entity], count: usize, last: Option<Entity>| {
                if count > 0 && all.get(count - 1).copied() == last {
                    count
                } else {
                    0
                }
            };
            vertices_from = kept(&index.vertices, vertices_from, this.last_vertex);
            edges_from = if vertices_from == 0 {
                0
            } else {
                kept(&index.edges, edges_from, this.last_edge)
            };
            this.last_vertex = index.vertices.last().copied();
            this.last_edge = index.edges.last().copied();
        }
        let lost = vertices_from < this.vertices.len() || edges_from < this.edges.len();
        let dirty = lost || vertices_from < index.vertices.len() || edges_from < index.ends.len();
        Self {
            vertices_from,
            edges_from,
            dirty,
            states_lost: dirty,
        }
    }
}

/// Computes the looks of vertices.
struct Painter<'a> {
    reader: Reader<'a>,
    chosen: Chosen,
    sources: &'a Sources<'a, 'a>,
    velocities: Option<&'a [Vec3]>,
    asleep: bool,
}

impl Painter<'_> {
    /// Computes the looks of all vertices from the first new one. If the new numbers change the
    /// scale, it computes all looks again.
    fn paint_tail(&mut self, this: &mut Appearance, fresh: &mut DirtyRange) {
        loop {
            if fresh.vertices_from == 0 {
                this.present = LegendContents::default();
                this.span = Span::default();
            }
            let index = &self.sources.index;
            let from = fresh.vertices_from.min(index.vertices.len());
            this.vertices.truncate(from);
            for (dense, &entity) in index.vertices.iter().enumerate().skip(from) {
                let instance = self
                    .sources
                    .looks
                    .get(entity)
                    .map(|parts| self.paint_vertex(this, dense, parts))
                    .unwrap_or_default();
                this.vertices.push(instance);
            }
            fresh.states_lost |= from < index.vertices.len();
            let scale = self.choose_scale(this);
            if scale == this.scale {
                return;
            }
            this.scale = scale;
            fresh.vertices_from = 0;
            fresh.edges_from = 0;
            fresh.dirty = true;
        }
    }

    /// In the speed mode, a tick repaints every vertex from the dense velocities, without reading
    /// entities.
    fn repaint_moved(&mut self, this: &mut Appearance, fresh: &mut DirtyRange) {
        let tick = self.sources.clock.as_ref().map_or(0, |clock| clock.tick);
        let moment = (tick, self.asleep);
        let moved = std::mem::replace(&mut this.moment, moment) != moment;
        let (true, true, Some(velocities)) =
            (moved, self.chosen.mode == ViewMode::Speed, self.velocities)
        else {
            return;
        };
        this.span = Span::default();
        for &velocity in velocities {
            this.span.extend(self.shown_speed(velocity).into());
        }
        this.scale = self.choose_scale(this);
        for (instance, &velocity) in this.vertices.iter_mut().zip(velocities) {
            let speed = self.shown_speed(velocity).into();
            *instance = self.chosen.repaint_number(*instance, speed, this.scale);
        }
        fresh.vertices_from = 0;
        fresh.dirty = true;
    }

    /// Recomputes the looks of vertices that training or an edit has changed.
    fn repaint_touched(&mut self, this: &mut Appearance, fresh: &mut DirtyRange) {
        let (mut lowest, mut edges) = (fresh.vertices_from, false);
        let mut recolour = |this: &mut Appearance, parts: Parts| {
            let dense = self.sources.index.dense(parts.0.id);
            let Some(dense) = dense.filter(|&dense| dense < this.vertices.len()) else {
                return;
            };
            let state = this.vertices[dense].state();
            let instance = self.paint_vertex(this, dense, parts).with_state(state);
            if instance != this.vertices[dense] {
                this.vertices[dense] = instance;
                lowest = lowest.min(dense);
                edges |= self.chosen.colours_edges(&instance);
            }
        };
        // The network's numbers are written without change detection: all may be new.
        let learned = self.sources.network.as_ref().is_some_and(Res::is_changed);
        if learned && self.shows_terms() {
            this.present = LegendContents::default();
            this.span = Span::default();
            for parts in &self.sources.looks {
                recolour(this, parts);
            }
        } else if !learned {
            for parts in &self.sources.touched {
                recolour(this, parts);
            }
        }
        if lowest < fresh.vertices_from {
            fresh.vertices_from = lowest;
            fresh.dirty = true;
        }
        if edges {
            fresh.edges_from = 0;
            fresh.states_lost = true;
        }
        let scale = self.choose_scale(this);
        if scale != this.scale {
            this.scale = scale;
            fresh.vertices_from = 0;
            fresh.edges_from = 0;
            fresh.dirty = true;
            self.paint_tail(this, fresh);
        }
    }

    /// Computes the look of one vertex, and records its reading and number.
    fn paint_vertex(&self, this: &mut Appearance, dense: usize, parts: Parts) -> VertexInstance {
        let (vertex, term, velocity) = parts;
        let reading = self.reader.read_vertex(vertex, dense, term, || {
            let kept = self.velocities.and_then(|all| all.get(dense));
            self.shown_speed(kept.copied().unwrap_or(velocity.0))
        });
        look::record_reading(&mut this.present, vertex.kind, reading);
        if let Reading::Number(number) = reading {
            this.span.extend(number);
        }
        let classes = self.reader.attributes.classes();
        let crowd = self.reader.attributes.relative_degree(vertex.id.0, dense);
        self.chosen
            .compute_look(vertex.kind, reading, crowd, this.scale, classes)
            .with_turn(self.sources.turns.turn_code(vertex.id.0))
    }

    /// The speed that is shown; a settled layout has none.
    fn shown_speed(&self, velocity: Vec3) -> f32 {
        if self.asleep { 0.0 } else { velocity.length() }
    }

    /// The scale for the numbers on the screen.
    fn choose_scale(&self, this: &Appearance) -> Scale {
        match self.chosen.mode {
            ViewMode::Data | ViewMode::Gradient => Scale::Signed,
            ViewMode::GradientMagnitude => Scale::from_decades(&this.span),
            ViewMode::Speed => Scale::from_speeds(&this.span, this.scale),
            mode => self.reader.attributes.count_scale(mode),
        }
    }

    fn shows_terms(&self) -> bool {
        matches!(
            self.chosen.mode,
            ViewMode::Operation | ViewMode::Data | ViewMode::Gradient | ViewMode::GradientMagnitude
        )
    }
}

type Parts<'a> = (&'a Vertex, Option<&'a Term>, &'a Velocity);
