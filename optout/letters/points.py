"""What each numbered point of an objection is, in a few words for the person who sends it."""

from collections.abc import Mapping

from optout.i18n import N_, _

WORDS: Mapping[str, str] = {
    "O1": N_("who you are, and which company the letter goes to"),
    "O2": N_("you object to the use of your data to develop, train and improve AI"),
    "O3": N_("what it covers: data about you, past and future, also what others post"),
    "O4": N_("your own reasons"),
    "O5": N_("the company must show why it may go on, and must stop until then"),
    "O6": N_("sensitive data about you must leave the training data, whoever posted it"),
    "O7": N_("what was collected for the training must be erased"),
    "O8": N_("while the company looks into it, your data must stay unused"),
    "O9": N_("whoever was given your data must be told, and be named to you"),
    "O10": N_("your account must be neither closed nor limited because of this"),
    "O11": N_("an answer within one month; after a no, the reasons and where to complain"),
    "O12": N_("no further proof of who you are, unless there is good reason to doubt it"),
    "O13": N_("silence and further use of the service are no consent"),
    "O14": N_("if you have ever given consent, you withdraw it"),
    "O15": N_("an answer on each point"),
    "O16": N_("how the company can find you in its data"),
    "O17": N_("which of your data are in training data, since when and where they come from"),
}
"""Of the letters to every company, also those about what others post; translated with `_`.

The keys are the marks in the templates, whose heads are in the letter's language: these words are
in the terminal's.
"""


def in_words(points: tuple[str, ...]) -> list[str]:
    """What these points are, in the terminal's language."""
    return [_(WORDS[point]) for point in points]
