//! The physics' constants: seven of them, and what they are together.

mod choices;
mod levels;
mod row;
mod section;
mod sliders;
mod steadiness;

pub(in crate::panel) use section::ConstantsSectionPlugin;
