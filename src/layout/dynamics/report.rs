//! The report of a tick.

/// The outcome of a tick.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TickReport {
    /// Largest step of a vertex, world units; while the graph unfolds, its largest jump.
    pub max_step: f32,
    /// Mean kinetic energy a vertex, ½ v², world units per unit of integrator time, squared.
    pub kinetic_energy: f64,
    /// Vertices that the guard held back.
    pub held: u32,
    /// Vertices whose position or step was not finite.
    pub quarantined: u32,
    /// Substeps of the tick; 1 if it was not divided.
    pub substeps: u32,
    /// Largest stiffness of a vertex, as a share of the stiffness that a whole tick bears at a mass
    /// of 1. Above 1, the guard divides the tick or increases masses.
    pub load: f32,
}

impl TickReport {
    /// Whether the stability guard acted.
    pub const fn intervened(&self) -> bool {
        self.held > 0 || self.quarantined > 0 || self.substeps > 1
    }
}
