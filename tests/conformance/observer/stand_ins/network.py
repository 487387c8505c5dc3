"""There is no network; the files of Keras's own data sets are made up."""

from __future__ import annotations

import contextlib
import gzip
import json
import pickle
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import keras
import numpy as np

from .replacing import replaced

_WORDS = 1_000


@contextlib.contextmanager
def without_network() -> Iterator[None]:
    """While it lasts, `get_file` gives made-up files, and nothing else gets a connection.

    The files are read by Keras's own code, which splits and cuts them as it always does."""
    with tempfile.TemporaryDirectory() as folder:

        def get_file(fname: Any = None, origin: Any = None, *args: Any, **kwargs: Any) -> str:
            name = Path(fname or str(origin)).name
            make = _FILES.get(name)
            if make is None:
                raise ConnectionError(f"{name} is on the network")
            path = Path(folder) / name
            if not path.exists():
                make(path)
            return str(path)

        with (
            replaced(keras.utils.get_file, get_file),
            mock.patch.object(socket, "getaddrinfo", _no_connection),
        ):
            yield


def _no_connection(*args: Any, **kwargs: Any) -> Any:
    raise ConnectionError("scripts are observed without a network")


def _digits(path: Path) -> None:
    arrays = {}
    for part, count in (("train", 60_000), ("test", 10_000)):
        arrays[f"x_{part}"] = np.zeros((count, 28, 28), "uint8")
        arrays[f"y_{part}"] = _labels(count, 10)
    np.savez(path, **arrays)


def _idx(*shape: int) -> Callable[[Path], None]:
    """A file of labels or of images, behind a head of 8 or 16 bytes."""

    def make(path: Path) -> None:
        values = _labels(shape[0], 10) if len(shape) == 1 else np.zeros(shape, "uint8")
        head = bytes(8 if len(shape) == 1 else 16)
        path.write_bytes(gzip.compress(head + values.tobytes(), compresslevel=1))

    return make


def _small_images(folder: Path, counts: dict[str, int], labels: dict[str, int]) -> None:
    folder.mkdir(parents=True)
    for name, count in counts.items():
        batch: dict[bytes, Any] = {b"data": np.zeros((count, 3 * 32 * 32), "uint8")}
        for label, classes in labels.items():
            batch[label.encode()] = _labels(count, classes).tolist()
        (folder / name).write_bytes(pickle.dumps(batch))


def _cifar10(path: Path) -> None:
    counts = {**{f"data_batch_{index}": 10_000 for index in range(1, 6)}, "test_batch": 10_000}
    _small_images(path / "cifar-10-batches-py", counts, {"labels": 10})


def _cifar100(path: Path) -> None:
    labels = {"fine_labels": 100, "coarse_labels": 20}
    _small_images(path / "cifar-100-python", {"train": 50_000, "test": 10_000}, labels)


def _table(samples: int, columns: int, dtype: str) -> Callable[[Path], None]:
    return lambda path: np.savez(
        path, x=np.ones((samples, columns), dtype), y=np.ones(samples, dtype)
    )


def _sequence(random: np.random.Generator) -> list[int]:
    words: list[int] = random.integers(1, _WORDS, random.integers(10, 300)).tolist()
    return words


def _reviews(path: Path) -> None:
    random = np.random.default_rng(0)
    some = [_sequence(random) for _ in range(50)]
    arrays = {}
    for part in ("train", "test"):
        sequences = np.empty(25_000, object)
        sequences[:] = [some[index % len(some)] for index in range(25_000)]
        arrays[f"x_{part}"], arrays[f"y_{part}"] = sequences, _labels(25_000, 2).astype("int64")
    np.savez(path, **arrays)


def _news(path: Path) -> None:
    random = np.random.default_rng(0)
    some = [_sequence(random) for _ in range(50)]
    sequences = np.empty(11_228, object)
    sequences[:] = [some[index % len(some)] for index in range(11_228)]
    np.savez(path, x=sequences, y=_labels(11_228, 46).astype("int64"))


def _word_index(path: Path) -> None:
    words = {f"word{index}": index for index in range(1, _WORDS)}
    path.write_text(json.dumps(words), encoding="utf-8")


def _labels(count: int, classes: int) -> np.ndarray[Any, Any]:
    return (np.arange(count) % classes).astype("uint8")


_FILES: dict[str, Callable[[Path], None]] = {
    "mnist.npz": _digits,
    "train-labels-idx1-ubyte.gz": _idx(60_000),
    "train-images-idx3-ubyte.gz": _idx(60_000, 28, 28),
    "t10k-labels-idx1-ubyte.gz": _idx(10_000),
    "t10k-images-idx3-ubyte.gz": _idx(10_000, 28, 28),
    "cifar-10-batches-py-target": _cifar10,
    "cifar-100-python-target": _cifar100,
    "boston_housing.npz": _table(506, 13, "float64"),
    "california_housing.npz": _table(20_640, 8, "float32"),
    "imdb.npz": _reviews,
    "imdb_word_index.json": _word_index,
    "reuters.npz": _news,
    "reuters_word_index.json": _word_index,
}
"""How the files are made that the modules of `keras.src.datasets` fetch, by their names there."""
