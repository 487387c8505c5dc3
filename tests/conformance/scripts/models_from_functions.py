"""A function that makes a model, called several times."""

from tensorflow.keras.layers import Dense, Dropout
from tensorflow.keras.models import Sequential


def build_model(n_inputs, n_outputs=1, width=32, dropout=None):
    model = Sequential(name=f"net_{n_inputs}")
    model.add(Dense(width, activation="relu", input_dim=n_inputs))
    if dropout is not None:
        model.add(Dropout(dropout))
    model.add(Dense(width // 2, activation="relu"))
    model.add(Dense(n_outputs, activation="sigmoid" if n_outputs == 1 else "softmax"))
    model.compile(loss="binary_crossentropy", optimizer="adam")
    return model


small = build_model(8)
large = build_model(100, n_outputs=5, width=128, dropout=0.5)
same_again = build_model(8)
