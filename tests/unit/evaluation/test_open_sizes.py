"""Questions that leave sizes open are asked with numbers; what is not answered yet stays so."""

from __future__ import annotations

import pytest

from keras_lens.algebra import Polynomial
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.open_sizes import ask_with_symbols, symbols_in
from keras_lens.evaluation.outcomes import Applied, Outcome, Unanswered
from keras_lens.evaluation.questions import Apply, Question
from keras_lens.evaluation.terms import CallArguments, CallTerm, TensorTerm

UNITS = Polynomial.symbol("units")
GIVEN = CallArguments((TensorTerm((None, 8)),))
DENSE = Apply(CallTerm("keras.layers.Dense", (UNITS,)), GIVEN, GIVEN)


def test_the_answer_is_remembered_as_a_whole(evaluation: KerasEvaluation) -> None:
    answer = evaluation.ask(DENSE)
    assert isinstance(answer, Applied)
    assert answer.output == TensorTerm((None, UNITS))
    assert [weight.size for weight in answer.weights] == [8 * UNITS, UNITS]
    assert evaluation.ask(DENSE) is answer
    assert evaluation.ask_cached(DENSE) is answer


@pytest.mark.parametrize("reason", ["pending", "cancelled", "timeout"])
def test_a_part_that_is_not_answered_yet_leaves_the_whole_open(reason: str) -> None:
    def ask(question: Question) -> Outcome:
        assert isinstance(question, Apply)
        assert isinstance(question.term, CallTerm)
        units = question.term.args[0]
        if type(units) is not int:
            return Unanswered(reason)
        return Applied(TensorTerm((None, units)), (), (), "float32")

    assert symbols_in(DENSE) == ["units"]
    assert ask_with_symbols(DENSE, symbols_in(DENSE), ask) == Unanswered(reason)
