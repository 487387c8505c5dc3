"""`--fix`: the file is mended, and nothing else of it is touched."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from keras_lens.cli import fixing
from keras_lens.cli.files import SourceText
from keras_lens.cli.fixing import NotWritten, Wanted, fixed, write_back
from keras_lens.rules.findings import Finding, Fix
from keras_lens.syntax.source import parse_source
from keras_lens.syntax.spans import Position, Span, TextEdit
from tests.cli import programs
from tests.cli.command import Command

FIX = ["check", "--fix", "--unsafe-fixes"]
MENDED = """\
from tensorflow.keras import Input, Sequential
from tensorflow.keras.layers import Dense, Flatten

model = Sequential([Input((28, 28, 1))])
model.add(Flatten())
model.add(Dense(units=64, activation='relu'))
model.add(Dense(units=10, activation='softmax'))
"""


def test_the_file_is_mended(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    result = lens.run(*FIX, "model.py", "--select=structure", folder=tmp_path)
    assert (result.code, result.output, result.errors) == (0, "Fixed 1 finding.\n", "")
    assert (tmp_path / "model.py").read_text() == MENDED


def test_only_what_is_safe_is_mended_unseen(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    result = lens.run("check", "--fix", "model.py", folder=tmp_path)
    assert result.code == 1
    assert "fix: Insert Flatten() before Dense" in result.output
    assert (tmp_path / "model.py").read_text() == programs.MISTAKE


def test_a_rule_that_is_not_selected_mends_nothing(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(programs.MISTAKE)
    result = lens.run(*FIX, "--ignore=structure", "model.py", folder=tmp_path)
    assert result.code == 0
    assert (tmp_path / "model.py").read_text() == programs.MISTAKE


ENCODINGS = {
    "a byte order mark": ("utf-8-sig", "", "\n"),
    "declared": ("latin-1", "# coding: latin-1\n", "\r\n"),
    "UTF-8": ("utf-8", "", "\r"),
}


@pytest.mark.parametrize(("encoding", "head", "line_end"), ENCODINGS.values(), ids=ENCODINGS)
def test_encoding_and_line_ends_stay(
    lens: Command, tmp_path: Path, encoding: str, head: str, line_end: str
) -> None:
    start = f"{head}# Größe ½\n"
    before = (start + programs.MISTAKE).replace("\n", line_end).encode(encoding)
    (tmp_path / "model.py").write_bytes(before)
    result = lens.run(*FIX, "model.py", "--select=structure", folder=tmp_path)
    assert (result.code, result.errors) == (0, "")
    after = (start + MENDED).replace("\n", line_end).encode(encoding)
    assert (tmp_path / "model.py").read_bytes() == after


def test_rights_and_links_stay(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "real.py").write_text(programs.MISTAKE)
    (tmp_path / "real.py").chmod(0o750)
    (tmp_path / "model.py").symlink_to("real.py")
    assert lens.run(*FIX, "model.py", "--select=structure", folder=tmp_path).code == 0
    assert (tmp_path / "model.py").is_symlink()
    assert (tmp_path / "real.py").read_text() == MENDED
    assert stat.S_IMODE((tmp_path / "real.py").stat().st_mode) == 0o750
    assert {file.name for file in tmp_path.iterdir()} == {"model.py", "real.py"}


def test_standard_input_is_not_mended(lens: Command, tmp_path: Path) -> None:
    result = lens.run(*FIX, "-", "--select=structure", stdin=programs.MISTAKE.encode())
    assert result.code == 2
    assert result.errors == "keras-lens: --fix changes files; standard input is none\n"
    assert "dense-before-flatten" in result.output


def test_several_files_in_several_processes(lens: Command, tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"model_{number}.py").write_text(programs.MISTAKE)
    result = lens.run(*FIX, ".", "--select=structure", "--jobs=2", folder=tmp_path)
    assert (result.code, result.output) == (0, "Fixed 6 findings.\n")
    assert {file.read_text() for file in tmp_path.iterdir()} == {MENDED}


def source(text: str) -> SourceText:
    return SourceText("model.py", text, text.encode())


def finding(*edits: tuple[int, int, int, str], safe: bool = True) -> Finding:
    """One with a fix; each edit is a line, the columns from and to, and the new text."""
    made = tuple(
        TextEdit(Span(Position(line, start), Position(line, end)), text)
        for line, start, end, text in edits
    )
    fix = Fix("Mend it", made, preferred=True, safe=safe)
    return Finding("a-rule", "error", "It is wrong", made[0].span, (fix,))


def after(text: str, *findings: Finding, wanted: Wanted = Wanted.SAFE) -> tuple[str, int] | None:
    result = fixed(source(text), parse_source("model.py", text), findings, wanted)
    return None if result is None else (result[0].text, result[1])


def test_fixes_that_get_into_each_others_way_wait() -> None:
    text = "x = f(1, 2)\n"
    both = [finding((0, 6, 7, "3"), (0, 9, 10, "4")), finding((0, 4, 7, "g(5"))]
    assert after(text, *both) == ("x = f(3, 4)\n", 1)
    assert after(text, finding((0, 6, 7, "3")), finding((0, 9, 10, "4"))) == ("x = f(3, 4)\n", 2)
    same_place = [finding((0, 0, 0, "import a\n")), finding((0, 0, 0, "import b\n"))]
    assert after(text, *same_place) == ("import a\nx = f(1, 2)\n", 1)


def test_a_fix_that_breaks_the_text_is_left_out() -> None:
    text = "x = 1\ny = 2\n"
    assert after(text, finding((0, 4, 5, "("))) is None
    assert after(text, finding((0, 4, 5, "(")), finding((1, 4, 5, "3"))) == ("x = 1\ny = 3\n", 1)


def test_unsafe_fixes_need_to_be_wanted() -> None:
    unsafe = finding((0, 4, 5, "2"), safe=False)
    assert after("x = 1\n", unsafe) is None
    assert after("x = 1\n", unsafe, wanted=Wanted.PREFERRED) == ("x = 2\n", 1)


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "model.py"
    file.write_bytes(b"x = 3\n")
    before = SourceText(str(file), "x = 1\n", b"x = 1\n")
    with pytest.raises(NotWritten, match="changed in the meantime"):
        write_back(before, SourceText(str(file), "x = 2\n"))
    assert file.read_bytes() == b"x = 3\n"


def test_what_the_encoding_has_no_letters_for_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "model.py"
    data = b"# coding: ascii\nx = 1\n"
    file.write_bytes(data)
    with pytest.raises(NotWritten, match="not fixed"):
        write_back(SourceText(str(file), data.decode(), data), SourceText(str(file), "x = 'é'\n"))
    assert file.read_bytes() == data


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "model.py"
    file.write_bytes(b"x = 1\n")

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fixing.shutil, "copymode", full)
    with pytest.raises(NotWritten, match="No space left on device"):
        write_back(SourceText(str(file), "x = 1\n", b"x = 1\n"), SourceText(str(file), "x = 2\n"))
    assert file.read_bytes() == b"x = 1\n"
    assert list(tmp_path.iterdir()) == [file]
