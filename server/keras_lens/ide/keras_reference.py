"""What can be read about a layer: a sentence from its docstring, and its page on the web."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from keras_lens.evaluation.outcomes import Api, ApiEntry
from keras_lens.ide.docstrings import first_sentence
from keras_lens.ide.documentation_pages import page_of
from keras_lens.ide.model_view.kinds import layer_kinds
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer
from keras_lens.syntax.source import SourceFile

_MODELS = {"Functional": "keras.Model", "Model": "keras.Model", "Sequential": "keras.Sequential"}
_INPUT = "keras.Input"


@dataclass(frozen=True, slots=True)
class Explanation:
    """sentence: Markdown. page: an address. None for what there is not."""

    sentence: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class KerasReference:
    """What the installed Keras says of its classes, by their paths and names.

    An empty one knows nothing of Keras's own classes.
    """

    entries: Mapping[str, ApiEntry] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, api: Api) -> KerasReference:
        return cls(api.entries, layer_kinds(api))

    def about(self, thing: LayerApplication | UnknownLayer | ModelRecord) -> Explanation:
        """The explanation of a layer or a model: for a class of the program by its own docstring,
        and without a page."""
        own = list(_classes(thing))
        if own:
            docstring = ast.get_docstring(own[0]) if len(own) == 1 else None
            return Explanation(first_sentence(docstring) if docstring else None)
        entry = self._entry(thing)
        if entry is None:
            return Explanation()
        name = entry.canonical.rpartition(".")[2]
        return Explanation(first_sentence(entry.summary), page_of(name, self.kinds.get(name)))

    def _entry(self, thing: LayerApplication | UnknownLayer | ModelRecord) -> ApiEntry | None:
        made = thing.made if isinstance(thing, LayerApplication) else None
        if thing.class_name == "InputLayer":
            path = _INPUT
        elif made is not None:
            path = made.path
        else:
            path = _MODELS.get(thing.class_name, f"keras.layers.{thing.class_name}")
            if isinstance(thing, LayerApplication) and thing.class_name not in _MODELS:
                return None
        entry = self.entries.get(path)
        return entry if entry is not None and entry.kind in ("layer", "model", "function") else None


def _classes(thing: LayerApplication | UnknownLayer | ModelRecord) -> Iterator[ast.ClassDef]:
    """The classes of this name in the files that have to do with it."""
    if isinstance(thing, LayerApplication) and thing.made is not None:
        return
    files: list[SourceFile] = [thing.site.file]
    if not isinstance(thing, ModelRecord) and thing.constructor.file is not thing.site.file:
        files.append(thing.constructor.file)
    for file in files:
        for node in ast.walk(file.tree):
            if isinstance(node, ast.ClassDef) and node.name == thing.class_name:
                yield node
