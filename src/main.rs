//! The `gradswarm` program: the command line and the window behind it, or the page.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn main() -> std::process::ExitCode {
    gradswarm::cli::main()
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn main() {
    gradswarm::page::run();
}
