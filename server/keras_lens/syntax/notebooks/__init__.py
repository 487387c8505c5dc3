"""Jupyter notebooks: the code cells as one program, and the way back to them."""

from keras_lens.syntax.notebooks.code_cells import CellEdit, CellPlace, CodeCells
from keras_lens.syntax.notebooks.notebook import Notebook, NotebookError, read_notebook

__all__ = [
    "CellEdit",
    "CellPlace",
    "CodeCells",
    "Notebook",
    "NotebookError",
    "read_notebook",
]
