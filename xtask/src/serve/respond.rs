//! One request, one response.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tiny_http::{HTTPVersion, Header, Method, Request, Response};

use super::{encoding, mime, path};

/// Answers a request with a file of `folder`, packed when it lies there packed
/// and the browser takes it so.
///
/// # Errors
/// When the connection breaks.
pub fn respond(request: Request, folder: &Path) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return refuse(request, 405, "Only GET and HEAD are served here.");
    }
    let Some(file) = path::resolve(folder, request.url()) else {
        return refuse(request, 404, "There is no such file here.");
    };
    let accepted = request
        .headers()
        .iter()
        .find(|header| header.field.equiv("Accept-Encoding"))
        .map_or("", |header| header.value.as_str());
    let packed = encoding::choose(accepted, |ending| beside(&file, ending).is_file());
    let opened =
        File::open(packed.map_or_else(|| file.clone(), |encoding| beside(&file, encoding.ending)));
    let Ok(opened) = opened else {
        return refuse(request, 404, "There is no such file here.");
    };

    let mut response = Response::from_file(opened)
        // Large files too get a Content-Length, as every real server sends one.
        .with_chunked_threshold(usize::MAX)
        .with_header(header("Content-Type", mime::of(&file)))
        .with_header(header("Vary", "Accept-Encoding"))
        .with_header(header("Cache-Control", "no-cache"))
        .with_header(header("X-Content-Type-Options", "nosniff"));
    if let Some(encoding) = packed {
        response.add_header(header("Content-Encoding", encoding.name));
    }
    send(request, response)
}

/// Sends a response and lets the browser close the connection, as HTTP 1.0 does. `tiny_http` has a
/// thread for each open connection; of several that are opened at once, it may queue one until
/// another is closed.
fn send(request: Request, response: Response<impl Read>) -> io::Result<()> {
    let head_only = *request.method() == Method::Head;
    let headers = request.headers().to_vec();
    let mut writer = request.into_writer();
    response.raw_print(&mut writer, HTTPVersion(1, 0), &headers, head_only, None)?;
    writer.flush()
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn refuse(request: Request, status: u16, message: &str) -> io::Result<()> {
    let response = Response::from_string(message)
        .with_status_code(status)
        .with_header(header("Content-Type", "text/plain; charset=utf-8"));
    send(request, response)
}

/// A header of our own making.
fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("{name}: {value} is ASCII"))
}
