"""The portal's pages themselves: whole in every language, as they say, and able to fail."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from support.event_loop import RunAsync

from corpus.objection import ADDRESS
from corpus.portal.case import PortalCase
from corpus.portal.controls import TIES
from corpus.portal.outline import Element, marked, outline
from corpus.portal.plan import LOOKS, RECIPES, TRAPS, PortalPlan, every_page, everyday, make
from corpus.portal.reader import Verdict, judge, read_all
from corpus.portal.reader import serving as serving_cases
from corpus.portal.tally import Tally, counted
from corpus.reader import browsing
from corpus.words import LANGUAGES, words
from optout.page.reading import read
from optout.system.timeouts import bounded

OF_THE_PORTAL = [name for name in RECIPES if name not in LOOKS]
PLANS = every_page(LANGUAGES, range(2))
# Words that two languages rightly share, as "Signatur" in the north.
MOST_SHARED = 3


class Shown:
    """A page, with what a person would ask of it."""

    def __init__(self, plan: PortalPlan) -> None:
        self.plan = plan
        self.case = make(plan)
        self.tree = outline(self.case.html)
        self.portal = words(plan.lang).portal

    def of(self, key: str) -> list[Element]:
        return marked(self.tree, self.case.tokens, key)

    def keys(self) -> set[str]:
        """What the page holds for a person, without buttons and without what stands around."""
        around = {"newsletter", "search", "region", "language", "trap", "kept", "clear", "link"}
        return {key for key in self.case.tokens.values() if " " not in key} - around

    def says(self, key: str) -> bool:
        return any(each in self.tree.text for each in self.portal[key])


@cache
def shown_of(plan: PortalPlan) -> Shown:
    """The page of `plan`, made and read back once for all tests."""
    return Shown(plan)


def pages_of(*names: str) -> list[Shown]:
    return [shown_of(plan) for plan in PLANS if plan.recipe in names]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    english, here = words("en").portal, words(language).portal
    assert list(here) == list(english)
    for key, wordings in here.items():
        assert wordings, key
        assert len(wordings) == len(english[key]), key
        assert all(each == each.strip() != "" for each in wordings), key
    for key, part in (("limit", "500"), ("left", "500"), ("lines", "2"), ("valid", "{}")):
        assert all(part in each for each in here[key]), key
    for key, part in (("three_left", "3"), ("one_left", "1"), ("step", "3")):
        assert all(part in each for each in here[key]), key
    flat = [each for wordings in here.values() for each in wordings]
    assert len(set(flat)) == len(flat)


def test_no_language_repeats_another() -> None:
    said = {
        language: {each for wordings in words(language).portal.values() for each in wordings}
        for language in LANGUAGES
    }
    shared = {pair: said[pair[0]] & said[pair[1]] for pair in combinations(LANGUAGES, 2)}
    assert {pair: same for pair, same in shared.items() if len(same) > MOST_SHARED} == {}
    for key in ("object", "limit", "captcha_text", "review", "menu_start", "statement"):
        assert len({words(language).portal[key][0] for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.slow
def test_every_page_is_well_formed() -> None:
    for plan in PLANS:
        tree = shown_of(plan).tree
        ids = Counter(each.attributes["id"] for each in tree if "id" in each.attributes)
        assert {name for name, times in ids.items() if times > 1} == set(), plan
        text = {each.attributes["for"] for each in tree if "for" in each.attributes}
        assert text <= set(ids), plan
        assert (
            sum(each.tag == "main" or each.attributes.get("role") == "main" for each in tree) == 1
        )


def test_every_right_answer_is_in_the_page() -> None:
    for plan in PLANS:
        case = shown_of(plan).case
        there = {case.tokens[token] for token in case.tokens if token in case.html}
        for role, want in case.wants.items():
            assert want.right & there, (plan, role)


def test_the_same_plan_makes_the_same_page_and_another_seed_another() -> None:
    for plan in PLANS[::7]:
        assert make(plan) == shown_of(plan).case
    for recipe in RECIPES:
        shapes = {_shape(make(PortalPlan(recipe, "en", seed)).html) for seed in range(12)}
        assert len(shapes) >= 8, recipe


def _shape(html: str) -> tuple[tuple[str, str], ...]:
    return tuple((each.tag, each.attributes.get("role", "")) for each in outline(html))


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_stands_somewhere(trap: str) -> None:
    key = {"languages": "language", "sneaky": "trap", "kept_step": "kept", "signing": "statement"}
    with_it = [each for each in map(shown_of, PLANS) if trap in each.case.traps]
    assert len({each.plan.lang for each in with_it}) > len(LANGUAGES) / 2
    assert all(each.of(key.get(trap, trap)) for each in with_it)


def test_the_portal_names_no_field() -> None:
    for shown in pages_of(*OF_THE_PORTAL):
        for key in shown.keys() - {"topic", "captcha"}:
            for each in shown.of(key):
                assert "name" not in each.attributes, shown.plan
                assert each.attributes.get("type") in (None, "text", "checkbox", "button")
        for key in ("email", "email_again"):
            assert not any("aria-label" in each.attributes for each in shown.of(key)), shown.plan


def test_questions_are_tied_in_every_way() -> None:
    ways: Counter[str] = Counter()
    for shown in pages_of(*OF_THE_PORTAL):
        labelled = {each.attributes.get("for") for each in shown.tree if each.tag == "label"}
        wrapped = [
            inner for each in shown.tree if each.tag == "label" for inner in each if inner != each
        ]
        for key in ("email", "name", "country", "explanation", "code"):
            for each in shown.of(key):
                at = each.attributes
                way = next((w for w in ("aria-label", "placeholder") if w in at), "")
                way = way or ("wrap" if any(each is inner for inner in wrapped) else "")
                ways[way or ("label" if at["id"] in labelled else "ancestor")] += 1
    assert len(ways) == len(TIES), ways
    assert min(ways.values()) > 20, ways


# What a page of each recipe holds for a person, and what it does not.
ADDRESSES = {"email", "email_again"}
WHOLE = {"country", "explanation", "submit"} | ADDRESSES
HOLDS: dict[str, tuple[set[str], set[str]]] = {
    "country_step": ({"country", "next"}, {"email", "code", "submit"}),
    "email_step": (ADDRESSES | {"next"}, {"country", "code", "request_code", "submit"}),
    "name_step": ({"next"}, {"country", "email", "submit"}),
    "question_step": ({"topic", "next"}, {"country", "email", "explanation", "submit"}),
    **{
        f"text_{way}": ({"explanation"}, {"country", "email", "code", "topic"})
        for way in ("attribute", "words", "counter", "left")
    },
    "request_step": (ADDRESSES | {"request_code", "next"}, {"code", "submit"}),
    **{
        f"code_step_{tie}": (ADDRESSES | {"request_code", "code", "next"}, {"submit"})
        for tie in ("label", "placeholder")
    },
    "code_alone": ({"code", "next"}, WHOLE | {"request_code", "confirm"}),
    "signing_step": ({"signature", "statement", "submit"}, ADDRESSES | {"country", "code", "next"}),
    "one_page_before": (WHOLE | {"request_code"}, {"code", "next"}),
    "one_page_no_code": (WHOLE, {"code", "request_code", "next"}),
    **{
        f"one_page_{when}_{tie}": (WHOLE | {"request_code", "code"}, {"next"})
        for when in ("after", "wrong")
        for tie in ("label", "placeholder")
    },
    "one_page_expired": (WHOLE | {"request_code", "code"}, {"next"}),
    "captcha": (WHOLE | {"cancel", "captcha_submit", "captcha"}, {"next"}),
    "captcha_old": (WHOLE | {"name", "cancel", "captcha_submit", "captcha"}, {"next", "code"}),
    "end": ({"new_request"}, WHOLE | {"code", "next"}),
    "thanks_with_form": (WHOLE, {"new_request", "next"}),
    "own_requests": ({"new_request"}, WHOLE | {"code", "next"}),
    "menu_products": (set(), WHOLE | {"code", "next"}),
    "menu_topics": (set(), WHOLE | {"code", "next"}),
    "old_page": (WHOLE | {"name"}, {"code", "next"}),
    "old_overlay": (WHOLE | {"name", "close"}, {"code", "next"}),
    "code_layer": (WHOLE | {"name", "code", "confirm"}, {"next", "request_code"}),
    "mobile": (WHOLE, {"code", "next", "name"}),
    "mobile_code": ({"code", "confirm"}, WHOLE | {"next"}),
}


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_page_holds_what_it_is_for_and_nothing_else(recipe: str) -> None:
    there, absent = HOLDS[recipe]
    for shown in pages_of(recipe):
        assert there <= shown.keys(), shown.plan
        assert not absent & shown.keys(), shown.plan
        if recipe == "name_step":
            assert {"name"} <= shown.keys() or {"first", "last"} <= shown.keys()


Check = Callable[[Shown], None]


def _country(shown: Shown) -> None:
    (box,) = shown.of("country")
    assert box.attributes["role"] == "combobox"
    for box in shown.of("country_list"):
        names = {each.text for each in box if each.attributes.get("role") == "option"}
        assert words(shown.plan.lang).territory("FR") in names
        assert box.attributes["aria-label"] in words(shown.plan.lang).label["country"]


def _question(shown: Shown) -> None:
    assert any(each.attributes.get("role") == "radiogroup" for each in shown.tree)
    assert len(shown.of("topic")) == 3
    assert shown.says("object")
    assert shown.says("object_about")


def _limit(shown: Shown) -> None:
    way = shown.plan.recipe.removeprefix("text_")
    (box,) = shown.of("explanation")
    assert box.attributes.get("maxlength") == ("500" if way == "attribute" else None)
    assert shown.says("limit") == (way == "words")
    assert shown.says("left") == (way == "left")
    assert ("0/500" in shown.tree.text) == (way == "counter")


def _before_the_code(shown: Shown) -> None:
    (button,) = shown.of("request_code")
    assert button.text in shown.portal["request_code"]
    typed = all("value" in each.attributes for each in shown.of("email"))
    assert (button.attributes.get("aria-disabled") == "true") == (not typed)
    assert not shown.says("code_sent")


def _after_the_code(shown: Shown) -> None:
    (button,) = shown.of("request_code")
    assert button.text in shown.portal["code_sent"]
    assert button.attributes["aria-disabled"] == "true"
    (box,) = shown.of("code")
    only = shown.plan.recipe.endswith("placeholder")
    assert ("placeholder" in box.attributes) == only
    assert ("aria-label" in box.attributes) <= (not only)
    assert all(each.attributes["value"] == ADDRESS for each in shown.of("email"))
    wrong = "wrong" in shown.plan.recipe
    assert shown.says("code_wrong") == wrong
    assert (box.attributes.get("aria-invalid") == "true") == wrong
    assert (shown.case.problem == "wrong") == wrong


def _expired(shown: Shown) -> None:
    _before_the_code(shown)
    assert any(each in shown.tree.text for each in words(shown.plan.lang).say["code_expired"])
    assert shown.case.problem == "expired"


def _captcha(shown: Shown) -> None:
    (dialog,) = (each for each in shown.tree if each.attributes.get("role") == "dialog")
    assert shown.portal["captcha_title"][0] in dialog.text
    assert shown.portal["captcha_text"][0] in dialog.text
    (frame,) = (each for each in dialog if each.tag == "iframe")
    assert frame.attributes["src"] in shown.case.documents
    assert frame.attributes["src"] != shown.case.address
    (second,) = shown.of("captcha_submit")
    assert second.text in words(shown.plan.lang).button["send"]


def _end(shown: Shown) -> None:
    assert shown.says("thanks")
    assert shown.says("review")


def _own_requests(shown: Shown) -> None:
    assert shown.says("my_requests")
    assert shown.says("in_review") or shown.says("closed")
    assert {each.text for each in shown.of("link")} & set(
        words(shown.plan.lang).say["object_title"]
    )
    assert not shown.case.wants


def _menu(shown: Shown) -> None:
    links = [each.text.removesuffix("›").strip() for each in shown.of("link")]
    assert len(links) >= 3
    assert len(set(links)) == len(links)
    topics = shown.plan.recipe == "menu_topics"
    assert (len(set(links) & set(shown.portal["menu_object"])) == 1) == topics
    assert shown.says("menu_topic" if topics else "menu_start")
    assert not shown.case.wants


def _old(shown: Shown) -> None:
    assert shown.says("lines")
    assert shown.says("email_help")
    named = {key: shown.of(key)[0].attributes["name"] for key in ("name", "email", "email_again")}
    assert named == {"name": "your_name", "email": "email", "email_again": "confirm_email"}
    assert {each.attributes.get("type") for each in shown.of("email")} == {"text"}
    (country,) = shown.of("country")
    assert country.tag == "select"
    assert "France" in {each.attributes["value"] for each in country if each.tag == "option"}


def _overlay(shown: Shown) -> None:
    _old(shown)
    (okay,) = shown.of("close")
    assert okay.text in words(shown.plan.lang).button["close"]


def _layer(shown: Shown) -> None:
    _old(shown)
    (box,) = shown.of("code")
    assert box.attributes["name"] == "nonce"
    assert box.attributes["aria-label"] == box.attributes["placeholder"]
    forms = [each for each in shown.tree if each.tag == "form"]
    (own,) = (form for form in forms if any(each is box for each in form))
    assert shown.of("email")[0] not in list(own)
    assert any(each is shown.of("confirm")[0] for each in own)


def _mobile(shown: Shown) -> None:
    assert not any(each.tag == "label" for each in shown.tree if not shown.case.traps)
    for key in ("email", "explanation", "country"):
        assert "aria-label" not in shown.of(key)[0].attributes
    assert sum(each.tag == "br" for each in shown.tree) >= 12


def _mobile_code(shown: Shown) -> None:
    (box,) = shown.of("code")
    assert "aria-label" not in box.attributes
    assert "placeholder" not in box.attributes
    assert "id" not in box.attributes


SAYS: dict[str, Check] = {
    "country_step": _country,
    "question_step": _question,
    **{f"text_{way}": _limit for way in ("attribute", "words", "counter", "left")},
    "request_step": _before_the_code,
    "one_page_before": _before_the_code,
    **{name: _after_the_code for name in RECIPES if name.startswith(("code_step", "one_page_a"))},
    **{name: _after_the_code for name in RECIPES if name.startswith("one_page_w")},
    "one_page_expired": _expired,
    "captcha": _captcha,
    "captcha_old": _captcha,
    "end": _end,
    "thanks_with_form": _end,
    "own_requests": _own_requests,
    "menu_products": _menu,
    "menu_topics": _menu,
    "old_page": _old,
    "old_overlay": _overlay,
    "code_layer": _layer,
    "mobile": _mobile,
    "mobile_code": _mobile_code,
}


@pytest.mark.parametrize("recipe", SAYS)
def test_a_page_says_what_it_is(recipe: str) -> None:
    shown = pages_of(recipe)
    assert len(shown) == 2 * len(LANGUAGES)
    for each in shown:
        SAYS[recipe](each)


def test_the_everyday_pages_hold_every_recipe_alike() -> None:
    plans = everyday(LANGUAGES, 10)
    assert len(set(plans)) == len(plans) == 10 * len(LANGUAGES)
    times = Counter(plan.recipe for plan in plans)
    assert set(times) == set(RECIPES)
    assert max(times.values()) - min(times.values()) <= 1
    assert everyday(("sv",), 10) == [plan for plan in plans if plan.lang == "sv"]


@pytest.mark.slow
def test_a_wrong_answer_is_called_wrong(run_async: RunAsync) -> None:
    async def verdicts() -> list[Verdict]:
        plan = PortalPlan("old_page", "en", 1)
        case = make(plan)
        lies = {token: {"country": "region"}.get(key, key) for token, key in case.tokens.items()}
        end = replace(case, kinds=frozenset({"acknowledged"}))
        async with browsing() as context, serving_cases(context) as served:
            served.add(case)
            page = await context.new_page()
            await page.goto(case.address)
            reading = await read(page, lambda _url: True)
            tags = await reading.opening_tags()
        told = [case, replace(case, tokens=lies), end]
        return [judge(plan, each, reading, tags) for each in told]

    right, wrong, not_the_end = run_async(bounded(verdicts(), 30))
    assert (right.roles["country"], right.wrong) == ("found", ())
    assert (right.kind_right, right.falsely_acknowledged, right.problem_right) == (
        True,
        False,
        True,
    )
    assert wrong.roles["country"] == "wrong"
    assert len(wrong.wrong) == 1
    assert "WRONG country is region" in wrong.told()
    assert not not_the_end.kind_right
    false = replace(right, kind="acknowledged")
    assert (false.kind_right, false.falsely_acknowledged) == (False, True)
    assert replace(not_the_end, kind="unknown", thanks=True).kind_right
    assert not replace(right, problem="wrong").problem_right


def test_a_page_is_served_with_its_frame_and_nothing_else(run_async: RunAsync) -> None:
    case = make(PortalPlan("captcha", "fi", 1))

    async def look(case: PortalCase) -> tuple[list[str], int]:
        async with browsing() as context, serving_cases(context) as served:
            served.add(case)
            page = await context.new_page()
            await page.goto(case.address, wait_until="load")
            addresses = [frame.url for frame in page.frames]
            served.remove(case)
            again = await page.goto(case.address)
            assert again is not None
            return addresses, again.status

    addresses, status = run_async(bounded(look(case), 30))
    assert set(addresses) == set(case.documents)
    assert status == 404


def test_the_figures_tell_what_was_examined(run_async: RunAsync) -> None:
    plans = [PortalPlan("old_page", lang, 1) for lang in ("en", "sv")]

    async def reading() -> list[Verdict]:
        async with browsing() as context:
            return await read_all(context, plans)

    english, swedish = run_async(bounded(reading(), 30))
    assert [english.plan, swedish.plan] == plans
    tally = Tally()
    tally.add(counted(replace(english, kind="form", wrong=())))
    tally.add(counted(replace(swedish, kind="acknowledged", wrong=("x is y",))))
    first, second, third = tally.lines()
    assert first.startswith("portal: 2 pages examined in 2 languages: 1 wrong fields, 1 falsely")
    assert "kinds right 50.0 %" in first
    assert second == "portal: worst language sv: kinds right in 0 of 1, 1 wrong fields"
    assert "country 2/2" in third
