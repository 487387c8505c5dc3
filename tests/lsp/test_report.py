"""The report for an issue: what is wrong here, without a word of the user's programs."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from pathlib import Path

import pytest

from . import programs
from .editor import editor
from .processes import without_tensorflow

pytestmark = pytest.mark.asyncio

SECRET = """\
import keras
import zanzibar_project.hidden_module as borogove

class JabberwockLayer(keras.layers.Layer):
    def build(self, shape):
        self.vorpal = self.add_weight(shape=(undefined_bandersnatch,))

model = keras.Sequential([keras.Input((4,), name="tumtum_input")])
model.add(keras.layers.Dense(3, name="slithy tove"))
model.add(keras.layers.Dense(3, name="slithy tove"))
model.add(keras.layers.Dense(-77123, activation="frumious"))
keras.layers.Reshape((98431, 7))(model.outputs[0])
broken = keras.layers.Dense(
"""
WORDS_OF_KERAS = {"keras", "layer", "input", "dense", "model", "build", "shape", "self", "name"}


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z_]{4,}|\d{4,}", text)}


async def test_it_says_what_works(warm_cache: Path) -> None:
    async with editor(warm_cache) as one:
        one.open(programs.MISTAKE)
        await one.diagnostics()
        report = await one.execute("kerasLens.server.report")
        text = report["text"]
        assert f"| Keras | {metadata.version('keras')} |" in text
        assert f"| TensorFlow | {metadata.version('tensorflow')} |" in text
        assert "| Backend | tensorflow |" in text
        release = platform.release().split("-")[0]
        assert f"| System | {platform.system()} {release} {platform.machine()} |" in text
        assert "| Open documents | 1, with Keras 1 |" in text
        assert "Nothing is known to be wrong." in text
        assert "Keras is that of python" in text
        assert report["status"]["problem"] is None


async def test_it_says_what_to_do_where_there_is_no_tensorflow(tmp_path: Path) -> None:
    folder = tmp_path / "home of a user"
    folder.mkdir()
    bare = without_tensorflow(folder)
    async with editor(tmp_path, options={"interpreter": str(bare)}) as one:
        report = await one.execute("kerasLens.server.report")
        assert report["status"]["problem"]["kind"] == "no-tensorflow"
        assert "`pip install tensorflow`" in report["text"]
        assert "| Problem | no-tensorflow: python-without has no TensorFlow" in report["text"]
        log = report["text"].partition("### Log")[2]
        assert "python-without has no TensorFlow" in log
        assert str(tmp_path) not in log
        assert "home of a user" not in log


async def test_no_word_of_a_program_is_in_it(tmp_path: Path) -> None:
    uri = (tmp_path / "a folder" / "program.py").as_uri()
    async with editor(tmp_path, options={"settings": {"logLevel": "debug"}}) as one:
        one.open(SECRET, uri)
        await one.diagnostics(uri)
        for nonsense in ({"textDocument": {"uri": uri}, "model": "slithy tove"}, "slithy tove"):
            with pytest.raises(Exception, match=r"."):
                await one.ask("kerasLens/summary", nonsense)
        report = await one.execute("kerasLens.server.report")
        assert "### Log" in report["text"]
        assert words(SECRET) & words(report["text"]) <= WORDS_OF_KERAS
        assert "a folder" not in report["text"]


async def test_the_name_of_the_users_own_folder_is_not_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "ada lovelace"
    for folder in (home, tmp_path / "ada lovelace's friend"):
        folder.mkdir()
        bare = without_tensorflow(folder)
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("USERPROFILE", str(home))
        async with editor(tmp_path, options={"interpreter": str(bare)}) as one:
            text = (await one.execute("kerasLens.server.report"))["text"]
        if folder == home:
            assert "| Interpreter with Keras | `~/python-without` |" in text
            assert "lovelace" not in text
        else:
            assert f"`{bare}`" in text, "another folder, whose name only begins like it"
