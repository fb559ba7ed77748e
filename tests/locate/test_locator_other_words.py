"""Words for the same thing that a site may use in place of the usual ones."""

from support.locate_site import EMAIL, Site, form, ids, reworded
from support.tables import by_language

from optout.locate.roles import Role
from optout.locate.words import meanings_in


def test_a_label_says_what_it_asks_for() -> None:
    rows = by_language("other_words")["rows"]
    wrong = [
        (lang, label, sorted(said))
        for lang, label, says, never in rows
        for said in (meanings_in(label, lang),)
        if (says and says not in said) or never in said
    ]
    assert rows
    assert wrong == []


def _box(label: str) -> str:
    return f'<label>{label} <textarea id="{label.split()[0].lower()}"></textarea></label>'


def test_the_reasons_between_two_other_boxes(site: Site) -> None:
    concern = _box("Which personal data does this concern?")
    reasons = _box("For what reasons of your own do you object?")
    wish = _box("What should we do now?")
    assert site.found(form(EMAIL, concern, reasons, wish))["explanation"] == "for"
    assert site.look(form(EMAIL, concern)).fields[Role.EXPLANATION].status != "found"
    assert site.found(form(EMAIL, wish))["explanation"] == "what"


def test_the_address_of_who_helped_is_another_s(site: Site) -> None:
    other = '<label>Email address of the employee who answered you <input id="other"></label>'
    for parts in ((EMAIL, other), (other, EMAIL), (other,)):
        looked = site.look(form(*parts))
        author = reworded(looked, {"the employee who answered you": "the author of the comment"})
        for page in (looked, author):
            assert ids(page).get("email") == ("mail" if EMAIL in parts else None)
