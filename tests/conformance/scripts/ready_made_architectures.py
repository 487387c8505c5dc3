"""Ready-made models of every family, whole and without their tops."""

from keras import Input, Model, layers
from keras.applications import (
    ConvNeXtTiny,
    DenseNet121,
    EfficientNetB0,
    EfficientNetV2B0,
    InceptionV3,
    MobileNet,
    MobileNetV3Small,
    NASNetMobile,
    ResNet50V2,
    VGG16,
    Xception,
)

resnet = ResNet50V2(weights="imagenet", include_top=False, input_shape=(64, 64, 3), pooling="avg")
vgg = VGG16(include_top=False, weights=None, input_tensor=Input((48, 48, 3), name="picture"))
dense = DenseNet121(include_top=False, input_shape=(64, 64, 3))
efficient = EfficientNetB0(include_top=False, input_shape=(64, 64, 3))
efficient_2 = EfficientNetV2B0(include_top=False, input_shape=(64, 64, 1), weights=None)
convnext = ConvNeXtTiny(include_top=False, input_shape=(64, 64, 3))
mobile = MobileNet(alpha=0.25, classes=7, weights=None)
mobile_3 = MobileNetV3Small(input_shape=(96, 96, 3), include_top=False)
nasnet = NASNetMobile(include_top=False, input_shape=(64, 64, 3))
inception = InceptionV3(include_top=False, input_shape=(96, 96, 3))
xception = Xception(include_top=False, input_shape=(96, 96, 3))

backbones = [resnet, dense, efficient, convnext, mobile_3, nasnet, inception, xception]
print([len(one.layers) for one in backbones])
scales = [layer.output for layer in dense.layers if layer.name.endswith("_relu")]
pyramid = Model(dense.input, scales[-3:])
head = layers.Dense(4)(layers.Flatten()(vgg.output))
classifier = Model(vgg.input, head)
