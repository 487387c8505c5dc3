# source: stackoverflow 34673164
# wants: With one-hot labels and softmax the loss is categorical_crossentropy.
import keras
import numpy as np

def letters_model():
    features = keras.Input((16,))
    x = keras.layers.Dense(64, activation="tanh")(features)
    x = keras.layers.Dropout(0.5)(x)
    return keras.Model(features, keras.layers.Dense(26, activation="softmax")(x))

model = letters_model()
model.compile(loss="mse", optimizer="sgd", metrics=["accuracy"])  # expected: regression-loss-of-classifier
letters = keras.utils.to_categorical(np.random.randint(0, 26, 52), 26)
model.fit(np.random.rand(52, 16), letters, epochs=1, verbose=0)
