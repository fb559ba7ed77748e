"""One control taken for one role, and all that the table of signals asks about it."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from optout.locate.context import PageContext, place
from optout.locate.gates import Gate, find_gates
from optout.locate.roles import CHOICES, TEXT_BOXES, WRITABLE, ControlKind, Role
from optout.locate.says import Rule, Says, asked, is_signature, rules, says, tells_who
from optout.locate.snapshot import Control
from optout.locate.titles import names
from optout.locate.unrelated import (
    BETWEEN,
    MATTER,
    among_comments,
    button_between,
    button_words,
)
from optout.locate.words import fold, meanings_in, sentences, without_spaces

_DOMAIN = re.compile(r"@?[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_AT = (("@",), ("＠",))
_COMMA = re.compile("[,،、，]")
_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
_MASKED = re.compile(r"[*•●∙·…xX.]{2,}\S*@|@\S*[*•●∙…]{2,}|…\S*@")
"""An address of which a part is left out, as a page shows where it has mailed a code."""
_NEXT = 3
"""How many controls on a list still stands beside a field."""
_PLAIN_WORDS = 4
"""More are not needed to ask for a country and nothing else."""
_FEW_WORDS = 2
"""As many are no clause yet."""
_CHARACTERS = 4
"""As many to a word, where words are not set apart."""
_MORE_FIELDS = 3
"""A page with as many other fields asks for more than who it is."""
_SEARCHED = frozenset({ControlKind.TYPEAHEAD, ControlKind.COMBOBOX})
_PARTS = frozenset({"first_name", "last_name"})
_PARTS_OF_NAME = frozenset({Role.FIRST_NAME, Role.LAST_NAME})
_OTHER_FIELDS = frozenset(
    ("email", "phone", "name", "country", "search", "username", "newsletter", "address", "url")
)
_OTHER_CODES = frozenset(("password", "forgot", "sign_up"))
"""What a page's title names that mails codes for something else."""
_CODE = frozenset(("code", "code_sent"))
_OURS = frozenset(("object", "privacy", "ai"))
_AT_STAKE = frozenset(("at_stake", "object", "ai", "privacy", "not_reasons"))
_ONESELF = frozenset(("oneself", "last_name", "first_name"))
_READ = frozenset(("object", "privacy", "explanation", "message"))
"""What a box says that may be the letter's: not "AI", as a box for prompts says that, too."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`rivals` are the candidates for the role, itself among them, that no row scales down."""

    context: PageContext
    role: Role
    rule: Rule
    said: Says
    rivals: Callable[[], tuple["Candidate", ...]]

    @property
    def control(self) -> Control:
        return self.said.control

    @property
    def words(self) -> frozenset[str]:
        """The meanings that name its role."""
        return self.rule.words

    @property
    def declared(self) -> bool:
        """Whether its autocomplete says that it has the role."""
        return bool(self.rule.autocomplete & self.said.autocomplete)

    @property
    def against(self) -> frozenset[str]:
        """The meanings that count against it."""
        against = self.rule.against
        if not (self.declared or self.control.type in self.rule.type):
            against |= self.rule.unless_declared
        said = self.said.label or self.said.placeholder or self.said.titled
        if said and not _READ & self.spoken:
            against |= self.rule.unless_read
        if self.role is Role.NAME and self.said.whole_name:
            against -= _PARTS
        if self.control.kind in _SEARCHED and self.words & self.said.own:
            against -= {"search"}  # so it says how its list is gone through
        if self.said.countries and "dial" not in self.said.own:
            against -= {"dial"}  # `countryCode` is most often the name of an ISO code
        return against

    @property
    def spoken(self) -> frozenset[str]:
        """What its label says or the text before it, and its placeholder."""
        return self.said.own | self.said.placeholder

    @property
    def named(self) -> frozenset[str]:
        """What its name says that it does not say itself; nothing, where it is declared."""
        return frozenset() if self.declared else self.said.identifier - self.spoken

    @property
    def button_words(self) -> frozenset[str]:
        """What the buttons say that act on it."""
        return button_words(self.context, self.said)

    @property
    def beside(self) -> list[Says]:
        """The fields of its place, itself among them."""
        return self.context.beside[place(self.control)]

    @property
    def others(self) -> list[Says]:
        """The other fields of its place."""
        return [said for said in self.beside if said.control.key != self.control.key]

    @property
    def alone(self) -> bool:
        return len(self.beside) == 1

    @property
    def topics(self) -> frozenset[str]:
        """What the text of the page speaks of."""
        return self.context.topics

    @property
    def digits(self) -> bool:
        """Whether it is a row of boxes, one for each digit."""
        return self.control.kind is ControlKind.DIGITS

    @property
    def name_parts(self) -> set[Role]:
        """The parts of a name that other fields of its place ask for."""
        mine = self.context.name_part[self.control.key]
        parts = self.context.name_parts[place(self.control)]
        return {asked for asked, times in parts.items() if times > (asked is mine)}


