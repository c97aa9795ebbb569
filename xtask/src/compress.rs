//! Packs each file of a folder beside itself, as `.gz` and `.br`, for servers that send such files as they are.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

/// The sizes of one file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The file's name.
    pub name: String,
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

/// Packs every file that lies directly in `folder`; the result is sorted by name.
///
/// # Errors
/// When a file cannot be read or written.
pub fn compress_folder(folder: &Path) -> Result<Vec<Packed>> {
    let mut files = list(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    files.sort();
    files.iter().map(|file| compress_file(file)).collect()
}

fn list(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    Ok(files)
}

fn compress_file(path: &Path) -> Result<Packed> {
    let data = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (gzipped, brotlied) = thread::scope(|scope| {
        let brotlied = scope.spawn(|| brotli(&data));
        (gzip(&data), brotlied.join())
    });
    let gzipped = gzipped.with_context(|| format!("cannot gzip {}", path.display()))?;
    let brotlied = match brotlied {
        Ok(result) => result.with_context(|| format!("cannot brotli {}", path.display()))?,
        Err(panic) => std::panic::resume_unwind(panic),
    };
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    for (ending, packed) in [("gz", &gzipped), ("br", &brotlied)] {
        let beside = path.with_file_name(format!("{name}.{ending}"));
        fs::write(&beside, packed).with_context(|| format!("cannot write {}", beside.display()))?;
    }
    Ok(Packed {
        name,
        raw: data.len() as u64,
        gzip: gzipped.len() as u64,
        brotli: brotlied.len() as u64,
    })
}

/// Gzip at its highest level, without name or time, so that equal files pack to equal bytes.
///
/// # Errors
/// None in practice: it writes to memory.
pub fn gzip(data: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    encoder.write_all(data)?;
    encoder.finish()
}

/// Brotli at its highest quality, with the largest window that every browser takes (16 MiB).
fn brotli(data: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: data.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &data[..], &mut packed, &parameters)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_packings_unpack_to_the_original() {
        let data: Vec<u8> = (0..20_000_u32)
            .flat_map(|i| (i / 7).to_le_bytes())
            .collect();
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&gzip(&data).unwrap()[..])
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, data);
        let mut back = Vec::new();
        brotli::Decompressor::new(&brotli(&data).unwrap()[..], 4096)
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, data);
    }
}
