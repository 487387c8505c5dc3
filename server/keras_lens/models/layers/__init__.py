"""Layers of Keras: how they are made, called, named and read."""