def possible(rule: Rule, said: Says) -> bool:
    """Whether a control can have a role at all, by what it is and what it must say."""
    control = said.control
    if control.kind not in rule.kinds or control.multiple:
        return False
    if control.kind is ControlKind.TEXT and control.type not in rule.types:
        return False
    if rule.needs and not rule.needs <= said.own | said.identifier:
        return False
    if said.declared_other and not rule.autocomplete & said.autocomplete:
        return False
    return not control.secret


def with_grounds(context: PageContext) -> dict[Role, list[Says]]:
    """The fields that can have each role and for which anything speaks, in the page's order."""
    found: dict[Role, list[Says]] = {role: [] for role in rules()}
    for said in context.said:
        for role in grounds(context, said):
            if possible(rules()[role], said):
                found[role].append(said)
    return found


def grounds(context: PageContext, said: Says) -> set[Role]:
    """The roles that anything can speak for a control's having: it is named as one of the role, or
    what a row of the role alone asks for is there.

    Most fields of a page have none, so no row of the table is asked of them. Without a code at the
    control, or alone below a text that speaks of one, no row makes it a code's.
    """
    named = _named_roles()
    roles = {role for sign in _signs(said) for role in named.get(sign, ())}
    if said.countries or said.control.twin:
        roles.add(Role.COUNTRY)
    if said.whole_name:
        roles.add(Role.NAME)
    if context.name_part[said.control.key] is Role.NAME:
        roles |= _PARTS_OF_NAME
    if said.control.kind in TEXT_BOXES:
        roles.add(Role.EXPLANATION)
    roles.discard(Role.CODE)
    return roles | {Role.CODE} if names_code(context, said) else roles


def _signs(said: Says) -> frozenset[str]:
    """What may name a control: its words, its name, what it declares, its type."""
    words = said.label | said.question | said.placeholder | said.identifier | said.named
    return words.union(said.autocomplete, (said.control.type,))


@cache
def _named_roles() -> dict[str, list[Role]]:
    """The roles that each meaning, token of autocomplete or type names."""
    named: dict[str, list[Role]] = defaultdict(list)
    for role, rule in rules().items():
        for sign in rule.words | rule.autocomplete | rule.type:
            named[sign].append(role)
    return dict(named)


def named_otherwise(c: Candidate) -> bool:
    """Whether its name vetoes its label: a "place of residence" called `city` is a town."""
    certain = c.declared or c.said.countries or c.rule.words & c.said.identifier
    return not certain and bool(c.rule.name_against & c.said.identifier)


def search_box(c: Candidate) -> bool:
    """Whether it searches; a list that one types into may be of a search box's type."""
    listed = c.control.kind in _SEARCHED and c.words & c.said.label
    return c.control.search or (c.control.type == "search" and not listed)


def aside(c: Candidate) -> bool:
    """Whether it stands around the page's matter, without the others of such a form."""
    if not c.control.region:
        return False
    return c.alone or not any(s.control.kind in TEXT_BOXES for s in c.beside)


