//! macOS: a `.zip` with an application bundle. Written from documentation, untested on macOS.
//!
//! Apple's *Bundle Programming Guide* describes the folders and the keys of
//! `Info.plist`. The bundle is not signed: macOS asks before it opens it.

use anyhow::{Context, Result};

use super::archive::{Entry, zip};
use super::{Archive, Contents};
use crate::workspace::PROGRAM;

/// Packs the archive.
///
/// # Errors
/// When the archive cannot be written, or the icon is too large for the format.
pub fn pack(contents: Contents) -> Result<Archive> {
    let bundle = |name: &str| format!("{}/Gradswarm.app/Contents/{name}", contents.name);
    let mut entries = vec![
        Entry::program(bundle(&format!("MacOS/{PROGRAM}")), contents.binary),
        Entry::file(
            bundle("Info.plist"),
            info_plist(&contents.version).into_bytes(),
        ),
        Entry::file(bundle("Resources/gradswarm.icns"), icns(&contents.icon)?),
    ];
    for (name, data) in contents.documents {
        entries.push(Entry::file(format!("{}/{name}", contents.name), data));
    }
    let bytes = zip(&mut entries)?;
    Ok(Archive {
        file: format!("{}.zip", contents.name),
        entries,
        bytes,
    })
}

fn info_plist(version: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <key>CFBundleDevelopmentRegion</key><string>en</string>
    <key>CFBundleDisplayName</key><string>Gradswarm</string>
    <key>CFBundleExecutable</key><string>{PROGRAM}</string>
    <key>CFBundleIconFile</key><string>gradswarm</string>
    <key>CFBundleIdentifier</key><string>org.gradswarm.Gradswarm</string>
    <key>CFBundleInfoDictionaryVersion</key><string>6.0</string>
    <key>CFBundleName</key><string>Gradswarm</string>
    <key>CFBundlePackageType</key><string>APPL</string>
    <key>CFBundleShortVersionString</key><string>{version}</string>
    <key>CFBundleVersion</key><string>{version}</string>
    <key>LSApplicationCategoryType</key><string>public.app-category.education</string>
    <key>NSHighResolutionCapable</key><true/>
</dict>
</plist>
"#
    )
}

/// Wraps a PNG of 256 by 256 pixels as an icon file: a header, then one chunk of type `ic08`, each with its length.
fn icns(png: &[u8]) -> Result<Vec<u8>> {
    let chunk = u32::try_from(png.len() + 8).context("the icon is too large")?;
    let mut file = Vec::with_capacity(png.len() + 16);
    file.extend(b"icns");
    file.extend((chunk + 8).to_be_bytes());
    file.extend(b"ic08");
    file.extend(chunk.to_be_bytes());
    file.extend(png);
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundle_starts_the_program_it_holds() {
        let archive = pack(Contents::sample()).unwrap();
        let find = |end: &str| {
            archive
                .entries
                .iter()
                .find(|entry| entry.path.ends_with(end))
                .unwrap()
        };
        assert!(find("Gradswarm.app/Contents/MacOS/gradswarm").executable);
        let plist = String::from_utf8(find("Contents/Info.plist").data.clone()).unwrap();
        assert!(plist.contains("<key>CFBundleExecutable</key><string>gradswarm</string>"));
        assert!(plist.contains("<key>CFBundleShortVersionString</key><string>1.2.3</string>"));
    }

    #[test]
    fn the_icon_states_its_own_length() {
        let file = icns(b"png!").unwrap();
        assert_eq!(file.len(), 20);
        assert_eq!(file[4..8], 20_u32.to_be_bytes());
        assert_eq!(file[12..16], 12_u32.to_be_bytes());
    }
}
