//! The model: the law of forces, its constants and settings, and the choices that all floors above
//! share (starting places, counted work, seeded hashes).

pub(super) mod budget;
mod constants;
mod fingerprint;
pub(super) mod hash;
pub(super) mod law;
mod maths;
pub(super) mod settings;
mod start;

pub use budget::Budget;
pub use constants::{Constant, ConstantInfo, Constants, Scientific};
pub use fingerprint::Fingerprint;
pub(super) use hash::Digest;
pub use law::{Law, LawParseError, rest_length};
pub use maths::positive_root;
pub use settings::{
    Arrangement, Dimensions, Integrator, Multilevel, Setting, SettingInfo, Settings,
    constants_table,
};
pub use start::{Start, beside};
