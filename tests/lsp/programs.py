"""The programs that the tests open in the editor."""

MISTAKE = """\
from keras.models import Sequential
from keras.layers import Dense, Flatten, Input

model = Sequential([Input((28, 28, 1))])
model.add(Dense(units=64, activation='relu'))
model.add(Flatten())
model.add(Dense(units=10, activation='softmax'))
model.compile(loss='categorical_crossentropy')
"""

MISTAKE_LINE = 4
MISTAKE_HINTS = [
    (3, "(None, 28, 28, 1)"),
    (4, "(None, 28, 28, 64) · 128 params"),
    (5, "(None, 50176)"),
    (6, "(None, 10) · 501,770 params"),
]

SMALL = """\
import keras

model = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(3),
])
"""

SMALL_HINTS = [(3, "(None, 4)"), (4, "(None, 3) · 15 params")]

ASSUMED = """\
import keras


# keras-lens: num_classes=10, depth=2
def build(num_classes):
    inputs = keras.Input((8,))
    return keras.layers.Dense(num_classes)(inputs)
"""

ASSUMED_HINTS = [(5, "(None, 8)"), (6, "(None, 10) · 90 params")]

REFUSED = """\
import keras

model = keras.Sequential()
model.add(keras.Input((10, 8)))
model.add(keras.layers.LSTM(32))
model.add(keras.layers.LSTM(16))
"""

REFUSED_FUNCTIONAL = """\
import keras

given = keras.Input((10, 8))
x = keras.layers.LSTM(32)(given)
x = keras.layers.LSTM(16)(x)
model = keras.Model(given, keras.layers.Dense(4)(x))
"""

OLD = """\
import keras

model = keras.Sequential()
model.add(keras.layers.Dense(output_dim=3, input_dim=4))
"""

IGNORES = """\
import keras

model = keras.Sequential()
model.add(keras.Input((4,)))  # keras-lens: ignore[dense-before-flatten]
model.add(keras.layers.Dense(3))  # keras-lens: ignore[old-name, old-import]
"""

SHARED = """\
import keras

shared = keras.layers.Dense(4)
x = keras.Input((4,))
y = shared(x)
z = shared(y)
"""

ALL = (MISTAKE, SMALL, ASSUMED, REFUSED, OLD, IGNORES, SHARED)
