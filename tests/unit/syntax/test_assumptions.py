"""What is read in `# keras-lens: name=value`, and that nothing in a comment does harm."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keras_lens.syntax.assumptions import MOST_ASSUMPTIONS, Data, assumptions_of
from keras_lens.syntax.source import parse_source


def stated(comment: str) -> dict[str, object]:
    """What a comment says, by name."""
    file = parse_source("program.py", f"value = 1  {comment}\n")
    return {one.name: one.value for one in assumptions_of(file).all}


def complaints(comment: str) -> list[tuple[str, str]]:
    """The parts that are not understood, and what is said of each."""
    file = parse_source("program.py", f"value = 1  {comment}\n")
    return [(file.text_of(one.span), one.message) for one in assumptions_of(file).misunderstood]


LITERALS = (
    "10", "-3", "1e-4", "-0.5", "0x10", "1_000", "True", "None", "'same'", '"# , ="', "r'\\d'",
    "()", "(3,)", "(224, 224, 3)", "(None, 32)", "[64, 32,]", "[]", "{}", "{'a': [1, 2], 3: ()}",
    "((1, 2), [None, {'a': -1}])", "'a' 'b'", "(10)",
)  # fmt: skip


@pytest.mark.parametrize("literal", LITERALS)
def test_values_are_those_of_python(literal: str) -> None:
    comment = f"# keras-lens: first=1, name={literal}, last=2"
    expected = {"first": 1, "name": ast.literal_eval(literal), "last": 2}
    assert stated(comment) == expected
    assert complaints(comment) == []


@pytest.mark.parametrize(
    "comment",
    [
        "#keras-lens:a=1,b=2",
        "#   keras-lens:   a = 1 ,  b=2,",
        "# why  # keras-lens: a=1, b=2  # because",
        "# keras-lens: a=1  # keras-lens: b=2",
        "# keras-lens: ignore[rule]  # keras-lens: a=1, b=2",
        "# keras-lens: a=1  # keras-lens: ignore[rule], c=3  # keras-lens: b=2",
    ],
)
def test_comments_are_written_in_many_ways(comment: str) -> None:
    assert stated(comment) == {"a": 1, "b": 2}
    assert complaints(comment) == []


def test_a_shape_and_its_dtype() -> None:
    comment = "# keras-lens: x.dtype='uint8', x.shape=(None, 28), self.y.shape=[3], z=1"
    assert stated(comment) == {"x": Data((None, 28), "uint8"), "self.y": Data((3,)), "z": 1}
    assert complaints(comment) == []


NOT_UNDERSTOOD = {
    "units": "write `name=value`",
    "units 64": "write `name=value`",
    "units == 64": "write `name=value`",
    "ignore": "`ignore[rule]`",
    "2units=64": "not a name",
    "class=64": "not a name",
    "a.=64": "not a name",
    "config['units']=64": "not a name",
    "*units=64": "not a name",
    "units=": "a value is missing",
    "units=len(x)": "it can be a number",
    "units=other": "it can be a number",
    "units=2 * 3": "it can be a number",
    "units={1, 2}": "it can be a number",
    "units=f'a'": "it can be a number",
    "units=b'a'": "it can be a number",
    "units=1j": "it can be a number",
    "units=...": "it can be a number",
    "units={(1, 2): 3}": "a key",
    "units={**other}": "a key",
    "units=(1": "never closed",
    "units='a": "unterminated",
    "units=64 for now": "invalid syntax",
    "units=99999999999999999999": "too large",
    "units=1; other": "it is not a value",
    "x.shape=28": "a tuple of sizes",
    "x.shape=(28, -1)": "a tuple of sizes",
    "x.shape=(28, True)": "a tuple of sizes",
    "x.shape=(2.5,)": "a tuple of sizes",
    "x.dtype='many'": "'float32'",
    "x.dtype='float32'": "without `x.shape`",
}


@pytest.mark.parametrize("part", NOT_UNDERSTOOD)
def test_what_cannot_be_understood_is_said_and_left_out(part: str) -> None:
    [(place, message)] = complaints(f"# keras-lens: first=1, {part}")
    assert place == part
    assert NOT_UNDERSTOOD[part] in message
    assert stated(f"# keras-lens: first=1, {part}") == {"first": 1}


def test_a_comment_that_says_nothing() -> None:
    [(place, message)] = complaints("# keras-lens:")
    assert (place, message) == ("keras-lens:", "nothing is said here: write `name=value`")


@pytest.mark.parametrize("depth", [50, 150, 500, 1500])
def test_values_are_bounded(depth: int) -> None:
    comment = f"# keras-lens: a={'[' * depth}{']' * depth}"
    assert len(stated(comment)) + len(complaints(comment)) == 1


@pytest.mark.parametrize("text", ["-" * 3000 + "1", "1" * 3000, "1," * 3000, "(" * 3000])
def test_long_comments_are_left_out(text: str) -> None:
    assert stated(f"# keras-lens: a={text}") == {}
    assert [message for _, message in complaints(f"# keras-lens: a={text}")] == [
        "this comment is too long"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "'# keras-lens: a=1'\n",
        '"""\n# keras-lens: a=1\n"""\n',
        "f'{1}# keras-lens: a=1'\n",
        "# lens: a=1\n",
        "# keras-lens a=1\n",
    ],
)
def test_only_comments_speak(text: str) -> None:
    found = assumptions_of(parse_source("program.py", text))
    assert (found.all, found.misunderstood) == ((), ())


def test_the_rest_of_a_broken_file_keeps_its_assumptions() -> None:
    text = "def build(units):  # keras-lens: units=3\n    return units\n\nx = [1,\n\nclass A(:\n"
    file = parse_source("program.py", text)
    assert len(file.problems) == 2
    found = assumptions_of(file)
    assert [one.name for one in found.placed] == ["units"]


PARTS = (
    "# keras-lens:", " a=1", ", b.shape=(None, 3)", "\n", "    ", "def f(a, b):", "return a",
    "a = b", "@a.b", "class C:", "# %%", "# In[1]", "(", "'", '"""', "#", "for a in b:", "\\\n",
    "match a:", "case b:", "try:", "except:", "\ufeff", "\r", "\t", "é", "😀", "import a", "else:",
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    file = parse_source("program.py", text)
    found = assumptions_of(file)
    assert found.placed <= set(found.all)
    for one in (*found.all, *found.misunderstood):
        assert file.text_of(one.span)


def test_a_file_with_too_many_is_read_in_part() -> None:
    count = MOST_ASSUMPTIONS + 10
    text = "".join(f"a{number} = b()  # keras-lens: a{number}=1\n" for number in range(count))
    file = parse_source("program.py", text)
    found = assumptions_of(file)
    assert len(found.placed) == len(found.all) == MOST_ASSUMPTIONS
    [complaint] = found.misunderstood
    assert file.text_of(complaint.span) == f"a{MOST_ASSUMPTIONS}=1"
