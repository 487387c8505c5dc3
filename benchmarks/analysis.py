"""A full analysis of a module of 600 lines against Python's own parsing of it.

    python benchmarks/analysis.py [INTERPRETER]

INTERPRETER (by default the one that runs this) needs TensorFlow. The module (`program.py`) is
analysed once cold, which asks Keras, and then many times with all answers in memory: parsing with
recovery, interpretation, records, in a process that is set up as the server is. Everything is
measured in one run on one machine. Ends with 1 if the warm analysis takes longer than the budget,
ten times `ast.parse` and 20 ms.
"""

from __future__ import annotations

import ast
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from program import program

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.garbage import collect_rarely
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.syntax.source import parse_source

ROUNDS = 40
TIMES_PARSING = 10
ADDED_SECONDS = 0.020


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """The best and the median processor time that `work` takes, in seconds: other processes do
    not count."""
    seconds = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds), statistics.median(seconds)


def describe(text: str, analysis: Analysis) -> None:
    places = {one.site for one in analysis.applications}
    print(
        f"A module of {len(text.splitlines())} lines: {len(analysis.applications)} outcomes of"
        f" layers at {len(places)} places, {len(analysis.unknown_layers)} unknown,"
        f" {len(analysis.models)} models"
    )


def main() -> int:
    interpreter = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    text = program()
    collect_rarely()
    with tempfile.TemporaryDirectory() as folder:
        keras = KerasEvaluation(interpreter, cache_directory=Path(folder))

        def full_analysis() -> Analysis:
            return analyse(parse_source("module.py", text), keras)

        start = time.perf_counter()
        first = full_analysis()
        cold = time.perf_counter() - start
        describe(text, first)
        assert full_analysis().applications, "the warm analysis finds nothing"
        parsing = measured(lambda: ast.parse(text))
        analysing = measured(full_analysis)
        keras.close()
    print(f"  cold, TensorFlow is loaded    {cold * 1000:>9.1f} ms")
    for name, (best, median) in (("ast.parse", parsing), ("analysis, warm", analysing)):
        print(f"  {name:<30}{best * 1000:>9.1f} ms at best {median * 1000:>9.1f} ms median")
    holds = True
    for name, parsed, analysed in zip(("best", "median"), parsing, analysing, strict=True):
        budget = TIMES_PARSING * parsed + ADDED_SECONDS
        holds = holds and analysed <= budget
        print(
            f"  {name}: {analysed / parsed:.1f} times ast.parse; {analysed / budget:.0%} of the"
            f" budget of {budget * 1000:.1f} ms ({TIMES_PARSING} times ast.parse and"
            f" {ADDED_SECONDS * 1000:.0f} ms)"
        )
    print("The budget holds." if holds else "The budget is EXCEEDED.")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
