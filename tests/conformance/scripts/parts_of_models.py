# Models between the inputs and outputs of layers of other models.
import keras
from keras import layers, ops


i = keras.Input((3,), name="x")
x = layers.Dense(4, name="h")(i)
m = keras.Model(i, layers.Dense(2, name="o")(x), name="net")
feat = keras.Model(inputs=m.input, outputs=m.get_layer("h").output)
feat2 = keras.Model(m.inputs, m.get_layer(index=1).output)
feat3 = keras.Model(m.layers[0].output, m.layers[1].output)
top = layers.Dense(5)(m.layers[-2].output)
new = keras.Model(inputs=m.input, outputs=top)
new.layers[1].trainable = False
m.get_layer("h").trainable = False
m.get_layer(name="o").trainable
print(m.get_layer("h").output.shape[1])
z = layers.Dense(m.get_layer("h").output.shape[1])(x)
z = layers.Dense(m.get_layer("h").units)(x)
s = m(m(i)[:, :1] * ops.ones((1, 3)))


def f(x, tfm):
    return layers.Dense(2)(x)
i = keras.Input((3,))
sub = keras.Model(i, [layers.Dense(2)(i), layers.Dense(3)(i)], name="sub")
a, b = sub(keras.Input((3,)))
c, d = sub(keras.Input((3,), name="o"))
e = layers.Dense(4)(layers.Concatenate()([a, b, c, d])) 
part = keras.Model(sub.input, sub.outputs[1])
part2 = keras.Model(inputs=sub.inputs, outputs=[l.output for l in sub.layers[1:]])
y = part2(keras.Input((3,)))
keras.utils.plot_model
sub.layers[1].trainable = False
