"""What the evaluator's process takes and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.process import EVALUATOR

from .asking import apply, call, layer, parameters, tensor

MEGABYTE = 1024 * 1024
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def resident_bytes(keras: KerasEvaluation) -> int:
    """The memory of the evaluator."""
    for line in Path(f"/proc/{keras.process_id}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no VmRSS")


@ON_LINUX
def test_weights_are_not_allocated(keras: KerasEvaluation) -> None:
    apply(keras, layer("Dense", 2), tensor(None, 2))
    before = resident_bytes(keras)
    outcome = apply(keras, layer("Dense", 1_000_000), tensor(None, 1_000_000))
    assert parameters(outcome) == (1_000_001_000_000, 1_000_001_000_000)
    outcome = apply(keras, call("applications.VGG19"), tensor(None, 224, 224, 3))
    assert parameters(outcome)[0] == 143_667_240  # 548 MB
    assert resident_bytes(keras) - before < 100 * MEGABYTE


@ON_LINUX
def test_memory_does_not_grow_with_the_number_of_questions(keras: KerasEvaluation) -> None:
    def ask(numbers: range) -> None:
        for number in numbers:
            apply(keras, layer("LSTM", number), tensor(None, 5, 3))

    ask(range(1, 200))
    before = resident_bytes(keras)
    ask(range(200, 500))
    assert resident_bytes(keras) - before < 30 * MEGABYTE


@pytest.mark.parametrize("first_words", [b"", b'{"id": 1, "question": {"ask": "describe_api"}}\n'])
def test_the_process_ends_with_the_pipe(first_words: bytes, tmp_path: Path) -> None:
    evaluator = subprocess.Popen(
        [sys.executable, "-B", str(EVALUATOR)],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    # The pipe closes while TensorFlow is being loaded.
    evaluator.communicate(first_words, timeout=60)
    assert evaluator.returncode == 0


def test_files_of_the_user_do_not_shadow(tmp_path: Path) -> None:
    for name in ("keras", "random", "tensorflow", "terms", "names"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('shadowed')")
    evaluator = subprocess.Popen(
        [sys.executable, "-B", str(EVALUATOR)],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert evaluator.stdout is not None
    assert evaluator.stdout.readline().startswith(b'{"hello":')
    evaluator.communicate(timeout=60)
