# source: keras-team/keras#5540
# wants: Both streams carry the same name; give each model a name of its own.
import keras
from keras import layers

def backbone():
    return keras.Sequential([
        keras.Input((16, 16, 3)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
    ], name="resnet")

left, right = keras.Input((16, 16, 3)), keras.Input((16, 16, 3))
features = layers.concatenate([backbone()(left), backbone()(right)])
two_streams = keras.Model([left, right], layers.Dense(2)(features))  # expected: duplicate-layer-name; raises: ValueError
