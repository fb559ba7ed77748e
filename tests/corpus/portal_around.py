"""What a visitor meets around the portal's form: captcha, end, and the menu that leads to it."""

from .field import MARK, Draft
from .markup import el, text
from .portal_boxes import button
from .portal_older import old_page
from .portal_steps import one_page, words
from .spec import CAPTCHA, MENU, MOBILE, OWN, PORTAL, Made, Want, may

PRODUCTS = ("Facebook", "Instagram", "WhatsApp", "Threads", "Messenger")


def captcha(draft: Draft) -> Made:
    """After Submit, or after the code was asked for: a dialog with a second button Submit."""
    return _checked(draft, one_page(draft.rng.choice(("before", "after", "none")))(draft))


def captcha_old(draft: Draft) -> Made:
    """The same over the older page, whose buttons have ids."""
    made = old_page(draft)
    made.inside_traps = False
    return _checked(draft, made, button_id="captcha_dialog_submit_button")


def _checked(draft: Draft, made: Made, button_id: str = "") -> Made:
    """The page with a security check over it, which only a person can pass."""
    made.kinds = frozenset({"unknown", "form"})
    made.wants = {role: may(*want.right) for role, want in made.wants.items()}
    title, told = words(draft, "captcha_title"), words(draft, "captcha_text")
    frame = el("iframe", {"src": CAPTCHA, "title": "reCAPTCHA", "width": "304", "height": "78"})
    native = button_id != ""
    buttons = button(draft, "cancel", words(draft, "cancel"), native=native)
    unsolved, send = draft.rng.random() < 0.8, draft.button("send")
    buttons += button(
        draft, "captcha_submit", send, disabled=unsolved, native=native, identifier=button_id
    )
    heading = el("h2", {"id": "_r_cap_"}, text(title))
    named: dict[str, str | None] = {"role": "dialog"}
    if draft.rng.random() < 0.7:
        named["aria-modal"] = "true"
    named |= draft.rng.choice(({"aria-label": title}, {"aria-labelledby": "_r_cap_"}))
    inner = heading + el("p", {}, text(told)) + frame + el("div", {}, buttons)
    made.over = el("div", {"class": "veil"}, el("div", named, inner))
    made.frames = {CAPTCHA: _robot(draft)}
    return made


def _robot(draft: Draft) -> str:
    box = el("div", {"role": "checkbox", "aria-checked": "false", "tabindex": "0"}, "☐")
    answer = el("textarea", {"name": "g-recaptcha-response", "style": "display:none"})
    marked = {MARK: draft.mark("captcha"), "type": "text", "aria-label": "reCAPTCHA"}
    return el("div", {}, box + el("label", {}, "reCAPTCHA") + answer + el("input", {**marked}))


def end(draft: Draft) -> Made:
    """The end: thanks, what happens next, and a way to begin another request. No number."""
    message = el("p", {}, text(words(draft, "review")))
    titled = draft.rng.random() < 0.5
    thanks = el("h2", {}, text(words(draft, "thanks"))) if titled else ""
    return Made(
        kinds=frozenset({"acknowledged"}),
        wants={},
        title=draft.say("object_title") if titled else words(draft, "thanks"),
        address=draft.rng.choice((PORTAL, PORTAL, MOBILE)),
        rows=[thanks + message],
        buttons=[button(draft, "new_request", words(draft, "new_request"))],
    )


def thanks_with_form(draft: Draft) -> Made:
    """The words of the end while the form stands there still: nothing has ended."""
    made = one_page(draft.rng.choice(("before", "after", "none")))(draft)
    told = text(f"{words(draft, 'thanks')} {words(draft, 'review')}")
    made.rows.insert(draft.rng.choice((0, len(made.rows))), el("p", {}, told))
    made.wants = {role: may(*want.right) for role, want in made.wants.items()}
    return made


def menu_products(draft: Draft) -> Made:
    """The page to which the policy's "right to object" leads: choose a product."""
    products = list(PRODUCTS[: draft.rng.randint(3, len(PRODUCTS))])
    return _menu(draft, words(draft, "menu_start"), products)


def menu_topics(draft: Draft) -> Made:
    """The page to choose a topic on; one of the links speaks of an objection."""
    links = [*draft.words.portal["menu_others"], words(draft, "menu_object")]
    draft.rng.shuffle(links)
    return _menu(draft, words(draft, "menu_topic"), links)


def _menu(draft: Draft, question: str, links: list[str]) -> Made:
    shape = draft.rng.choice(("list", "links", "buttons"))
    made = []
    for number, label in enumerate(links):
        attributes: dict[str, str | None] = {MARK: draft.mark("link"), "class": "card"}
        if shape == "buttons":
            attributes |= {"role": draft.rng.choice(("button", "link")), "tabindex": "0"}
            made.append(el("div", attributes, el("span", {}, text(label)) + el("i", {}, "›")))
            continue
        attributes["href"] = f"/support/privacy/{number + 11}/"
        link = el("a", attributes, el("span", {}, text(label)))
        made.append(el("li", {}, link) if shape == "list" else el("div", {}, link))
    inner = "".join(made)
    wants: dict[str, Want] = {}
    return Made(
        kinds=frozenset({"unknown"}),
        wants=wants,
        title=draft.say("privacy_title"),
        address=MENU,
        intro=question,
        rows=[el("ul", {}, inner) if shape == "list" else inner],
    )


def own_requests(draft: Draft) -> Made:
    """The person's list of earlier requests: about an objection, and no news of this one."""
    titles = [draft.say("object_title"), *draft.words.portal["menu_others"][:2]]
    rows = []
    for title in titles:
        state = words(draft, draft.rng.choice(("in_review", "closed")))
        number = draft.rng.randrange(10**14, 10**15)
        link = el("a", {"href": f"/requests/{number}/", MARK: draft.mark("link")}, text(title))
        rows.append(el("div", {}, link + el("div", {}, f"{number}") + el("div", {}, text(state))))
    return Made(
        kinds=frozenset({"unknown"}),
        wants={},
        title=words(draft, "my_requests"),
        address=OWN,
        rows=rows,
        buttons=[button(draft, "new_request", words(draft, "new_request"))],
    )
