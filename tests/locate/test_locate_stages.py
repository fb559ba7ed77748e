"""Names of stages in a row, as a request goes through: they tell nothing of now."""

import pytest
from support.locate_site import TITLE, Site, document

from optout.locate.roles import PageKind

STAGES = {
    "en": ("Request received", "In review", "Completed"),
    "fr": ("Demande reçue", "En cours d'examen", "Terminée"),
    "de": ("Antrag eingegangen", "In Prüfung", "Abgeschlossen"),
    "es": ("Solicitud recibida", "En revisión", "Finalizada"),
    "sv": ("Begäran mottagen", "Granskas", "Klar"),
}


@pytest.mark.parametrize("number", ["", "<div>{}</div>"])
@pytest.mark.parametrize("lang", STAGES)
def test_the_stages_of_a_request_tell_nothing_of_now(site: Site, lang: str, number: str) -> None:
    def look(*names: str) -> PageKind:
        rows = (f"<div>{number.format(i)}<div>{n}</div></div>" for i, n in enumerate(names, 1))
        body = f"{TITLE}{''.join(rows)}"
        return site.look(document(body).replace('lang="en"', f'lang="{lang}"')).kind

    received = STAGES[lang][0]
    assert look(*STAGES[lang]) is PageKind.UNKNOWN
    assert look(received) is PageKind.ACKNOWLEDGED
    assert look(received, "…") is PageKind.ACKNOWLEDGED


def test_thanks_are_no_stage(site: Site) -> None:
    rows = "".join(f"<div>{text}</div>" for text in ("Thank you", *STAGES["en"][:2]))
    assert site.look(document(TITLE + rows)).kind is PageKind.ACKNOWLEDGED
