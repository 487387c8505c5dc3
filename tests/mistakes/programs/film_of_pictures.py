# source: stackoverflow 63536948
# wants: A picture has three axes, a film four: Conv3D, or TimeDistributed(Conv2D(...)).
import keras
from keras import layers

film = keras.Input((100, 20, 130, 1))
x = layers.Conv2D(32, (3, 3), activation="relu")(film)  # expected: incompatible-input; raises: ValueError
x = layers.Flatten()(x)
model = keras.Model(film, layers.Dense(4, activation="softmax")(x))
