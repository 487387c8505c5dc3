"""The notes of an analysis about data that models are given."""

from __future__ import annotations

from keras_lens.interpreter.reach import Certainty
from keras_lens.models.training.feed_records import FeedRecord, GeneratorCall

_SUREST_FIRST = tuple(Certainty)
_MOST_FEEDS = 1_000


class Feeds:
    """What models are given, in the order of execution; each call once for the same data."""

    def __init__(self) -> None:
        self._all: dict[tuple[object, ...], FeedRecord] = {}
        self.generator_calls: dict[GeneratorCall, None] = {}

    def copy(self) -> Feeds:
        copied = Feeds()
        copied._all = dict(self._all)
        copied.generator_calls = dict(self.generator_calls)
        return copied

    def is_known(self, record: FeedRecord) -> bool:
        """Whether it was noted before, at least as surely."""
        known = self._all.get(_key(record))
        return len(self._all) >= _MOST_FEEDS or (
            known is not None
            and _SUREST_FIRST.index(known.certainty) <= _SUREST_FIRST.index(record.certainty)
        )

    def note(self, record: FeedRecord) -> None:
        self._all[_key(record)] = record

    def all(self) -> tuple[FeedRecord, ...]:
        return tuple(self._all.values())


def _key(record: FeedRecord) -> tuple[object, ...]:
    return (
        record.site, record.model_key, record.x, record.y, record.sample_weight,
        record.validation_x, record.validation_y, record.is_compiled, record.inputs,
    )  # fmt: skip
