# Bidirectional makes its layers again from their config: the cell's class is registered.
import keras
from keras import layers, ops


@keras.saving.register_keras_serializable(package="x")
class Cell(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units
    def build(self, s):
        self.k = self.add_weight(shape=(s[-1], self.units))
    def call(self, i, states):
        h = ops.tanh(i @ self.k + states[0])
        return h, [h]
    def get_config(self):
        return {**super().get_config(), "units": self.units}
m = keras.Sequential([keras.Input((3, 4)), layers.Bidirectional(layers.RNN(Cell(6), return_sequences=True)), layers.Bidirectional(layers.RNN([Cell(2), Cell(3)]), merge_mode="sum")])
