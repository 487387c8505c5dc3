"""What becomes of a question when the evaluator dies, hangs, or never starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from keras_lens.evaluation.environment import Environment, Problem
from keras_lens.evaluation.states import EvaluatorState, Failed, Ready, Starting, Stopped
from keras_lens.evaluation.supervisor import Closed, EvaluatorSupervisor, Limits, Unavailable

from .conftest import FAKE_EVALUATOR, HASTY, Stage

PATIENCE = 60


class Supervised:
    """A supervisor of the fake evaluator, and the states it went through."""

    def __init__(self, environment: Environment) -> None:
        self.states: list[EvaluatorState] = []
        self._environment = environment
        self._supervisors: list[EvaluatorSupervisor] = []

    def with_limits(self, limits: Limits) -> EvaluatorSupervisor:
        supervisor = EvaluatorSupervisor(
            self._environment, self.states.append, limits, FAKE_EVALUATOR
        )
        self._supervisors.append(supervisor)
        return supervisor

    def close(self) -> None:
        for supervisor in self._supervisors:
            supervisor.close()


@pytest.fixture
def supervised(environment: Environment, stage: Stage) -> Iterator[Supervised]:
    supervised = Supervised(environment)
    yield supervised
    supervised.close()


@pytest.fixture
def supervisor(supervised: Supervised) -> EvaluatorSupervisor:
    return supervised.with_limits(HASTY)


def answer(supervisor: EvaluatorSupervisor, task: str) -> dict[str, Any]:
    return supervisor.submit({"do": task}).result(PATIENCE)


def text(said: str) -> dict[str, Any]:
    return {"outcome": "summary", "text": said}


def test_one_process_answers_all_questions(supervisor: EvaluatorSupervisor, stage: Stage) -> None:
    assert stage.starts == 0
    assert [answer(supervisor, word) for word in "abc"] == [text("a"), text("b"), text("c")]
    assert stage.starts == 1


def test_states_of_a_start(supervised: Supervised, environment: Environment) -> None:
    answer(supervised.with_limits(HASTY), "a")
    says = replace(environment, python="3.12.0", keras="3.9.9", tensorflow="2.99.0")
    assert supervised.states == [Starting(), Ready(says)]


@pytest.mark.parametrize("mishap", ["die", "garbage", "another's answer"])
def test_a_question_that_kills_twice_is_poisonous_and_others_live(
    supervisor: EvaluatorSupervisor, stage: Stage, mishap: str
) -> None:
    outcome = answer(supervisor, mishap)
    assert (outcome["outcome"], outcome["reason"]) == ("unanswered", "poisonous")
    assert answer(supervisor, "next") == text("next")
    assert stage.questions == [mishap, mishap, "next"]
    assert stage.starts == 3


def test_a_question_that_does_not_end_is_poisonous(supervised: Supervised, stage: Stage) -> None:
    supervisor = supervised.with_limits(replace(HASTY, answer=0.3))
    assert answer(supervisor, "hang")["reason"] == "poisonous"
    assert stage.questions == ["hang", "hang"]


def test_a_question_is_asked_once_more_when_the_process_died(
    supervised: Supervised, stage: Stage
) -> None:
    assert answer(supervised.with_limits(HASTY), "die once") == text("die once")
    assert stage.starts == 2
    kinds = [type(state) for state in supervised.states]
    assert kinds == [Starting, Ready, Stopped, Starting, Ready]


def test_a_process_that_cannot_start_is_given_up_with_its_own_words(
    supervised: Supervised, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_START", "die")
    supervisor = supervised.with_limits(HASTY)
    for _ in range(2):
        with pytest.raises(Unavailable, match=r"libtensorflow\.so is broken") as raised:
            answer(supervisor, "a")
        assert sys.executable in str(raised.value)
    assert stage.starts == 2, "the second question starts nothing"
    assert supervised.states[-1] == Failed(
        str(raised.value), sys.executable, Problem.DOES_NOT_START
    )


def test_an_import_error_is_told(
    supervised: Supervised, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_START", "fail")
    with pytest.raises(Unavailable, match="ImportError: DLL load failed"):
        answer(supervised.with_limits(HASTY), "a")
    assert stage.starts == 1


@pytest.mark.parametrize(
    ("start", "complaint"), [("hang", "did not start within"), ("garbage", "Welcome")]
)
def test_a_start_that_leads_nowhere(
    supervised: Supervised,
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    start: str,
    complaint: str,
) -> None:
    monkeypatch.setenv("FAKE_START", start)
    with pytest.raises(Unavailable, match=complaint):
        answer(supervised.with_limits(replace(HASTY, start=1.0)), "a")


def test_no_such_interpreter(environment: Environment) -> None:
    missing = Supervised(replace(environment, interpreter="/no/such/python"))
    with pytest.raises(Unavailable, match=r"/no/such/python cannot be started: No such file"):
        answer(missing.with_limits(HASTY), "a")
    missing.close()


def test_closing_ends_the_process_and_what_waits_for_it(
    supervisor: EvaluatorSupervisor, stage: Stage
) -> None:
    answer(supervisor, "a")
    process = supervisor.process_id
    assert process is not None
    waiting = [supervisor.submit({"do": "hang"}), supervisor.submit({"do": "b"})]
    while "hang" not in stage.questions:
        pass
    supervisor.close()
    for future in waiting:
        with pytest.raises(Closed):
            future.result(PATIENCE)
    assert supervisor.process_id is None
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    with pytest.raises(Closed):
        answer(supervisor, "too late")


def test_closing_does_not_wait_for_a_pause_between_restarts(supervised: Supervised) -> None:
    supervisor = supervised.with_limits(Limits(pause=3600, longest_pause=3600))
    future = supervisor.submit({"do": "die"})
    while Stopped() not in supervised.states:
        pass
    supervisor.close()
    with pytest.raises(Closed):
        future.result(PATIENCE)


def test_a_question_that_has_not_begun_can_be_withdrawn(
    supervisor: EvaluatorSupervisor, stage: Stage
) -> None:
    first, second = supervisor.submit({"do": "slow"}), supervisor.submit({"do": "withdrawn"})
    assert second.cancel()
    assert first.result(PATIENCE) == text("slow")
    assert answer(supervisor, "after") == text("after")
    assert stage.questions == ["slow", "after"]
