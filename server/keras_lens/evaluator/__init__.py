"""The process that imports Keras; answers questions over a pipe, one JSON line each.

Runs in the user's own Python environment: imports the standard library, Keras and
TensorFlow, and nothing else of this project.
"""
