//! The sections of the columns, one module each.

pub(super) mod constants;
pub(super) mod growth;
pub(super) mod inspector;
pub(super) mod log;
pub(super) mod pictures;
pub(super) mod scene;
pub(super) mod search;
pub(super) mod training;
pub(super) mod view;
