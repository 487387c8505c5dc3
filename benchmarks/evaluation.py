"""Symbolic evaluation against real building, and warm caches against cold ones.

    python benchmarks/evaluation.py [INTERPRETER]

INTERPRETER (by default the one that runs this) needs TensorFlow. Everything is measured in
one run on one machine: what counts are the ratios.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Applied, Outcome
from keras_lens.evaluation.questions import Apply, Construct, Question
from keras_lens.evaluation.terms import CallArguments, CallTerm, TensorTerm

REALLY_BUILD = """
import json, resource, time
import keras

def build(make, shape):
    memory, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    layer = make()
    layer(keras.Input(shape))
    seconds = time.perf_counter() - start
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    return {"seconds": seconds, "kilobytes": growth, "parameters": layer.count_params()}

build(lambda: keras.layers.Dense(1), (1,))
print(json.dumps({
    "ResNet50": build(lambda: keras.applications.ResNet50(weights=None), (224, 224, 3)),
    "Dense(10_000) on 10,000": build(lambda: keras.layers.Dense(10_000), (10_000,)),
}))
"""
SCRIPT_LAYERS = 40


def application(of: CallTerm, *shape: int | None) -> Apply:
    arguments = CallArguments((TensorTerm(shape),))
    return Apply(of, arguments, arguments)


def dense(units: int, inputs: int) -> Apply:
    return application(CallTerm("keras.layers.Dense", (units,)), None, inputs)


SYMBOLIC = {
    "Dense(1_000_000) on a million": dense(1_000_000, 1_000_000),
    "Dense(10_000) on 10,000": dense(10_000, 10_000),
    "ResNet50": application(CallTerm("keras.applications.ResNet50"), None, 224, 224, 3),
}


def timed(keras: KerasEvaluation, question: Question) -> tuple[float, Outcome]:
    start = time.perf_counter()
    outcome = keras.ask(question)
    return time.perf_counter() - start, outcome


def parameters(outcome: Outcome) -> int:
    if not isinstance(outcome, Applied):
        raise SystemExit(f"no answer: {outcome}")
    return sum(weight.size for weight in outcome.weights)


def resident_kilobytes(process: int | None) -> int:
    """The memory of a process (Linux only, 0 elsewhere)."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    lines = (line.split() for line in status.read_text().splitlines())
    return next(int(words[1]) for words in lines if words[0] == "VmRSS:")


def describe(name: str, seconds: float, kilobytes: int, count: int) -> None:
    print(f"  {name:<44}{seconds * 1000:>9.1f} ms {kilobytes / 1024:>+9.1f} MB {count:>22,} params")


def compare_building(keras: KerasEvaluation, interpreter: str) -> None:
    finished = subprocess.run(
        [interpreter, "-c", REALLY_BUILD], check=True, capture_output=True, text=True
    )
    real = json.loads(finished.stdout.splitlines()[-1])
    print("A layer, symbolically and really built")
    keras.ask(dense(1, 1))
    for name, question in SYMBOLIC.items():
        before = resident_kilobytes(keras.process_id)
        seconds, outcome = timed(keras, question)
        growth = resident_kilobytes(keras.process_id) - before
        describe(f"{name}, symbolic", seconds, growth, parameters(outcome))
        if name in real:
            one = real[name]
            describe(f"{name}, built", one["seconds"], one["kilobytes"], one["parameters"])
            print(f"    {one['seconds'] / seconds:.1f} times the symbolic one")


def compare_caches(interpreter: str, directory: Path) -> None:
    questions: list[Question] = [Construct(CallTerm("keras.layers.Flatten"))]
    questions += [dense(units, 3 * units) for units in range(1, SCRIPT_LAYERS)]

    def ask_all() -> tuple[float, bool]:
        keras = KerasEvaluation(interpreter, cache_directory=directory)
        start = time.perf_counter()
        for question in questions:
            keras.ask(question)
        seconds, started = time.perf_counter() - start, keras.process_id is not None
        keras.close()
        return seconds, started

    (cold, _), (warm, started) = ask_all(), ask_all()
    print(f"A script of {len(questions)} layers, from opening to the last answer")
    print(f"  cold cache, TensorFlow is loaded {cold * 1000:>21.1f} ms")
    print(
        f"  warm cache, evaluator started: {'yes' if started else 'no':<4}{warm * 1000:>19.1f} ms"
    )
    print(f"    {cold / warm:.0f} times faster")


def main() -> None:
    interpreter = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    with tempfile.TemporaryDirectory() as folder:
        keras = KerasEvaluation(interpreter, cache_directory=Path(folder) / "building")
        compare_building(keras, interpreter)
        keras.close()
        compare_caches(interpreter, Path(folder) / "scripts")


if __name__ == "__main__":
    main()
