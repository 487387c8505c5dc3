"""Arrays: NumPy's, of which the shape and dtype matter here."""
