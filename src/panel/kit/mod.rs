//! The kit: widgets, columns and text that every part of the interface shares.

pub(super) mod bar;
pub(super) mod columns;
pub(super) mod controls;
pub(super) mod entity_list;
pub(super) mod names;
pub(super) mod notice;
pub(super) mod numbers;
pub(super) mod section;
pub(super) mod widgets;
