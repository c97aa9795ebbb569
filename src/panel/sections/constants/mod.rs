//! The constants section: seven constants, and settings that change several at once.

mod choices;
mod levels;
mod row;
mod section;
mod sliders;
mod steadiness;

pub(in crate::panel) use section::ConstantsSectionPlugin;
