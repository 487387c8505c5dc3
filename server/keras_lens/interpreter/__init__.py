"""Abstract interpretation of Python: values, scopes, control flow, calls, budgets.

Knows Python and nothing of Keras: a library is something that `Library` describes.
"""
