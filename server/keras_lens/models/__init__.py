"""What Keras's constructs mean: layers, models, names, `trainable`, sharing.

Builds on the interpreter's values and on `evaluation`; knows nothing of Python's syntax:
a place in the program is an opaque `Site`.
"""
