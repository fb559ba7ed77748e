"""The request portal in every language, without a browser: pages put together as they are read."""

from support.portal_controls import EMAIL, box, emails, found, labelled, letter, look, press
from support.portal_pages import WORDS
from support.tables import unlike

from optout.locate.form.limits import NO_LIMITS
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, Dialog, Link
from optout.locate.words import WORDS_DIR

FORM = PageKind.FORM


def test_every_language_is_tried() -> None:
    assert sorted(WORDS) == sorted(path.stem for path in WORDS_DIR.glob("*.toml"))


def test_the_whole_form() -> None:
    def read(lang: str) -> object:
        said = WORDS[lang]
        asked = (press(said["ask"]), box(said["code"]), press(said["submit"]))
        land = box(said["country"], ControlKind.COMBOBOX)
        page = look(lang, land, *emails(lang), letter(lang), *asked)
        return page.kind, found(page), page.code_sent

    fields = {Role.COUNTRY, Role.EMAIL, Role.EMAIL_AGAIN, Role.EXPLANATION, Role.CODE}
    assert unlike((FORM, fields | {Role.SUBMIT, Role.REQUEST_CODE}, False), WORDS, read) == {}


def test_a_step() -> None:
    def read(lang: str, text: str) -> object:
        said = WORDS[lang]
        buttons = press(said["ask"]), press(said["next"])
        page = look(lang, *emails(lang), *buttons, texts=(said[text],))
        return page.kind, page.step, found(page), page.code_sent

    fields = {Role.EMAIL, Role.EMAIL_AGAIN, Role.REQUEST_CODE, Role.NEXT}
    assert unlike((FORM, (2, 3), fields, False), WORDS, lambda lang: read(lang, "step")) == {}
    assert unlike((FORM, None, fields, False), WORDS, lambda lang: read(lang, "limit")) == {}


def test_a_step_with_its_code() -> None:
    """The box of the code is named by nothing but its placeholder."""

    def read(lang: str, *before: Control) -> object:
        said = WORDS[lang]
        page = look(lang, *before, box("", placeholder=said["code"]), press(said["next"]))
        confirm = page.fields[Role.CONFIRM_CODE].status
        return page.kind, found(page), confirm, page.code_sent

    def asked(lang: str) -> object:
        return read(lang, press(WORDS[lang]["ask"]))

    def sent(lang: str) -> object:
        filled = emails(lang, value=EMAIL, filled=True)
        return read(lang, *filled, press(WORDS[lang]["sent"], disabled=True))

    alone = {Role.CODE, Role.REQUEST_CODE, Role.NEXT}
    assert unlike((FORM, alone, "missing", False), WORDS, asked) == {}
    assert (
        unlike((FORM, alone | {Role.EMAIL, Role.EMAIL_AGAIN}, "missing", True), WORDS, sent) == {}
    )


def test_what_says_that_the_code_was_sent_sends_nothing() -> None:
    """Many languages say "Code sent" by the word with which the form is sent."""

    def read(lang: str) -> object:
        said = WORDS[lang]
        rests = press(said["sent"], disabled=True)
        page = look(lang, *emails(lang), rests, box(said["code"]), press(said["submit"]))
        sends, asks = labelled(page, Role.SUBMIT), labelled(page, Role.REQUEST_CODE)
        return sends == said["submit"], asks == said["sent"]

    assert unlike((True, True), WORDS, read) == {}


def test_limits() -> None:
    def read(lang: str) -> object:
        return [_limits(lang, WORDS[lang][key]) for key in ("limit", "lines", "left", "fields")]

    assert unlike([(500, None), (None, 2), (500, None), (None, None)], WORDS, read) == {}


def _limits(lang: str, text: str) -> tuple[int | None, int | None]:
    """How many characters and lines the letter may have, where this stands below its box."""
    held = letter(lang, value="a" * 20, filled=True, after=(text,))
    limits = look(lang, held, press(WORDS[lang]["submit"])).limits
    return limits.characters, limits.lines


def test_limits_in_other_words() -> None:
    told = {
        "0/500": 500,
        "12 / 1,000": 1000,
        "0/500 characters": 500,
        "0 von 500 Zeichen": 500,
        "7 of 500 people wrote 300 characters": None,
        "Maximum 500": 500,
        "Between 100 and at most 500 characters": 500,
        "No more than 2.000 characters": 2000,
        "At least 100 characters": None,
        "Maximum 5 files": None,
        "Maximum 2 MB": None,
        "We answer within 30 days at most.": None,
        "Page 2/3": None,
    }
    found = {text: look("en", letter("en", after=(text,))).limits.characters for text in told}
    assert found == told


