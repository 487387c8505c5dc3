"""Layers and models whose code is the program's own: it is interpreted."""
