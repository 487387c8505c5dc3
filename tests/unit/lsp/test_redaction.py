"""What a text for strangers does not tell of the user."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.lsp.redaction import shortened


def test_a_log_that_names_the_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "lovelace"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    assert shortened(f"looked at {home}") == "looked at ~"
    assert shortened(f"looked at {home}.") == "looked at ~."
    assert shortened(f"folder {home}", [str(home)]) == "folder ~"
    assert shortened(f"{home}/project/model.py: read") == "model.py: read"
