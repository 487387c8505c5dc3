# source: keras-team/keras#14260
# wants: New Input tensors have no way to the outputs; use eye_net.inputs and face_net.inputs.
import tensorflow as tf
from tensorflow import keras

eye_net = keras.Sequential([keras.Input((27, 18, 3)), keras.layers.Flatten(), keras.layers.Dense(32, activation='relu')])
face_net = keras.Sequential([keras.Input((48, 64, 3)), keras.layers.Flatten(), keras.layers.Dense(32, activation='relu')])

mean = keras.layers.average([eye_net.outputs[0], face_net.outputs[0]])
gaze = keras.layers.Dense(1, activation='sigmoid')(mean)

eye, face = keras.Input((27, 18, 3)), keras.Input((48, 64, 3))
model = keras.models.Model(inputs=[eye, face], outputs=[gaze])  # expected: disconnected-output; raises: ValueError