def concerned(c: Candidate) -> bool:
    """Whether it asks for what the request is about: what an answer showed, or is to be deleted.

    What stands before it may be the page's heading, so the same words must name what it takes; and
    what a label adds, in brackets or a further sentence, is what becomes of that.
    """
    if "concerned" not in c.said.own | c.said.placeholder:
        return False
    texts = (c.control.label, c.control.placeholder, asked(c.control))
    firsts = [sentences(_BRACKETS.sub(" ", text))[:1] for text in texts]
    said = [meanings_in(first, c.context.language) for each in firsts for first in each]
    return any("concerned" in means and c.words & means for means in said)


def titled_otherwise(c: Candidate) -> bool:
    """Whether a title that is not known stands above the text that names it, and only that does."""
    sure = c.declared or c.control.type in c.rule.type or c.words & c.said.identifier
    return c.said.doubted and not sure and not c.words & c.said.placeholder


def as_plain(c: Candidate) -> bool:
    """Whether another field of its place asks for the same by its own words, and nothing speaks
    against that one: neither a field's type nor what a list holds tells whose it is."""
    if c.declared:
        return False
    return any(
        not (other.said is c.said or _less(other, c.role))
        for other in c.rivals()
        if other.words & other.spoken and place(other.control) == place(c.control)
    )


def _less(other: Candidate, role: Role) -> bool:
    """Whether what another field takes may not be what is wanted."""
    if other.said.represented or concerned(other) or beside_comment(other):
        return True
    doubts = (lists_others, no_residence, town, names_town, of_bill, above_title)
    return role is Role.COUNTRY and any(doubt(other) for doubt in doubts)


def apart_from_letter(c: Candidate) -> bool:
    """Whether a button that sends stands between it and the letter, and a field that asks for the
    same does not: where no form is told, a form ends with its button. Below the letter one that
    goes on is enough."""
    letter = _letter(c)
    if letter is None:
        return False
    saying = ("send", "next") if letter.index < c.control.index else ("send",)
    if not _sent_between(c, letter, saying):
        return False
    others = (s for s in c.others if c.words & (s.own | s.placeholder))
    return any(
        button_between(c.context, letter, s.control, ("send", "next")) is None for s in others
    )


def sent_apart(c: Candidate) -> bool:
    """Whether a button that sends stands between it and the letter: it may be a chat's, or of the
    site's own."""
    letter = _letter(c)
    return letter is not None and _sent_between(c, letter, ("send",))


def _letter(c: Candidate) -> Control | None:
    """The first box of its place that asks why, where no form is told."""
    return None if c.control.form >= 0 else c.context.letters.get(place(c.control))


def _sent_between(c: Candidate, letter: Control, saying: tuple[str, ...]) -> bool:
    return button_between(c.context, letter, c.control, saying) is not None


# -- an address


def repeats(c: Candidate) -> bool:
    """Whether it asks again for what an earlier field of the same place asks."""
    if "again" not in c.said.own | c.said.identifier:
        return False
    return bool(_addresses_before(c))


def verifies(c: Candidate) -> bool:
    """Whether it is to verify an address that nobody is asked for, where the page speaks of a code:
    it may take that, and not the address."""
    again = "again" in c.said.own and c.control.type not in c.rule.type
    return again and "code_sent" in c.topics and not _addresses_before(c)


def repeats_others(c: Candidate) -> bool:
    """Whether the last address asked for before it is another person's."""
    before = _addresses_before(c)
    return bool(before) and before[-1].of_another


def _addresses_before(c: Candidate) -> list[Says]:
    before = (s for s in c.others if s.control.index < c.control.index)
    return [s for s in before if s.control.type == "email" or "email" in s.all]


def domain_apart(c: Candidate) -> bool:
    """Whether it takes what comes before the `@` only: a list beside it holds the rest, or a box.

    One that is declared to be an address takes a whole one, whatever stands behind it.
    """
    behind = [s.control for s in c.others if s.control.index > c.control.index]
    if c.control.type != "email" and behind and behind[0].before[:1] in _AT:
        return True
    for other in c.others:
        near = 0 < other.control.index - c.control.index <= _NEXT
        texts = [option.text.strip() for option in other.control.options] if near else []
        domains = [text for text in texts if _DOMAIN.fullmatch(text)]
        if domains and len(domains) * 2 >= len(texts):
            return True
    return False


def signs_in(c: Candidate) -> bool:
    return "sign_in" in c.button_words and not c.context.about_objection


