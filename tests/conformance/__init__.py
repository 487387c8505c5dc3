"""Keras Lens against real Keras: what it says of a program, and what running the program gives."""
