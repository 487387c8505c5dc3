"""Checking many files, the results in the order of the paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keras_lens.cli.checking import Complaints, progress_bar
from keras_lens.cli.examining import Examination, Examiner
from keras_lens.cli.files import Unreadable, paths_of
from keras_lens.cli.results import FileResult
from keras_lens.evaluation.keras_evaluation import KerasEvaluation


def examined(
    paths: Sequence[str],
    examination: Examination,
    evaluation: KerasEvaluation,
    complaints: Complaints,
) -> Iterator[FileResult]:
    """The results of the files at `paths`, in their order; what went wrong is complained of."""
    wanted = list(paths_of(paths))
    files = [path for path in wanted if isinstance(path, str)]
    results = _results(files, examination, evaluation)
    with progress_bar(len(files), complaints.console) as advance:
        for path in wanted:
            if isinstance(path, Unreadable):
                result = FileResult(path.path, complaints=(path.message,))
            else:
                result = next(results)
                advance()
            for complaint in result.complaints:
                complaints.add(complaint)
            yield result


def _results(
    files: Sequence[str], examination: Examination, evaluation: KerasEvaluation
) -> Iterator[FileResult]:
    examiner = Examiner(examination, evaluation)
    for path in files:
        yield examiner.result_of(path)
