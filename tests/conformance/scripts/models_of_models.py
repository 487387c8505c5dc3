# Extractors, ensembles, layers of one model in another, a model that is frozen from the start.
import keras
from keras import layers, ops


inputs = keras.Input(shape=(784,), name="digits")
x = layers.Dense(64, activation="relu", name="d1")(inputs)
outputs = layers.Dense(10, name="predictions")(x)
model = keras.Model(inputs=inputs, outputs=outputs, name="m", trainable=False)
extractor = keras.Model(inputs=model.inputs, outputs=[layer.output for layer in model.layers])
features = extractor(keras.Input((784,)))
z = layers.Dense(3)(features[1])
ens = [keras.Model(inputs, layers.Dense(1)(inputs)) for _ in range(3)]
i = keras.Input((784,))
o = layers.average([m(i) for m in ens])
em = keras.Model(i, o)
y = model.layers[1](keras.Input((784,)))
k = keras.layers.Dense(4)
y1 = k(model.get_layer("d1").output)
mm = keras.Model(model.input, [y1, model.output])
a, b = mm(i)
seq = keras.Sequential(model.layers)
seq2 = keras.Sequential([*model.layers[:-1], layers.Dense(4)])
seq2.build((None, 784))
