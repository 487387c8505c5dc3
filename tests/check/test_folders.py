"""Which files of a folder are checked: those that Git would show, as far as they are Python."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli import programs
from tests.cli.command import Command

FILES = [
    "model.py",
    "build/made.py",
    "notes/draft.py",
    "notes/kept.py",
    "src/model.py",
    "src/made_by_tool.py",
    "src/deep/made_by_tool.py",
    "src/deep/private.py",
    ".hidden/model.py",
    "venv/lib/model.py",
    "site-packages/model.py",
    "text.txt",
    "secret.py",
]
EXPECTED = ["model.py", "notes/kept.py", "src/deep/made_by_tool.py", "src/model.py"]


def lay_out(folder: Path, *, git: bool) -> None:
    for name in FILES:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(programs.CLEAN)
    (folder / ".gitignore").write_text("/build/\nnotes/*\n!notes/kept.py\nmade_by_*.py\n")
    (folder / "src/deep/.gitignore").write_text("!made_by_tool.py\nprivate.py\n")
    if git:
        subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
        (folder / ".git/info").mkdir(exist_ok=True)
        (folder / ".git/info/exclude").write_text("secret.py\n")


def checked(lens: Command, *paths: str, folder: Path) -> list[str]:
    result = lens.run("check", "--format=json", *paths, folder=folder)
    assert result.code == 0, result.errors
    return [Path(file["path"]).as_posix() for file in json.loads(result.output)["files"]]


def test_what_git_ignores_is_left_out(lens: Command, tmp_path: Path) -> None:
    lay_out(tmp_path, git=True)
    found = checked(lens, ".", folder=tmp_path)
    assert found == EXPECTED
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "*.py"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    packages = ("venv", "site-packages", ".hidden")
    assert sorted(found) == sorted(name for name in listed if not name.startswith(packages))


def test_without_a_repository_its_own_ignore_files_count(lens: Command, tmp_path: Path) -> None:
    lay_out(tmp_path, git=False)
    assert checked(lens, ".", folder=tmp_path) == sorted([*EXPECTED, "secret.py"])


def test_ignore_files_above_the_folder_count(lens: Command, tmp_path: Path) -> None:
    lay_out(tmp_path, git=True)
    assert checked(lens, "src", folder=tmp_path) == ["src/deep/made_by_tool.py", "src/model.py"]
    assert checked(lens, ".", folder=tmp_path / "src") == ["deep/made_by_tool.py", "model.py"]


def test_a_further_work_tree_has_the_repository_s_own_list(lens: Command, tmp_path: Path) -> None:
    main = tmp_path / "main"
    main.mkdir()
    lay_out(main, git=True)
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (
        ["add", "model.py"],
        [*name, "commit", "-qm", "m"],
        ["worktree", "add", "-q", "../other"],
    ):
        subprocess.run(["git", *command], cwd=main, check=True, capture_output=True)
    (tmp_path / "other/secret.py").write_text(programs.CLEAN)
    assert checked(lens, ".", folder=tmp_path / "other") == ["model.py"]


@pytest.mark.parametrize("path", ["build", "build/made.py", "secret.py"])
def test_what_is_named_is_checked(lens: Command, tmp_path: Path, path: str) -> None:
    lay_out(tmp_path, git=True)
    assert checked(lens, path, folder=tmp_path) == ["build/made.py" if "build" in path else path]


def test_links_to_folders_are_not_followed(lens: Command, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "model.py").write_text(programs.CLEAN)
    (tmp_path / "inner/around").symlink_to(tmp_path)
    assert checked(lens, ".", folder=tmp_path) == ["model.py"]
