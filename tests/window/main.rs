//! A window, and pictures.
//!
//! Scenarios drive a window without a GPU by pointer, key and touch events and check the effect.
//! The files about pictures need something that can draw; where `GRADSWARM_REQUIRE_GPU` is not
//! set, they are skipped without.

#[path = "../common/command.rs"]
mod command;

mod camera;
mod constants;
mod documents;
mod dragging;
mod fingers;
mod frames;
mod framing;
mod growth;
mod inspector;
mod interface;
mod keyboard;
mod keys;
mod levels;
mod on_screen;
mod picture_content;
mod picture_section;
mod pixels;
mod pointer;
mod render_command;
mod rig;
mod roles;
mod scenario;
mod scene;
mod searching;
mod sections;
mod selecting;
mod svg_against_raster;
mod taken_pictures;
mod training;
mod unused_controls;
mod view_section;
mod waves;
