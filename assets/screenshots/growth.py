"""Makes growth.png: the seed grows, trains in data colours, trains in gradient colours.

Usage: python3 assets/screenshots/growth.py GRADSWARM, with Pillow; about a minute with a software GPU.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageSequence

COLOURS, FRAME_MS, PAUSE_MS, LAST_MS = 128, 90, 700, 1200
PARTS = [
    ["--seconds", "11"],
    ["--train", "--rounds", "25", "--seconds", "5", "--mode", "data"],
    ["--train", "--rounds", "25", "--seconds", "5", "--mode", "gradient"],
]


def main():
    frames, durations = [], []
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            film = Path(folder) / "film.png"
            command = [sys.argv[1], "record", "seed", "--fps", "5", "--size", "480x320", *part, "-o", film]
            subprocess.run(command, check=True)
            new = [frame.convert("RGB").copy() for frame in ImageSequence.Iterator(Image.open(film))]
            frames += new
            durations += [FRAME_MS] * (len(new) - 1) + [PAUSE_MS]
            film.unlink()
    durations[-1] = LAST_MS

    # One palette for all frames, made from every fourth.
    sample = frames[::4]
    width, height = frames[0].size
    montage = Image.new("RGB", (width, height * len(sample)))
    for row, frame in enumerate(sample):
        montage.paste(frame, (0, height * row))
    palette = montage.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    first, *others = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    target = Path(__file__).with_name("growth.png")
    first.save(target, save_all=True, append_images=others, duration=durations, loop=0, optimize=True)


main()
