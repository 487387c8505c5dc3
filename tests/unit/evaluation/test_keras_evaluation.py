"""Questions, caches and the evaluator together; the evaluator is a fake one."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from keras_lens.evaluation.environment import Problem
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Outcome, Summary, Unanswered
from keras_lens.evaluation.questions import Construct
from keras_lens.evaluation.states import EvaluatorState, Failed
from keras_lens.evaluation.supervisor import Limits
from keras_lens.evaluation.terms import ListTerm, Term

from .conftest import FAKE_EVALUATOR, HASTY, Stage

Opener = Callable[..., KerasEvaluation]


@pytest.fixture
def opened(tmp_path: Path, stage: Stage) -> Iterator[Opener]:
    """Opens evaluations that share one disk cache, and closes them."""
    evaluations: list[KerasEvaluation] = []

    def open_evaluation(
        interpreter: str = sys.executable,
        states: list[EvaluatorState] | None = None,
        limits: Limits = HASTY,
    ) -> KerasEvaluation:
        evaluation = KerasEvaluation(
            interpreter,
            cache_directory=tmp_path / "cache",
            on_state=None if states is None else states.append,
            limits=limits,
            program=FAKE_EVALUATOR,
        )
        evaluations.append(evaluation)
        return evaluation

    yield open_evaluation
    for evaluation in evaluations:
        evaluation.close()


def test_an_answer_is_asked_for_once(opened: Opener, stage: Stage) -> None:
    evaluation = opened()
    assert evaluation.ask(Construct("a")) == Summary("a")
    assert evaluation.ask(Construct("a")) == Summary("a")
    assert stage.questions == ["a"]


def test_a_warm_disk_needs_no_process(opened: Opener, stage: Stage) -> None:
    opened().ask(Construct("a"))
    later = opened()
    assert later.ask(Construct("a")) == Summary("a")
    assert later.process_id is None
    assert stage.starts == 1


def test_cleared_answers_are_asked_for_again(opened: Opener, stage: Stage) -> None:
    evaluation = opened()
    evaluation.ask(Construct("a"))
    evaluation.clear_cache()
    evaluation.ask(Construct("a"))
    assert stage.questions == ["a", "a"]


def test_asking_the_cache_starts_nothing(opened: Opener, stage: Stage) -> None:
    evaluation = opened()
    assert evaluation.ask_cached(Construct("a")) == Unanswered("pending")
    assert stage.starts == 0
    evaluation.ask(Construct("a"))
    assert evaluation.ask_cached(Construct("a")) == Summary("a")
    assert evaluation.ask_cached(Construct("b")) == Unanswered("pending")


def test_poison_is_remembered(opened: Opener, stage: Stage) -> None:
    poisonous = opened().ask(Construct("die"))
    assert isinstance(poisonous, Unanswered)
    assert poisonous.reason == "poisonous"
    assert opened().ask(Construct("die")) == poisonous
    assert stage.starts == 2


def test_waiting_ends_when_nobody_wants_the_answer(opened: Opener) -> None:
    looks = iter([False, False, True])
    assert opened().ask(Construct("hang"), lambda: next(looks)) == Unanswered("cancelled")


def test_an_answer_that_nobody_waits_for_is_kept(opened: Opener, stage: Stage) -> None:
    evaluation = opened()
    begun = lambda: "slow" in stage.questions  # noqa: E731
    assert evaluation.ask(Construct("slow"), begun) == Unanswered("cancelled")
    assert evaluation.ask(Construct("after")) == Summary("after")
    assert evaluation.ask_cached(Construct("slow")) == Summary("slow")


def test_threads_that_ask_the_same_share_the_answer(opened: Opener, stage: Stage) -> None:
    evaluation = opened()
    outcomes: list[Outcome] = []
    threads = [
        threading.Thread(target=lambda: outcomes.append(evaluation.ask(Construct("slow"))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [Summary("slow")] * 4
    assert stage.questions == ["slow"]


def test_closing_ends_the_waiting(opened: Opener, stage: Stage) -> None:
    evaluation = opened()
    outcomes: list[Outcome] = []
    asker = threading.Thread(target=lambda: outcomes.append(evaluation.ask(Construct("hang"))))
    asker.start()
    while "hang" not in stage.questions:
        pass
    evaluation.close()
    asker.join()
    assert outcomes == [Unanswered("cancelled")]
    assert evaluation.ask(Construct("b")) == Unanswered("cancelled")


def test_a_missing_interpreter_is_told_once(opened: Opener) -> None:
    states: list[EvaluatorState] = []
    evaluation = opened("/no/such/python", states)
    outcome = evaluation.ask(Construct("a"))
    assert isinstance(outcome, Unanswered)
    assert outcome.reason == "unavailable"
    assert "/no/such/python" in outcome.detail
    assert evaluation.ask(Construct("b")) == outcome
    assert evaluation.ask_cached(Construct("a")) == outcome
    assert states == [Failed(outcome.detail, "/no/such/python", Problem.UNUSABLE_INTERPRETER)]


def test_an_import_that_fails_is_told_once(
    opened: Opener, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_START", "fail")
    evaluation = opened()
    outcome = evaluation.ask(Construct("a"))
    assert isinstance(outcome, Unanswered)
    assert outcome.reason == "unavailable"
    assert sys.executable in outcome.detail
    assert "DLL load failed" in outcome.detail
    assert evaluation.ask(Construct("a")) == outcome
    assert stage.starts == 1


def test_an_answer_that_is_none_is_no_exception(opened: Opener) -> None:
    outcome = opened().ask(Construct("nonsense"))
    assert isinstance(outcome, Unanswered)
    assert outcome.reason == "failed"


def test_a_question_that_cannot_be_written_is_no_exception(opened: Opener) -> None:
    deep: Term = 0
    for _ in range(10_000):
        deep = ListTerm((deep,))
    outcome = opened(limits=replace(HASTY, start=1.0)).ask(Construct(deep))
    assert isinstance(outcome, Unanswered)
    assert outcome.reason == "unsupported"
