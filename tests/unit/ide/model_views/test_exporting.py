"""Models as Markdown, CSV and LaTeX."""

from __future__ import annotations

import csv
import io

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.model_view import exported

from .programs import IMPORTS
from .viewing import viewed

PROGRAM = """\
encoder = Sequential([Input((4,), name="given"), layers.Dense(300, name="a_b|c")], name="enc")
model = Sequential([Input((4,), name="x"), encoder, layers.Dense(5, name='50% "&" #1')])
"""


def test_markdown(evaluation: KerasEvaluation) -> None:
    assert (
        _exported("markdown", evaluation)
        == r"""| Layer | Class | Output shape | Parameters | Connected to |
|:--|:--|:--|--:|:--|
| x | InputLayer | (None, 4) | 0 |  |
| enc | Sequential | (None, 300) | 1,500 | x |
| &emsp;given | InputLayer | (None, 4) | 0 |  |
| &emsp;a\_b\|c | Dense | (None, 300) | 1,500 | given |
| 50% "&" \#1 | Dense | (None, 5) | 1,505 | enc |

- Total parameters: 3,005
- Trainable parameters: 3,005
- Non-trainable parameters: 0
"""
    )


def test_csv_is_read_back(evaluation: KerasEvaluation) -> None:
    text = _exported("csv", evaluation)
    assert text.count("\r\n") == 6
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["Layer", "Class", "Output shape", "Parameters", "Connected to"],
        ["x", "InputLayer", "(None, 4)", "0", ""],
        ["enc", "Sequential", "(None, 300)", "1500", "x"],
        ["enc/given", "InputLayer", "(None, 4)", "0", ""],
        ["enc/a_b|c", "Dense", "(None, 300)", "1500", "given"],
        ['50% "&" #1', "Dense", "(None, 5)", "1505", "enc"],
    ]


def test_latex(evaluation: KerasEvaluation) -> None:
    assert (
        _exported("latex", evaluation)
        == r"""\begin{tabular}{lllrl}
  \hline
  Layer & Class & Output shape & Parameters & Connected to \\
  \hline
  x & InputLayer & (None, 4) & 0 &  \\
  enc & Sequential & (None, 300) & 1,500 & x \\
  \quad given & InputLayer & (None, 4) & 0 &  \\
  \quad a\_b|c & Dense & (None, 300) & 1,500 & given \\
  50\% "\&" \#1 & Dense & (None, 5) & 1,505 & enc \\
  \hline
  \multicolumn{3}{l}{Total parameters} & 3,005 &  \\
  \multicolumn{3}{l}{Trainable parameters} & 3,005 &  \\
  \multicolumn{3}{l}{Non-trainable parameters} & 0 &  \\
  \hline
\end{tabular}
"""
    )


@pytest.mark.parametrize(
    ("form", "count"), [("markdown", "5·units"), ("csv", "5·units"), ("latex", r"5$\cdot$units")]
)
def test_open_sizes_and_what_is_not_known(
    form: str, count: str, evaluation: KerasEvaluation
) -> None:
    program = "def build(units):\n    model = Sequential([Input((4,)), layers.Dense(units)])\n"
    text = exported(viewed(IMPORTS + program, evaluation), form)
    assert count in text
    assert "(None, units)" in text


def _exported(form: str, evaluation: KerasEvaluation) -> str:
    return exported(viewed(IMPORTS + PROGRAM, evaluation), form)
