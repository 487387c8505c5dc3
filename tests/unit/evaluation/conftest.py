"""A stage for the fake evaluator."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from keras_lens.evaluation.environment import Environment
from keras_lens.evaluation.supervisor import Limits

FAKE_EVALUATOR = Path(__file__).with_name("fake_evaluator.py")
HASTY = Limits(start=20.0, answer=20.0, pause=0.01)


@dataclass(frozen=True)
class Stage:
    """What the fake evaluator wrote down."""

    starts_file: Path
    questions_file: Path

    @property
    def starts(self) -> int:
        return len(_lines(self.starts_file))

    @property
    def questions(self) -> list[str]:
        return _lines(self.questions_file)


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage(tmp_path / "starts", tmp_path / "questions")
    monkeypatch.setenv("FAKE_STARTS", str(stage.starts_file))
    monkeypatch.setenv("FAKE_QUESTIONS", str(stage.questions_file))
    return stage


@pytest.fixture
def environment() -> Environment:
    return Environment(sys.executable, "3.11.7", "3.15.1", "2.21.0")
