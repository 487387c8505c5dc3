"""Runs scripts under real Keras and writes down what Keras made of them (see `__main__`)."""
