"""The text of a file in the last commit: from real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from keras_lens.workspace.committed import committed_text, saved_text


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "mödel.py").write_text("x = 'é'\n", encoding="utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    return tmp_path


def test_what_was_committed_not_what_is_there_now(repository: Path) -> None:
    path = repository / "package" / "mödel.py"
    path.write_text("x = 2\n", encoding="utf-8")
    assert committed_text(str(path)) == "x = 'é'\n"
    assert saved_text(str(path)) == "x = 2\n"


def test_a_file_that_was_never_committed(repository: Path) -> None:
    path = repository / "new.py"
    path.write_text("x = 1\n", encoding="utf-8")
    assert committed_text(str(path)) is None


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / "model.py").write_text("x = 1\n", encoding="utf-8")
    assert committed_text(str(tmp_path / "model.py")) is None


def test_what_is_no_text(repository: Path) -> None:
    path = repository / "data.py"
    path.write_bytes(b"\xff\xfe\x00\x81")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")
    assert committed_text(str(path)) is None
    assert saved_text(str(path)) is None


@pytest.mark.parametrize("path", ["untitled:Untitled-1", "/no/such/folder/model.py", "", "a\0b"])
def test_what_is_no_file(path: str) -> None:
    assert committed_text(path) is None
    assert saved_text(path) is None


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert committed_text(str(repository / "package" / "mödel.py")) is None


def test_hooks_and_filters_of_the_repository_do_not_run(repository: Path) -> None:
    path = repository / "package" / "mödel.py"
    ran = repository / "ran"
    for setting in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv"):
        git(repository, "config", setting, f"touch {ran}")
    git(repository, "config", "core.fsmonitor", f"touch {ran}")
    (repository / ".git" / "info" / "attributes").write_text("*.py filter=evil diff=evil\n")
    assert committed_text(str(path)) == "x = 'é'\n"
    assert not ran.exists()
