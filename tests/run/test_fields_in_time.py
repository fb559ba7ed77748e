"""Forms that bring their fields one after another, or do not keep what was chosen."""

import asyncio
from dataclasses import replace

import pytest
from support.headless_run import HeadlessRun
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form

from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.form_inputs import EmailPolicy
from optout.run.steps import filling_in


@pytest.fixture(autouse=True)
def fields_come_late(headless: HeadlessRun) -> None:
    """They are waited for."""
    headless.patience = replace(headless.patience, late=1.0)


def later(html: str, when: str) -> str:
    """A script that adds `html` before the button; `when` calls `add`."""
    return f"""const add = () => document.querySelector('.send').insertAdjacentHTML('beforebegin',
      `{html}`); {when};"""


LATE = {
    "the country, later": form(EMAIL, WHY, script=later(COUNTRY, "setTimeout(add, 1500)")),
    "the box, after the country": form(
        COUNTRY,
        EMAIL,
        script=later(WHY, "document.querySelector('select').addEventListener('change', "
        "() => setTimeout(add, 700), {once: true})"),
    ),
}  # fmt: skip


OPENS = """document.querySelector('select').addEventListener('change', () => setTimeout(() => {{
  document.querySelector('form').insertAdjacentHTML('beforeend', `{rest}`);
}}, {ms}));"""


@pytest.mark.parametrize(("ms", "asked"), [(50, False), (2500, True)])
def test_a_form_that_opens_with_the_country_is_filled_in(
    headless: HeadlessRun, ms: int, asked: bool
) -> None:
    """What comes later takes the question back that was asked meanwhile."""
    script = OPENS.format(rest=EMAIL + WHY + "<button>Send</button>", ms=ms)
    text = "<p>You have the right to object to this.</p>"
    page = form(COUNTRY, script=script).replace("<form", f"{text}<form")
    page = page.replace("<button class=send>Send</button></form>", "</form>")
    with PageSite({"/": page}) as site:
        headless.run(site.url, until=headless.acts(1))
    assert headless.fields() == FILLED
    assert any("how do you want" in question for question in headless.person.asked) is asked