def beside_comment(c: Candidate) -> bool:
    return among_comments(c.context, c.control)


def out_of_place(c: Candidate) -> bool:
    """Whether a lone address may as well be the first step of a sign-in, or for a newsletter.

    It is not where the page is about an objection, or asks for much more elsewhere.
    """
    context, said = c.context, c.said
    if context.about_objection or context.is_step(c.control) or _may_object(context):
        return False
    more = [s for s in c.beside if not tells_who(s)]
    boxes = any(s.control.kind in TEXT_BOXES for s in more)
    signing_in = "sign_in" in context.subject and "sign_up" not in context.subject
    if signing_in and len(more) < _MORE_FIELDS and not boxes:
        return True
    if not c.alone:
        return False
    if {"forgot", "password"} & (context.subject | said.all) or c.control.region:
        return True
    rest = [s for s in context.said if s is not said and not (s.control.region or s.control.search)]
    return len(rest) < _MORE_FIELDS or any("email" in s.all for s in rest)


# -- a country


def above_title(c: Candidate) -> bool:
    """Whether it stands above the page's title, and in no form: the site's own, as for its shop."""
    control, frames = c.control, c.context.frames
    if control.form >= 0 or c.declared:
        return False
    titles = {block.text for frame in frames for block in frame.blocks if block.heading == 1} - set(
        control.before
    )
    later = (s.control for s in c.others if s.control.index > control.index)
    return any(titles.intersection(other.before) for other in later)


def lists_others(c: Candidate) -> bool:
    plain = c.control.kind is ControlKind.SELECT and c.control.total > 1
    return plain and not (c.said.countries or c.said.dials or c.declared)


def no_residence(c: Candidate) -> bool:
    """Whether what it asks is not where one lives: countries are chosen for much.

    A sentence of more words than "Please choose your country", with none of living there, tells of
    another one: "Country in which the photo was taken". So does one that names a company, and a
    few words with a clause behind them.
    """
    before = c.control.before[-1] if c.control.before else ""
    heading = any(block.heading and block.text == before for block in c.context.blocks)
    asked = c.control.label or ("" if heading else before)
    if c.declared or c.control.twin or "residence" in c.said.all:
        return False
    if "country" not in c.said.all:
        return bool(asked)
    parts = (part for s in sentences(asked) for part in re.split("[:：]", s))
    named = [part for part in parts if "country" in meanings_in(part, c.context.language)]
    return bool(named) and all(
        len(fold(part).split()) > _PLAIN_WORDS or _of_other(part, c.context.language)
        for part in named
    )


def _of_other(text: str, language: str) -> bool:
    """Whether it names a company, or a clause follows a comma behind a word or two.

    "Maa, jossa kuva otettiin". What is added in brackets does not count.
    """
    text = _BRACKETS.sub(" ", text)
    if "company" in meanings_in(text, language):
        return True
    first, *rest = (fold(part).split() for part in _COMMA.split(text))
    return len(first) <= _FEW_WORDS and any(len(part) > _FEW_WORDS for part in rest)


def of_phone(c: Candidate) -> bool:
    """Whether it is the country of a telephone number: it stands at one, without a visible label of
    its own, or under words for one; or it is named so, and not labelled otherwise."""
    control, language = c.control, c.context.language
    if c.declared or "residence" in c.said.all:
        return False
    if "phone" in meanings_in(control.group, language) | c.said.marks | c.said.above:
        return True
    if control.source in ("label", "aria-labelledby", "behind", "column"):
        return "phone" in c.said.identifier and "country" not in c.said.label
    named = c.said.label or control.title
    if not named and "phone" in c.said.identifier:
        return True
    if not named and "country" in c.said.question:
        return False
    later = (
        max(said.control, control, key=lambda one: one.index)
        for said in c.others
        if (said.control.type == "tel" or "tel" in said.autocomplete)
        and abs(said.control.index - control.index) == 1
    )
    return any(not named or not last.before for last in later)


