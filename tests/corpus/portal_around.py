"""What a visitor meets around the portal's form: the older pages, captcha, end, and menu."""

from dataclasses import replace

from .field import MARK, Draft, Field
from .furniture import button, modal
from .layouts import row
from .markup import el, text
from .portal import ELSEWHERE, PORTAL, STEPS, Recipe, one_page
from .spec import FORM, UNKNOWN, Spec, must
from .words import words

OLD = "https://www.facebook.com/help/contact/884213775501423"
MOBILE = "https://m.facebook.com/help/contact/884213775501423"
CAPTCHA = "https://www.fbsbx.com/captcha/recaptcha/iframe/"
PRODUCTS = ("Facebook", "Instagram", "WhatsApp", "Threads", "Messenger")


def _older(draft: Draft, address: str, fields: list[Field]) -> Spec:
    """A form of before the portal; each of its fields has to be found."""
    keys = [each.key for each in fields if each.key != "topic"]
    return Spec(
        kinds=FORM,
        wants={key: must(key) for key in (*keys, "submit")},
        title=draft.say("object_title"),
        fields=fields,
        in_form=button(draft, draft.button("send"), key="submit"),
        address=address,
        problem="",
    )


def _land(draft: Draft) -> Field:
    """A country whose options have English values under any language, or numbers."""
    english = words("en").territory
    options = tuple((english(code), name) for code, name in draft.words.countries())
    return Field("country", "select", options=options)


def old_page(draft: Draft) -> Spec:
    """Rows, a label that holds the help text too, two lines for the letter."""
    fields = [
        Field("name"),
        Field(
            "email",
            label=f"{draft.label('email')}\n{draft.portal('email_help')}",
            value=draft.rng.choice(("", "", "", "someone@example.org")),
        ),
        Field("email_again", label=draft.portal("email_again")),
    ]
    fields.insert(draft.rng.choice((0, 1)), _land(draft))
    if draft.rng.random() < 0.5:
        answers = tuple((key, draft.button(key)) for key in ("yes", "no"))
        gate = Field("topic", "radio", label=draft.say("gate"), value="yes", options=answers)
        fields.insert(0, gate)
    about = f"{draft.label('explanation')}\n{draft.portal('lines')}"
    fields.append(Field("explanation", "textarea", label=about))
    return replace(_older(draft, OLD, fields), intro=draft.say("object_intro"))


def mobile(draft: Draft) -> Spec:
    """Bare words and line breaks instead of labels."""
    again = Field("email_again", label=draft.portal("email_again"))
    fields = [_land(draft), Field("email"), again, Field("explanation", "textarea")]
    return _older(draft, MOBILE, fields)


def _over(draft: Draft, title: str, inner: str) -> str:
    """A layer over the page that seldom says that it is one, and never that it is modal."""
    named = {"role": "dialog", "aria-label": title} if draft.rng.random() < 0.7 else {}
    style = "background:#fff;max-width:420px;margin:15vh auto;padding:16px"
    return el("div", {"class": "veil"}, el("div", {"style": style, **named}, inner))


def overlay(draft: Draft) -> Spec:
    """A required field was left empty: an overlay says so, and has one button."""
    made = old_page(draft)
    message = draft.say("required_error")
    close = button(draft, draft.button("close"), submit=False)
    made.over = _over(draft, message, el("p", {}, text(message)) + close)
    made.kinds |= UNKNOWN
    made.leave_open()
    return made


def _code(draft: Draft) -> tuple[Field, str]:
    """The older pages' box for the code, and the button that confirms it."""
    label = draft.rng.choice((draft.portal("submit_code"), draft.label("code")))
    confirm = button(draft, draft.button("confirm"), key="confirm")
    return Field("code", label=label, attributes={"name": "nonce"}), confirm


_CODE = {"code": must("code"), "confirm_code": must("confirm")}


def code_layer(draft: Draft) -> Spec:
    """After Submit: the code in a layer over the form, in a form of its own."""
    made = old_page(draft)
    box, confirm = _code(draft)
    label = draft.portal("submit_code")
    box = replace(box, label=label, layout="aria_label", attributes={"placeholder": label})
    title = draft.say("code_title")
    told = el("h3", {}, text(title)) + el("p", {}, text(draft.say("code_asked")))
    inner = told + row(draft, box) + confirm
    made.over = _over(draft, title, el("form", {"action": "#", "method": "post"}, inner))
    made.kinds = frozenset({"code"})
    made.leave_open()
    made.wants = {**made.wants, **_CODE}
    return made


def mobile_code(draft: Draft) -> Spec:
    """The page that comes after the mobile form: the code, in bare words."""
    box, confirm = _code(draft)
    made = Spec(frozenset({"code"}), _CODE, draft.say("code_title"), [box], in_form=confirm)
    return replace(made, address=MOBILE, problem="", intro=draft.say("code_asked"))


