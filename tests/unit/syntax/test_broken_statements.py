"""What survives in a broken text, and where.

Each text has a column of marks in front: a blank for a line whose statement is kept, `x` for
one that is left out, `?` for one that is kept although a problem is reported on it, `.` for a
line that goes on with a kept statement.
"""

from __future__ import annotations

import ast
import sys
from textwrap import dedent

import pytest

from keras_lens.syntax.source import SourceFile, parse_source
from keras_lens.syntax.spans import Position, Span


def unmarked(marked: str) -> tuple[list[str], list[str]]:
    lines = dedent(marked).strip("\n").split("\n")
    return [line[:1] for line in lines], [line[2:] for line in lines]


def statements_by_line(file: SourceFile) -> dict[int, ast.stmt]:
    """The outermost statement that starts in each line; decorators count as its start."""
    found: dict[int, ast.stmt] = {}
    for node in ast.walk(file.tree):
        if isinstance(node, ast.stmt):
            found.setdefault(file.span_of(node).start.line, node)
    return found


def is_clause_or_decorator(line: str) -> bool:
    return line.split()[0].rstrip(":") in ("else", "elif", "except", "finally", "case") or (
        line.lstrip().startswith("@")
    )


def check_marks(marked: str) -> SourceFile:
    marks, lines = unmarked(marked)
    file = parse_source("model.py", "\n".join(lines))
    statements = statements_by_line(file)
    for number, (mark, line) in enumerate(zip(marks, lines, strict=True)):
        if mark in "x.":
            assert number not in statements, f"line {number} was kept: {line}"
        elif line.strip() and not is_clause_or_decorator(line):
            assert number in statements, f"line {number} was lost: {line}"
            span = file.span_of(statements[number])
            assert span.start == Position(number, len(line) - len(line.lstrip()))
            if not hasattr(statements[number], "body"):
                assert file.text_of(span).startswith(line.strip())
    reported = {
        number
        for problem in file.problems
        for number in range(problem.span.start.line, problem.span.end.line + 1)
        if lines[number].strip()
    }
    assert reported == {number for number, mark in enumerate(marks) if mark in "x?"}
    return file


