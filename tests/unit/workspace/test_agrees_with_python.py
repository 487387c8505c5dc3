"""Programs of several files mean what they mean when Python runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from keras_lens.workspace import Workspace
from tests.unit.interpreter.interpretation import interpret

PROGRAMS: dict[str, dict[str, str]] = {
    "a module beside it": {
        "main.py": "import sizes\nfrom sizes import WIDTH as width\na = sizes.WIDTH + width",
        "sizes.py": "WIDTH = 32",
    },
    "a function that uses its own module's names": {
        "main.py": "from blocks import double\nFACTOR = 100\na = double(4)",
        "blocks.py": "FACTOR = 2\ndef double(x):\n    return FACTOR * x",
    },
    "a package with re-exports": {
        "main.py": "from net import width, depth\nimport net.sizes as s\n"
        "a = (width, depth, s.HIDDEN)",
        "net/__init__.py": "from .sizes import WIDTH as width\nfrom net.depths import depth",
        "net/sizes.py": "from . import depths\nWIDTH = 7\nHIDDEN = depths.depth * 2",
        "net/depths.py": "depth = 3",
    },
    "a module of a package is an attribute of it": {
        "main.py": "import net.heads\nimport net\na = net.heads.N",
        "net/__init__.py": "",
        "net/heads.py": "N = 5",
    },
    "a package of packages": {
        "main.py": "from net.blocks.res import WIDTH\nimport net.blocks.res\n"
        "a = (WIDTH, net.blocks.res.WIDTH)",
        "net/__init__.py": "",
        "net/blocks/__init__.py": "",
        "net/blocks/res.py": "from ..config import BASE\nfrom .. import config\n"
        "WIDTH = BASE * config.BASE",
        "net/config.py": "BASE = 4",
    },
    "a folder without __init__": {
        "main.py": "from net import sizes\nfrom net.sizes import W\na = (sizes.W, W)",
        "net/sizes.py": "W = 9",
    },
    "star imports": {
        "main.py": "from sizes import *\nfrom listed import *\na = (W, first)",
        "sizes.py": "W = 1\n_hidden = 2",
        "listed.py": "__all__ = ['first']\nfirst = 1\nW = 50",
    },
    "a module runs once": {
        "main.py": "import counter\nimport user\ncounter.counts.append(3)\n"
        "a = list(counter.counts)\nb = user.seen()",
        "counter.py": "counts = [1]\ncounts.append(2)",
        "user.py": "import counter\nfrom counter import counts\n"
        "def seen():\n    return (len(counter.counts), len(counts))",
    },
    "a module is changed from outside": {
        "main.py": "import config\nconfig.WIDTH = 64\nfrom config import get\na = get()",
        "config.py": "WIDTH = 32\ndef get():\n    return WIDTH",
    },
    "modules that import each other": {
        "main.py": "import first\na = (first.A, first.from_second())",
        "first.py": "A = 1\nimport second\ndef from_second():\n    return second.B",
        "second.py": "import first\nB = first.A + 1",
    },
    "code under __main__ of a module does not run": {
        "main.py": "import part\na = part.x\nb = part.__name__\nc = __name__",
        "part.py": "x = 1\nif __name__ == '__main__':\n    x = 2",
    },
    "an import in a function": {
        "main.py": "def build():\n    from part import W\n    return W\na = build()",
        "part.py": "W = 3",
    },
    "a folder is added to sys.path": {
        "main.py": "import sys\nsys.path.append('lib')\nimport deep\na = deep.W",
        "lib/deep.py": "W = 11",
    },
    "a folder is put first in sys.path": {
        "main.py": "import sys\nsys.path.insert(0, './lib')\nfrom deep import W as a",
        "lib/deep.py": "W = 12",
    },
    "an optional module that is there": {
        "main.py": "try:\n    from fast import W\nexcept ImportError:\n    W = 1\na = W",
        "fast.py": "W = 2",
    },
    "a class and its subclass in two files": {
        "main.py": "from base import Base\nclass Own(Base):\n    width = 5\na = Own().twice()",
        "base.py": "class Base:\n    width = 1\n"
        "    def twice(self):\n        return self.width * 2",
    },
    "a byte order mark and a declared encoding": {
        "main.py": "from marked import a\nfrom latin import b",
        "marked.py": "\ufeffa = 1",
        "latin.py": "# coding: latin-1\nb = 2",
    },
}

DUMP = """
import json, runpy, sys
names = runpy.run_path("main.py", run_name="__main__")
print(json.dumps({n: names[n] for n in ("a", "b", "c") if n in names}))
"""


@pytest.mark.parametrize("name", PROGRAMS)
def test_names(name: str, tmp_path: Path) -> None:
    for path, text in PROGRAMS[name].items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    command = [sys.executable, "-c", "import sys; sys.path[0] = '.'" + DUMP]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    expected = json.loads(run.stdout)
    main = str(tmp_path / "main.py")
    finder = Workspace([str(tmp_path)]).finder(main)
    found = interpret(PROGRAMS[name]["main.py"], path=main, finder=finder)
    ours = {key: found.get(key) for key in expected}
    assert json.loads(json.dumps(ours)) == expected
