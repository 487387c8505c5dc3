"""The report for an issue: what server this is, what it does, and what it wrote down lately.

It is Markdown with nothing of the user's programs in it: no text, and names in place of paths.
"""

from __future__ import annotations

import asyncio
import platform
import sys

from keras_lens import __version__
from keras_lens.evaluation.environment import Problem
from keras_lens.ide.trouble import advice, advice_while_waiting
from keras_lens.localization import translate
from keras_lens.lsp.redaction import home_shortened, shortened
from keras_lens.lsp.session import Session
from keras_lens.lsp.status_notifications import Status


async def report_of(session: Session) -> dict[str, object]:
    """`{text, status}`: the report, and the status as in `kerasLens/status`.

    Looks at the interpreter if nobody has, which takes a moment; starts no TensorFlow.
    """
    evaluation = session.evaluation()
    await asyncio.get_running_loop().run_in_executor(None, lambda: evaluation.environment)
    status = session.status()
    parts = [
        _section(translate("What to do"), _advice(status)),
        _section(translate("Server"), _table(_facts(session, status))),
        _section(translate("Log"), _code(session.recent_log.lines(_known_paths(session)))),
    ]
    return {"text": "\n".join(parts), "status": status}


def _advice(status: Status) -> str:
    problem = status["problem"]
    if problem is None:
        return advice_while_waiting(status["state"])
    return advice(Problem(problem["kind"]))


def _facts(session: Session, status: Status) -> list[tuple[str, str]]:
    versions, problem = status["environment"] or {}, status["problem"]
    documents = list(session.documents)
    with_keras = sum(1 for one in documents if one.may_use_keras)
    facts = [
        ("Keras Lens", __version__),
        ("Python", f"{platform.python_version()}, `{_program(session, sys.executable)}`"),
        (translate("System"), _system()),
        (translate("Interpreter with Keras"), f"`{_program(session, status['interpreter'])}`"),
        (translate("Its Python"), versions.get("python", "?")),
        ("Keras", versions.get("keras", "?")),
        ("TensorFlow", versions.get("tensorflow", "?")),
        (translate("Backend"), versions.get("backend", "?")),
        (translate("State"), status["state"]),
        (
            translate("Open documents"),
            translate(
                "{count}, with Keras {with_keras}", count=len(documents), with_keras=with_keras
            ),
        ),
    ]
    if problem is not None:
        said = shortened(problem["message"], _known_paths(session))
        facts.append((translate("Problem"), f"{problem['kind']}: {said}"))
    return facts


def _system() -> str:
    """Without the name that whoever built the kernel gave it."""
    release = platform.release().partition("-")[0]
    return f"{platform.system()} {release} {platform.machine()}"


def _program(session: Session, path: str) -> str:
    return home_shortened(path, session.folders)


def _known_paths(session: Session) -> list[str]:
    paths = [session.interpreter, session.evaluation().interpreter, sys.executable]
    return [*paths, *session.folders, *(document.path for document in session.documents)]


def _section(title: str, body: str) -> str:
    return f"### {title}\n\n{body}\n"


def _table(facts: list[tuple[str, str]]) -> str:
    rows = [f"| {name} | {_cell(value)} |" for name, value in facts]
    return "\n".join(["| | |", "|---|---|", *rows])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _code(lines: list[str]) -> str:
    return "\n".join(["```text", *(line.replace("```", "'''") for line in lines), "```"])
