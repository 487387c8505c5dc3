"""Everything on one line, and characters outside ASCII before the layers."""

import keras; from keras.layers import Dense as D, Input

größe, 名前 = 16, "schicht_ä"; model = keras.Sequential([Input((8,)), D(größe, name=名前), D(größe // 2), D(1)])
print("🙂", model.name); model.add(D(3))
