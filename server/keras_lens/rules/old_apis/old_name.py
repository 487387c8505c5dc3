"""The rule `old-name`: classes and functions that Keras 3 does not have."""

from __future__ import annotations

from keras_lens.rules.old_apis.reporting import check_uses
from keras_lens.rules.old_apis.wording import name_message
from keras_lens.rules.rule import Rule

IDENTIFIER = "old-name"

_EXPLANATION = """\
Some classes and functions of Keras 1 and 2 have another name today (`CuDNNLSTM` is `LSTM`,
`Deconvolution2D` is `Conv2DTranspose`, `K.set_image_dim_ordering` is
`K.set_image_data_format`), and some are gone (`Highway`, `LocallyConnected2D`, the learning phase).
Importing them fails with `ImportError`, reading them with `AttributeError`.

Where the name of today is certain, the shapes are shown as if it stood there. What
`tensorflow.keras` still has under an old name is not reported.
"""

_BAD = """\
import keras
from keras.layers import CuDNNLSTM

model = keras.Sequential()
model.add(keras.Input(shape=(20, 8)))
model.add(CuDNNLSTM(32))
model.add(keras.layers.Dense(1))
"""


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A class or function that older versions of Keras had",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("CuDNNLSTM", "LSTM"),
    fixes=(
        "Write the name of today, in the import and where it is read.",
        "Rewrite all old Keras in the file: offered if the models stay what was shown.",
    ),
    check=check_uses(IDENTIFIER, "name", name_message),
    raises=True,
)
