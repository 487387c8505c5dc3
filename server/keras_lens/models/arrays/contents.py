"""What is known of the numbers in an array."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Contents:
    """What is known of the numbers in an array.

    encoding: `integers` (the numbers of classes, from 0 on), `one-hot`, `binary` (0 or 1), None
        where that is not known. classes: how many there are, None where that is not known.
    lowest, highest: all numbers lie between these, both included; None where that is not known.
    is_reached: whether one of them surely is the highest. is_drawn: whether each was drawn at
        random among the whole numbers between the two, which are equally likely.
    """

    encoding: str | None = None
    classes: int | None = None
    lowest: float | None = None
    highest: float | None = None
    is_reached: bool = False
    is_drawn: bool = False

    def after(self, operator: str, number: float) -> Contents | None:
        """The contents after `array operator number`; None where nothing is known of them."""
        if self.lowest is None or self.highest is None:
            return None
        match operator:
            case "+":
                lowest, highest = self.lowest + number, self.highest + number
            case "-":
                lowest, highest = self.lowest - number, self.highest - number
            case "*" if number > 0:
                lowest, highest = self.lowest * number, self.highest * number
            case "/" if number > 0:
                lowest, highest = self.lowest / number, self.highest / number
            case _:
                return None
        return Contents(lowest=lowest, highest=highest)

    @property
    def of_some(self) -> Contents:
        """What holds for some of the numbers, which were taken one by one."""
        encoding = None if self.encoding == "one-hot" else self.encoding
        return replace(self, encoding=encoding, is_reached=False)

    @property
    def of_chosen(self) -> Contents:
        """What holds for numbers that were chosen by something that may look at them."""
        return replace(self, is_reached=False, is_drawn=False)
