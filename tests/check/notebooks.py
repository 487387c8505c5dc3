"""Notebooks as Jupyter and its relatives write them."""

from __future__ import annotations

import json
from collections.abc import Sequence

MISTAKE = [
    "%pip install keras\n"
    "\n"
    "from keras import Input, Sequential\n"
    "from keras.layers import Dense, Flatten",
    "%%bash\nls -l",
    "model = Sequential()\n"
    "model.add(Input((28, 28, 1)))\n"
    "model.add(Dense(64, activation='relu'))\n"
    "model.add(Flatten())\n"
    "model.add(Dense(10, activation='softmax'))",
]


def code(source: str) -> dict[str, object]:
    """A code cell with an output."""
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {"collapsed": False},
        "outputs": [{"name": "stdout", "output_type": "stream", "text": ["größe 64\n"]}],
        "source": source.splitlines(keepends=True),
    }


def notebook(cells: Sequence[str], **layout: object) -> str:
    """The text of a notebook, with a cell of prose in front."""
    content = {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": ["# Größe\n", "keras"]},
            *(code(cell) for cell in cells),
        ],
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, **({"indent": 1, "ensure_ascii": False} | layout)) + "\n"
