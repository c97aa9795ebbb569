//! `cargo xtask serve`: the built page, on this machine alone.

mod encoding;
mod mime;
mod path;
mod respond;

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::Server;

use crate::workspace;

/// Browsers open about six connections to one host.
const WORKERS: usize = 6;

/// The options of `cargo xtask serve`.
#[derive(clap::Args)]
pub struct Options {
    /// Port to listen on; 0 takes any free one.
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// Folder to serve instead of `dist/web`.
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// Serves until the process is ended.
///
/// # Errors
/// When the folder holds no page, or the port cannot be listened on.
pub fn serve(options: &Options) -> Result<()> {
    let folder = options.folder.clone().unwrap_or_else(default_folder);
    if !folder.join("index.html").is_file() {
        bail!(
            "there is no page in {}: build it with `cargo xtask web`",
            folder.display()
        );
    }
    let folder = folder
        .canonicalize()
        .with_context(|| format!("cannot open {}", folder.display()))?;

    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let server = Server::http(address).map_err(|error| {
        anyhow!("cannot listen on {address}: {error}; another port: `cargo xtask serve --port 0`")
    })?;
    // Port 0 became a real one: print what to open, at once even into a pipe.
    println!("http://{}/", server.server_addr());
    io::stdout().flush().context("cannot print the address")?;

    let server = Arc::new(server);
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (server, folder) = (Arc::clone(&server), folder.clone());
            thread::spawn(move || {
                for request in server.incoming_requests() {
                    // A browser that hangs up is no failure of ours.
                    let _ = respond::respond(request, &folder);
                }
            })
        })
        .collect();
    for worker in workers {
        if worker.join().is_err() {
            bail!("the server failed");
        }
    }
    Ok(())
}

fn default_folder() -> PathBuf {
    workspace::root().join("dist/web")
}
