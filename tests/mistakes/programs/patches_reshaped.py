# source: keras-team/keras-io#610
# wants: 50 x 50 x 64 numbers do not fit into 50 x 768; 50 x 3200 would.
import tensorflow as tf

def to_sequence(features):
    height = features.shape[1]
    return tf.keras.layers.Reshape((height, 768))(features)  # expected: reshape-size; raises: ValueError

picture = tf.keras.Input((50, 50, 3))
features = tf.keras.layers.Conv2D(64, 3, padding='same', activation='relu')(picture)
model = tf.keras.Model(picture, to_sequence(features))
