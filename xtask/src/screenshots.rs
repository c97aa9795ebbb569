//! `cargo xtask screenshots`: redraws the guide's pictures without a window.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{process, workspace};

/// Larger than this, a picture makes the repository heavy, bytes.
const LARGEST: u64 = 300_000;

/// One picture: its name and what `gradswarm render` is asked for.
struct Shot {
    name: &'static str,
    arguments: &'static str,
}

/// The six.
const SHOTS: [Shot; 6] = [
    Shot {
        name: "growing",
        arguments: "seed --panels --ticks 300 --size 1280x800",
    },
    Shot {
        name: "data",
        arguments: "seed --train 200 --mode data --size 1000x750",
    },
    Shot {
        name: "gradient",
        arguments: "moons:samples=4 --train 3 --mode gradient-size --size-follows --size 600x450",
    },
    Shot {
        name: "moons",
        arguments: "moons --ticks 900 --mode layer --size 640x480",
    },
    Shot {
        name: "light",
        arguments: "neuron --mode operation --background light --labels --size 1000x750",
    },
    Shot {
        name: "phone",
        arguments: "seed --panels --dimensions 2 --size 390x844",
    },
];

/// Draws every picture into `assets/screenshots`.
///
/// # Errors
/// Gradswarm does not build, cannot draw here, or a picture is too large.
pub fn take() -> Result<()> {
    let folder = workspace::root().join("assets/screenshots");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for shot in SHOTS {
        let path = folder.join(shot.name).with_extension("png");
        let mut command = process::cargo(workspace::root());
        command
            .args([
                "run",
                "--quiet",
                "--package",
                workspace::PROGRAM,
                "--",
                "render",
            ])
            .args(shot.arguments.split(' '))
            .arg("-o")
            .arg(&path);
        process::run(&mut command)?;
        let size = fs::metadata(&path)
            .with_context(|| format!("{} was not made", path.display()))?
            .len();
        println!("{}: {} kB", path.display(), size.div_ceil(1000));
        if size > LARGEST {
            bail!(
                "{} has {size} bytes; at most {LARGEST} are wanted: make it smaller in xtask/src/screenshots.rs",
                path.display()
            );
        }
    }
    Ok(())
}
