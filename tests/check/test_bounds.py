"""A file that takes too long or makes the check fail is named; the others are done."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.cli import examining
from keras_lens.cli.examining import Examination, Examiner
from keras_lens.cli.files import MOST_BYTES
from keras_lens.cli.selection import selection
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.models.analysis import Analysis
from keras_lens.syntax.source import SourceFile
from tests.cli import programs
from tests.cli.command import Command


def examination(folder: Path, seconds: float) -> Examination:
    return Examination(selection((), ()), root=str(folder), most_seconds=seconds)


def test_a_file_that_takes_too_long(tmp_path: Path, evaluation: KerasEvaluation) -> None:
    file = tmp_path / "model.py"
    file.write_text(programs.MISTAKE)
    result = Examiner(examination(tmp_path, -1), evaluation).result_of(str(file))
    assert result.findings == ()
    assert result.complaints == (f"{file}: not done within -1 seconds",)


@pytest.mark.parametrize("failure", [RuntimeError, RecursionError, MemoryError])
def test_a_file_that_makes_the_check_fail(
    tmp_path: Path,
    evaluation: KerasEvaluation,
    monkeypatch: pytest.MonkeyPatch,
    failure: type[Exception],
) -> None:
    analyse = examining.analyse

    def failing(file: SourceFile, *arguments: object, **options: object) -> Analysis:
        if "odd" in file.path:
            raise failure("no")
        return analyse(file, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(examining, "analyse", failing)
    examiner = Examiner(examination(tmp_path, 300), evaluation)
    results = []
    for name in ("odd.py", "model.py"):
        (tmp_path / name).write_text(programs.MISTAKE)
        results.append(examiner.result_of(str(tmp_path / name)))
    odd, good = results
    assert odd.complaints == (
        f"{tmp_path / 'odd.py'}: could not be checked: {failure.__name__}: no",
    )
    assert [finding.rule for finding in good.findings] == ["dense-before-flatten"]


def test_a_file_that_is_too_large(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "data.py").write_text("x = 1 # keras\n" * (MOST_BYTES // 10))
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    result = lens.run("check", "--format=concise", ".", folder=tmp_path)
    assert result.code == 2
    assert result.errors == "keras-lens: data.py: too large: 2,800,000 bytes\n"
    assert result.output.startswith("model.py:5:11: ")
