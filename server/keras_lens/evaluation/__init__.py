"""Asking for a layer's outcome: questions, outcomes, the caches and the evaluator's client.

Keras is the only authority; nothing here computes a shape. Knows nothing of Python syntax.
"""
