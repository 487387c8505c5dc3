"""Plays the evaluator, and plays it badly where it is told to.

How it starts is said by the variable FAKE_START, what it answers by the question's `do`
(or its `term`, where the question is a real one). Every start adds a line to the file
FAKE_STARTS, every question to FAKE_QUESTIONS.
"""

import json
import os
import sys
import time
from pathlib import Path

FOREVER = 300


def note(variable: str, line: str) -> None:
    if variable in os.environ:
        with Path(os.environ[variable]).open("a") as file:
            file.write(f"{line}\n")


def send(message: object) -> None:
    print(json.dumps(message), flush=True)


def start() -> None:
    match os.environ.get("FAKE_START"):
        case "die":
            sys.exit("ImportError: libtensorflow.so is broken")
        case "fail":
            send({"failed": {"exception": "ImportError", "message": "DLL load failed"}})
            time.sleep(FOREVER)
        case "hang":
            time.sleep(FOREVER)
        case "garbage":
            print("Welcome to the machine", flush=True)
    send({"hello": {"python": "3.12.0", "keras": "3.9.9", "tensorflow": "2.99.0"}})


def answer(number: object, task: object) -> None:
    match task:
        case "die":
            sys.exit("Segmentation fault, as it were")
        case "die once":
            marker = Path(os.environ["FAKE_STARTS"]).with_suffix(".marker")
            if not marker.exists():
                marker.touch()
                sys.exit(11)
        case "hang":
            time.sleep(FOREVER)
        case "slow":
            time.sleep(0.5)
        case "garbage":
            print("not JSON", flush=True)
            return
        case "another's answer":
            number = -1
        case "nonsense":
            send({"id": number, "outcome": {"outcome": "applied"}})
            return
    send({"id": number, "outcome": {"outcome": "summary", "text": str(task)}})


note("FAKE_STARTS", "started")
start()
for line in sys.stdin:
    message = json.loads(line)
    question = message["question"]
    task = question.get("do", question.get("term"))
    note("FAKE_QUESTIONS", str(task))
    answer(message["id"], task)
