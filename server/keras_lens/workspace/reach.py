"""Whether a file has to do with Keras at all, itself or through the modules it imports."""

from __future__ import annotations

import ast
import re
from collections import deque
from collections.abc import Iterator

from keras_lens.interpreter.modules import FoundModule, ModuleFinder
from keras_lens.syntax.source import SourceFile

_MENTION = re.compile(r"keras|tensorflow", re.IGNORECASE)
_MOST_MODULES = 60


def reaches_keras(file: SourceFile, finder: ModuleFinder) -> bool:
    """Whether the text, or that of a module that it leads to, mentions Keras or TensorFlow.

    Texts are looked at as texts: what an import under a condition leads to counts too.
    """
    seen = {finder.identity_of(file)}
    waiting = deque([file])
    while waiting and len(seen) < _MOST_MODULES:
        one = waiting.popleft()
        if _MENTION.search(one.text):
            return True
        for found in _imported(one, finder):
            if found.file is not None and found.identity not in seen:
                seen.add(found.identity)
                waiting.append(found.file)
    return False


def _imported(file: SourceFile, finder: ModuleFinder) -> Iterator[FoundModule]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _modules(finder.top_level(_first(alias.name), ()), alias.name, finder)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                start = finder.package_around(file, node.level)
                path = f".{node.module}" if node.module else "."
            else:
                path = node.module or ""
                start = finder.top_level(_first(path), ())
            for module in _modules(start, path, finder):
                yield module
                for alias in node.names:
                    inner = finder.inside(module, alias.name)
                    if inner is not None:
                        yield inner


def _first(path: str) -> str:
    return path.partition(".")[0]


def _modules(start: FoundModule | None, path: str, finder: ModuleFinder) -> Iterator[FoundModule]:
    """The modules of a dotted path, from its first on."""
    module = start
    for name in [part for part in path.split(".")[1:] if part]:
        if module is None:
            return
        yield module
        module = finder.inside(module, name)
    if module is not None:
        yield module
