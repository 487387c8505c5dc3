"""Data that feeds models: where it comes from, and the shapes that it has."""
