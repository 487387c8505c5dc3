"""Checking many files, the results in the order of the paths."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from keras_lens.cli.checking import Complaints, progress_bar
from keras_lens.cli.examining import Examination, Examiner
from keras_lens.cli.files import STANDARD_INPUT, Unreadable, paths_of
from keras_lens.cli.results import FileResult
from keras_lens.cli.workers import processors, results_of_all
from keras_lens.evaluation.keras_evaluation import KerasEvaluation

_WORTH_SECONDS = 4.0
"""Of work that is left, for which processes are started: that takes about one second."""
_FILES_TO_JUDGE = 4


def examined(
    paths: Sequence[str],
    examination: Examination,
    evaluation: KerasEvaluation,
    complaints: Complaints,
    processes: int | None = None,
) -> Iterator[FileResult]:
    """The results of the files at `paths`, in their order; what went wrong is complained of.

    processes: how many work at it; None: as many as it is worth.
    """
    wanted = list(paths_of(paths))
    files = [path for path in wanted if isinstance(path, str)]
    results = _results(files, examination, evaluation, processes)
    with progress_bar(len(files), complaints.console) as advance:
        for path in wanted:
            if isinstance(path, Unreadable):
                result = FileResult(path.path, complaints=(path.message,))
            else:
                result = next(results)
                advance()
            for complaint in result.complaints:
                complaints.add(complaint)
            for remark in result.remarks:
                complaints.remark_once(remark)
            yield result


def _results(
    files: Sequence[str],
    examination: Examination,
    evaluation: KerasEvaluation,
    processes: int | None,
) -> Iterator[FileResult]:
    if processes is not None and processes > 1 and STANDARD_INPUT not in files:
        yield from results_of_all(files, examination, evaluation, processes)
        return
    examiner, begin = Examiner(examination, evaluation), time.process_time()
    for done, path in enumerate(files):
        left = files[done:]
        if processes is None and _is_worth_it(time.process_time() - begin, done, left):
            count = min(processors(), len(left))
            yield from results_of_all(left, examination, evaluation, count)
            return
        yield examiner.result_of(path)


def _is_worth_it(spent: float, done: int, left: Sequence[str]) -> bool:
    """Whether the files that are left will take so long, as long as those before took, that
    further processes are started."""
    if done < _FILES_TO_JUDGE or processors() < 2 or STANDARD_INPUT in left:
        return False
    return spent / done * len(left) > _WORTH_SECONDS
