"""Answers are remembered by the question; the memory is bounded and forgets what is oldest."""

from __future__ import annotations

from keras_lens.evaluation.memory import OutcomeMemory
from keras_lens.evaluation.outcomes import Outcome, Summary, Unanswered
from keras_lens.evaluation.questions import Construct
from keras_lens.evaluation.terms import CallTerm, ListTerm, Term


def dense(units: Term) -> Construct:
    return Construct(CallTerm("keras.layers.Dense", (units,)))


def test_questions_that_only_python_calls_equal_have_answers_of_their_own() -> None:
    memory = OutcomeMemory()
    alike: list[Term] = [1, 1.0, True]
    for units in alike:
        memory.put(dense(units), Summary(repr(units)))
    assert [memory.get(dense(units)) for units in alike] == [
        Summary("1"),
        Summary("1.0"),
        Summary("True"),
    ]


def test_what_may_be_answered_the_next_time_is_not_remembered() -> None:
    memory = OutcomeMemory()
    for reason in ("pending", "unavailable", "timeout", "cancelled", "failed"):
        memory.put(dense(1), Unanswered(reason))
        assert memory.get(dense(1)) is None
    lasting: Outcome = Unanswered("poisonous")
    memory.put(dense(1), lasting)
    assert memory.get(dense(1)) == lasting


def test_the_memory_is_bounded_and_keeps_what_is_used() -> None:
    memory = OutcomeMemory(most_objects=1000)
    memory.put(dense("used"), Summary("used"))
    for units in range(5000):
        memory.put(dense(units), Summary(str(units)))
        assert memory.get(dense("used")) == Summary("used")
    assert memory.get(dense(0)) is None
    assert sum(memory.get(dense(units)) is not None for units in range(5000)) < 300


def test_an_answer_larger_than_the_memory_is_left_out() -> None:
    memory = OutcomeMemory(most_objects=1000)
    memory.put(dense(1), Summary("x" * 1_000_000))
    assert memory.get(dense(1)) is None


def test_a_question_that_is_too_deep_is_no_exception() -> None:
    deep: Term = 0
    for _ in range(100_000):
        deep = ListTerm((deep,))
    memory = OutcomeMemory()
    memory.put(dense(deep), Summary("deep"))
    assert memory.get(dense(deep)) is None
