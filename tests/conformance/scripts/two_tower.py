"""Users and items meet in a dot product."""

import keras
from keras import layers

num_users, num_items, dim = 100, 500, 16


class Recommender(keras.Model):
    def __init__(self, num_users, num_items, embedding_size, **kwargs):
        super().__init__(**kwargs)
        self.user_embedding = layers.Embedding(num_users, embedding_size)
        self.user_bias = layers.Embedding(num_users, 1)
        self.item_embedding = layers.Embedding(num_items, embedding_size)
        self.item_bias = layers.Embedding(num_items, 1)

    def call(self, inputs):
        user_vector = self.user_embedding(inputs[:, 0])
        user_bias = self.user_bias(inputs[:, 0])
        item_vector = self.item_embedding(inputs[:, 1])
        item_bias = self.item_bias(inputs[:, 1])
        dot = keras.ops.tensordot(user_vector, item_vector, 2)
        return keras.ops.sigmoid(dot + user_bias + item_bias)


user = keras.Input((1,), name="user")
item = keras.Input((1,), name="item")
towers = [
    layers.Flatten()(layers.Embedding(size, dim, name=f"{tensor.name}_embedding")(tensor))
    for tensor, size in ((user, num_users), (item, num_items))
]
score = layers.Dot(axes=1)(towers)
model = keras.Model([user, item], score)

pairs = keras.Input((2,), dtype="int32")
rated = Recommender(num_users, num_items, dim)(pairs)
