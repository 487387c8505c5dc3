"""Changing a text as its author would: edits, and how the file spells things."""
