"""MobileNetV2's inverted residuals from a table with a width multiplier."""
from tensorflow.keras import layers, models, backend as K


def _make_divisible(v, divisor=8, min_value=None):
    if min_value is None:
        min_value = divisor
    new_v = max(min_value, int(v + divisor / 2) // divisor * divisor)
    # rounding down must not take more than 10 %
    if new_v < 0.9 * v:
        new_v += divisor
    return new_v


def _conv_bn_relu(x, filters, kernel, s):
    channel_axis = 1 if K.image_data_format() == "channels_first" else -1
    x = layers.Conv2D(filters, kernel, padding="same", strides=s)(x)
    x = layers.BatchNormalization(axis=channel_axis)(x)
    return layers.ReLU(6.0)(x)


def _bottleneck(inputs, filters, kernel, t, alpha, s, r=False):
    channel_axis = -1
    tchannel = K.int_shape(inputs)[channel_axis] * t
    cchannel = int(filters * alpha)

    x = _conv_bn_relu(inputs, tchannel, (1, 1), (1, 1))
    x = layers.DepthwiseConv2D(kernel, strides=(s, s), depth_multiplier=1, padding="same")(x)
    x = layers.BatchNormalization(axis=channel_axis)(x)
    x = layers.ReLU(6.0)(x)
    x = layers.Conv2D(cchannel, (1, 1), strides=(1, 1), padding="same")(x)
    x = layers.BatchNormalization(axis=channel_axis)(x)
    if r:
        x = layers.Add()([x, inputs])
    return x


def _inverted_residual_block(inputs, filters, kernel, t, alpha, strides, n):
    x = _bottleneck(inputs, filters, kernel, t, alpha, strides)
    for i in range(1, n):
        x = _bottleneck(x, filters, kernel, t, alpha, 1, True)
    return x


def MobileNetv2(input_shape, k, alpha=1.0):
    inputs = layers.Input(shape=input_shape)
    first_filters = _make_divisible(32 * alpha, 8)
    x = _conv_bn_relu(inputs, first_filters, (3, 3), s=(2, 2))
    for t, c, n, s in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 2, 2)]:
        x = _inverted_residual_block(x, c, (3, 3), t=t, alpha=alpha, strides=s, n=n)
    last_filters = _make_divisible(128 * alpha, 8) if alpha > 1.0 else 128
    x = _conv_bn_relu(x, last_filters, (1, 1), s=(1, 1))
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Reshape((1, 1, last_filters))(x)
    x = layers.Dropout(0.3, name="Dropout")(x)
    x = layers.Conv2D(k, (1, 1), padding="same")(x)
    x = layers.Activation("softmax", name="softmax")(x)
    output = layers.Reshape((k,))(x)
    return models.Model(inputs, output)


if __name__ == "__main__":
    model = MobileNetv2((48, 48, 3), 100, 0.75)
    print(model.summary())