def test_limits_declared_and_told_by_an_error() -> None:
    assert look("en", letter("en")).limits == NO_LIMITS
    assert look("en", letter("en", maxlength=700)).limits.characters == 700
    told = letter("en", maxlength=700, before=("Up to 500 characters",))
    assert look("en", told).limits.characters == 500
    for error, most in (("text can have 500", 500), ("name can have 100", None)):
        alert = Block(f"Your {error} characters.", alert="alert")
        assert look("en", letter("en"), blocks=(alert,)).limits.characters == most


def _news(lang: str, text: str) -> tuple[PageKind, tuple[str, ...], str]:
    """What an alert over a form makes of it: its kind, the errors, what is said of the code."""
    going = press(WORDS[lang]["next"])
    page = look(lang, *emails(lang), going, blocks=(Block(text, alert="alert"),))
    return page.kind, page.errors, page.code_problem


def test_good_news() -> None:
    def read(lang: str) -> object:
        return [_news(lang, WORDS[lang][key]) for key in ("valid", "fields", "sent")]

    assert unlike([(FORM, (), "")] * 3, WORDS, read) == {}


def test_bad_news() -> None:
    for text in (
        "The email address is not valid.",
        "This code isn't valid. 2 attempts left.",
        "Something went wrong. Please try again in 5 minutes.",
        "Enter your email address.",
    ):
        assert _news("en", text)[1] == (text,)


def test_what_is_the_person_s() -> None:
    def read(lang: str) -> object:
        said = WORDS[lang]
        tick = Control("", 0, 0, ControlKind.CHECKBOX, label=said["statement"])
        page = look(lang, *emails(lang), tick, box(said["signature"]), press(said["next"]))
        own = page.only_for_person == (said["statement"], said["signature"])
        return own, page.fields[Role.NAME].status

    assert unlike((True, "missing"), WORDS, read) == {}


def test_what_is_not_the_person_s() -> None:
    tick = Control("", 0, 0, ControlKind.CHECKBOX, label="Send me the newsletter")
    true = tick._replace(label="It is true and accurate", checked=True, required=True)
    name, going = box("Full name"), press("Next")
    page = look("en", name, tick, true, going)
    assert page.only_for_person == ()
    assert page.fields[Role.NAME].status == "found"
    under = look("en", name._replace(before=("Electronic signature",)), going)
    assert under.fields[Role.NAME].status == "missing"


def test_a_check() -> None:
    def over(lang: str, *keys: str) -> object:
        said = WORDS[lang]
        blocks = tuple(Block(said[key], dialog=0) for key in keys)
        buttons = (press("×", dialog=0), press(said["submit"], dialog=0, disabled=True))
        form = (letter(lang), press(said["submit"]))
        page = look(lang, *form, *buttons, dialogs=(Dialog(modal=True),), blocks=blocks)
        return page.kind, page.claim.kind, page.code_sent, labelled(page, Role.SUBMIT)

    def alone(lang: str) -> PageKind:
        said = WORDS[lang]
        page = look(lang, press(said["next"]), heading=said["check"], texts=(said["required"],))
        return page.kind

    for keys in (("check", "required"), ("check",), ("required",)):
        expected = (PageKind.CAPTCHA, "unclear", False, "missing")
        assert unlike(expected, WORDS, lambda lang, keys=keys: over(lang, *keys)) == {}, keys  # type: ignore[misc]
    assert unlike(PageKind.CAPTCHA, WORDS, alone) == {}


def test_a_check_who_one_is_is_none() -> None:
    code = look("en", box("Code we sent you"), press("OK"), heading="Security check")
    who = look("en", press("Continue"), heading="Confirm it's you")
    assert code.kind is who.kind is PageKind.CHECKPOINT


def test_the_end() -> None:
    def read(lang: str) -> object:
        said = WORDS[lang]
        told = (said["thanks"], said["review"])
        plain = look(lang, texts=told, heading="Meta")
        titled = look(lang, texts=told)
        left = look(lang, *emails(lang), press(said["next"]), texts=told)
        live = tuple(Block(text, alert="status") for text in told)
        beside = look(lang, *emails(lang), press(said["next"]), blocks=live)
        return [(page.kind, page.claim.kind) for page in (plain, titled, left, beside)]

    received = (PageKind.UNKNOWN, "received"), (PageKind.ACKNOWLEDGED, "received")
    still = (FORM, "unclear")
    assert unlike([*received, still, still], WORDS, read) == {}


