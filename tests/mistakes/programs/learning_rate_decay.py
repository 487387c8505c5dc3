# source: keras-team/keras#17752
# wants: decay is gone: give the optimizer a schedule.
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((10,)), tf.keras.layers.Dense(1, activation='sigmoid')])
optimizer = tf.keras.optimizers.Adam(learning_rate=0.001, decay=1e-6)  # expected: old-argument
model.compile(loss='binary_crossentropy', optimizer=optimizer)
