"""Functions of Keras and TensorFlow on tensors, and those that the interpreter follows itself."""
