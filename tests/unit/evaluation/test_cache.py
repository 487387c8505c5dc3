"""The cache remembers; a disk that does not work costs speed, never an answer."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from keras_lens.evaluation.cache import AnswerCache, default_directory
from keras_lens.evaluation.cache_keys import cache_key, evaluator_fingerprint
from keras_lens.evaluation.environment import Environment

KEY = b"k" * 32
OTHER = b"o" * 32
OUTCOME = {"outcome": "summary", "text": "Modèle\n"}
FILE = "answers-1.sqlite"


def test_remembers_on_disk(tmp_path: Path) -> None:
    AnswerCache(tmp_path).put(KEY, OUTCOME)
    assert AnswerCache(tmp_path).get(KEY) == OUTCOME
    assert AnswerCache(tmp_path).get(OTHER) is None


def test_clearing_forgets_on_disk_too(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.put(KEY, OUTCOME)
    cache.clear()
    assert cache.get(KEY) is None
    assert AnswerCache(tmp_path).get(KEY) is None


def test_what_was_asked_for_before_clearing_is_forgotten_when_it_comes(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    asked_after = cache.clearings
    cache.clear()
    cache.put(b"late", OUTCOME, asked_after)
    cache.put(b"new", OUTCOME, cache.clearings)
    assert (cache.get(b"late"), cache.get(b"new")) == (None, OUTCOME)


def test_a_damaged_file_is_set_aside_and_made_again(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"This was a database once." * 1000)
    cache = AnswerCache(tmp_path)
    assert cache.get(KEY) is None
    cache.put(KEY, OUTCOME)
    assert AnswerCache(tmp_path).get(KEY) == OUTCOME
    assert (tmp_path / FILE).with_suffix(".damaged").exists()


def test_a_file_with_damaged_pages_is_made_again(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    for number in range(500):
        cache.put(number.to_bytes(32, "big"), {"outcome": "summary", "text": os.urandom(99).hex()})
    cache.close()
    content = bytearray((tmp_path / FILE).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (tmp_path / FILE).write_bytes(content)
    reopened = AnswerCache(tmp_path)
    assert all(reopened.get(number.to_bytes(32, "big")) is None for number in range(500))
    reopened.put(KEY, OUTCOME)
    assert AnswerCache(tmp_path).get(KEY) == OUTCOME


def test_a_row_that_cannot_be_read_is_a_miss(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.put(KEY, OUTCOME)
    cache.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE answers SET outcome = x'00'")
    connection.close()
    assert AnswerCache(tmp_path).get(KEY) is None


def test_a_locked_file_is_done_without(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = AnswerCache(tmp_path)
    first.put(OTHER, OUTCOME)
    first.close()
    holder = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("DELETE FROM answers")
    cache = AnswerCache(tmp_path)
    with caplog.at_level(logging.WARNING):
        cache.put(KEY, OUTCOME)
        assert cache.get(KEY) == OUTCOME
        assert cache.get(OTHER) is None
        cache.clear()
        cache.put(OTHER, OUTCOME)
    holder.execute("ROLLBACK")
    holder.close()
    assert len(caplog.records) == 1, "it is said once"
    assert AnswerCache(tmp_path).get(OTHER) == OUTCOME


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    obstacle = tmp_path / "file"
    obstacle.write_text("not a folder")
    cache = AnswerCache(obstacle / "cache")
    cache.put(KEY, OUTCOME)
    assert cache.get(KEY) == OUTCOME
    cache.clear()
    assert cache.get(KEY) is None


def test_read_only_files_are_done_without(tmp_path: Path) -> None:
    first = AnswerCache(tmp_path)
    first.put(OTHER, OUTCOME)
    first.close()
    (tmp_path / FILE).chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        cache = AnswerCache(tmp_path)
        cache.put(KEY, OUTCOME)
        assert cache.get(KEY) == OUTCOME
        cache.close()
    finally:
        tmp_path.chmod(0o700)


def test_several_processes_share_a_file(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from keras_lens.evaluation.cache import AnswerCache;"
        "cache = AnswerCache(Path(sys.argv[1])); first = int(sys.argv[2]);"
        "[cache.put(n.to_bytes(32, 'big'), {'text': str(n)}) for n in range(first, first + 200)]"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), str(first)])
        for first in (0, 200, 400)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    cache = AnswerCache(tmp_path)
    found = [cache.get(number.to_bytes(32, "big")) for number in range(600)]
    assert found == [{"text": str(number)} for number in range(600)]


def test_the_file_does_not_grow_without_bound(tmp_path: Path) -> None:
    bound = 256 * 1024
    cache = AnswerCache(tmp_path, most_bytes=bound)
    for number in range(3000):
        cache.put(number.to_bytes(32, "big"), {"text": os.urandom(200).hex()})
    newest = (2999).to_bytes(32, "big")
    expected = cache.get(newest)
    cache.close()
    # Between two looks at its size it takes 500 answers, of some 300 bytes each.
    assert (tmp_path / FILE).stat().st_size < bound + 500 * 400
    assert AnswerCache(tmp_path).get(newest) == expected


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_LENS_CACHE_DIR", str(tmp_path / "chosen"))
    assert default_directory() == tmp_path / "chosen"
    AnswerCache().put(KEY, OUTCOME)
    assert (tmp_path / "chosen" / FILE).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"python": "3.12.1"},
        {"keras": "3.15.2"},
        {"tensorflow": "2.21.1"},
        {"backend": "jax"},
        {"floatx": "float16"},
        {"image_data_format": "channels_first"},
    ],
)
def test_an_answer_holds_for_its_environment_only(
    environment: Environment, change: dict[str, str]
) -> None:
    assert cache_key("q", environment) != cache_key("q", replace(environment, **change))


def test_an_answer_holds_for_every_interpreter_with_the_same_versions(
    environment: Environment,
) -> None:
    elsewhere = replace(environment, interpreter="/elsewhere/python", python="3.11.99")
    assert cache_key("q", environment) == cache_key("q", elsewhere)
    assert cache_key("q", environment) != cache_key("r", environment)


def test_an_answer_holds_for_its_evaluator_only(tmp_path: Path) -> None:
    folders = [tmp_path / "old", tmp_path / "new"]
    for folder in folders:
        folder.mkdir()
        (folder / "answers.py").write_text(f"# {folder.name}")
    assert evaluator_fingerprint(folders[0]) != evaluator_fingerprint(folders[1])
