"""A small program, or several, for every public class of `keras.layers`.

The programs are written as a user would write them: a Sequential model for a layer that takes
one tensor, calls on `keras.Input` tensors for the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

IMPOSSIBLE = {
    "Layer": "abstract: its `call` raises NotImplementedError",
    "Wrapper": "abstract: it wraps a layer and has no `call`",
    "InputSpec": "no layer: describes what a layer accepts",
    "FlaxLayer": "needs the packages jax and flax, and the JAX backend",
    "JaxLayer": "needs the package jax, and a function written for it",
    "TorchModuleWrapper": "needs the package torch, and the torch backend",
    "TFSMLayer": "reads a SavedModel from a disk, which a text does not contain",
}
"""Classes for which there is no program, and why."""

SEQUENTIAL: dict[str, list[tuple[str, str]]] = {
    "Activation": [
        ("shape=(5,)", "layers.Activation('relu')"),
        ("shape=(5, 6)", "layers.Activation(keras.activations.softmax)"),
    ],
    "ActivityRegularization": [("shape=(5,)", "layers.ActivityRegularization(l1=0.01)")],
    "AdaptiveAveragePooling1D": [("shape=(16, 3)", "layers.AdaptiveAveragePooling1D(4)")],
    "AdaptiveAveragePooling2D": [("shape=(16, 16, 3)", "layers.AdaptiveAveragePooling2D((4, 2))")],
    "AdaptiveAveragePooling3D": [
        ("shape=(8, 8, 8, 3)", "layers.AdaptiveAveragePooling3D(output_size=2)")
    ],
    "AdaptiveMaxPooling1D": [("shape=(16, 3)", "layers.AdaptiveMaxPooling1D(4)")],
    "AdaptiveMaxPooling2D": [("shape=(16, 16, 3)", "layers.AdaptiveMaxPooling2D(4)")],
    "AdaptiveMaxPooling3D": [("shape=(8, 8, 8, 3)", "layers.AdaptiveMaxPooling3D((4, 2, 1))")],
    "AlphaDropout": [("shape=(5,)", "layers.AlphaDropout(0.2)")],
    "AugMix": [("shape=(32, 32, 3)", "layers.AugMix()")],
    "AutoContrast": [("shape=(32, 32, 3)", "layers.AutoContrast()")],
    "AveragePooling1D": [
        ("shape=(16, 3)", "layers.AveragePooling1D(2)"),
        ("shape=(17, 3)", "layers.AvgPool1D(pool_size=3, strides=2, padding='same')"),
    ],
    "AveragePooling2D": [
        ("shape=(28, 28, 3)", "layers.AveragePooling2D(2)"),
        ("shape=(27, 27, 3)", "layers.AvgPool2D((3, 2), strides=2, padding='same')"),
    ],
    "AveragePooling3D": [
        ("shape=(8, 8, 8, 3)", "layers.AveragePooling3D(2)"),
        ("shape=(9, 8, 7, 3)", "layers.AvgPool3D(2, padding='same')"),
    ],
    "BatchNormalization": [
        ("shape=(28, 28, 3)", "layers.BatchNormalization()"),
        ("shape=(5,)", "layers.BatchNormalization(scale=False, momentum=0.9)"),
        ("shape=(3, 8, 8)", "layers.BatchNormalization(axis=1)"),
    ],
    "Bidirectional": [
        ("shape=(10, 4)", "layers.Bidirectional(layers.LSTM(8))"),
        ("shape=(10, 4)", "layers.Bidirectional(layers.GRU(8, return_sequences=True))"),
        (
            "shape=(10, 4)",
            "layers.Bidirectional(layers.SimpleRNN(8), merge_mode='sum', name='both_ways')",
        ),
        (
            "shape=(10, 4)",
            "layers.Bidirectional(layers.LSTM(8), backward_layer=layers.LSTM(8,"
            " go_backwards=True))",
        ),
    ],
    "CategoryEncoding": [
        ("shape=(3,), dtype='int32'", "layers.CategoryEncoding(num_tokens=6)"),
        (
            "shape=(1,), dtype='int32'",
            "layers.CategoryEncoding(num_tokens=6, output_mode='one_hot')",
        ),
    ],
    "CenterCrop": [("shape=(32, 32, 3)", "layers.CenterCrop(24, 20)")],
    "ContrastLimitedAdaptiveHistogramEqualization": [
        ("shape=(32, 32, 3)", "layers.ContrastLimitedAdaptiveHistogramEqualization()")
    ],
    "Conv1D": [
        ("shape=(16, 3)", "layers.Conv1D(8, 3)"),
        ("shape=(16, 3)", "layers.Conv1D(8, 3, padding='causal', dilation_rate=2)"),
        ("shape=(None, 4)", "layers.Conv1D(8, 3, strides=2, groups=2, use_bias=False)"),
    ],
    "Conv1DTranspose": [
        ("shape=(16, 3)", "layers.Conv1DTranspose(8, 3, strides=2)"),
        ("shape=(16, 3)", "layers.Convolution1DTranspose(8, 3, padding='same')"),
    ],
    "Conv2D": [
        ("shape=(28, 28, 1)", "layers.Conv2D(32, (3, 3), activation='relu')"),
        ("shape=(28, 28, 3)", "layers.Conv2D(8, kernel_size=5, strides=2, padding='same')"),
        ("shape=(3, 28, 28)", "layers.Conv2D(8, 3, data_format='channels_first')"),
        ("shape=(None, None, 4)", "layers.Convolution2D(8, 3, groups=4, dilation_rate=2)"),
    ],
    "Conv2DTranspose": [
        ("shape=(7, 7, 16)", "layers.Conv2DTranspose(8, 3, strides=2, padding='same')"),
        ("shape=(7, 7, 16)", "layers.Conv2DTranspose(8, 4, strides=2, output_padding=1)"),
    ],
    "Conv3D": [
        ("shape=(8, 8, 8, 2)", "layers.Conv3D(4, 3)"),
        ("shape=(8, 8, 8, 2)", "layers.Conv3D(4, (1, 2, 3), strides=(2, 1, 1), padding='same')"),
    ],
    "Conv3DTranspose": [("shape=(4, 4, 4, 2)", "layers.Conv3DTranspose(3, 2, strides=2)")],
    "ConvLSTM1D": [("shape=(5, 16, 3)", "layers.ConvLSTM1D(4, 3)")],
    "ConvLSTM2D": [
        ("shape=(5, 16, 16, 3)", "layers.ConvLSTM2D(4, 3)"),
        (
            "shape=(None, 16, 16, 3)",
            "layers.ConvLSTM2D(4, (3, 3), padding='same', return_sequences=True)",
        ),
    ],
    "ConvLSTM3D": [("shape=(2, 4, 4, 4, 1)", "layers.ConvLSTM3D(2, 2)")],
    "Cropping1D": [("shape=(16, 3)", "layers.Cropping1D((1, 2))")],
    "Cropping2D": [("shape=(28, 28, 3)", "layers.Cropping2D(((2, 2), (4, 4)))")],
    "Cropping3D": [("shape=(8, 8, 8, 3)", "layers.Cropping3D(2)")],
    "CutMix": [("shape=(32, 32, 3)", "layers.CutMix()")],
    "Dense": [
        ("shape=(784,)", "layers.Dense(64, activation='relu')"),
        ("shape=(28, 28, 1)", "layers.Dense(units=64)"),
        ("shape=(None, 8)", "layers.Dense(4, use_bias=False, name='projection')"),
        ("batch_shape=(16, 8)", "layers.Dense(4, dtype='float64')"),
        ("shape=(8,)", "layers.Dense(4, dtype='mixed_float16')"),
        ("shape=(8,)", "layers.Dense(4, trainable=False)"),
    ],
    "DepthwiseConv1D": [("shape=(16, 3)", "layers.DepthwiseConv1D(3, depth_multiplier=2)")],
    "DepthwiseConv2D": [
        ("shape=(28, 28, 3)", "layers.DepthwiseConv2D(3)"),
        (
            "shape=(28, 28, 3)",
            "layers.DepthwiseConv2D((3, 3), strides=(2, 2), padding='same', depth_multiplier=2)",
        ),
    ],
    "Discretization": [
        ("shape=(3,)", "layers.Discretization(bin_boundaries=[0.0, 1.0, 2.0])"),
        (
            "shape=(3,)",
            "layers.Discretization(bin_boundaries=[0.0, 1.0], output_mode='one_hot')",
        ),
    ],
    "Dropout": [("shape=(5,)", "layers.Dropout(0.5)")],
    "ELU": [("shape=(5,)", "layers.ELU(alpha=0.5)")],
    "EinsumDense": [
        (
            "shape=(32, 128)",
            "layers.EinsumDense('abc,cd->abd', output_shape=(None, 64), bias_axes='d')",
        ),
        ("shape=(32,)", "layers.EinsumDense('ab,bc->ac', output_shape=64)"),
    ],
    "Embedding": [
        ("shape=(10,)", "layers.Embedding(1000, 64)"),
        ("shape=(None,), dtype='int32'", "layers.Embedding(1000, 64, mask_zero=True)"),
    ],
    "Flatten": [
        ("shape=(28, 28, 3)", "layers.Flatten()"),
        ("shape=(None, 3)", "layers.Flatten()"),
        ("shape=(3, 28, 28)", "layers.Flatten(data_format='channels_first')"),
    ],
    "GRU": [
        ("shape=(10, 4)", "layers.GRU(8)"),
        ("shape=(None, 4)", "layers.GRU(8, return_sequences=True, reset_after=False)"),
    ],
    "GaussianDropout": [("shape=(5,)", "layers.GaussianDropout(0.5)")],
    "GaussianNoise": [("shape=(5,)", "layers.GaussianNoise(0.1)")],
    "GlobalAveragePooling1D": [
        ("shape=(16, 3)", "layers.GlobalAveragePooling1D()"),
        ("shape=(16, 3)", "layers.GlobalAvgPool1D(keepdims=True)"),
    ],
    "GlobalAveragePooling2D": [
        ("shape=(28, 28, 3)", "layers.GlobalAveragePooling2D()"),
        ("shape=(28, 28, 3)", "layers.GlobalAvgPool2D(data_format='channels_first')"),
    ],
    "GlobalAveragePooling3D": [
        ("shape=(8, 8, 8, 3)", "layers.GlobalAveragePooling3D()"),
        ("shape=(8, 8, 8, 3)", "layers.GlobalAvgPool3D()"),
    ],
    "GlobalMaxPooling1D": [
        ("shape=(16, 3)", "layers.GlobalMaxPooling1D()"),
        ("shape=(16, 3)", "layers.GlobalMaxPool1D()"),
    ],
    "GlobalMaxPooling2D": [
        ("shape=(28, 28, 3)", "layers.GlobalMaxPooling2D()"),
        ("shape=(28, 28, 3)", "layers.GlobalMaxPool2D(keepdims=True)"),
    ],
    "GlobalMaxPooling3D": [
        ("shape=(8, 8, 8, 3)", "layers.GlobalMaxPooling3D()"),
        ("shape=(8, 8, 8, 3)", "layers.GlobalMaxPool3D()"),
    ],
    "GroupNormalization": [
        ("shape=(8, 8, 32)", "layers.GroupNormalization()"),
        ("shape=(8, 8, 6)", "layers.GroupNormalization(groups=3, scale=False)"),
    ],
    "Hashing": [
        ("shape=(1,), dtype='string'", "layers.Hashing(num_bins=8)"),
        (
            "shape=(1,), dtype='int64'",
            "layers.Hashing(num_bins=8, output_mode='one_hot', sparse=False)",
        ),
    ],
    "Identity": [("shape=(5,)", "layers.Identity()")],
    "IntegerLookup": [
        ("shape=(3,), dtype='int64'", "layers.IntegerLookup(vocabulary=[12, 36, 1138, 42])"),
        (
            "shape=(3,), dtype='int64'",
            "layers.IntegerLookup(vocabulary=[12, 36], output_mode='multi_hot')",
        ),
    ],
    "LSTM": [
        ("shape=(10, 4)", "layers.LSTM(8)"),
        ("shape=(10, 4)", "layers.LSTM(8, return_sequences=True, use_bias=False)"),
        ("batch_shape=(16, 10, 4)", "layers.LSTM(8, stateful=True)"),
    ],
    "Lambda": [
        ("shape=(5,)", "layers.Lambda(lambda x: x * 2, output_shape=(5,))"),
        ("shape=(5,)", "layers.Lambda(keras.ops.square)"),
    ],
    "LayerNormalization": [
        ("shape=(10, 4)", "layers.LayerNormalization()"),
        ("shape=(10, 4)", "layers.LayerNormalization(axis=[1, 2], center=False)"),
    ],
    "LeakyReLU": [("shape=(5,)", "layers.LeakyReLU(negative_slope=0.2)")],
    "Masking": [("shape=(10, 4)", "layers.Masking(mask_value=0.0)")],
    "MaxPooling1D": [
        ("shape=(16, 3)", "layers.MaxPooling1D(2)"),
        ("shape=(16, 3)", "layers.MaxPool1D(3, padding='same')"),
    ],
    "MaxPooling2D": [
        ("shape=(28, 28, 3)", "layers.MaxPooling2D((2, 2))"),
        ("shape=(27, 27, 3)", "layers.MaxPool2D(3, strides=2)"),
        ("shape=(3, 28, 28)", "layers.MaxPooling2D(2, data_format='channels_first')"),
    ],
    "MaxPooling3D": [
        ("shape=(8, 8, 8, 3)", "layers.MaxPooling3D()"),
        ("shape=(8, 8, 8, 3)", "layers.MaxPool3D((1, 2, 2))"),
    ],
    "MelSpectrogram": [
        (
            "shape=(16000,)",
            "layers.MelSpectrogram(num_mel_bins=64, sampling_rate=8000, sequence_stride=256,"
            " fft_length=512)",
        )
    ],
    "MixUp": [("shape=(32, 32, 3)", "layers.MixUp()")],
    "Normalization": [
        ("shape=(4,)", "layers.Normalization()"),
        ("shape=(4,)", "layers.Normalization(mean=3.0, variance=2.0)"),
        ("shape=(10, 4)", "layers.Normalization(axis=None)"),
    ],
    "PReLU": [
        ("shape=(28, 28, 3)", "layers.PReLU()"),
        ("shape=(28, 28, 3)", "layers.PReLU(shared_axes=[1, 2])"),
    ],
    "Permute": [("shape=(10, 64)", "layers.Permute((2, 1))")],
    "Pipeline": [
        (
            "shape=(32, 32, 3)",
            "layers.Pipeline([layers.Rescaling(1 / 255), layers.Resizing(16, 16)])",
        )
    ],
    "RMSNormalization": [("shape=(10, 4)", "layers.RMSNormalization()")],
    "RNN": [
        ("shape=(10, 4)", "layers.RNN(layers.LSTMCell(8))"),
        (
            "shape=(10, 4)",
            "layers.RNN([layers.GRUCell(8), layers.GRUCell(6)], return_sequences=True)",
        ),
        (
            "shape=(10, 4)",
            "layers.RNN(layers.StackedRNNCells([layers.LSTMCell(8), layers.LSTMCell(6)]))",
        ),
    ],
    "RandAugment": [("shape=(32, 32, 3)", "layers.RandAugment()")],
    "RandomBrightness": [("shape=(32, 32, 3)", "layers.RandomBrightness(0.2)")],
    "RandomColorDegeneration": [("shape=(32, 32, 3)", "layers.RandomColorDegeneration(0.5)")],
    "RandomColorJitter": [
        (
            "shape=(32, 32, 3)",
            "layers.RandomColorJitter(brightness_factor=0.2, contrast_factor=0.2)",
        )
    ],
    "RandomContrast": [("shape=(32, 32, 3)", "layers.RandomContrast(0.2)")],
    "RandomCrop": [("shape=(32, 32, 3)", "layers.RandomCrop(height=24, width=20)")],
    "RandomElasticTransform": [("shape=(32, 32, 3)", "layers.RandomElasticTransform()")],
    "RandomErasing": [("shape=(32, 32, 3)", "layers.RandomErasing()")],
    "RandomFlip": [("shape=(32, 32, 3)", "layers.RandomFlip('horizontal')")],
    "RandomGaussianBlur": [("shape=(32, 32, 3)", "layers.RandomGaussianBlur(kernel_size=3)")],
    "RandomGrayscale": [("shape=(32, 32, 3)", "layers.RandomGrayscale(factor=0.3)")],
    "RandomHue": [("shape=(32, 32, 3)", "layers.RandomHue(0.2)")],
    "RandomInvert": [("shape=(32, 32, 3)", "layers.RandomInvert()")],
    "RandomPerspective": [("shape=(32, 32, 3)", "layers.RandomPerspective()")],
    "RandomPosterization": [("shape=(32, 32, 3)", "layers.RandomPosterization(factor=4)")],
    "RandomRotation": [("shape=(32, 32, 3)", "layers.RandomRotation(0.1)")],
    "RandomSaturation": [("shape=(32, 32, 3)", "layers.RandomSaturation(0.2)")],
    "RandomSharpness": [("shape=(32, 32, 3)", "layers.RandomSharpness(0.2)")],
    "RandomShear": [("shape=(32, 32, 3)", "layers.RandomShear(x_factor=0.2, y_factor=0.1)")],
    "RandomTranslation": [("shape=(32, 32, 3)", "layers.RandomTranslation(0.1, 0.1)")],
    "RandomZoom": [("shape=(32, 32, 3)", "layers.RandomZoom(0.1)")],
    "ReLU": [("shape=(5,)", "layers.ReLU(max_value=6)")],
    "RepeatVector": [("shape=(32,)", "layers.RepeatVector(3)")],
    "Rescaling": [("shape=(32, 32, 3)", "layers.Rescaling(scale=1 / 127.5, offset=-1)")],
    "Reshape": [
        ("shape=(12,)", "layers.Reshape((3, 4))"),
        ("shape=(28, 28)", "layers.Reshape((-1, 7))"),
        ("shape=(None, 4)", "layers.Reshape((-1, 2, 2))"),
    ],
    "Resizing": [("shape=(None, None, 3)", "layers.Resizing(64, 48)")],
    "ReversibleEmbedding": [
        ("shape=(10,), dtype='int32'", "layers.ReversibleEmbedding(100, 16)"),
        (
            "shape=(10,), dtype='int32'",
            "layers.ReversibleEmbedding(100, 16, tie_weights=False)",
        ),
    ],
    "STFTSpectrogram": [
        (
            "shape=(16000, 1)",
            "layers.STFTSpectrogram(frame_length=256, frame_step=128, fft_length=512, window=None)",
        )
    ],
    "SeparableConv1D": [
        ("shape=(16, 3)", "layers.SeparableConv1D(8, 3)"),
        ("shape=(16, 3)", "layers.SeparableConvolution1D(8, 3, padding='same')"),
    ],
    "SeparableConv2D": [
        ("shape=(28, 28, 3)", "layers.SeparableConv2D(8, 3, depth_multiplier=2)"),
        ("shape=(28, 28, 3)", "layers.SeparableConvolution2D(8, (3, 3), strides=(2, 2))"),
    ],
    "SimpleRNN": [
        ("shape=(10, 4)", "layers.SimpleRNN(8)"),
        ("shape=(10, 4)", "layers.SimpleRNN(8, return_sequences=True)"),
    ],
    "Softmax": [("shape=(10, 5)", "layers.Softmax(axis=-1)")],
    "Solarization": [("shape=(32, 32, 3)", "layers.Solarization()")],
    "SpatialDropout1D": [("shape=(16, 3)", "layers.SpatialDropout1D(0.2)")],
    "SpatialDropout2D": [("shape=(28, 28, 3)", "layers.SpatialDropout2D(0.2)")],
    "SpatialDropout3D": [("shape=(8, 8, 8, 3)", "layers.SpatialDropout3D(0.2)")],
    "SpectralNormalization": [
        ("shape=(28, 28, 3)", "layers.SpectralNormalization(layers.Conv2D(8, 3))"),
        ("shape=(6,)", "layers.SpectralNormalization(layers.Dense(4), power_iterations=2)"),
    ],
    "StringLookup": [
        ("shape=(3,), dtype='string'", "layers.StringLookup(vocabulary=['a', 'b', 'c'])"),
        (
            "shape=(3,), dtype='string'",
            "layers.StringLookup(vocabulary=['a', 'b'], output_mode='multi_hot')",
        ),
    ],
    "TextVectorization": [
        (
            "shape=(1,), dtype='string'",
            "layers.TextVectorization(vocabulary=['the', 'cat'], output_sequence_length=8)",
        ),
        (
            "shape=(1,), dtype='string'",
            "layers.TextVectorization(vocabulary=['the', 'cat'], output_mode='multi_hot')",
        ),
    ],
    "TimeDistributed": [
        ("shape=(10, 4)", "layers.TimeDistributed(layers.Dense(3))"),
        ("shape=(10, 32, 32, 3)", "layers.TimeDistributed(layers.Conv2D(8, (3, 3)))"),
    ],
    "UnitNormalization": [("shape=(5,)", "layers.UnitNormalization()")],
    "UpSampling1D": [("shape=(16, 3)", "layers.UpSampling1D(size=2)")],
    "UpSampling2D": [
        ("shape=(7, 7, 3)", "layers.UpSampling2D()"),
        ("shape=(7, 7, 3)", "layers.UpSampling2D((2, 3), interpolation='bilinear')"),
    ],
    "UpSampling3D": [("shape=(4, 4, 4, 3)", "layers.UpSampling3D((1, 2, 2))")],
    "ZeroPadding1D": [("shape=(16, 3)", "layers.ZeroPadding1D(padding=(1, 0))")],
    "ZeroPadding2D": [
        ("shape=(28, 28, 3)", "layers.ZeroPadding2D(1)"),
        ("shape=(28, 28, 3)", "layers.ZeroPadding2D(((1, 0), (2, 3)))"),
    ],
    "ZeroPadding3D": [("shape=(4, 4, 4, 3)", "layers.ZeroPadding3D((1, 2, 3))")],
}
"""For classes that take one tensor: arguments of `keras.Input`, and the layer."""

TWO_VECTORS = "a = keras.Input(shape=(8,))\nb = keras.Input(shape=(8,))\n"
TWO_SEQUENCES = "query = keras.Input(shape=(5, 8))\nvalue = keras.Input(shape=(7, 8))\n"
STEP_AND_STATE = "step = keras.Input(shape=(4,))\nstate = keras.Input(shape=(8,))\n"

FUNCTIONAL: dict[str, list[str]] = {
    "Add": [
        TWO_VECTORS + "y = layers.Add()([a, b])",
        "a = keras.Input(shape=(4, 8))\nb = keras.Input(shape=(1, 8))\n"
        "y = layers.Add(name='sum')([a, b])",
    ],
    "AdditiveAttention": [
        TWO_SEQUENCES + "y = layers.AdditiveAttention()([query, value])",
    ],
    "Attention": [
        TWO_SEQUENCES + "y = layers.Attention()([query, value])",
        TWO_SEQUENCES + "y = layers.Attention(use_scale=True, dropout=0.1)([query, value, value])",
    ],
    "Average": [TWO_VECTORS + "y = layers.Average()([a, b])"],
    "Bidirectional": [
        "x = keras.Input(shape=(10, 4))\n"
        "y, *states = layers.Bidirectional(layers.LSTM(8, return_state=True))(x)",
    ],
    "Concatenate": [
        TWO_VECTORS + "y = layers.Concatenate()([a, b])",
        "a = keras.Input(shape=(4, 8))\nb = keras.Input(shape=(6, 8))\n"
        "y = layers.Concatenate(axis=1)([a, b])",
    ],
    "Dot": [
        TWO_VECTORS + "y = layers.Dot(axes=1)([a, b])",
        "a = keras.Input(shape=(4, 8))\nb = keras.Input(shape=(6, 8))\n"
        "y = layers.Dot(axes=(2, 2), normalize=True)([a, b])",
    ],
    "Equalization": [
        "x = keras.Input(shape=(32, 32, 3))\ny = layers.Equalization()(x)",
    ],
    "GRU": [
        "x = keras.Input(shape=(10, 4))\ninitial = keras.Input(shape=(8,))\n"
        "y, state = layers.GRU(8, return_state=True)(x, initial_state=initial)",
    ],
    "GRUCell": [
        STEP_AND_STATE + "y, new_state = layers.GRUCell(8)(step, [state])",
    ],
    "GroupQueryAttention": [
        TWO_SEQUENCES + "y = layers.GroupQueryAttention(head_dim=4, num_query_heads=6,"
        " num_key_value_heads=3)(query, value)",
    ],
    "HashedCrossing": [
        "city = keras.Input(shape=(1,), dtype='string')\n"
        "age = keras.Input(shape=(1,), dtype='int64')\n"
        "y = layers.HashedCrossing(num_bins=5)((city, age))",
        "city = keras.Input(shape=(1,), dtype='string')\n"
        "age = keras.Input(shape=(1,), dtype='int64')\n"
        "y = layers.HashedCrossing(num_bins=5, output_mode='one_hot')((city, age))",
    ],
    "InputLayer": [
        "model = keras.Sequential([layers.InputLayer(shape=(4,)), layers.Dense(3)])",
        "model = keras.Sequential()\n"
        "model.add(layers.InputLayer(batch_shape=(16, 4), dtype='int32', name='tokens'))\n"
        "model.add(layers.Embedding(10, 3))",
    ],
    "LSTM": [
        "x = keras.Input(shape=(10, 4))\n"
        "y, hidden, carry = layers.LSTM(8, return_sequences=True, return_state=True)(x)",
        "x = keras.Input(shape=(10, 4))\n"
        "states = [keras.Input(shape=(8,)), keras.Input(shape=(8,))]\n"
        "y = layers.LSTM(8)(x, initial_state=states)",
    ],
    "LSTMCell": [
        STEP_AND_STATE + "carry = keras.Input(shape=(8,))\n"
        "y, new_states = layers.LSTMCell(8)(step, [state, carry])",
    ],
    "MaxNumBoundingBoxes": [
        "boxes = keras.Input(shape=(None, 4))\nlabels = keras.Input(shape=(None,))\n"
        "y = layers.MaxNumBoundingBoxes(10)({'bounding_boxes': {'boxes': boxes,"
        " 'labels': labels}})",
    ],
    "Maximum": [TWO_VECTORS + "y = layers.Maximum()([a, b])"],
    "Minimum": [TWO_VECTORS + "y = layers.Minimum()([a, b])"],
    "MultiHeadAttention": [
        TWO_SEQUENCES + "y = layers.MultiHeadAttention(num_heads=2, key_dim=4)(query, value)",
        "x = keras.Input(shape=(5, 8))\n"
        "y = layers.MultiHeadAttention(2, 4, value_dim=3, output_shape=6, use_bias=False)(x, x)",
        TWO_SEQUENCES + "y, scores = layers.MultiHeadAttention(num_heads=2, key_dim=4)"
        "(query, value, return_attention_scores=True)",
    ],
    "Multiply": [TWO_VECTORS + "y = layers.Multiply()([a, b])"],
    "SimpleRNNCell": [
        STEP_AND_STATE + "y, new_state = layers.SimpleRNNCell(8)(step, [state])",
    ],
    "StackedRNNCells": [
        "step = keras.Input(shape=(4,))\n"
        "states = [keras.Input(shape=(8,)), keras.Input(shape=(6,))]\n"
        "cells = layers.StackedRNNCells([layers.GRUCell(8), layers.GRUCell(6)])\n"
        "y, new_states = cells(step, states)",
    ],
    "Subtract": [TWO_VECTORS + "y = layers.Subtract()([a, b])"],
}
"""For the other classes: the lines after the imports."""


@dataclass(frozen=True)
class LayerProgram:
    """A program about `class_name`, a public name in `keras.layers`. `number` is from 1."""

    class_name: str
    number: int
    text: str

    @property
    def file_name(self) -> str:
        return f"{self.class_name}_{self.number}.py"


def layer_programs() -> Iterator[LayerProgram]:
    """All programs, those about a class one after another."""
    for class_name in sorted(SEQUENTIAL.keys() | FUNCTIONAL.keys()):
        bodies = [
            f"model = keras.Sequential(\n    [\n        keras.Input({input_arguments}),\n"
            f"        {layer},\n    ]\n)"
            for input_arguments, layer in SEQUENTIAL.get(class_name, [])
        ]
        bodies += FUNCTIONAL.get(class_name, [])
        for number, body in enumerate(bodies, start=1):
            text = f"import keras\nfrom keras import layers\n\n{body}\n"
            yield LayerProgram(class_name, number, text)
