"""What a page has to say for itself: its alerts, its dialogs, and the text of a page that is short.

An article or a forum page only talks about such things; what it says is no news.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from optout.domain.proofs import Proof
from optout.domain.text import GREEK_QUESTION_MARKS
from optout.locate.context import PageContext
from optout.locate.roles import CHOICES, WRITABLE, ControlKind
from optout.locate.says import Says
from optout.locate.snapshot import Block, FrameSnapshot
from optout.locate.steps import opens_with_step
from optout.locate.words import (
    fold,
    meanings,
    meanings_in,
    names,
    says_as_fact,
    sentences,
    word_count,
    words,
)

_FIRST = 2
"""How many sentences of a page's text are its news; those after them explain and advise."""
_BRIEF = 3
"""A page of more sentences than these explains something, besides what news it may have."""
_TOLD = 5
"""A dialog of more sentences than these explains, too."""
_SHORT = 15
"""A sentence of no more letters than this ("Thank you.") does not count among them."""
_STAGES = 3
"""As many names in a row are stages."""
_BETWEEN_STAGES = re.compile(r"\s*[>›»→⟶➔|•]\s*")
_NUMBERED = re.compile(r"^\d{1,2}[.)]?\s+(?=\S)")
"""The number of a stage before its name."""
_NAME = 30
_NAME_WORDS = 4
"""A text of more characters or words than these is no name."""
_LONG = 1_200
"""Prose of more characters than this is something to read."""

_LEAD_WORDS = 5
"""What stands before a colon over news has no more words than these."""
_NOTICE_WORDS = 8
"""A text of no more words than these says what kind of page it stands on."""
_DATED = re.compile(r"\d{4}")
_OVER_NEWS = frozenset(("thanks", "acknowledged", "receipt", "object", "request_form", "needless"))
_THANKS = frozenset(("thanks", "acknowledged"))
_GOOD = ("valid", "code_mailed")
_BAD = frozenset(("code_wrong", "code_expired", "refused", "unavailable"))

QUOTED = re.compile(
    r"[«»„“”\"‟‘]\s?(?:[^«»„“”\"‟‘’]|’(?=\w)){6,}?\s?[«»“”\"‟’](?!\w)"
    r"|(?<!\w)'(?=\w)[^']{6,}'(?!\w)|「[^「」]{10,}」|『[^『』]{10,}』"
)
"""What somebody else says, or would say."""
_COLON = re.compile(r":(?=\s|$)|：")
_TELLING = ("acknowledged", "already_objected", "no_more_use", "already_asked", "receipt", "thanks")
_QUESTION_MARKS = ("?", "؟", "？")

News = tuple[str, Proof]
"""A text, and where it stands."""


def dialog_news(context: PageContext) -> list[News]:
    """What the dialogs say in which there is nothing to fill."""
    news: list[News] = []
    for dialog, controls, blocks in context.dialogs():
        if any(c.kind in WRITABLE | CHOICES and c.usable for c in controls):
            continue
        buttons = [c for c in controls if c.kind is ControlKind.BUTTON]
        texts = [b for b in blocks if _speaks(b)]
        asking = texts if len(buttons) > 1 else [b for b in texts if b.heading]
        asks_first = any(is_question(context, s) for s in _sentences(context, asking))
        if asks_first or any("send" in meanings(button.label) for button in buttons):
            continue  # it asks whether to send, so nothing has been sent
        if any(b.article for b in texts) or sum(len(b.text) for b in texts) > _LONG:
            continue  # something to read
        said = meanings("\n".join([dialog.name, *(b.text for b in texts)]))
        if not dialog.modal and _THANKS & said and "object" not in said:
            continue  # a chat in the window's corner thanks for a message, too
        news += [(b.text, Proof.DIALOG) for b in texts if b.heading]
        body = _sentences(context, (b for b in texts if not b.heading))
        long = len(body) > _TOLD
        where = Proof.AMONG_OTHERS if long else Proof.DIALOG
        news += [(s, where) for s in (body[:_FIRST] if long else body)]
    return news


def live_news(context: PageContext) -> list[News]:
    """What the alerts and status messages say: the modal's where one is open, else all."""
    return [
        (block.text, Proof.ALERT)
        for frame in context.shown
        for block in frame.blocks
        if _speaks(block) and block.alert and context.scope.shows(frame, block.dialog)
    ]


