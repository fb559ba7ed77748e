"""What a page showed or a step proved, in the terminal's language.

Records and `--json` keep it in English, as the locator and the run note it. Only what the page
itself says stays in the page's own words.
"""

import re
from collections.abc import Mapping
from functools import cache

from optout.i18n import N_, _

WORDS: Mapping[str, str] = {
    # what a run notes
    "read back from the fields": N_("read back from the fields"),
    "the page: moved": N_("the page went on after the code"),
    "the page: taken": N_("the page checked the code and did not complain"),
    "the page: wrong": N_("the page says that the code is wrong"),
    "the page: expired": N_("the page says that the code is too old"),
    "the page: refused": N_("the page did not take the code"),
    "the page: silent": N_("the page did not answer the code"),
    "the page: person": N_("the code was typed, to be confirmed in the page"),
    "the person's word": N_("the person's word"),
    "linked to {id}": N_("linked to dossier {id}"),
    "the run was stopped": N_("the run was stopped"),
    "the run broke off": N_("the run broke off"),
    "the window was closed": N_("the window was closed"),
    "the page crashed": N_("the page crashed"),
    "another form of this run is filled in there": N_(
        "another form of this run is filled in there"
    ),
    "optout could not go on": N_("optout could not go on"),
    # what the locator sees
    "nothing here is recognised": N_("nothing here is recognised"),
    "it asks for a code to confirm who you are": N_("it asks for a code to confirm who you are"),
    "it asks for a code from an app": N_("it asks for a code from an app"),
    "a code is asked for: {how}": N_("a code is asked for"),
    "it asks for a password": N_("it asks for a password"),
    "the first step of a sign-in": N_("the first step of a sign-in"),
    "it asks for an explanation": N_("it asks for an explanation"),
    "it is about an objection and asks for its fields": N_(
        "it is about an objection and asks for its fields"
    ),
    "it asks what the request is about": N_("it asks what the request is about"),
    "it is a step of a request": N_("it is a step of a request"),
    "it leads to requests": N_("it leads to requests"),
    "it checks that one is no robot": N_("it checks that one is no robot"),
    "an alert says: {words}": N_("an alert says:"),
    "a dialog says: {words}": N_("a dialog says:"),
    "a heading says: {words}": N_("a heading says:"),
    "the page says: {words}": N_("the page says:"),
    "among other things the page says: {words}": N_("among other things the page says:"),
    # why there is nothing to see
    "the page does not answer": N_("the page does not answer"),
    "the page could not be read ({kind})": N_("the page could not be read"),
    "the page could not be read": N_("the page could not be read"),
    "the page closed or crashed": N_("the page closed or crashed"),
    "no answer within {seconds} seconds": N_("the page took too long"),
    "the browser ended": N_("the browser ended"),
    "it could not be opened: {fault}": N_("it could not be opened"),
}
"""As it is noted, and the message. `{words}` are the page's own."""

JOINED = "; "
"""Between two of them that are noted as one."""


def proof_words(noted: str) -> tuple[str, str]:
    """The message for what was `noted`, and the page's own words to set after it, if any.

    What is not known, for example from a later version, is left as it stands.
    """
    for pattern, message in _patterns().items():
        if found := pattern.fullmatch(noted):
            facts = found.groupdict()
            words = facts.pop("words", "")
            return _(message).format(**facts), words
    first, joined, rest = noted.partition(JOINED)
    if joined and any(pattern.fullmatch(rest) for pattern in _patterns()):
        lead, words = proof_words(first)
        return ", ".join((f"{lead} {words}".strip(), proof_words(rest)[0])), ""
    return noted, ""


def in_one(noted: str) -> str:
    """Both as one text."""
    return " ".join(filter(None, proof_words(noted)))


@cache
def _patterns() -> Mapping[re.Pattern[str], str]:
    def pattern(noted: str) -> re.Pattern[str]:
        parts = re.split(r"\{(\w+)\}", noted)
        texts, names = parts[::2], parts[1::2]
        fields = [f"(?P<{name}>.*)" for name in names]
        mixed = [re.escape(texts[0])]
        for field, text in zip(fields, texts[1:], strict=True):
            mixed += [field, re.escape(text)]
        return re.compile("".join(mixed), re.DOTALL)

    return {pattern(noted): message for noted, message in WORDS.items()}
