//! The physics' constants: seven of them, and what they are together.

mod choices;
mod levels;
mod row;
mod section;
mod sliders;
mod steadiness;

pub(super) use levels::LevelsLine;
pub(super) use section::ConstantsPanel;
pub(super) use sliders::ConstantSliders;
