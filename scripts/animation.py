"""Makes an animated picture of screenshots: `python scripts/animation.py FRAMES PICTURE.gif`.

FRAMES is a folder with `frames.json`: `[[file, milliseconds], ...]` in their order
(tests/editor/animation.test.ts writes it).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PIL import Image

COLOURS = 255
"""One is left for what has not changed since the frame before."""
PALETTE_FROM = 8
"""So many frames tell which colours there are."""
LARGEST = 1_000_000


def animate(folder: Path, picture: Path) -> None:
    """Every frame is a screenshot as it was taken; equal ones in a row become one."""
    listed: list[tuple[str, int]] = json.loads((folder / "frames.json").read_text("utf-8"))
    frames: list[Image.Image] = []
    durations: list[int] = []
    for name, milliseconds in listed:
        frame = Image.open(folder / name).convert("RGB")
        if frames and frame.tobytes() == frames[-1].tobytes():
            durations[-1] += milliseconds
        else:
            frames.append(frame)
            durations.append(milliseconds)
    palette = palette_of(frames)
    first, *others = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    first.save(
        picture,
        save_all=True,
        append_images=others,
        duration=durations,
        loop=0,
        optimize=False,
    )
    size = picture.stat().st_size
    print(f"{picture.name}: {len(frames)} frames, {size / 1024:.0f} KB")
    if size > LARGEST:
        raise SystemExit(f"{picture} has more than {LARGEST} bytes.")


def palette_of(frames: list[Image.Image]) -> Image.Image:
    """The same colours for all frames, so that what stays does not flicker."""
    step = max(1, len(frames) // PALETTE_FROM)
    chosen = [*frames[::step], frames[-1]]
    width, height = chosen[0].size
    together = Image.new("RGB", (width, height * len(chosen)))
    for index, frame in enumerate(chosen):
        together.paste(frame, (0, index * height))
    return together.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


if __name__ == "__main__":
    animate(Path(sys.argv[1]), Path(sys.argv[2]))
