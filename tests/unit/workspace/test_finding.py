"""What is followed and what is not, whose text counts, and what an analysis depends on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from keras_lens.interpreter.budget import Budget
from keras_lens.workspace import Workspace
from keras_lens.workspace.project import project_settings
from tests.unit.interpreter.interpretation import UNKNOWN, interpret


def write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def names(folder: Path, main: str, text: str, **options: object) -> dict[str, object]:
    """The names of the program `main` in a workspace."""
    path = str(folder / main)
    finder = Workspace([str(folder)]).finder(path, **options)  # type: ignore[arg-type]
    return interpret(text, path=path, finder=finder)


def test_the_editors_text_goes_before_the_files(tmp_path: Path) -> None:
    write(tmp_path, {"part.py": "W = 1"})
    texts = {str(tmp_path / "part.py"): "W = 2"}
    assert names(tmp_path, "main.py", "from part import W", texts=texts)["W"] == 2
    assert names(tmp_path, "main.py", "from part import W")["W"] == 1


def test_an_open_module_that_is_empty_has_no_names(tmp_path: Path) -> None:
    write(tmp_path, {"part.py": "W = 1"})
    texts = {str(tmp_path / "part.py"): ""}
    assert names(tmp_path, "main.py", "from part import W", texts=texts)["W"] == UNKNOWN


def test_a_file_that_changes_on_disk_is_read_again(tmp_path: Path) -> None:
    workspace, main = Workspace([str(tmp_path)]), str(tmp_path / "main.py")
    found = []
    for width in (1, 22):
        write(tmp_path, {"part.py": f"W = {width}"})
        finder = workspace.finder(main)
        found.append(interpret("from part import W", path=main, finder=finder)["W"])
    assert found == [1, 22]


def test_a_module_of_the_workspaces_folder_and_of_its_src(tmp_path: Path) -> None:
    write(tmp_path, {"config.py": "A = 1", "src/net/__init__.py": "B = 2"})
    found = names(tmp_path, "scripts/train.py", "from config import A\nfrom net import B")
    assert (found["A"], found["B"]) == (1, 2)


def test_a_script_inside_of_a_package(tmp_path: Path) -> None:
    write(
        tmp_path / "elsewhere",
        {"net/__init__.py": "", "net/blocks/__init__.py": "", "net/sizes.py": "W = 3"},
    )
    main = str(tmp_path / "elsewhere/net/blocks/res.py")
    finder = Workspace().finder(main)
    text = "from ..sizes import W\nfrom net.sizes import W as V"
    found = interpret(text, path=main, finder=finder)
    assert (found["W"], found["V"]) == (3, 3)


def test_what_is_not_there_is_unknown(tmp_path: Path) -> None:
    write(tmp_path, {"part.py": "W = 1"})
    text = "from .gone import A\nfrom part import B\nimport part.deep\nC = part.W"
    found = names(tmp_path, "main.py", text)
    assert (found["A"], found["B"]) == (UNKNOWN, UNKNOWN)


def test_a_broken_module_keeps_what_can_be_read(tmp_path: Path) -> None:
    write(tmp_path, {"part.py": "W = 1\ndef (:\nV = 2"})
    found = names(tmp_path, "main.py", "from part import W, V")
    assert (found["W"], found["V"]) == (1, 2)


def test_a_file_that_is_no_text_is_no_module(tmp_path: Path) -> None:
    (tmp_path / "part.py").write_bytes(b"W = 1\x00\xff\xfe")
    assert names(tmp_path, "main.py", "from part import W")["W"] == "'part.W'"


def test_kerass_own_name_in_the_workspace_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"keras/__init__.py": "W = 1"})
    assert names(tmp_path, "main.py", "from keras import W")["W"] != 1


def test_installed_packages_are_followed_where_they_are_named(tmp_path: Path) -> None:
    installed = tmp_path / "site-packages"
    write(installed, {"far/__init__.py": "W = 1", "far/net.py": "V = 2"})
    main = str(tmp_path / "main.py")
    text = "import far\nfrom far.net import V\nW = far.W\nU = far.net.V"

    def found(*follow: str) -> list[object]:
        finder = Workspace([], follow).finder(main, installed=lambda: [str(installed)])
        result = interpret(text, path=main, finder=finder)
        return [result[name] for name in "WVU"]

    assert 1 not in found() and 2 not in found()
    assert found("far") == [1, 2, 2]
    assert found("far.net")[1:] == [2, 2]
    assert found("far.net")[0] != 1


def test_the_projects_settings(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, {"pyproject.toml": '[tool.keras-lens]\nfollowImports = ["far"]'})
    write(tmp_path, {"inner/pyproject.toml": "[project]\nname = 'inner'"})
    found = project_settings(str(tmp_path / "inner" / "main.py"))
    assert found.follow_imports == ("far",)
    assert found.path == str(tmp_path / "pyproject.toml")
    write(tmp_path, {"pyproject.toml": "[tool.keras-lens]\nfollowImports = 'far'"})
    assert project_settings(str(tmp_path / "main.py")).follow_imports == ()
    write(tmp_path, {"pyproject.toml": "[tool"})
    assert project_settings(str(tmp_path / "main.py")).follow_imports == ()
    assert len(caplog.records) == 2


def test_what_an_analysis_depends_on(tmp_path: Path) -> None:
    write(tmp_path, {"part.py": "from other import V", "other.py": "V = 1", "apart.py": ""})
    main = str(tmp_path / "main.py")
    finder = Workspace([str(tmp_path)]).finder(main)
    interpret("import part\nimport later", path=main, finder=finder)
    here = {os.path.relpath(path, os.path.realpath(tmp_path)) for path in finder.asked_for}
    assert {"main.py", "part.py", "other.py", "later.py"} <= here
    assert "apart.py" not in here


def test_a_module_that_never_ends_is_unknown_and_the_rest_goes_on(tmp_path: Path) -> None:
    endless = "W = 1\nfor i in range(4000):\n    for j in range(4000):\n        W = W * 1"
    write(tmp_path, {"part.py": endless, "good.py": "V = 2"})
    main = str(tmp_path / "main.py")
    finder = Workspace([str(tmp_path)]).finder(main)
    budget = Budget(lambda: False, steps=20_000)
    found = interpret("from part import W\nfrom good import V", budget, main, finder)
    assert (found["W"], found["V"]) == (UNKNOWN, 2)


def test_a_chain_of_imports_without_end_comes_to_an_end(tmp_path: Path) -> None:
    for number in range(300):
        write(tmp_path, {f"m{number}.py": f"from m{number + 1} import W"})
    assert names(tmp_path, "main.py", "from m0 import W")["W"] == UNKNOWN
