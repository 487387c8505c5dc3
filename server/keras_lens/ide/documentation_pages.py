"""The pages of Keras's layers and models in its documentation, https://keras.io/api/.

Source of the pages: `scripts/api_master.py` of the repository keras-team/keras-io, from which the
site is made. A page is called as Keras would call a layer of the class, but for `_OTHER_NAMES`, and
convolutions are written out.
"""

from __future__ import annotations

from keras_lens.models.layers.names import kind_of_class

SITE = "https://keras.io/api/"

_CONVOLUTIONS = "layers/convolution_layers"
_SECTIONS = {
    "models": "Model Sequential",
    "layers/core_layers": "Dense EinsumDense Activation Embedding Masking Lambda Identity",
    _CONVOLUTIONS: (
        "Conv1D Conv2D Conv3D SeparableConv1D SeparableConv2D DepthwiseConv1D DepthwiseConv2D"
        " Conv1DTranspose Conv2DTranspose Conv3DTranspose"
    ),
    "layers/pooling_layers": (
        "MaxPooling1D MaxPooling2D MaxPooling3D AveragePooling1D AveragePooling2D"
        " AveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D"
        " GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D"
    ),
    "layers/recurrent_layers": (
        "LSTM LSTMCell GRU GRUCell SimpleRNN TimeDistributed Bidirectional ConvLSTM1D ConvLSTM2D"
        " ConvLSTM3D RNN SimpleRNNCell StackedRNNCells"
    ),
    "layers/preprocessing_layers/text": "TextVectorization",
    "layers/preprocessing_layers/numerical": "Normalization SpectralNormalization Discretization",
    "layers/preprocessing_layers/categorical": (
        "CategoryEncoding Hashing HashedCrossing StringLookup IntegerLookup"
    ),
    "layers/preprocessing_layers/image_preprocessing": "Resizing Rescaling CenterCrop AutoContrast",
    "layers/preprocessing_layers/image_augmentation": (
        "RandomCrop RandomFlip RandomTranslation RandomRotation RandomZoom RandomContrast"
        " RandomBrightness Solarization Pipeline"
    ),
    "layers/preprocessing_layers/audio_preprocessing": "MelSpectrogram",
    "layers/normalization_layers": (
        "BatchNormalization LayerNormalization UnitNormalization GroupNormalization"
    ),
    "layers/regularization_layers": (
        "Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D GaussianDropout AlphaDropout"
        " GaussianNoise ActivityRegularization"
    ),
    "layers/attention_layers": "GroupQueryAttention MultiHeadAttention Attention AdditiveAttention",
    "layers/reshaping_layers": (
        "Reshape Flatten RepeatVector Permute Cropping1D Cropping2D Cropping3D UpSampling1D"
        " UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D"
    ),
    "layers/merging_layers": "Concatenate Average Maximum Minimum Add Subtract Multiply Dot",
    "layers/activation_layers": "ReLU Softmax LeakyReLU PReLU ELU",
    "layers/backend_specific_layers": "TorchModuleWrapper TFSMLayer JaxLayer FlaxLayer",
}
_OTHER_NAMES = {
    "AutoContrast": "auto_constrast",
    "LeakyReLU": "leaky_relu",
    "PReLU": "prelu",
    "ReLU": "relu",
    "StackedRNNCells": "stacked_rnn_cell",
    "TFSMLayer": "tfsm_layer",
}
_OTHER_PAGES = {
    "Functional": "models/model",
    "Input": "layers/core_layers/input",
    "InputLayer": "layers/core_layers/input",
    "Layer": "layers/base_layer",
}
_SECTIONS_OF_KINDS = {
    "activation": "layers/activation_layers",
    "attention": "layers/attention_layers",
    "convolution": _CONVOLUTIONS,
    "core": "layers/core_layers",
    "merging": "layers/merging_layers",
    "normalization": "layers/normalization_layers",
    "pooling": "layers/pooling_layers",
    "preprocessing": "layers/preprocessing_layers",
    "recurrent": "layers/recurrent_layers",
    "regularization": "layers/regularization_layers",
    "reshaping": "layers/reshaping_layers",
}
"""Where to look for a layer that has no page yet, by what kind of layer it is."""


def page_of(class_name: str, kind: str | None = None) -> str:
    """The address for a class of Keras: its own page, else that of its section.

    kind: of a layer, as in `keras_lens.ide.model_view.kinds`.
    """
    path = PAGES.get(class_name) or _SECTIONS_OF_KINDS.get(kind or "", "layers")
    return f"{SITE}{path}/"


def _page_name(class_name: str, section: str) -> str:
    name = _OTHER_NAMES.get(class_name) or kind_of_class(class_name)
    return name.replace("conv", "convolution") if section == _CONVOLUTIONS else name


PAGES = {
    **{
        name: f"{section}/{_page_name(name, section)}"
        for section, names in _SECTIONS.items()
        for name in names.split()
    },
    **_OTHER_PAGES,
}
"""The paths of the pages by the names of the classes."""