def test_a_menu() -> None:
    def read(lang: str) -> object:
        said = WORDS[lang]
        products = tuple(Link(name) for name in ("Facebook", "Instagram"))
        asking = look(lang, texts=(said["start"],), linked=products).kind
        silent = look(lang, texts=(said["valid"],), linked=products).kind
        asked = (said["objection"], said["deletion"])
        linked = look(lang, linked=tuple(map(Link, asked)), heading="Meta")
        pressed = look(lang, *map(press, asked), heading="Meta")
        menus = [(page.kind, page.menu == asked[:1]) for page in (linked, pressed)]
        return asking, silent is PageKind.MENU, *menus

    menu = PageKind.MENU
    assert unlike((menu, False, (menu, True), (menu, True)), WORDS, read) == {}


LINKS = (Link("Object to the use of my data"), Link("Delete my data"))
PROSE = "In this policy we explain at length what happens to your posts and pictures."


def test_pages_that_are_not_to_choose_on() -> None:
    select = ("To get started, select a product.",)
    others = {
        "a policy": look("en", heading="Privacy policy", texts=(PROSE,) * 20, linked=LINKS),
        "one product": look("en", heading="Privacy", texts=select, linked=LINKS[1:]),
        "a shop": look("en", heading="Shop", texts=select, linked=(Link("A"), Link("B"))),
        "an end": look("en", heading="Thank you, your request was received", linked=LINKS),
    }
    assert [name for name, page in others.items() if page.kind is PageKind.MENU] == []
    assert look("en", heading="Privacy", linked=LINKS).kind is PageKind.MENU
    many = tuple(Link(f"Object to use {n} of my data") for n in range(9))
    assert look("en", heading="Privacy", linked=many).menu == tuple(one.text for one in many[:5])


TITLES = (
    "Data protection request",
    "Request form",
    "Privacy rights",
    "Your objection to AI at Meta",
)
OTHER_TITLES = (
    "Track your parcel",
    "Log in to Facebook",
    "Report copyright infringement",
    "Request form: hacked account",
    "Subscribe to our newsletter about privacy",
)


def test_a_title_tells_whose_step_it_is() -> None:
    fields, land = emails("en"), box("Country", ControlKind.COMBOBOX)
    for title in (*TITLES, *OTHER_TITLES):
        page = look("en", *fields, press("Next"), heading=title)
        assert (page.kind is FORM) == (title in TITLES), title
        assert (Role.EMAIL in found(page)) or title not in TITLES
        assert look("en", land, heading=title).kind is not FORM, title


def test_a_step_with_nothing_of_ours() -> None:
    """Something to tick or to upload is a step, though nothing in it is filled in."""
    tick = box("This is true and accurate.", ControlKind.CHECKBOX, required=True)
    upload = box("Upload a picture")._replace(type="file")
    for part in (tick, upload):
        page = look("en", part, press("Next"))
        assert (page.kind, found(page)) == (FORM, {Role.NEXT})
    reads = look("en", press("Next"), texts=("What you should know first.",))
    assert reads.kind is PageKind.UNKNOWN
    assert look("en", tick, press("Submit"), heading="Request form").kind is FORM
    loose = tick._replace(required=False)
    assert look("en", loose, press("Submit"), heading="Request form").kind is not FORM


def test_steps_that_are_counted() -> None:
    told = {
        "Step 1 of 4: Your details": (1, 4),
        "3단계 중 2단계": (2, 3),
        "第2步，共3步": (2, 3),
        "2 of 3": None,
        "Step 2": None,
        "Step 1: wait for 2 days": None,
        "In step 2 of 3 attempts failed": None,
        "In step 2 of 3 out of 100 cases something else comes, as we have explained.": None,
    }
    assert {text: look("en", press("Next"), texts=(text,)).step for text in told} == told


OWN_QUESTIONS = {
    "de": ("Ihre Begründung", "Begründung"),
    "en": ("Your reasons", "Reasons"),
    "es": ("Sus motivos", "Motivos"),
    "fr": ("Vos motifs", "Motifs"),
    "it": ("Le tue motivazioni", "Motivazioni"),
    "pl": ("Twoje uzasadnienie", "Uzasadnienie"),
    "sv": ("Din motivering", "Motivering"),
}


def test_a_later_step_needs_no_other_title_than_its_question() -> None:
    def read(lang: str, head: str, label: str, later: bool) -> object:
        asked = box(label, ControlKind.TEXTAREA), press("OK")
        page = look(lang, *asked, heading=head, texts=(label,), continued=later)
        return page.kind, page.fields[Role.EXPLANATION].status

    for lang, (question, label) in OWN_QUESTIONS.items():
        unsure = (PageKind.UNKNOWN, "ambiguous")
        assert read(lang, question, label, True) == (FORM, "found"), lang
        assert read(lang, question, label, False) == unsure, lang
        assert read(lang, "Customer survey", label, True) == unsure, lang
        assert read(lang, "Customer survey", label, False) == unsure, lang
