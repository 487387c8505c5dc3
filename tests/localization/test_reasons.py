"""Reasons are translated where they are shown, by the form that they have."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from keras_lens.localization import translate_reason, use_language
from keras_lens.localization.reasons import templates
from keras_lens.models.layers.problems import UNKNOWN_SETTING
from tests.localization.prose import has_chinese
from tests.localization.reasons import reasons

SAMPLES = ("units", "Dense", "keras.layers.Dense", "an array", "8")
TEMPLATES = sorted(text for text in reasons() if re.search(r"\{\w+\}", text))


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    use_language("zh-cn")
    yield
    use_language("en")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("shift", range(len(SAMPLES)))
def test_a_text_is_traced_to_its_template(template: str, shift: int) -> None:
    names = re.findall(r"\{(\w+)\}", template)
    values = {name: SAMPLES[(place + shift) % len(SAMPLES)] for place, name in enumerate(names)}
    clause = template.removesuffix(".")
    text = re.sub(r"\{(\w+)\}", lambda match: values[match[1]], clause)
    found = templates("zh-cn").find(text)
    assert found is not None
    one, read = found
    assert one.pieces == tuple(re.split(r"\{\w+\}", clause[:1].lower() + clause[1:]))
    assert re.sub(r"\{(\w+)\}", lambda match: read[match[1]], clause) == text


def test_texts_without_values_are_translated() -> None:
    fixed = reasons() - set(TEMPLATES)
    assert [text for text in fixed if not has_chinese(translate_reason(text))] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'units' is not known", "'units' 未知"),
        (UNKNOWN_SETTING, "Keras 的一项全局设置未知。"),
        ("Keras is not available", "Keras 不可用"),
        ("Keras is not available.", "Keras 不可用。"),
        ("'.shape' of a list is not known", "一个列表的 '.shape' 未知"),
        ("'.shape' of 8 is not known", "8 的 '.shape' 未知"),
        ("the length of a list or a tuple is not known", "一个列表或一个元组的长度未知"),
        (
            "`units` is not known: what calling the function 'f' gives is not known",
            "`units` 未知：调用函数 'f' 的结果未知",
        ),
        (
            "Its input is not known: what '.x' of an instance of 'A' is is not known.",
            "它的输入未知：'A' 的一个实例的 '.x' 未知。",
        ),
        ("A starred argument is not known.", "一个带星号的参数未知。"),
        (
            "What it gives depends on the size of data and units, which is not known.",
            "它的输出取决于数据的大小和 units，而其值未知。",
        ),
        (
            "/bin/python has no Keras (ModuleNotFoundError: No module named 'keras').",
            "/bin/python 没有安装 Keras（ModuleNotFoundError: No module named 'keras'）。",
        ),
    ],
)
def test_what_stands_in_a_reason_is_translated_too(text: str, expected: str) -> None:
    assert translate_reason(text) == expected


@pytest.mark.parametrize("text", ["", ".", "Nobody ever said that.", "'a", "(None, 3)"])
def test_another_text_stays_as_it_is(text: str) -> None:
    assert translate_reason(text) == text


def test_keras_words_stay_as_they_are() -> None:
    said = "ValueError: Inputs have incompatible shapes. Received shapes (32, 3) and (32, 16)"
    text = f"the model's outputs are not known: Keras refuses it. {said}"
    assert translate_reason(text) == f"模型的 outputs 未知：Keras 拒绝了它。{said}"


def test_names_of_the_program_are_no_reasons() -> None:
    assert translate_reason("the layer 'a list' is too long") == "层 'a list' 太长"


def test_english_stays_english() -> None:
    use_language("en")
    assert translate_reason("the loop is too long") == "the loop is too long"


def test_a_long_text_takes_no_time() -> None:
    nested = "`x` is not known: " * 110 + "y"
    start = time.process_time()
    for text in (nested, "'" * 1999, "what '.' of " * 160, "x" * 10**6):
        translate_reason(text)
    assert time.process_time() - start < 0.5
