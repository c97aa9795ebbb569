//! The `gradswarm` program: the command line and the window behind it, or the page.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    gradswarm::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    gradswarm::page::run();
}
