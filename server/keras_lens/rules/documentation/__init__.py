"""What is made from the rules: their pages, and their setting in the extension's manifest.

`python -m keras_lens.rules.documentation [REPOSITORY]` writes both, in all languages.
"""
