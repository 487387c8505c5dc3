# source: keras-team/keras#18363
# wants: np_utils is gone: from keras.utils import to_categorical.
import numpy as np
from keras.utils import np_utils  # expected: old-import; raises: ImportError

labels = np.array([0, 2, 1])
one_hot = np_utils.to_categorical(labels, 3)
