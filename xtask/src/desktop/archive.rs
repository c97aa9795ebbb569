//! Archives whose bytes depend on their contents alone: fixed order, times and owners.

use std::io::{Cursor, Write};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::compress::gzip;

/// 1980-01-01, the earliest time that a zip can hold, in seconds since 1970.
const TIME: u64 = 315_532_800;

/// One file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path in the archive, with `/` between folders.
    pub path: String,
    /// Whether it is a program.
    pub executable: bool,
    pub data: Vec<u8>,
}

impl Entry {
    /// A file that is read.
    pub fn file(path: String, data: Vec<u8>) -> Self {
        Self {
            path,
            executable: false,
            data,
        }
    }

    /// A file that is run.
    pub fn program(path: String, data: Vec<u8>) -> Self {
        Self {
            path,
            executable: true,
            data,
        }
    }

    /// Unix permissions.
    fn mode(&self) -> u32 {
        if self.executable { 0o755 } else { 0o644 }
    }
}

/// Packs `entries` as `.tar.gz`, in the order of their paths.
///
/// # Errors
/// When a path is too long for the format.
pub fn tar_gz(entries: &mut [Entry]) -> Result<Vec<u8>> {
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let mut tar = tar::Builder::new(Vec::new());
    for entry in &*entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(entry.data.len() as u64);
        header.set_mode(entry.mode());
        header.set_mtime(TIME);
        header.set_uid(0);
        header.set_gid(0);
        tar.append_data(&mut header, &entry.path, &entry.data[..])
            .with_context(|| format!("cannot pack {}", entry.path))?;
    }
    let tar = tar.into_inner().context("cannot finish the archive")?;
    gzip(&tar).context("cannot compress the archive")
}

/// Packs `entries` as `.zip`, in the order of their paths.
///
/// # Errors
/// When the archive is too large for the format.
pub fn zip(entries: &mut [Entry]) -> Result<Vec<u8>> {
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in &*entries {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(9))
            .last_modified_time(DateTime::default())
            .unix_permissions(entry.mode());
        zip.start_file(&entry.path, options)
            .and_then(|()| zip.write_all(&entry.data).map_err(Into::into))
            .with_context(|| format!("cannot pack {}", entry.path))?;
    }
    Ok(zip
        .finish()
        .context("cannot finish the archive")?
        .into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn entries() -> [Entry; 2] {
        [
            Entry::program("folder/run".into(), b"run me".to_vec()),
            Entry::file("folder/read".into(), b"read me".to_vec()),
        ]
    }

    #[test]
    fn a_tar_keeps_names_contents_and_the_executable_bit() {
        let bytes = tar_gz(&mut entries()).unwrap();
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(&bytes[..]));
        let found: Vec<_> = archive
            .entries()
            .unwrap()
            .map(|entry| {
                let mut entry = entry.unwrap();
                let mut text = String::new();
                entry.read_to_string(&mut text).unwrap();
                let path = entry.path().unwrap().display().to_string();
                (path, text, entry.header().mode().unwrap())
            })
            .collect();
        assert_eq!(
            found,
            [
                ("folder/read".into(), "read me".into(), 0o644),
                ("folder/run".into(), "run me".into(), 0o755),
            ]
        );
    }

    #[test]
    fn a_zip_keeps_names_contents_and_the_executable_bit() {
        let bytes = zip(&mut entries()).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut file = archive.by_name("folder/run").unwrap();
        assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o755));
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "run me");
    }

    #[test]
    fn equal_contents_make_equal_archives() {
        let mut reversed = entries();
        reversed.reverse();
        assert_eq!(
            tar_gz(&mut entries()).unwrap(),
            tar_gz(&mut reversed).unwrap()
        );
        assert_eq!(zip(&mut entries()).unwrap(), zip(&mut reversed).unwrap());
    }
}
