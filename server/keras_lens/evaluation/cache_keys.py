"""Under which key an answer is kept: all that can change it."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from keras_lens.evaluation.environment import Environment
from keras_lens.evaluation.process import EVALUATOR


def cache_key(question: str, environment: Environment) -> bytes:
    """The key of a question's answer in an environment.

    The interpreter itself is no part of it: the same versions give the same answers.
    """
    minor_version = ".".join(environment.python.split(".")[:2])
    parts = (
        question,
        minor_version,
        environment.keras,
        environment.tensorflow,
        environment.backend,
        environment.floatx,
        environment.image_data_format,
        evaluator_fingerprint(EVALUATOR.parent),
    )
    return hashlib.sha256("\0".join(parts).encode()).digest()


@functools.cache
def evaluator_fingerprint(folder: Path) -> str:
    """A hash of the evaluator's sources: another evaluator can give other answers."""
    digest = hashlib.sha256()
    for source in sorted(folder.glob("*.py")):
        digest.update(source.name.encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()
