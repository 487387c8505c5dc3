"""`keras-lens show`: the source with hints at the line ends and findings underneath."""

from __future__ import annotations

from pathlib import Path

from . import programs
from .command import Command

FOUNDING = "examples/mnist_dense_before_flatten.py"
ESCAPE = "\x1b"


def line_of(output: str, start: str) -> str:
    (line,) = (line for line in output.splitlines() if line.startswith(start))
    return line


def test_hints_stand_at_the_line_ends(lens: Command) -> None:
    result = lens.run("show", FOUNDING)
    assert result.code == 0
    assert result.errors == ""
    dense = "model.add(Dense(units=64, activation='relu', input_shape=(28, 28, 1)))"
    assert f"{dense}  (None, 28, 28, 64) · 128 params" in result.output.splitlines()
    assert line_of(result.output, "model.add(Flatten())").endswith("  (None, 50176)")
    assert line_of(result.output, "model.add(Dense(units=10").endswith(
        "(None, 10) · 501,770 params"
    )
    # 501,898 float32 are 2,007,592 bytes, which Keras too calls 1.91 MB (1,024² bytes each).
    assert result.output.splitlines()[-1] == "model (Sequential): 501,898 params · 1.91 MB"


def test_the_source_itself_is_unchanged(lens: Command, tmp_path: Path) -> None:
    text = "import os\n\n\ndef greet(name):\n    return f'[bold]{name}[/bold] :smile:'\n"
    (tmp_path / "plain.py").write_text(text)
    assert lens.run("show", "plain.py", folder=tmp_path).output == text


def test_a_finding_stands_under_its_line(lens: Command) -> None:
    lines = lens.run("show", FOUNDING).output.splitlines()
    (at,) = (
        index for index, line in enumerate(lines) if line.startswith("model.add(Dense(units=64")
    )
    assert lines[at + 1] == "          ^^^^^ warning: dense-before-flatten"
    assert "(None, 784) → (None, 64) with 50,240 parameters" in lines[at + 2]
    assert lines[at + 3].startswith("          fix: ")


def test_plain_when_piped(lens: Command) -> None:
    assert ESCAPE not in lens.run("show", FOUNDING).output


def test_several_files_are_shown_under_their_names(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "first.py").write_text(programs.MISTAKE)
    (tmp_path / "second.py").write_text(programs.CLEAN)
    result = lens.run("show", "second.py", "first.py", folder=tmp_path)
    lines = result.output.splitlines()
    assert lines[0] == "second.py"
    assert lines.index("second.py") < lines.index("first.py")
    assert "small (Sequential): 46 params · 184 bytes" in lines


def test_a_folder_is_all_python_files_below_it(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "code" / "deep").mkdir(parents=True)
    (tmp_path / "code" / ".venv").mkdir()
    (tmp_path / "code" / "b.py").write_text("b = 1\n")
    (tmp_path / "code" / "deep" / "a.py").write_text("a = 1\n")
    (tmp_path / "code" / ".venv" / "hidden.py").write_text("hidden = 1\n")
    (tmp_path / "code" / "notes.txt").write_text("text = 1\n")
    result = lens.run("show", "code", folder=tmp_path)
    assert result.code == 0
    deep = str(Path("code", "deep", "a.py"))
    assert result.output == f"{Path('code', 'b.py')}\nb = 1\n\n{deep}\na = 1\n"


def test_standard_input(lens: Command) -> None:
    result = lens.run("show", "-", stdin=programs.CLEAN.encode())
    assert result.code == 0
    assert result.output.startswith("import keras\n")
    assert line_of(result.output, "small = ").endswith(
        "(None, 4) · 36 params  (None, 2) · 10 params"
    )
