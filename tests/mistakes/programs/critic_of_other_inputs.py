# source: keras-team/keras#10936
# wants: The actions that the layers read are not the ones that the model is given.
import keras
from keras import layers

class Critic:
    def __init__(self, states, actions):
        self.states, self.actions = states, actions

    def build(self):
        states = layers.Input((self.states,))
        actions = layers.Input((self.actions,))
        s = layers.Dense(32, activation="relu")(states)
        a = layers.Dense(32, activation="relu")(actions)
        value = layers.Dense(1)(layers.Add()([s, a]))
        actions = layers.Input((self.actions,))
        return keras.Model([states, actions], value)  # expected: disconnected-output; raises: ValueError

critic = Critic(24, 4).build()
