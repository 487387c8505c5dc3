# source: keras-team/keras#15838
# wants: predict_classes is gone: np.argmax(model.predict(x), axis=-1).
import numpy as np
from keras import Input, Sequential
from keras.layers import Dense

model = Sequential([Input((4,)), Dense(3, activation="softmax")])
X_test = np.random.rand(10, 4)
y_pred = model.predict_classes(X_test)  # expected: old-method; raises: AttributeError
