"""A script with a main function and imports inside of it."""

EMBEDDING = 16


def make_model(vocabulary_size):
    from keras.layers import Dense, Embedding, GlobalAveragePooling1D
    from keras.models import Sequential

    return Sequential(
        [
            Embedding(vocabulary_size, EMBEDDING),
            GlobalAveragePooling1D(),
            Dense(1, activation="sigmoid"),
        ]
    )


def main():
    model = make_model(5000)
    model.build(input_shape=(None, 200))
    print(model.count_params())


if __name__ == "__main__":
    main()