CASES = {
    "call that is being typed": """
          model = Sequential()
        x model.add(Dense(
          model.add(Flatten())
          model.add(Dense(10))
        """,
    "call that is being typed in a block": """
          def build():
              model = Sequential()
        x     model.add(Dense(
              model.add(Flatten())
              return model
          model = build()
        """,
    "arguments that are being typed on lines of their own": """
          model = Sequential()
        x model.add(Dense(
        x     units=64,
          model.add(Flatten())
        """,
    "assignment without a value": """
          a = 1
        x x =
          b = 2
        """,
    "attribute that is being typed": """
          model = Sequential()
        x model.
          model.add(Flatten())
        """,
    "string without its end": """
        x path = "model
          model = Sequential()
        """,
    "string without its end inside of brackets": """
        x model.add(Dense(64, activation="relu))
          model.add(Flatten())
        """,
    "docstring without its end": '''
          def build():
        x     """Builds the model.
              return Sequential()
          model = build()
        ''',
    "list without its end": """
        x model = Sequential([
        x     Dense(64),
        x     Flatten(),
          model.compile()
        """,
    "list with elements at its own indentation and without its end": """
        x layers = [
        x Dense(64),
        x Dense(10),
          model = Sequential(layers)
        """,
    "element of a list without its end": """
        x model = Sequential([
        x     Dense(
        x     Flatten(),
        x ])
          model.compile()
        """,
    "wrong closing bracket": """
        x model.add(Dense(64])
          model.add(Flatten())
        """,
    "closing bracket too many": """
        x model.add(Dense(64)))
          model.add(Flatten())
        """,
    "brackets that only look open": """
          model = Sequential(
        . [Dense(64),
        . Flatten()]
        . )
        x x =
        """,
    "loop without its colon": """
        ? for units in (64, 10)
              model.add(Dense(units))
          model.add(Flatten())
        """,
    "function without its colon": """
        ? def build(units) -> Sequential  # the colon goes here
              return Sequential([Dense(units)])
          b = 1
        """,
    "condition without its colon": """
        ? if deep
              model.add(Dense(64))
        ? else
              model.add(Dense(10))
          model.add(Flatten())
        """,
    "loop that is being typed": """
        x for units in
          model.add(Flatten())
        """,
    "broken header takes its block along": """
          a = 1
        x for units in range(3:
        x     model.add(Dense(units))
        x     model.add(Dense(units))
          model.add(Flatten())
        """,
    "broken header takes its clauses along": """
        x if a b:
        x     c = 1
        x else:
        x     d = 1
          e = 1
        """,
    "broken clause": """
          if a:
              b = 1
        x elif c d:
        x     e = 1
          else:
              f = 1
        """,
    "header whose block is not there yet": """
        ? for units in (64, 10):
          model.add(Flatten())
        """,
    "header whose block is broken": """
          if deep:
        x     model.add(
          else:
        x     model.
          model.add(Flatten())
        """,
    "header at the end of the text": """
          model = Sequential()
        ? def build():
        """,
    "try without except": """
        ? try:
              import keras
          model = Sequential()
        """,
    "decorator that is being typed": """
        x @tf.function(
          def step():
              pass
        x @
          class Block:
              pass
        """,
    "decorator before something else": """
        x @tf.function
          model = Sequential()
        x @tf.function
        """,
    "decorator of a broken function": """
        x @tf.function
        x def step(a b):
        x     pass
          model = Sequential()
        """,
    "line that is indented too far": """
          model = Sequential()
        x   model.add(Dense(64))
          model.add(Flatten())
        """,
    "line between two indentations": """
          def build():
              model = Sequential()
        x   model.add(Dense(64))
              return model
          build()
        """,
    "else without if": """
          model = Sequential()
        x else:
        x     model.add(Dense(64))
          model.add(Flatten())
        """,
    "else after something else": """
          if a:
              b = 1
          c = 1
        x else:
        x     d = 1
          e = 1
        """,
    "merge conflict": """
          def build():
              model = Sequential()
        x <<<<<<< HEAD
              model.add(Dense(64))
        x =======
              model.add(Dense(32))
        x >>>>>>> feature
              return model
        """,
    "print statement of Python 2": """
          model = Sequential()
        x print model.summary()
          model.add(Flatten())
        """,
    "notebook magics": """
        x %matplotlib inline
        x !pip install "keras[extra]" don't (
          model = Sequential()
        x model.summary?
          model.add(Flatten())
        """,
    "broken statement too short for what could take its place": """
        x a=;b = 2
          d = 4
        """,
    "match statement beside a broken one": """
          match kind:
              case "deep":
                  model.add(Dense(64))
              case _:
        x         model.add(
          model.add(Flatten())
        """,
    "statement in the place of a case": """
          match kind:
        x     a = 1
              case _:
                  b = 1
          match = 1
          case = match
        x case =
        """,
    "match without a case": """
        x match kind:
        x     a = 1
          b = 1
        """,
    "exotic but right statements beside a broken one": """
          async def run():
              async for a in b: print(a)
              async with c as d:
                  await d
          with (
        .     a as b,
        . ):
              pass
          try: a = 1
          except (A, B): pass
          finally: c = 1
          x = 1 + \\
        . 2
          if (y := 2): z = [
        . 1]
          for i in j: break
          else: k = 1
          def one(): return 1
        x )
        """,
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_only_the_broken_statement_is_lost(marked: str) -> None:
    check_marks(marked)


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_line_ends_and_wide_characters_do_not_matter(marked: str) -> None:
    _, lines = unmarked(marked)
    plain = parse_source("model.py", "\n".join(lines))
    is_code = not any(end in line for line in lines for end in ("\\", '"""', "!"))
    comment = "  # 𝄞é" if is_code else ""
    windows = parse_source("model.py", "\r\n".join(line + comment for line in lines))
    assert [plain.span_of(node) for node in plain.tree.body] == [
        windows.span_of(node) for node in windows.tree.body
    ]


def test_newer_syntax_is_lost_alone_where_python_does_not_know_it() -> None:
    file = parse_source("model.py", "type Shape = tuple[int, ...]\nmodel = Sequential()\nx = (")
    kept = [file.text_of(file.span_of(node)) for node in file.tree.body]
    newer = ["type Shape = tuple[int, ...]"] if sys.version_info >= (3, 12) else []
    assert kept == [*newer, "model = Sequential()"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("a = 1; b = ; c = 3", {"a": "a = 1", "c": "c = 3"}),
        ("    a = 1; é = '𝄞'; b =", {"a": "a = 1", "é": "é = '𝄞'"}),
        ("b = ; c = 3;", {"c": "c = 3"}),
    ],
)
def test_kept_parts_of_a_line_stand_where_they_stood(line: str, kept: dict[str, str]) -> None:
    file = parse_source("model.py", f"if x:\n    y\n{line}\n")
    assignments = [node for node in ast.walk(file.tree) if isinstance(node, ast.Assign)]
    assert [file.text_of(file.span_of(node)) for node in assignments] == list(kept.values())
    assert {ast.unparse(node.targets[0]) for node in assignments} == set(kept)
    assert [file.text_of(problem.span) for problem in file.problems] == ["b ="]


