"""The language server: translates between the protocol and `keras_lens.ide`."""
