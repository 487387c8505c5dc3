"""`.pre-commit-hooks.yaml`: pre-commit installs Keras Lens from a repository, as for its users, and
a commit with a mistake is refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MISTAKE = """\
from keras import Input, Sequential
from keras.layers import Dense, Flatten

model = Sequential()
model.add(Input((28, 28, 1)))
model.add(Dense(64, activation="relu"))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
"""
PUBLISHED = ["pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "server"]
CONFIGURATION = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: keras-lens
        args: [--interpreter, {interpreter}]
"""


def git(*arguments: str, folder: Path) -> str:
    """What Git prints; it must succeed."""
    author = ["-c", "user.name=Author", "-c", "user.email=author@example.org"]
    done = subprocess.run(
        ["git", *author, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a user who has no settings of Git and no installed hooks yet."""
    home = tmp_path_factory.mktemp("home")
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return own | {
        "PRE_COMMIT_HOME": str(home / "hooks"),
        "KERAS_LENS_CACHE_DIR": str(home / "answers"),
        "GIT_AUTHOR_NAME": "Author",
        "GIT_AUTHOR_EMAIL": "author@example.org",
        "GIT_COMMITTER_NAME": "Author",
        "GIT_COMMITTER_EMAIL": "author@example.org",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, variables: dict[str, str]) -> Path:
    """A repository that uses the hook of a repository with what is published here."""
    published = tmp_path_factory.mktemp("keras-lens")
    for name in PUBLISHED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, published / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, published / name)
    git("init", "--quiet", folder=published)
    git("add", "--all", folder=published)
    git("commit", "--quiet", "--message", "As it is now", folder=published)
    folder = tmp_path_factory.mktemp("project")
    git("init", "--quiet", folder=folder)
    (folder / ".pre-commit-config.yaml").write_text(
        CONFIGURATION.format(
            repository=published,
            revision=git("rev-parse", "HEAD", folder=published),
            interpreter=sys.executable,
        )
    )
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=folder, env=variables, check=True
    )
    return folder


def commit(folder: Path, variables: dict[str, str]) -> tuple[bool, str]:
    """Whether a commit of everything is accepted, and what is said."""
    git("add", "--all", folder=folder)
    done = subprocess.run(
        ["git", "commit", "--message", "Work"],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


def test_the_published_hook(project: Path, variables: dict[str, str]) -> None:
    (project / "model.py").write_text(MISTAKE)
    (project / "notes.md").write_text("keras\n")
    accepted, said = commit(project, variables)
    assert not accepted
    assert "model.py:6:11" in said
    assert "warning: dense-before-flatten" in said

    lines = MISTAKE.splitlines(keepends=True)
    lines[5], lines[6] = lines[6], lines[5]
    (project / "model.py").write_text("".join(lines))
    accepted, said = commit(project, variables)
    assert accepted, said

    cell = {"cell_type": "code", "source": MISTAKE, "outputs": [], "metadata": {}}
    notebook = {"cells": [cell], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    (project / "model.ipynb").write_text(json.dumps(notebook))
    accepted, said = commit(project, variables)
    assert not accepted
    assert "model.ipynb:cell 1:6:11" in said


def test_the_file_of_hooks_is_valid() -> None:
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"],
        cwd=ROOT,
        check=True,
    )
