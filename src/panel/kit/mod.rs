//! The kit: widgets, places, menus and text that every part of the interface shares.

pub(super) mod bar;
pub(super) mod browser_keys;
pub(super) mod controls;
pub(super) mod curve;
pub(super) mod entity_list;
pub(super) mod fingers;
pub(super) mod menu;
pub(super) mod names;
pub(super) mod notice;
pub(super) mod number_field;
pub(super) mod numbers;
pub(super) mod places;
pub(super) mod section;
pub(super) mod toasts;
pub(super) mod widgets;