def page_news(context: PageContext) -> list[News]:
    """What alerts and headings say, and the first sentences of a page with nothing to read."""
    news: list[News] = []
    for frame in context.shown:
        stages = _stages(context, frame)
        shown = [b for i, b in enumerate(frame.blocks) if _speaks(b) and i not in stages]
        if frame.index in context.scope.modal or is_article(frame, shown, awaited=context.awaited):
            continue
        if _explains(context, frame, shown):
            shown = [b for b in shown if b.alert]
        news += [(b.text, Proof.ALERT) for b in shown if b.alert]
        news += [(b.text, Proof.HEADING) for b in shown if b.heading and not b.alert]
        plain = (b for b in shown if not (b.heading or b.alert or _of_cookies(context, b)))
        body = [s for s in _sentences(context, plain) if not is_question(context, s)]
        telling = [s for s in body if len(fold(s)) > _SHORT]
        brief = sum(not _is_row(s) for s in telling) <= _BRIEF
        where = Proof.PAGE if brief else Proof.AMONG_OTHERS
        news += [(s, where) for s in _first(telling)]
        news += [(s, where) for s in body[:_FIRST] if s not in telling]
    return news


def _first(said: Iterable[str]) -> list[str]:
    """The first sentences, with the rows of a table among them."""
    found: list[str] = []
    counted = 0
    for text in said:
        if counted == _FIRST:
            break
        found.append(text)
        counted += not _is_row(text)
    return found


def _is_row(text: str) -> bool:
    """Whether a text is a few words and no sentence: a name, a state, a date."""
    return _is_brief(text) and text[-1:].isalnum()


def _stages(context: PageContext, frame: FrameSnapshot) -> set[int]:
    """Where texts stand that are a row of names, as the stages a request goes through: what is
    named among them need not have come about. Thanks are no such name."""
    found: set[int] = set()
    named = (
        bool(_speaks(b) and not (b.heading or b.alert) and _is_name(_NUMBERED.sub("", b.text)))
        for b in frame.blocks
    )
    for is_name, group in groupby(enumerate(named), key=lambda each: each[1]):
        row = [i for i, _ in group]
        names = [frame.blocks[i].text for i in row if not frame.blocks[i].text.isdecimal()]
        thanks = any("thanks" in meanings_in(name, context.language) for name in names)
        if is_name and len(names) >= _STAGES and not thanks:
            found.update(row)
    in_line = (i for i, b in enumerate(frame.blocks) if _is_line_of_stages(context, b.text))
    return found.union(in_line)


def _is_line_of_stages(context: PageContext, text: str) -> bool:
    """Whether a text is such a row in one line: "Sent > In review > Done"."""
    names_of = [name.strip() for name in _BETWEEN_STAGES.split(text)]
    if len(names_of) < _STAGES or not all(map(_is_name, names_of)):
        return False
    return not any("thanks" in meanings_in(name, context.language) for name in names_of)


def _explains(context: PageContext, frame: FrameSnapshot, shown: list[Block]) -> bool:
    """Whether a title or heading says that what follows is to be read: questions and answers, a
    policy."""
    named = [frame.title, *(b.text for b in shown if b.heading)]
    return any(names(text, "explains", context.language) for text in named)


def is_sample(context: PageContext) -> bool:
    """Whether a short text of the page says that it is a test, a preview, or an example."""
    texts = (s for b in context.blocks if _speaks(b) for s in sentences(b.text))
    return any(
        word_count(text) <= _NOTICE_WORDS and names(text, "sample", context.language)
        for text in texts
    )


def _is_name(text: str) -> bool:
    """Whether a text is a few words and no sentence, or the number of one."""
    if text.isdecimal():
        return True
    return _is_brief(text) and text[-1:].isalpha() and not any(char.isdecimal() for char in text)


def _is_brief(text: str) -> bool:
    return len(text) <= _NAME and len(text.split()) <= _NAME_WORDS


def is_of_news(context: PageContext) -> bool:
    """Whether the page speaks of another matter, as of news to subscribe to."""
    return "other_matter" in context.subject


def _of_cookies(context: PageContext, block: Block) -> bool:
    return context.scope.cookie_choice and "cookies" in meanings(block.text)


def _sentences(context: PageContext, blocks: Iterable[Block]) -> list[str]:
    said = (s for block in blocks for s in said_by_page(block.text, context.language))
    return list(_not_reported(said, context.language))


def said_by_page(text: str, language: str) -> tuple[str, ...]:
    """The sentences of a text, less what it quotes where that is more than one of them: none of
    those would show that it is a quotation. And less what it reports."""
    own = QUOTED.sub(lambda quoted: "…" if sentences(quoted[0])[1:] else quoted[0], text)
    return _not_reported(sentences(own), language)