def town(c: Candidate) -> bool:
    """Whether it is written freely, asks where one lives, and a postcode is asked for beside it."""
    free = c.control.kind is ControlKind.TEXT and not c.declared
    if not (free and "residence" in c.spoken):
        return False
    return any("other_code" in s.all or "postal-code" in s.autocomplete for s in c.others)


def names_town(c: Candidate) -> bool:
    """Whether it asks for a town, or for a part of a country, be it as well as for a country.

    What its label adds in brackets may tell that a country is meant.
    """
    if c.declared or c.control.twin or c.said.countries:
        return False
    language = c.context.language
    texts = (c.control.label or asked(c.control), c.control.placeholder)
    added = [meanings_in(part, language) for text in texts for part in _BRACKETS.findall(text)]
    if any("country" in each and "town" not in each for each in added):
        return False
    return any("town" in meanings_in(text, language) for text in texts)


def of_bill(c: Candidate) -> bool:
    """Whether it stands under what names a bill or a delivery, and nothing says one lives there."""
    if "residence" in c.said.all | c.said.above:
        return False
    over = (*c.control.above.split(BETWEEN), c.control.group)
    said = (meanings_in(text, c.context.language) for text in over)
    return any("billing" in heading and not MATTER & heading for heading in said)


# -- the letter


def _demand(c: Candidate) -> int:
    """How much a text box is wanted: 1 required, -1 marked optional, else 0."""
    if c.control.required or "*" in c.control.label:
        return 1
    return -1 if "optional" in c.spoken else 0


def _most_wanted(c: Candidate) -> list[Candidate]:
    most = max(map(_demand, c.rivals()), default=0)
    return [rival for rival in c.rivals() if _demand(rival) == most]


def wanted_most(c: Candidate) -> bool:
    return [rival.said for rival in _most_wanted(c)] == [c.said]


def wanted_less(c: Candidate) -> bool:
    return any(_demand(rival) > _demand(c) for rival in c.rivals())


def additional(c: Candidate) -> bool:
    """Whether it is for the rest, and another box, be it for something else, comes with it."""
    return "additional" in c.said.own and any(s.control.kind in TEXT_BOXES for s in c.others)


def _sentences(
    c: Candidate, part: Callable[[str], str] = lambda text: text
) -> list[frozenset[str]]:
    """The meanings of (a `part` of) each sentence that asks something, at a text box or before."""
    return [meanings_in(part(s), c.context.language) for t in _asking(c) for s in sentences(t)]


def _asking(c: Candidate) -> list[str]:
    """The texts that ask something at a text box, or before it."""
    control = c.control
    texts = [control.label, control.title, control.placeholder]
    return texts if control.label else [*texts, asked(control)]


def asks_other(c: Candidate) -> bool:
    """Whether it asks for links, prompts, proof and the like: also where that is to be explained.

    Not where a sentence of its own asks for the reasons, as "Why? With links, please." does, or
    the end of one, as "Which prompts, and why does it affect you?".
    """
    said = _sentences(c)
    ends = _sentences(c, lambda text: _COMMA.split(text)[-1])
    for whole, end in zip(said, ends, strict=True):
        reasons = whole if "not_reasons" not in whole else end
        if "explanation" in reasons and "not_reasons" not in reasons:
            return False
    return any("not_reasons" in each for each in said) and not asks_both(c)


def asks_both(c: Candidate) -> bool:
    """Whether one sentence asks for the reasons of an objection, and for such things."""
    return any({"explanation", "object", "not_reasons"} <= each for each in _sentences(c))


def asks_other_reasons(c: Candidate) -> bool:
    """Whether it asks for the reasons of something that is no part of an objection.

    "Explain why", and as little more, asks for ours; a longer sentence names what it is about:
    "Explain why your request is urgent".
    """
    asked_for = [s for text in _asking(c) for s in sentences(text)]
    said = {s: meanings_in(s, c.context.language) for s in asked_for}
    if any(_AT_STAKE & each for each in said.values()):
        return False
    reasons = [s for s, each in said.items() if "explanation" in each]
    return bool(reasons) and all(_length(s) >= _PLAIN_WORDS for s in reasons)


def _length(sentence: str) -> int:
    """How many words a sentence has; where none is set apart, by its characters."""
    folded = fold(_BRACKETS.sub(" ", sentence))
    return len(folded) // _CHARACTERS if without_spaces(folded) else len(folded.split())


