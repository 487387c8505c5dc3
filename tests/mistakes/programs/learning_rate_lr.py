# source: philipperemy/keras-tcn#284
# wants: lr is learning_rate.
import keras
from keras import optimizers

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
model.compile(optimizer=optimizers.Adam(lr=0.002, clipnorm=1.0), loss="mse")  # expected: old-argument; raises: ValueError
