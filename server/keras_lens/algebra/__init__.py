"""Numbers that are more than Python's: those that depend on what the program leaves open
(`filters`, `129·num_classes`), and those of NumPy."""

from __future__ import annotations

from keras_lens.algebra.fitting import Fit, NoFit, samples_for
from keras_lens.algebra.numpy_integers import NumpyInteger
from keras_lens.algebra.polynomials import Polynomial, Size, sum_of

__all__ = ["Fit", "NoFit", "NumpyInteger", "Polynomial", "Size", "samples_for", "sum_of"]