def test_a_form_replaced_just_as_the_person_is_led_there_is_told_of_and_filled_in(
    headless: HeadlessRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After it was looked at, and before its fields are read back."""
    lost_since_ready, fields = filling_in.lost_since_ready, COUNTRY + EMAIL + WHY

    async def replaced(run: FormRun, reading: Reading) -> Reading | None:
        await run.tab.page.goto(site.url + "other")
        return await lost_since_ready(run, reading)

    monkeypatch.setattr(filling_in, "lost_since_ready", replaced)
    with PageSite({"/": form(fields), "/other": form(fields)}) as site:
        headless.run(site.url, until=headless.acts(1))
    assert headless.heard("led on to another form. Nothing was sent")()
    assert headless.fields() == FILLED


FILLED = {"country": "filled", "email": "filled", "explanation": "filled"}


@pytest.mark.parametrize("page", LATE)
def test_what_comes_late_is_filled_too(headless: HeadlessRun, page: str) -> None:
    with PageSite({"/": LATE[page]}) as site:
        handed = headless.acts(1)
        headless.run(site.url, until=lambda: handed() and headless.fields() == FILLED)
    assert headless.fields() == FILLED


def test_what_comes_after_the_hand_over_is_filled_too(headless: HeadlessRun) -> None:
    late = later(COUNTRY + WHY, "fetch('/pressed').then(add)")
    with PageSite({"/": form(EMAIL, script=late)}) as site:
        first: list[dict[str, str]] = []

        def turn() -> None:
            first.append(headless.fields())
            site.press()

        headless.run(site.url, turn, until=headless.acts(2))
    assert first == [{"email": "filled", "country": "missing", "explanation": "missing"}]
    assert headless.fields() == FILLED


LOADING = COUNTRY.replace("Choose", "Loading…").split("<option value=BE")[0] + "</select></label>"
COUNTRIES = "<option value=''>Choose<option value=BE>Belgium"


@pytest.mark.parametrize(
    ("first", "comes"),
    [
        (LOADING, "<option value=FR>France"),
        (LOADING.replace("Loading…", "Malta<option>Cyprus"), "<option value=FR>France"),
        (LOADING, ""),
    ],
    ids=["loading", "others", "without it"],
)
def test_a_list_that_comes_takes_the_question_back(
    headless: HeadlessRun, first: str, comes: str
) -> None:
    """The country is chosen as soon as the list offers it, and asked about anew where not."""
    loads = f"""fetch('/pressed').then(() => {{
      document.querySelector('select').innerHTML = `{COUNTRIES}<option>Italy{comes}`;
    }});"""
    with PageSite({"/": form(first, EMAIL, WHY, script=loads)}) as site:
        asked = lambda: sum("how do you want" in question for question in headless.person.asked)  # noqa: E731

        def over() -> bool:
            if asked():
                site.press()
            return headless.acts(1)() or asked() == 2

        headless.run(site.url, until=over)
    assert (asked(), len(headless.person.acts)) == ((1, 1) if comes else (2, 0))
    assert ("does not list France" in headless.person.heard) is ("Malta" in first or not comes)


ONCE = """document.querySelector('select').addEventListener('change', e => {{
  setTimeout(() => {{ e.target.selectedIndex = 1; }}, {ms});
}}, {{once: true}});"""


HANDED = """fetch('/pressed').then(() => {
  document.querySelector('select').selectedIndex = 1;
  return fetch('/pressed');
}).then(() => document.querySelector('.send').click());"""


def test_a_country_that_is_set_back_while_it_is_filled_in(headless: HeadlessRun) -> None:
    page = form(COUNTRY, EMAIL, WHY, PRESSES, script=ONCE.format(ms=20))
    with PageSite({"/": page}, {"/send": "/"}) as site:
        headless.run(site.url, site.press, until=lambda: bool(site.posts))
        assert site.posts[0][1]["country"] == "FR"


def test_a_country_that_is_set_back_after_the_hand_over(headless: HeadlessRun) -> None:
    with PageSite({"/": form(COUNTRY, EMAIL, WHY, script=HANDED)}, {"/send": "/"}) as site:
        headless.run(site.url, site.press, site.press, until=lambda: bool(site.posts))
        assert site.posts[0][1]["country"] == "FR"
    assert "lost what was typed" in headless.person.heard


ANEW = """const anew = keep => {{
  const old = document.querySelector('form'), form = old.cloneNode(true);
  const fields = 'select, input, textarea';
  const values = [...old.querySelectorAll(fields)].map(e => e.value);
  form.querySelectorAll(fields).forEach((e, i) => {{ e.value = keep ? values[i] : ''; }});
  old.replaceWith(form);
}};
fetch('/pressed').then(() => {{
  anew({keep});
  if ({keep}) setTimeout(() => {{ document.querySelector('textarea').value = ''; }}, 2500);
  return fetch('/pressed');
}}).then(() => document.querySelector('.send').click());"""
OWN = "Your own changes to the letter"


@pytest.mark.parametrize("keep", ["false", "true"])
def test_a_form_that_is_drawn_anew_is_filled_in_again(headless: HeadlessRun, keep: str) -> None:
    """At once empty, or emptied later on: the fields that were watched are gone."""
    page = form(COUNTRY, EMAIL, WHY, script=ANEW.format(keep=keep))
    with PageSite({"/": page}, {"/send": "/"}) as site:
        headless.run(site.url, site.press, site.press, until=lambda: bool(site.posts))
        sent = site.posts[0][1]
    assert (sent["country"], sent["email"]) == ("FR", "prenom.nom@example.org")
    assert len(sent["why"]) > 1000
    assert "lost what was typed" in headless.person.heard
    assert OWN not in headless.person.heard


def test_a_letter_that_the_person_changed_is_told_to_be_lost(headless: HeadlessRun) -> None:
    with PageSite({"/": form(COUNTRY, EMAIL, WHY, script=ANEW.format(keep="false"))}) as site:

        async def types_and_redraws() -> None:
            await headless.tab.locator("textarea").press_sequentially("My own words.")
            site.press()

        acts: list[asyncio.Task[None]] = []

        def turn() -> None:
            acts.append(asyncio.create_task(types_and_redraws()))

        headless.run(site.url, turn, until=headless.acts(2))
        assert acts[0].done()
    assert "lost what was typed" in headless.person.heard
    assert OWN in headless.person.heard


def test_a_letter_that_is_cut_as_the_cursor_leaves_it_is_a_shorter_one(
    headless: HeadlessRun,
) -> None:
    cuts = """document.querySelector('textarea').addEventListener('blur', e => {
      e.target.value = e.target.value.slice(0, 500);
    });"""
    page = form(COUNTRY, EMAIL, WHY, PRESSES, script=cuts)
    with PageSite({"/": page}, {"/send": "/"}) as site:
        headless.run(site.url, site.press, until=lambda: bool(site.posts))
        sent = site.posts[0][1]["why"]
    assert 300 < len(sent) <= 500
    assert sent.endswith(".")
    assert "short letter" in headless.person.heard


def test_a_country_that_is_always_set_back_is_not_said_to_be_filled(headless: HeadlessRun) -> None:
    script = ONCE.format(ms=0).replace("{once: true}", "{}")
    with PageSite({"/": form(COUNTRY, EMAIL, WHY, script=script)}) as site:
        headless.run(site.url, until=headless.asked("how do you want to go on"))
    assert "France" not in headless.person.heard.split("the form is filled in")[-1]


AGAIN = "<p><label>Confirm your email <input type=email name=again required></label></p>"

HELD = EMAIL.replace("name=email", "name=email value=other@example.org")
TWO_ADDRESSES = form(COUNTRY, HELD, AGAIN, WHY, PRESSES).replace("<form ", "<form novalidate ")
POLICIES = [("replace", "prenom.nom@example.org"), ("keep", "")]


@pytest.mark.parametrize(("policy", "again"), POLICIES)
def test_only_the_persons_own_address_is_repeated(
    headless: HeadlessRun, policy: EmailPolicy, again: str
) -> None:
    with PageSite({"/": TWO_ADDRESSES}, {"/send": "/"}) as site:
        until = lambda: bool(site.posts)  # noqa: E731
        headless.run(site.url, site.press, until=until, email_policy=policy)
        assert site.posts[0][1]["again"] == again
