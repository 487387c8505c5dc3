"""The command line: translates between a terminal and `keras_lens.ide`."""

from keras_lens.cli.app import main

__all__ = ["main"]
