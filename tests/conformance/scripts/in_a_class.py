"""A class that makes its model in a method and keeps it."""

from keras import layers, models


class DigitRecognizer:
    classes = 10

    def __init__(self, image_size=28, channels=1):
        self.input_shape = (image_size, image_size, channels)
        self.model = self._make_model()

    def _make_model(self):
        model = models.Sequential(name="recognizer")
        model.add(layers.Input(shape=self.input_shape))
        self._add_block(model, 8)
        self._add_block(model, 16)
        model.add(layers.Flatten())
        model.add(layers.Dense(self.classes, activation="softmax"))
        return model

    @staticmethod
    def _add_block(model, filters):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D())


class LetterRecognizer(DigitRecognizer):
    classes = 26


digits = DigitRecognizer()
letters = LetterRecognizer(image_size=32)
letters.model.add(layers.Dropout(0.5))
