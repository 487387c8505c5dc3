"""Text to AST, with positions that hold while the code is broken.

Knows Python's grammar and nothing about what a program means.
"""
