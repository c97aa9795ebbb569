//! Everything that needs no window: the mathematics, the physics, the commands, the app by messages.

#[path = "../common/mod.rs"]
mod common;

mod app_page;
mod autograd;
mod change;
mod coarsening;
mod command_line;
mod experiment;
mod floors;
mod graph_files;
mod layers;
mod layout_command;
mod learning;
mod multilevel;
mod networks;
mod physics;
mod projection;
mod quality;
mod scenes;
mod torture;
mod touch;
mod train_command;
