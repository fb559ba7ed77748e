"""The portal's steps, and its form on one page."""

from collections.abc import Callable

from .field import Draft
from .markup import el, text
from .objection import ADDRESS
from .portal_boxes import Ask, button, row
from .spec import FORM, Made, Want, may, must

Recipe = Callable[[Draft], Made]
COUNTRY = must("country", "country_list")
LIMIT = 500
SHORT_LIMIT = 100
WAYS = ("attribute", "words", "counter", "left")
"""How the limit of the letter can be told."""


def words(draft: Draft, key: str) -> str:
    """One of the portal's own wordings."""
    return draft.rng.choice(draft.words.portal[key])


def country(draft: Draft, value: str = "") -> list[str]:
    return [row(draft, Ask("country", draft.label("country"), "combobox", value=value))]


def names(draft: Draft) -> tuple[list[str], dict[str, Want]]:
    """One box for the name, or two."""
    keys = draft.rng.choice((("name",), ("first", "last")))
    roles = {"name": "name", "first": "first_name", "last": "last_name"}
    boxes = [row(draft, Ask(key, draft.label(key), limit=SHORT_LIMIT)) for key in keys]
    return boxes, {roles[key]: must(key) for key in keys}


def addresses(draft: Draft, value: str = "") -> list[str]:
    return [
        row(draft, Ask("email", draft.label("email"), value=value)),
        row(draft, Ask("email_again", words(draft, "email_again"), value=value)),
    ]


ADDRESSES = {"email": must("email"), "email_again": must("email_again")}


def question(draft: Draft, *, answered: bool = False) -> str:
    """What the request is about, with a description under each answer."""
    portal = draft.words.portal
    pairs = (("object", "object_about"), ("delete", "delete_about"), ("other", "other_about"))
    options = tuple((portal[name][0], portal[about][0]) for name, about in pairs)
    value = options[0][0] if answered else ""
    return row(
        draft, Ask("topic", words(draft, "question"), "radios", value=value, options=options)
    )


def letter(draft: Draft, way: str) -> str:
    """The box for the letter; `way` is how its limit is told."""
    below = {
        "words": words(draft, "limit"),
        "counter": f"0/{LIMIT}",
        "left": words(draft, "left"),
    }.get(way, "")
    limit = LIMIT if way == "attribute" else 0
    ask = Ask("explanation", draft.label("explanation"), "textarea", below=below, limit=limit)
    return row(draft, ask)


def code_box(draft: Draft, tie: str, problem: str = "") -> str:
    """The box of the mailed code, named by its label or only by its placeholder."""
    below = {"wrong": words(draft, "code_wrong"), "expired": draft.say("code_expired")}
    return row(
        draft,
        Ask(
            "code",
            draft.label("code"),
            tie=tie,
            below=below.get(problem, ""),
            invalid=problem != "",
            value="123456" if problem else "",
        ),
    )


def asking(draft: Draft, *, sent: bool, typed: bool = True) -> str:
    """Asks for a code: enabled once an address is `typed`, and until the code is sent."""
    key = "code_sent" if sent else "request_code"
    return button(draft, "request_code", words(draft, key), disabled=sent or not typed)


def advance(draft: Draft, key: str, *, disabled: bool = False) -> str:
    """Next or Submit."""
    label = draft.button("next" if key == "next" else "send")
    return button(draft, key, label, disabled=disabled)


def step(draft: Draft, wants: dict[str, Want], rows: list[str], action: str = "next") -> Made:
    """A step of the wizard with its button."""
    telling = draft.rng.random()
    intro = (
        words(draft, "step") if telling < 0.3 else words(draft, "contact") if telling < 0.6 else ""
    )
    return Made(
        kinds=FORM,
        wants=wants | {action: must(action)},
        title=draft.say("object_title"),
        intro=intro,
        rows=rows,
        buttons=[advance(draft, action)],
        remaining=draft.rng.choice((0, 1, 3)),
        inside_traps=True,
    )


def country_step(draft: Draft) -> Made:
    return step(draft, {"country": COUNTRY}, country(draft))


