"""Whether an edited program is as well known as the one before."""

from __future__ import annotations

from keras_lens.models.analysis import Analysis


def is_as_well_known(before: Analysis, after: Analysis) -> bool:
    """Whether Keras takes as much of an edited program as of the one before: a finding may also be
    gone because a layer or the training is refused."""
    return (
        len(after.models) == len(before.models)
        and all(
            new.output_shapes or not old.output_shapes
            for old, new in zip(before.models, after.models, strict=True)
        )
        and len(after.refused) <= len(before.refused)
        and len(after.unknown_layers) <= len(before.unknown_layers)
        and _refused_trainings(after) <= _refused_trainings(before)
    )


def _refused_trainings(analysis: Analysis) -> int:
    return sum(feed.refusal is not None for feed in analysis.feeds)
