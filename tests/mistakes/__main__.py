"""Prints the collection: each mistake, how Keras fails, and what is said of it.

python -m tests.mistakes [NAME...]
"""

from __future__ import annotations

import sys

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from tests.rules.checked import findings_in

from .collection import Mistake, mistakes


def show(mistake: Mistake, evaluation: KerasEvaluation) -> bool:
    """Prints one mistake; False where something else is said of it than expected."""
    found = findings_in(mistake.text, evaluation)
    places = {(finding.span.start.line + 1, finding.rule) for finding in found}
    noted = mistake.expected | mistake.also
    failure = "runs" if mistake.raises is None else f"{mistake.raises[1]} in {mistake.phase}"
    print(f"{mistake.name} ({mistake.source}): {failure}\n  wants: {mistake.wants}")
    for finding in found:
        place = (finding.span.start.line + 1, finding.rule)
        print(f"  {'' if place in noted else 'NOT EXPECTED: '}{place[0]}: {place[1]}: ", end="")
        print(f"{finding.message} [{'; '.join(fix.title for fix in finding.fixes)}]")
    for line, rule in sorted(noted - places):
        print(f"  NOT FOUND: {line}: {rule}{f' ({mistake.missed})' if mistake.missed else ''}")
    return places == noted


def main() -> None:
    evaluation = KerasEvaluation(sys.executable)
    shown = [one for one in mistakes() if not sys.argv[1:] or one.name in sys.argv[1:]]
    right = sum(show(mistake, evaluation) for mistake in shown)
    evaluation.close()
    print(f"\n{right} of {len(shown)} are found, and nothing else is said.")


if __name__ == "__main__":
    main()
