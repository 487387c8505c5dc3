"""Keras Lens: what a Keras model is going to be, read from its source text."""

__version__ = "0.1.0"
