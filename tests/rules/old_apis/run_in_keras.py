"""Runs programs under real Keras and writes down their models: `run_in_keras.py GIVEN RESULT`.

GIVEN is JSON: from a title to several texts; RESULT: to what became of each.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
from keras.src import backend


def _models_of(made: list[Any]) -> list[Any]:
    found = []
    for model in made:
        if not model.built:
            found.append([[None]])
            continue
        shapes = [list(output.shape) for output in model.outputs]
        found.append([*shapes, [model.count_params()]])
    return found


def _run(text: str) -> dict[str, Any]:
    keras.utils.clear_session()
    keras.config.set_image_data_format("channels_last")
    backend.set_floatx("float32")
    made: list[Any] = []
    names: dict[str, Any] = {"__name__": "__main__"}
    raised = ""
    try:
        exec(compile(text, "program.py", "exec"), names)
    except Exception as problem:
        raised = f"{type(problem).__name__}: {problem}"
    for value in names.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, keras.Model) and all(one is not other for other in made):
                made.append(one)
    return {"raised": raised, "models": _models_of(made)}


def main() -> None:
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    results = {title: [_run(text) for text in texts] for title, texts in given.items()}
    Path(sys.argv[2]).write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main()