def email_step(draft: Draft) -> Made:
    """Both addresses; perhaps typed already, which the page calls valid in an alert."""
    filled = draft.rng.random() < 0.4
    rows = addresses(draft, ADDRESS if filled else "")
    if filled:
        valid = words(draft, "valid").replace("{}", ADDRESS)
        rows.append(el("div", {"role": "alert", "class": "good"}, text(valid)))
    return step(draft, dict(ADDRESSES), rows)


def name_step(draft: Draft) -> Made:
    rows, wants = names(draft)
    return step(draft, wants, rows)


def question_step(draft: Draft) -> Made:
    return step(draft, {}, [question(draft, answered=draft.rng.random() < 0.3)])


def text_step(way: str) -> Recipe:
    """The letter's step, at the wizard's end or before it."""

    def recipe(draft: Draft) -> Made:
        action = draft.rng.choice(("next", "submit"))
        rows = [letter(draft, way)]
        return step(draft, {"explanation": must("explanation")}, rows, action)

    return recipe


def code_step(tie: str) -> Recipe:
    """The step of the addresses, once the code is on its way, before Next."""

    def recipe(draft: Draft) -> Made:
        rows = [*addresses(draft, ADDRESS), asking(draft, sent=True), code_box(draft, tie)]
        wants = ADDRESSES | {"code": must("code"), "request_code": may("request_code")}
        return step(draft, wants, rows)

    return recipe


def request_step(draft: Draft) -> Made:
    """The step of the addresses before the code is asked for."""
    wants = ADDRESSES | {"request_code": must("request_code")}
    return step(draft, wants, [*addresses(draft, ADDRESS), asking(draft, sent=False)])


def code_alone(draft: Draft) -> Made:
    """A step that asks for nothing but the code; Next stands where a confirm button would."""
    told = el("p", {}, text(draft.say("code_asked")))
    rows = [told, code_box(draft, draft.rng.choice(("label", "placeholder", "aria")))]
    made = step(draft, {"code": must("code")}, rows)
    made.kinds = FORM | {"code"}
    return made


def signing_step(draft: Draft) -> Made:
    """The last step, all of it the person's: a signature and a statement."""
    rows = [*signing(draft)]
    made = step(draft, {}, rows, "submit")
    made.kinds = FORM | {"unknown"}
    made.wants = {"submit": may("submit")}
    made.inside_traps = False
    return made


def signing(draft: Draft) -> list[str]:
    return [
        row(draft, Ask("signature", words(draft, "signature"), limit=SHORT_LIMIT)),
        row(draft, Ask("statement", words(draft, "statement"), "checkbox")),
    ]


def one_page(code: str = "before", tie: str = "label") -> Recipe:
    """The whole form. `code` is `before` it is asked for, `after`, `wrong`, `expired`, `none`."""

    def recipe(draft: Draft) -> Made:
        asked = code in ("after", "wrong", "expired")
        problem = code if code in ("wrong", "expired") else ""
        boxes, name_wants = names(draft)
        typed = asked or draft.rng.random() < 0.5
        mail = addresses(draft, ADDRESS if typed else "")
        wants = {"country": COUNTRY, "explanation": must("explanation"), "submit": must("submit")}
        wants |= ADDRESSES | name_wants
        if code != "none":
            mail.append(asking(draft, sent=code in ("after", "wrong"), typed=typed))
            usable = typed and code in ("before", "expired")
            wants["request_code"] = must("request_code") if usable else may("request_code")
        if asked:
            mail.append(code_box(draft, tie, problem))
            wants["code"] = must("code")
        chosen = draft.words.territory("FR") if asked else ""
        blocks = [country(draft, chosen), boxes, mail]
        if draft.rng.random() < 0.5:
            draft.rng.shuffle(blocks)
        if draft.rng.random() < 0.5:
            blocks.insert(0, [question(draft, answered=True)])
        blocks.append([letter(draft, draft.rng.choice(WAYS))])
        return Made(
            kinds=FORM,
            wants=wants,
            title=draft.say("object_title"),
            intro=draft.say("object_intro") if draft.rng.random() < 0.5 else "",
            rows=[each for block in blocks for each in block],
            buttons=[advance(draft, "submit", disabled=draft.rng.random() < 0.5)],
            remaining=draft.rng.choice((0, 1, 3)),
            problem=problem,
            inside_traps=True,
        )

    return recipe
