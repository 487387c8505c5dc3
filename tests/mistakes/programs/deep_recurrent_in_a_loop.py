# source: shreyans29/thesemicolon#5
# wants: With one setting for all layers of the loop the second LSTM gets vectors, not sequences.
import keras
from keras import layers

def build(depth):
    model = keras.Sequential([keras.Input((15, 300))])
    for _ in range(depth):
        model.add(layers.LSTM(300, activation="sigmoid"))  # expected: missing-return-sequences; raises: ValueError
    return model

network = build(depth=4)
network.compile(loss="cosine_similarity", optimizer="adam")
