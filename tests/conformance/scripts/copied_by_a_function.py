# clone_model with a function, and copies whose weights are set.
import keras
from keras import layers, ops


def clone_function(layer):
    if isinstance(layer, layers.Dense):
        return layers.Dense(layer.units * 2, name=layer.name + "_x")
    return layer.__class__.from_config(layer.get_config())
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="a"), layers.Dropout(.2), layers.Dense(2, name="b")])
m2 = keras.models.clone_model(model, clone_function=clone_function)


model = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="a"), layers.Dense(2, name="b")])
m2 = keras.models.clone_model(model)
m2.set_weights(model.get_weights())
m2.summary()
print(len(m2.get_weights()), m2.get_weights()[0].shape)
for l1, l2 in zip(model.layers, m2.layers):
    l2.set_weights(l1.get_weights())
m2.layers[0].trainable = False
print(m2.layers[0].name)
y = layers.Dense(m2.layers[1].units)(m2.layers[0].output)