def test_wide_characters_in_a_broken_part_of_a_line() -> None:
    file = parse_source("model.py", "'é' '𝄞' b; c = 3; '𝄞' d; e = 4")
    assignments = [node for node in file.tree.body if isinstance(node, ast.Assign)]
    assert [file.text_of(file.span_of(node)) for node in assignments] == ["c = 3", "e = 4"]


def test_header_of_several_lines_without_its_colon() -> None:
    text = "@a\nasync def build(\n    units,\n)\n    return units\nb = 1"
    file = parse_source("model.py", text)
    function = file.tree.body[0]
    assert isinstance(function, ast.AsyncFunctionDef)
    assert [node.arg for node in function.args.args] == ["units"]
    assert file.text_of(file.span_of(function.body[0])) == "return units"
    assert [problem.span for problem in file.problems] == [Span(Position(3, 0), Position(3, 1))]


def test_mended_header_has_the_meaning_that_was_meant() -> None:
    file = parse_source("model.py", "for units in (64, 10)\n    model.add(Dense(units))\n")
    (loop,) = file.tree.body
    assert isinstance(loop, ast.For)
    assert file.text_of(file.span_of(loop.iter)) == "(64, 10)"
    assert file.text_of(file.span_of(loop.body[0])) == "model.add(Dense(units))"


def test_block_of_a_header_that_waits_for_it_is_empty() -> None:
    text = "def build():  # to do\nmodel = build()"
    file = parse_source("model.py", text)
    function, call = file.tree.body
    assert isinstance(function, ast.FunctionDef)
    assert isinstance(call, ast.Assign)
    assert [type(node) for node in function.body] == [ast.Pass]
    assert file.text_of(file.span_of(function)) == "def build():"


def test_try_in_one_line_without_except_is_lost() -> None:
    check_marks("""
      a = 1
    x try: b = 1
      c = 1
    """)


