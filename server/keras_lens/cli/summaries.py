"""`keras-lens summary`: which model is meant, and what is printed."""

from __future__ import annotations

from pathlib import Path

import typer

from keras_lens.cli.checking import Complaints
from keras_lens.cli.examining import finder_for, syntax_complaints
from keras_lens.cli.files import STANDARD_INPUT, SourceText, Unreadable, read_sources
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.summaries import NoSummary, summary
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.models.records import ModelRecord
from keras_lens.syntax.source import parse_source
from keras_lens.workspace import Workspace


def print_summaries(target: str, evaluation: KerasEvaluation, complaints: Complaints) -> None:
    """Prints the summary of the model that `FILE[:NAME]` names, or of all models of the file,
    one after the other in the order of the text."""
    path, name = split_target(target)
    (source,) = list(read_sources([path]))[:1] if not Path(path).is_dir() else (None,)
    if source is None:
        complaints.add(f"{path}: this is a folder; name a file")
    elif isinstance(source, Unreadable):
        complaints.add(source.message)
    else:
        _print_models(source, name, evaluation, complaints)


def split_target(target: str) -> tuple[str, str | None]:
    """`FILE[:NAME]` in its parts. A name is a Python name or a name that Keras gives, so that
    the colon of `C:\\model.py` is none that divides."""
    path, colon, name = target.rpartition(":")
    is_name = bool(name) and not set(name) & set("\\/.")
    if colon and is_name and len(path) > 1 and not Path(target).exists():
        return path, name
    return target, None


def _print_models(
    source: SourceText, name: str | None, evaluation: KerasEvaluation, complaints: Complaints
) -> None:
    file = parse_source(source.path, source.text)
    for complaint in syntax_complaints(file, source):
        complaints.add(complaint)
    finder = finder_for(source.path, Workspace([str(Path.cwd())]), evaluation)
    analysis = analyse(file, evaluation, finder=finder)
    wanted = _wanted(analysis, name)
    if not wanted:
        complaints.add(_none_found(source.path, name, analysis))
    for model in wanted:
        try:
            typer.echo(summary(analysis, model.key, evaluation), nl=False)
        except NoSummary as problem:
            complaints.add(f"{source.path}: {model.variable or model.name}: {problem}")


def _wanted(analysis: Analysis, name: str | None) -> list[ModelRecord]:
    models = sorted(analysis.models, key=lambda model: (model.site.span.start, model.key))
    by_key = {model.key: model for model in reversed(models)}
    return [
        model
        for model in reversed(by_key.values())
        if name is None or name in (*model.names, model.name)
    ]


def _none_found(path: str, name: str | None, analysis: Analysis) -> str:
    names = ", ".join(dict.fromkeys(model.variable or model.name for model in analysis.models))
    if name is None or not names:
        where = "standard input" if path == STANDARD_INPUT else path
        return f"{where}: no Keras model was found"
    return f"{path}: no model is called {name}; there are: {names}"