def _is_read(c: Candidate) -> bool:
    """Whether a word that is known tells what a text box is for, be it above a hint."""
    if (_READ | {"additional"}) & (c.spoken | c.said.described):
        return True
    if c.control.label or names(meanings_in(asked(c.control), c.context.language)):
        return False
    above = (meanings_in(text, c.context.language) for text in c.control.before)
    return "explanation" in c.said.identifier.union(*above)


def unexplained(c: Candidate) -> bool:
    """Whether no word that is known tells what the box is for.

    One of which nothing is said may be the letter's where it is the only one, below an address
    or a country; one of which something is said asks for that, whatever it is.
    """
    if _is_read(c):
        return False
    before = asked(c.control)
    heading = any(block.heading and block.text == before for block in c.context.blocks)
    said = (c.control.label, c.control.title, c.control.placeholder, "" if heading else before)
    if any(said):
        return True
    if len(c.rivals()) > 1:
        return False
    return not any(
        other.type == "email" or {"email", "country"} & says(other, c.context.language).all
        for other in c.context.scope.controls
        if other.visible and other.kind in WRITABLE | CHOICES and place(other) == place(c.control)
    )


def unread_beside(c: Candidate) -> bool:
    """Whether a box of its place, wanted as much, says nothing known: that may be the letter's."""
    beside = {said.control.key for said in c.others}
    others = (rival for rival in c.rivals() if rival.control.key in beside)
    unread = (o for o in others if not (_is_read(o) or is_signature(o.said, o.context.language)))
    return any(_demand(o) >= _demand(c) for o in unread)


def no_objection(c: Candidate) -> bool:
    """Whether neither the page nor the box nor an answer on the page speaks of an objection."""
    context, said = c.context, c.said.own | c.said.described
    if context.about_objection or said & _OURS or _may_object(context):
        return False
    explains = "explanation" in said
    if explains and context.continued and not context.other_matter:
        return False
    if explains and _OURS & context.topics and context.is_step(c.control):
        return False
    return not (explains and "privacy" in context.subject)


def of_objection(c: Candidate) -> bool:
    """Whether the page is about an objection, or the answer chosen on it is to object."""
    return c.context.about_objection or any(map(_objects, find_gates(c.context)))


def _may_object(context: PageContext) -> bool:
    """Whether the page asks what the request is, and to object is the answer or can still be."""
    return any(
        _objects(gate) or (gate.about == "request_kind" and not gate.answered)
        for gate in find_gates(context)
    )


def _objects(gate: Gate) -> bool:
    """Whether the request that is chosen is to object."""
    chosen = [option.answer for option in gate.options if option.chosen]
    return gate.about == "request_kind" and chosen == ["object"]


def contested(c: Candidate) -> bool:
    """Whether a box asks for the reason, and another, be it for something else, is wanted more."""
    first = _most_wanted(c)
    if any(_asks_why(rival) and rival not in first for rival in c.rivals()):
        return True
    other = c.rule.unless_read | {"not_reasons"}
    boxes = (s.control for s in c.others if other & s.own)
    wanted = any(b.kind in TEXT_BOXES and (b.required or "*" in b.label) for b in boxes)
    return wanted and _demand(c) < 1


def _asks_why(c: Candidate) -> bool:
    return "explanation" in c.said.own and "additional" not in c.said.own


# -- a mailed code


def numeric(c: Candidate) -> bool:
    asked = c.control.inputmode == "numeric" or "0-9" in c.control.pattern
    return asked or c.control.type in ("tel", "number")


def names_code(context: PageContext, said: Says) -> bool:
    """Whether it says itself that it takes a code, or the page does so of its only field."""
    if "code" in said.own or said.control.kind is ControlKind.DIGITS:
        return True
    if "code_sent" in said.all | said.described:
        return True
    if said.autocomplete & rules()[Role.CODE].autocomplete:
        return True
    alone = len(context.beside[place(said.control)]) == 1
    return alone and ("code_sent" in context.topics or _is_headed(context, said))


