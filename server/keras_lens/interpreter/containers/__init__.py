"""Lists, tuples, ranges, dictionaries, sets and slices: one module each kind."""

from keras_lens.interpreter.containers.dictionaries import DictValue
from keras_lens.interpreter.containers.dictionary_views import DictView
from keras_lens.interpreter.containers.keys import key_of
from keras_lens.interpreter.containers.lists import ListValue
from keras_lens.interpreter.containers.sequences import RangeValue, SliceValue, TupleValue
from keras_lens.interpreter.containers.sets import SetValue
from keras_lens.interpreter.containers.sites import sites_of_elements

__all__ = [
    "DictValue",
    "DictView",
    "ListValue",
    "RangeValue",
    "SetValue",
    "SliceValue",
    "TupleValue",
    "key_of",
    "sites_of_elements",
]
