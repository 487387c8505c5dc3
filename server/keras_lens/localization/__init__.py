"""The languages in which the user is spoken to: English, and those with a folder of catalogs.

Texts are written in English where they are used, and go through `translate`. A catalog is a JSON
object from the English text to the translated one, like the bundles of VS Code's `vscode.l10n`.
"""

from keras_lens.localization.lists import all_clauses, all_of, any_of, clauses, sentences, separated
from keras_lens.localization.reasons import translate_reason
from keras_lens.localization.translating import (
    ENGLISH,
    in_language,
    language,
    language_of,
    translate,
    translate_document,
    use_language,
)

__all__ = [
    "ENGLISH",
    "all_clauses",
    "all_of",
    "any_of",
    "clauses",
    "in_language",
    "language",
    "language_of",
    "sentences",
    "separated",
    "translate",
    "translate_document",
    "translate_reason",
    "use_language",
]
