"""A box for comments is never the explanation, whatever the page is about and in any language."""

import pytest
from support.locate_site import COUNTRY, EMAIL, SEND, TITLE, WHY, Site, document, form, id_of

from optout.locate.find import find_all
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, FormElement, FrameSnapshot, Snapshot

COMMENTS = {
    "en": "Leave a comment",
    "de": "Schreiben Sie einen Kommentar",
    "fr": "Laissez un commentaire",
    "es": "Deja un comentario",
    "it": "Lascia un commento",
    "pt": "Deixe um comentário",
    "nl": "Laat een reactie achter",
    "da": "Skriv en kommentar",
    "nb": "Legg igjen en kommentar",
    "sv": "Lämna en kommentar",
    "fi": "Jätä kommentti",
    "et": "Lisa kommentaar",
    "is": "Skrifa athugasemd",
    "ga": "Fág trácht",
    "mt": "Ħalli kumment",
    "hu": "Szólj hozzá: hozzászólás",
    "ro": "Lasă un comentariu",
    "pl": "Dodaj komentarz",
    "cs": "Přidat komentář",
    "sk": "Pridať komentár",
    "sl": "Dodaj komentar",
    "hr": "Ostavi komentar",
    "bg": "Оставете коментар",
    "ru": "Оставить комментарий",
    "uk": "Залишити коментар",
    "el": "Αφήστε ένα σχόλιο",
    "lt": "Palikite komentarą",
    "lv": "Pievienot komentāru",
    "tr": "Yorum yapın",
    "ar": "اترك تعليقا",
    "ja": "コメントを書く",
    "ko": "댓글 쓰기",
    "zh": "发表评论",
    "ca": "Deixa un comentari",
    "gl": "Escribe un comentario",
    "eu": "Idatzi iruzkin bat",
}
ABOUT = {
    "en": "Object to your information being used for AI",
    "fr": "S'opposer à l'utilisation de vos informations pour l'IA",
    "de": "Widerspruch gegen die Nutzung deiner Informationen für KI",
    "it": "Opposizione all'uso delle tue informazioni per l'IA",
}
WHYS = {
    "en": "Why do you object?",
    "fr": "Comment ce traitement vous affecte-t-il ?",
    "de": "Wie wirkt sich diese Verarbeitung auf dich aus?",
    "it": "Perché ti opponi?",
}


def _explanation(lang: str, label: str) -> str:
    box = Control(
        "0:0", 0, 0, ControlKind.TEXTAREA, label=label, source="label", form=0, required=True
    )
    about = Block(ABOUT.get(lang, ABOUT["en"]), heading=1)
    url = "https://form.test/"
    frame = FrameSnapshot(
        0, url, True, lang=lang, blocks=(about,), forms=(FormElement(),), controls=(box,)
    )
    return find_all(Snapshot(url, (frame,)))[Role.EXPLANATION].status


@pytest.mark.parametrize("lang", COMMENTS)
def test_in_each_language(lang: str) -> None:
    assert _explanation(lang, COMMENTS[lang]) == "missing"
    assert _explanation(lang, COMMENTS["en"]) == "missing"
    assert _explanation(lang, "Comment") == "missing"


@pytest.mark.parametrize("lang", WHYS)
def test_an_explanation_is_no_comment(lang: str) -> None:
    assert _explanation(lang, WHYS[lang]) == "found"


NAME = '<label for="n">Name</label><input id="n">'
BOX = '<label for="t">LABEL</label><textarea id="t" required></textarea>'
PLAIN = BOX.replace("LABEL", "Text")
FORMS = {
    "label": f"<form>{NAME}{EMAIL}{BOX.replace('LABEL', 'Your comment')}{SEND}</form>",
    "heading": f"<h3>Leave a reply</h3><form>{NAME}{EMAIL}{PLAIN}{SEND}</form>",
    "button": f"<form>{EMAIL}{PLAIN}<button>Post comment</button></form>",
    "form": f'<form id="comment-form">{EMAIL}{PLAIN}{SEND}</form>',
    "placeholder": f'<form>{EMAIL}<textarea placeholder="Your comment"></textarea>{SEND}</form>',
    "group": f"<form><fieldset><legend>Comments</legend>{PLAIN}</fieldset></form>",
}


