# source: keras-team/keras#16826
# wants: The third argument is the stride now: Conv2D(8, (3, 3)), not Conv2D(8, 3, 3).
from keras.layers import Concatenate, Conv2D, Input, UpSampling2D
from keras.models import Model

inputs = Input((96, 96, 1))
down = Conv2D(8, 3, padding="same", activation="relu")(inputs)
deep = Conv2D(16, 3, 3, padding="same", activation="relu")(down)
up = UpSampling2D(2)(deep)
both = Concatenate()([up, down])  # expected: merge-shapes; raises: ValueError
model = Model(inputs, both)
