"""Pages that talk about objections, codes and refusals, and are none of these themselves."""

from .field import Draft, Field
from .furniture import button
from .layouts import rows
from .markup import el, text
from .spec import UNKNOWN, Spec, may

TALKS = ("news", "forum", "faq", "help")


def talk(draft: Draft, features: frozenset[str]) -> Spec:
    """A news article, a forum thread, questions and answers, or a help article."""
    kind = next((each for each in TALKS if each in features), "news")
    lines = draft.talk(kind)
    made = {"news": _news, "forum": _forum, "faq": _faq, "help": _help}[kind](draft, lines)
    spec = Spec(
        kinds=UNKNOWN,
        wants={},
        title=draft.rng.choice(draft.talk("title")),
        above=made,
    )
    if "comments" in features:
        spec.below = _comments(draft)
        # The comment form's own e-mail field is an e-mail field; its box is no explanation.
        spec.wants = {"email": may("email")}
    return spec


def thanks(draft: Draft, features: frozenset[str]) -> Spec:
    """Thanks for something else than an objection."""
    key = "order_thanks" if "order" in features else "newsletter_thanks"
    message = draft.say(key)
    shown = el("div", {"role": "status"}, el("p", {}, text(message)))
    home = el("p", {}, el("a", {"href": "#"}, text(draft.button("back"))))
    title = message if draft.rng.random() < 0.5 else draft.say("checkout_title")
    return Spec(kinds=UNKNOWN, wants={}, title=title, above=shown, below=home)


def _news(draft: Draft, lines: list[str]) -> str:
    quote = el("blockquote", {}, text(draft.say("acknowledged")))
    aside = el("div", {"class": "box"}, el("strong", {}, text(draft.say("already"))))
    paragraphs = [el("p", {}, text(each)) for each in lines]
    paragraphs.insert(2, quote)
    return el("article", {}, "".join(paragraphs) + aside)


def _forum(draft: Draft, lines: list[str]) -> str:
    posts = ""
    for number, line in enumerate([*lines, draft.say("no_country"), draft.say("acknowledged")]):
        posts += el(
            "div",
            {"class": "post", "id": f"post-{number + 1}"},
            el("b", {}, f"user{number * 37 + 11}") + el("p", {}, text(line)),
        )
    return el("section", {}, posts)


def _faq(draft: Draft, lines: list[str]) -> str:
    made = ""
    for question, answer in zip(lines[::2], lines[1::2], strict=True):
        made += el("details", {"open": None}, el("summary", {}, text(question)) + text(answer))
    return made + el("p", {}, text(draft.say("object_intro")))


def _help(draft: Draft, lines: list[str]) -> str:
    steps = "".join(el("li", {}, text(each)) for each in lines)
    pages = (draft.say("already"), draft.say("code_asked"))
    related = "".join(el("li", {}, el("a", {"href": "#"}, text(each))) for each in pages)
    return el("article", {}, el("ol", {}, steps) + el("ul", {}, related))


def _comments(draft: Draft) -> str:
    fields = [
        Field("name", required=True, layout="for"),
        Field("email", required=True, layout="for"),
        Field("comment", "textarea", required=True, layout="for"),
    ]
    inner = rows(draft, fields) + button(draft, draft.button("send"))
    # As WordPress writes it: "Leave a comment" above, "Comment" at the box.
    heading = draft.words.label["comment"][0]
    return el("section", {}, el("h3", {}, text(heading)) + el("form", {}, inner))