@pytest.mark.parametrize("comments", FORMS.values(), ids=FORMS)
def test_the_form_says_so(site: Site, comments: str) -> None:
    reading = site.look(document(TITLE + "<p>What the news are.</p>" + comments))
    assert reading.fields[Role.EXPLANATION].status == "missing"
    assert reading.kind is PageKind.UNKNOWN


def test_the_same_form_without_the_word(site: Site) -> None:
    plain = FORMS["label"].replace("Your comment", "Text")
    reading = site.look(document(TITLE + "<p>What the news are.</p>" + plain))
    assert reading.fields[Role.EXPLANATION].status == "found"
    assert reading.kind is PageKind.FORM


def test_comments_below_the_form_do_not_harm_it(site: Site) -> None:
    page = form(COUNTRY, EMAIL, WHY, after=f"<section>{FORMS['heading']}</section>")
    reading = site.look(page)
    assert reading.kind is PageKind.FORM
    assert id_of(reading, Role.EXPLANATION) == "why"


ARTICLE = "<p>We use public posts. You can object in your settings at any time.</p>"
ABOUT |= {
    "sv": "Invänd mot att dina uppgifter används för AI",
    "fi": "Vastusta tietojesi käyttöä tekoälyssä",
    "is": "Andmæltu notkun upplýsinga þinna fyrir gervigreind",
    "ro": "Opoziție la utilizarea informațiilor tale pentru IA",
    "pl": "Sprzeciw wobec wykorzystania Twoich informacji przez AI",
    "sl": "Ugovor proti uporabi vaših podatkov za UI",
    "hr": "Prigovor na upotrebu vaših podataka za AI",
    "ru": "Возражение против использования ваших данных для ИИ",
}
OPINIONS = {
    "en": "Did you find this page useful? Let us know in a few words what is missing from it.",
    "de": "Fanden Sie diesen Text nützlich? Schreiben Sie uns, was darin noch gefehlt hat.",
    "sv": "Hade du nytta av artikeln? Berätta gärna för oss vad som saknas i den här texten.",
    "fi": "Oliko tieto mielestäsi hyödyllistä? Kerro meille vapaasti, mitä jäit kaipaamaan.",
    "is": "Fannst þér síðan gagnleg? Segðu okkur endilega hvað vantaði í þennan texta.",
    "ro": "Ați găsit util ce ați citit? Scrieți-ne pe scurt ce ar mai trebui adăugat aici.",
    "pl": "Czy artykuł okazał się pomocny? Napisz do nas, czego w nim jeszcze brakuje.",
    "sl": "Se vam je zdel članek koristen? Napišite nam, kaj ste v njem še pogrešali.",
    "hr": "Je li vam ova stranica bila od koristi? Napišite nam što na njoj nedostaje.",
    "ru": "Был ли этот материал полезен? Напишите нам, чего в нём вам не хватило.",
}
OPINION_FORM = (
    '<form><textarea></textarea><label>E-mail <input name="mail"></label><button>OK</button></form>'
)


def _article(lang: str, asked: str) -> str:
    page = document(f"<h1>{ABOUT[lang]}</h1>{ARTICLE}<p>{asked}</p>{OPINION_FORM}")
    return page.replace('lang="en"', f'lang="{lang}"')


@pytest.mark.parametrize("lang", OPINIONS)
def test_an_opinion_asked_for_under_an_article(site: Site, lang: str) -> None:
    reading = site.look(_article(lang, OPINIONS[lang]))
    assert reading.kind is PageKind.UNKNOWN
    assert reading.fields[Role.EMAIL].status != "found"
    assert reading.fields[Role.EXPLANATION].status == "missing"


def test_an_objection_whose_form_values_an_opinion(site: Site) -> None:
    asked = "Why do you object? We are grateful for all your feedback."
    reading = site.look(_article("en", asked))
    assert reading.kind is PageKind.FORM
    assert reading.fields[Role.EXPLANATION].status == "found"