def captcha(old: Recipe | None = None) -> Recipe:
    """A security check over a page of the form, which only a person can pass."""

    def recipe(draft: Draft) -> Spec:
        made = (old or one_page(draft.rng.choice(("before", "after", "none"))))(draft)
        made.kinds |= UNKNOWN
        made.leave_open()
        frame = el("iframe", {"src": CAPTCHA, "style": "width:304px;height:78px"})
        inner = el("p", {}, text(draft.portal("captcha_text"))) + frame
        inner += button(draft, draft.portal("cancel"), submit=False)
        unsolved = draft.rng.random() < 0.8
        inner += button(draft, draft.button("send"), key="captcha", disabled=unsolved)
        made.over = modal(draft, draft.portal("captcha_title"), inner)
        answer = Field("captcha", "textarea", attributes={"name": "g-recaptcha-response"})
        answer = replace(answer, label="reCAPTCHA", hide="own_none")
        made.frames = {CAPTCHA: [Field("captcha", label="reCAPTCHA", layout="aria_label"), answer]}
        return made

    return recipe


def end(draft: Draft) -> Spec:
    """The end: thanks, what happens next, and a way to begin another request. No number."""
    titled, thanks = draft.rng.random() < 0.5, draft.portal("thanks")
    return Spec(
        kinds=frozenset({"acknowledged"}),
        wants={},
        title=draft.say("object_title") if titled else thanks,
        above=(el("h2", {}, text(thanks)) if titled else "")
        + el("p", {}, text(draft.portal("review"))),
        below=button(draft, draft.portal("new_request"), submit=False),
        address=draft.rng.choice((PORTAL, PORTAL, MOBILE)),
        problem="",
    )


def thanks_with_form(draft: Draft) -> Spec:
    """The words of the end while the form stands there still: nothing has ended."""
    made = one_page(draft.rng.choice(("before", "after", "none")))(draft)
    told = el("p", {}, text(f"{draft.portal('thanks')} {draft.portal('review')}"))
    if draft.rng.random() < 0.5:
        made.above = told
    else:
        made.in_form = told + made.in_form
    made.leave_open()
    return made


def menu_products(draft: Draft) -> Spec:
    """The page to which the policy's "right to object" leads: choose a product."""
    products = PRODUCTS[: draft.rng.randint(3, len(PRODUCTS))]
    return _menu(draft, draft.portal("menu_start"), list(products))


def menu_topics(draft: Draft) -> Spec:
    """The page to choose a topic on; one of the links speaks of an objection."""
    links = [*draft.words.portal["menu_others"], draft.portal("menu_object")]
    draft.rng.shuffle(links)
    return _menu(draft, draft.portal("menu_topic"), links)


def _listed(draft: Draft, title: str, inner: str, **more: str) -> Spec:
    """A page that leads elsewhere, or tells what was before."""
    address = "https://help.meta.com/support/privacy/"
    return Spec(UNKNOWN, {}, title, above=inner, address=address, problem="", **more)


def _menu(draft: Draft, question: str, links: list[str]) -> Spec:
    shape = draft.rng.choice(("li", "div", ""))
    made = ""
    for number, label in enumerate(links):
        shown = el("span", {}, text(label))
        link = el("a", {"href": f"/support/privacy/{number + 11}/"}, shown)
        drawn = el("div", {"role": "link", "tabindex": "0"}, shown + "<i>›</i>")
        made += el(shape, {}, link) if shape else drawn
    inner = el("ul", {}, made) if shape == "li" else made
    return _listed(draft, draft.say("privacy_title"), inner, intro=question)


def own_requests(draft: Draft) -> Spec:
    """The person's list of earlier requests: about an objection, and no news of this one."""
    made = ""
    for title in (draft.say("object_title"), *draft.words.portal["menu_others"][:2]):
        state = draft.portal(draft.rng.choice(("in_review", "closed")))
        number = f"{draft.rng.randrange(10**14, 10**15)}"
        link = el("a", {"href": f"/requests/{number}/", MARK: draft.mark("link")}, text(title))
        made += el("div", {}, link + el("div", {}, number) + el("div", {}, text(state)))
    new = button(draft, draft.portal("new_request"), submit=False)
    return _listed(draft, draft.portal("my_requests"), made, below=new)


_PAGES = (end, thanks_with_form, own_requests, menu_products, menu_topics)
_OLDER = (old_page, overlay, code_layer, mobile, mobile_code)
RECIPES: dict[str, Recipe] = {
    **STEPS,
    "captcha": captcha(),
    "captcha_old": captcha(old_page),
    **{each.__name__: each for each in (*_PAGES, *_OLDER)},
}


def build(draft: Draft, recipe: str) -> Spec:
    """The page that `recipe` makes, at its address or at one that tells nothing."""
    made = RECIPES[recipe](draft)
    return replace(made, address=ELSEWHERE) if draft.rng.random() < 0.5 else made
