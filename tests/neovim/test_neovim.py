"""Neovim, configured as docs/editors.md says: a client that is not ours."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "editors.md"
SESSION = Path(__file__).with_name("session.lua")
TIME_LIMIT = 600

PROGRAM = """\
from tensorflow.keras.layers import Dense, Flatten, Input
from tensorflow.keras.models import Sequential

model = Sequential([Input((28, 28, 1))])
model.add(Dense(units=64, activation='relu'))
model.add(Flatten())
model.add(Dense(units=10, activation='softmax'))
"""

REPAIRED = """\
from tensorflow.keras.layers import Dense, Flatten, Input
from tensorflow.keras.models import Sequential

model = Sequential([Input((28, 28, 1))])
model.add(Flatten())
model.add(Dense(units=64, activation='relu'))
model.add(Dense(units=10, activation='softmax'))
"""


def configuration() -> str:
    """The blocks that users copy from the page."""
    blocks = re.findall(r"^```lua\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 2
    return "\n".join(blocks)


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What session.lua saw."""
    neovim = shutil.which("nvim")
    if neovim is None:
        pytest.fail("Neovim is not installed; on Debian: apt-get install neovim", pytrace=False)
    folder = tmp_path_factory.mktemp("neovim")
    (folder / "init.lua").write_text(configuration())
    (folder / "model.py").write_text(PROGRAM)
    done = subprocess.run(
        [
            neovim,
            "--headless",
            "-u",
            "init.lua",
            "-i",
            "NONE",
            "-n",
            "model.py",
            "-S",
            str(SESSION),
        ],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        check=False,
    )
    report = folder / "observed.json"
    assert report.exists(), done.stderr
    seen: dict[str, Any] = json.loads(report.read_text())
    assert "problem" not in seen, f"{seen['problem']}\n{done.stderr}"
    return seen


def environment(folder: Path) -> dict[str, str]:
    """Nothing of the user's own Neovim; `keras-lens` found as in an activated environment."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    own_folders = {
        f"XDG_{kind}_HOME": str(folder / kind.lower())
        for kind in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    return (
        os.environ
        | own_folders
        | {
            "PATH": path,
            "OBSERVED": str(folder / "observed.json"),
            "KERAS_LENS_CACHE_DIR": str(folder / "answers"),
        }
    )


def test_it_is_initialised(observed: dict[str, Any]) -> None:
    assert observed["name"] == "keras-lens"
    capabilities = observed["capabilities"]
    assert capabilities["hoverProvider"]
    assert capabilities["codeActionProvider"]
    assert capabilities["inlayHintProvider"]
    assert capabilities["codeLensProvider"]
    assert capabilities["documentSymbolProvider"]
    assert capabilities["workspaceSymbolProvider"]
    assert "kerasLens.server.summary" in capabilities["executeCommandProvider"]["commands"]


def test_the_mistake_is_a_diagnostic(observed: dict[str, Any]) -> None:
    (finding,) = observed["diagnostics"]
    assert (finding["line"], finding["column"], finding["end_column"]) == (4, 10, 15)
    assert finding["severity"] == "WARN"
    assert "(None, 784) → (None, 64) with 50,240 parameters" in finding["message"]


def test_a_hover_counts_the_parameters(observed: dict[str, Any]) -> None:
    assert "`(None, 28, 28, 1)` → `(None, 28, 28, 64)`" in observed["hover"]
    assert "128" in observed["hover"]


def test_a_hover_has_what_needs_no_commands_of_the_client(observed: dict[str, Any]) -> None:
    assert "Output 196.00 KB per sample" in observed["hover"]  # 28 × 28 × 64 numbers of 4 bytes
    assert "(https://keras.io/api/layers/core_layers/dense/)" in observed["hover"]
    assert "command:" not in observed["hover"]


def test_a_lens_stands_above_the_model(observed: dict[str, Any]) -> None:
    (lens,) = observed["lenses"]
    assert lens["range"]["start"]["line"] == 3
    assert lens["command"]["title"] == "Sequential · 501,898 params · 1.91 MB"


def test_the_model_and_its_layers_are_symbols(observed: dict[str, Any]) -> None:
    assert [(item["lnum"], item["text"]) for item in observed["symbols"]] == [
        (4, "[Struct] model"),
        (5, "[Field] dense"),
        (6, "[Field] flatten"),
        (7, "[Field] dense_1"),
    ]
    assert [(item["lnum"], item["text"]) for item in observed["models"]] == [(4, "[Struct] model")]


def test_the_commands_of_the_page_show_the_summary(observed: dict[str, Any]) -> None:
    assert observed["summary"][0] == 'Model: "sequential"'
    assert any("dense_1 (Dense)" in line and "501,770" in line for line in observed["summary"])
    row = r"| dense\_1 | Dense | (None, 10) | 501,770 | flatten |"
    assert row in observed["markdown"]


def test_a_summary_as_json(observed: dict[str, Any]) -> None:
    model = observed["view"]["model"]
    assert model["totals"]["params"] == 501_898
    assert [layer["className"] for layer in model["layers"]][-3:] == ["Dense", "Flatten", "Dense"]


def test_the_first_code_action_repairs_the_program(observed: dict[str, Any]) -> None:
    assert observed["actions"][0].startswith("Insert Flatten() before Dense")
    assert observed["repaired"] == REPAIRED
