"""The processes that a server starts, as the system lists them, and stand-ins for them."""

from __future__ import annotations

from pathlib import Path


def parent_of(process_id: int) -> int | None:
    """None where there is no such process."""
    try:
        status = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return None
    return int(status.rpartition(")")[2].split()[1])


def children_of(process_id: int) -> list[int]:
    """The processes that it has started and that still run."""
    running = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [one for one in running if parent_of(one) == process_id]


def is_running(process_id: int) -> bool:
    """Whether the process exists and is not a zombie."""
    try:
        status = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def libraries_of(process_id: int) -> str:
    """What is mapped into its memory, extension modules among it."""
    return Path(f"/proc/{process_id}/maps").read_text()


def without_tensorflow(folder: Path) -> Path:
    """A program that takes the place of a Python without TensorFlow."""
    found = (
        '{"python": "3.11.7", "keras": null, "tensorflow": null,'
        ' "floatx": "float32", "image_data_format": "channels_last"}'
    )
    program = folder / "python-without"
    program.write_text(f"#!/bin/sh\necho '{found}'\n")
    program.chmod(0o755)
    return program
