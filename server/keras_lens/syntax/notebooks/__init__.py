"""Jupyter notebooks: the code cells as one program, and the way back into the file."""

from keras_lens.syntax.notebooks.notebook import (
    CellPlace,
    Notebook,
    NotebookError,
    read_notebook,
)

__all__ = ["CellPlace", "Notebook", "NotebookError", "read_notebook"]