def test_block_of_a_try_without_except_runs_on_any_account() -> None:
    file = parse_source("model.py", "try:\n    import keras\nmodel = 1")
    block = file.tree.body[0]
    assert isinstance(block, ast.If)
    assert isinstance(block.test, ast.Constant)
    assert block.test.value
    assert file.text_of(file.span_of(block.body[0])) == "import keras"


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        ("a = 1\nf(g(1\nb = 2", "'(' was never closed", Span(Position(1, 0), Position(1, 5))),
        ("if a:\n\tf(]\nb = 2", None, Span(Position(1, 1), Position(1, 4))),
        ("for a in b\n    c", "expected ':'", Span(Position(0, 9), Position(0, 10))),
        ("a = 1\n  b = 2", "unexpected indent", Span(Position(1, 2), Position(1, 7))),
        ("if a:\nb = 2", "expected an indented block", Span(Position(0, 4), Position(0, 5))),
        (
            "try:\n    a\nb",
            "expected 'except' or 'finally' block",
            Span(Position(0, 0), Position(0, 3)),
        ),
        ("else:\n    a\nb", "'else' continues no statement", Span(Position(0, 0), Position(1, 5))),
        ("a; b = ; c", "invalid syntax", Span(Position(0, 3), Position(0, 6))),
    ],
)
def test_a_problem_says_what_and_where(text: str, message: str | None, span: Span) -> None:
    (problem,) = parse_source("model.py", text).problems
    assert problem.span == span
    if message is not None:
        assert problem.message == message


def test_problems_come_in_the_order_of_the_text() -> None:
    text = "@a\nb = (\nc = 1\ntry:\n    d = (\n  e\nelse:\n    f\n\0\n"
    starts = [problem.span.start for problem in parse_source("model.py", text).problems]
    assert starts == sorted(starts)
    assert len(starts) >= 5


def test_a_right_text_has_no_problems() -> None:
    assert parse_source("model.py", "model = Sequential()\n").problems == ()
    assert parse_source("model.py", "").problems == ()


@pytest.mark.filterwarnings("error")
def test_invalid_escapes_warn_nobody() -> None:
    assert len(parse_source("model.py", "a = '\\d'\n").tree.body) == 1
    assert len(parse_source("model.py", "a = '\\d'\nb = (\n").tree.body) == 1


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "(\n" * 2_000,
        "-" * 100_000 + "1",
        "a" + ".a" * 100_000 + ")",
        "".join(" " * depth + "if a:\n" for depth in range(300)),
        '"""\n' * 999,
        "\ud800(",
        "\\",
        "\\\n" * 50,
        "\f\f if a:\n\f",
        "f'{",
        "f'''{\n",
        "".join(map(chr, range(300))),
        "\ufeff",
        "\ufeff\ufeff",
        "\r\r\n\n\r)",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_nothing_in_a_text_raises(text: str) -> None:
    file = parse_source("model.py", text)
    for node in file.tree.body:
        span = file.span_of(node)
        assert Position(0, 0) <= span.start <= span.end <= file.position_at(len(text))


def test_what_is_too_deep_is_lost_alone() -> None:
    text = "a = 1\nb = " + "-" * 100_000 + "1\nc = 2\n"
    file = parse_source("model.py", text)
    assert [file.text_of(file.span_of(node)) for node in file.tree.body] == ["a = 1", "c = 2"]
    assert [problem.message for problem in file.problems] == ["too deeply nested"]


@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_unreadable_characters_in_comments_and_strings(character: str) -> None:
    file = parse_source("model.py", f"a = 1  # é{character}\nb = '{character}'; c = 2\n")
    assert [file.text_of(file.span_of(node)) for node in file.tree.body] == [
        "a = 1",
        f"b = '{character}'",
        "c = 2",
    ]
    assert [problem.span.start for problem in file.problems] == [Position(0, 10), Position(1, 5)]


def test_mixed_tabs_and_spaces_lose_what_cannot_be_placed() -> None:
    block = "if a:\n\tb = 1\n        c = 2\n"
    file = parse_source("model.py", block * 2 + "d = 3\n")
    kept = statements_by_line(file)
    assert sorted(kept) == [0, 1, 3, 4, 6]


def test_a_text_full_of_such_errors_keeps_its_beginning() -> None:
    file = parse_source("model.py", "model = Sequential()\n" + "if a:\n\tb\n        c\n" * 200)
    assert isinstance(file.tree.body[0], ast.Assign)
