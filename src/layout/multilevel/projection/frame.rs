//! The frame by which a level sees the next coarser one.

use glam::{DMat3, DVec3, Vec3};

/// Share of the distance to the fit that a tick adds to the rate of α, and the share of the rate
/// that is kept: about 30 ticks to the fit, close to critical damping. Semi-implicit Euler is
/// stable for a `PULL` up to `2 (1 + KEPT)`.
const PULL: f64 = 0.015;
const KEPT: f64 = 0.75;

/// Share of the mean variance that is added to the variance of every axis. Otherwise α would chase
/// noise along an axis in which the coarse level has no extent.
const RIDGE: f64 = 1e-3;

/// Range of the squared Frobenius norm of α; outside of it the frame is degenerate and is reset.
const NORMS: (f64, f64) = (1e-4, 1e4);

/// `x ≈ α·(y − ȳ) + x̄`, with α on its way to the least-squares fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// α.
    pub linear: DMat3,
    /// The change of α in a tick.
    pub rate: DMat3,
    /// ȳ: the mean of the coarse positions over the fine vertices.
    pub origin: DVec3,
    /// x̄: the mean of the fine positions.
    pub centre: DVec3,
}

impl Default for Frame {
    fn default() -> Self {
        Self {
            linear: DMat3::IDENTITY,
            rate: DMat3::ZERO,
            origin: DVec3::ZERO,
            centre: DVec3::ZERO,
        }
    }
}

impl Frame {
    /// Moves α one step towards the least-squares fit of the `fine` positions on those of their
    /// parents, and updates both means. Sums in `f64` and in order.
    pub fn follow_fit(&mut self, fine: &[Vec3], parents: &[u32], coarse: &[Vec3]) {
        let (Some(&x0), Some(&first)) = (fine.first(), parents.first()) else {
            return;
        };
        let (x0, y0) = (x0.as_dvec3(), coarse[first as usize].as_dvec3());
        let (mut x_sum, mut y_sum) = (DVec3::ZERO, DVec3::ZERO);
        let (mut yy, mut xy) = (DMat3::ZERO, DMat3::ZERO);
        for (&x, &parent) in fine.iter().zip(parents) {
            let x = x.as_dvec3() - x0;
            let y = coarse[parent as usize].as_dvec3() - y0;
            x_sum += x;
            y_sum += y;
            yy += outer_product(y, y);
            xy += outer_product(x, y);
        }
        let n = fine.len() as f64;
        let (x_mean, y_mean) = (x_sum / n, y_sum / n);
        self.centre = x0 + x_mean;
        self.origin = y0 + y_mean;
        let variance = yy * (1.0 / n) - outer_product(y_mean, y_mean);
        let covariance = xy * (1.0 / n) - outer_product(x_mean, y_mean);
        let mean = (variance.x_axis.x + variance.y_axis.y + variance.z_axis.z) / 3.0;
        if mean > 1e-12 {
            // (1/n) Σ δ yᵀ, over the variance of y.
            let misfit = covariance - self.linear * variance;
            let scale = variance + DMat3::from_diagonal(DVec3::splat(mean * RIDGE));
            self.rate = self.rate * KEPT + misfit * scale.inverse() * PULL;
            self.linear += self.rate;
        }
        self.repair_frame();
    }

    /// The position of a coarse vertex that the finer level sees at `x`.
    pub fn unproject(&self, x: DVec3) -> DVec3 {
        let offset = x - self.centre;
        let inverse = self.linear.inverse();
        let y = inverse * offset;
        // A nearly singular frame would put the vertex far away: use the offset itself then.
        let reach = offset.length_squared() * 16.0;
        self.origin
            + if y.length_squared() <= reach {
                y
            } else {
                offset
            }
    }

    /// Resets α to the identity if its norm or its rate is out of range or not a number. Resets
    /// the whole frame if a centre is not finite.
    fn repair_frame(&mut self) {
        let square = |m: &DMat3| {
            m.x_axis.length_squared() + m.y_axis.length_squared() + m.z_axis.length_squared()
        };
        let norm = square(&self.linear);
        // NaN fails every comparison.
        let sound = norm >= NORMS.0 && norm <= NORMS.1 && square(&self.rate) <= NORMS.1;
        if !sound {
            (self.linear, self.rate) = (DMat3::IDENTITY, DMat3::ZERO);
        }
        if !(self.origin.is_finite() && self.centre.is_finite()) {
            *self = Self::default();
        }
    }
}

/// `a bᵀ`.
fn outer_product(a: DVec3, b: DVec3) -> DMat3 {
    DMat3::from_cols(a * b.x, a * b.y, a * b.z)
}
