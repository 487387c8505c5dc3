"""Single images: `load_img`, `img_to_array`."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays.arguments import NO_ARRAY, as_array
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.arrays.shapes import UNKNOWN_LENGTH, sizes
from keras_lens.models.data.registry import Given, source
from keras_lens.models.session import KerasSession

_CHANNELS: dict[str, tuple[int, ...]] = {"rgb": (3,), "rgba": (4,), "grayscale": ()}


class ImageValue(ArrayValue):
    """An image of PIL; NumPy makes an array of it. Its attributes are not those of an array."""

    __slots__ = ()

    def describe(self) -> str:
        return "an image"

    def attribute(self, name: str, machine: Machine) -> Value:
        height, width = (
            UNKNOWN_LENGTH if size is None else Constant(size) for size in self.shape[:2]
        )
        match name:
            case "size":
                return TupleValue([width, height])
            case "width":
                return width
            case "height":
                return height
        return Unknown(f"what '.{name}' of an image is is not known")


@source("keras.utils.load_img", "keras.preprocessing.image.load_img")
def _load_img(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = Given(arguments, "path color_mode target_size interpolation keep_aspect_ratio")
    channels = _CHANNELS.get(str(given.literal("color_mode", "rgb")))
    target = given.value("target_size")
    size = (None, None) if target is None else sizes(target, machine, lowest=1)
    if channels is None or size is None or len(size) != 2 or given.unknown:
        return Unknown("the size of the image is not known")
    return ImageValue((*size, *channels), "uint8")


@source("keras.utils.img_to_array", "keras.preprocessing.image.img_to_array")
def _img_to_array(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """An image as an array of three axes, of which the channels are the last or the first."""
    given = Given(arguments, "img data_format dtype")
    image = as_array(given.value("img") or NO_ARRAY, machine)
    data_format = given.value("data_format") or session.settings.value_of(
        "image_data_format", machine
    )
    dtype = dtype_name(given.value("dtype") or session.settings.value_of("floatx", machine))
    if image is None or dtype is None or not isinstance(data_format, Constant):
        return NO_ARRAY
    if len(image.shape) not in (2, 3):
        return NO_ARRAY
    channels = image.shape[2:] or (1,)
    if data_format.literal == "channels_first":
        return ArrayValue((*channels, *image.shape[:2]), dtype)
    return ArrayValue((*image.shape[:2], *channels), dtype)