def _not_reported(said: Iterable[str], language: str) -> tuple[str, ...]:
    """Sentences less each success that is only reported, as it follows a colon: "You get a mail
    that says: Thank you. We have received your objection." And less what a step is called.

    What a report says besides stays, as it may take a success back.
    """
    kept: list[str] = []
    reporting = ended = False
    for sentence in said:
        if (reporting or ended) and _tells(sentence, language):
            reporting = True
            continue
        if opens_with_step(sentence, language) and _tells(sentence, language):
            continue
        begun, known = _report_in(sentence, language)
        told = begun and _tells(sentence[begun:], language)
        reporting = reporting or known or bool(told)
        ended = begun > 0 and not sentence[begun + 1 :].strip()
        kept.append(sentence[:begun] if told else sentence)
    return tuple(kept)


def _tells(sentence: str, language: str) -> bool:
    """Whether a sentence tells of a success, or thanks."""
    return any(says_as_fact(sentence, one, language, ("negation",)) for one in _TELLING)


def _report_in(sentence: str, language: str) -> tuple[int, bool]:
    """Where that begins which a mail, a status or somebody says by a sentence, or 0; and whether it
    is known to be said by another than the page."""
    for colon in _COLON.finditer(sentence):
        lead = sentence[: colon.start()]
        if "reported" in meanings_in(lead, language) or _names_sample(lead, language):
            return colon.start(), True
        if not _is_over_news(lead, language):
            return colon.start(), False
    return 0, False


def _names_sample(lead: str, language: str) -> bool:
    return word_count(lead) <= _LEAD_WORDS and names(lead, "sample", language)


def _is_over_news(lead: str, language: str) -> bool:
    """Whether what stands before a colon may stand over the page's own news: "Status", "Good news",
    a date. Who has said what follows anything else is not known, nor in an unknown language."""
    if language not in words().languages or _DATED.search(lead):
        return True
    if word_count(lead) > _LEAD_WORDS:
        return bool(_OVER_NEWS & meanings_in(lead, language))
    return bool(_OVER_NEWS & meanings_in(lead, language)) or names(lead, "over_news", language)


def asks(context: PageContext) -> bool:
    """Whether the page still asks for something to be typed, be it a password; a search aside."""
    return context.passwords_shown > 0 or any(_asks(context, said) for said in context.said)


def errors_of(context: PageContext) -> tuple[str, ...]:
    """The page's alerts and its field errors, each once, in its order.

    An alert can bring good news, or count what is left to do: that is no error.
    """
    texts: dict[str, None] = {}
    for control in context.scope.controls:
        if control.invalid and (control.error or control.described):
            texts[control.error or control.described] = None
    for block in context.blocks:
        told = block.alert == "alert" and not block.button and not block.link
        if told and not is_good_news(block.text, context.language):
            texts[block.text] = None
    return tuple(texts)[:10]


def is_good_news(text: str, language: str) -> bool:
    """Whether an alert says that something is right, was sent, or how much is left to fill in."""
    said = sentences(text)
    if not said or any(_BAD & meanings_in(s, language) and not is_right(s, language) for s in said):
        return False
    if any(says_as_fact(s, good, language, ("negation",)) for s in said for good in _GOOD):
        return True
    return "remaining" in meanings(text) and any(c.isdigit() for c in text)


def is_right(sentence: str, language: str) -> bool:
    """Whether a sentence says that something is right; who asks for it does so with like words."""
    return says_as_fact(sentence, "valid", language, ("negation", "conditional"))


def is_article(frame: FrameSnapshot, shown: list[Block], *, awaited: bool = False) -> bool:
    """Whether the page is something to read, or a place where people talk.

    A date is as good as a post's, but where the page is `awaited`, as the answer to a sending.
    """
    if frame.type.lower() in ("article", "blog", "news") or (frame.times > 0 and not awaited):
        return True
    if any(b.article for b in shown):
        return True
    return sum(len(b.text) for b in shown if not b.heading) > _LONG


def _asks(context: PageContext, said: Says) -> bool:
    """Whether a field belongs to the page's matter: no search box, no switch in its frame, nor
    what is sent by a button that names another, as for news."""
    control = said.control
    if control.search or control.type == "search" or "search" in said.all:
        return False
    if control.region or control.kind in CHOICES:
        return False
    return "other_matter" not in context.button_words(control)


def is_question(context: PageContext, sentence: str) -> bool:
    """Whether a sentence of the page asks something."""
    marks = GREEK_QUESTION_MARKS if context.language == "el" else ()
    return sentence.endswith((*_QUESTION_MARKS, *marks))


def _speaks(block: Block) -> bool:
    return not (block.quoted or block.link or block.button or block.region or block.listed)