def headed(c: Candidate) -> bool:
    return _is_headed(c.context, c.said)


def _is_headed(context: PageContext, said: Says) -> bool:
    """Whether it stands alone below a title that names such a code and an address in part."""
    masked = any(_MASKED.search(text) for text in said.control.before)
    alone = len(context.beside[place(said.control)]) == 1
    subject = context.subject
    return masked and alone and ("code_sent" in subject or {"code", "email"} <= subject)


def other_code(c: Candidate) -> bool:
    """Whether its words, or the title above it, name a code that nobody was sent."""
    if "other_code" in c.context.headings and "code_sent" not in c.topics:
        return True
    said = "other_code" in c.said.all | c.said.marks | c.context.subject
    return not c.declared and (said or c.said.declared_other)


def code_of_app(c: Candidate) -> bool:
    return "authenticator" in c.topics and not {"email", "object"} & c.topics


def code_for_other(c: Candidate) -> bool:
    context = c.context
    other = _OTHER_CODES & context.subject or "other_matter" in context.topics
    return bool(other) and "object" not in context.topics


def says_no_code(c: Candidate) -> bool:
    said = c.spoken if c.declared else c.said.all
    return "code" not in c.said.own and bool(_OTHER_FIELDS & said)


def among_fields(c: Candidate) -> bool:
    """Whether more is asked for beside it than a code comes with, and no button mails one."""
    if len(c.beside) - 1 < _MORE_FIELDS or c.declared or c.digits:
        return False
    offered = "code" in c.spoken and c.context.offers_code
    return not (offered or ("code_sent" in c.spoken and c.context.of_request))


def code_unsaid(c: Candidate) -> bool:
    """Whether nothing at it names a code, but its declaration beside other fields at most."""
    if _CODE & (c.said.all | c.said.described) or c.digits or headed(c):
        return False
    return not (c.declared and (c.alone or "code_sent" in c.topics))


def of_address(c: Candidate) -> bool:
    """Whether it may take the address that a code will be mailed to: its label, or the text before
    that of a code, names an address too, and no other field beside it does.

    "Email address", "We'll send a code to this address."
    """
    if c.declared or c.digits or c.alone or numeric(c):
        return False
    control, language = c.control, c.context.language
    texts = (control.label,) if control.label else control.before[-2:]
    if not any("email" in meanings_in(text, language) for text in texts):
        return False
    shown = (o for o in c.context.scope.controls if o.visible and o.kind in WRITABLE)
    others = (o for o in shown if o.key != control.key and o.frame == control.frame)
    return not any(o.type == "email" or "email" in says(o, language).all for o in others)


# -- a name


def _in_one_word(c: Candidate) -> bool:
    """Whether it asks for "name", which many languages also call the given or family name."""
    named = c.context.name_part[c.control.key] is Role.NAME and not c.said.whole_name
    return named and not {"name", "given-name", "family-name"} & c.said.autocomplete


def part_of_name(c: Candidate) -> bool:
    return _in_one_word(c) and bool(c.name_parts & _PARTS_OF_NAME)


def beside_its_parts(c: Candidate) -> bool:
    """Whether it asks for first and last name, and so do two fields beside it: nobody is asked for
    the own name twice, so it is somebody else's, or as it stands somewhere."""
    return c.said.whole_name and not c.declared and len(c.name_parts) > 1


def missing_part(c: Candidate) -> bool:
    """Whether it asks for the one part of the name that no field beside it does."""
    if not _in_one_word(c):
        return False
    beside = c.name_parts & _PARTS_OF_NAME
    return len(beside) == 1 and c.role not in beside


def name_of_another(c: Candidate) -> bool:
    """Whether its label asks for the name that something has, or somebody who is not named as the
    one who asks: "Name of your bank", "Name your request"."""
    if c.declared or c.said.whole_name:
        return False
    texts = (c.control.label or asked(c.control), c.control.placeholder)
    said = (meanings_in(_BRACKETS.sub(" ", text), c.context.language) for text in texts)
    return any("name_of" in each and not _ONESELF & each for each in said)


def signature(c: Candidate) -> bool:
    return is_signature(c.said, c.context.language)
