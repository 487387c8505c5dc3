"""The command line: translates between a terminal and `keras_lens.ide`."""
