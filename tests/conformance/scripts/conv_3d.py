"""A 3D convolutional net for scans."""

from keras import layers, models

W, H, D = 32, 32, 16

model = models.Sequential(name="3dcnn")
model.add(layers.Conv3D(16, kernel_size=3, activation="relu", input_shape=(W, H, D, 1)))
model.add(layers.MaxPool3D(pool_size=2))
model.add(layers.BatchNormalization())
model.add(layers.SpatialDropout3D(0.1))
model.add(layers.ZeroPadding3D(1))
model.add(layers.Conv3D(32, (3, 3, 2), activation="relu"))
model.add(layers.UpSampling3D((1, 1, 2)))
model.add(layers.Cropping3D(((1, 1), (0, 1), (2, 0))))
model.add(layers.GlobalAveragePooling3D())
model.add(layers.Dense(units=1, activation="sigmoid"))
