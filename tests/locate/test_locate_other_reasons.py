"""A box may ask why something is so that is no part of an objection: no letter goes into it."""

import pytest
from corpus.words import words
from support.locate_controls import field, page

from optout.locate.roles import ControlKind, Role

REASONS = {
    # What asks for the reasons of something else; what asks for those of an objection.
    "en": (
        ("Explain why your request is urgent", "Explain why you are entitled to act for this man"),
        ("Please explain your situation", "Explain how this hurts you and your privacy", "Reason"),
    ),
    "fr": (
        ("Expliquez pourquoi votre demande est urgente", "Expliquez pourquoi vous avez tant tardé"),
        ("Motif de votre demande", "Expliquez en quoi cela vous touche", "Expliquez pourquoi"),
    ),
    "de": (
        ("Begründen Sie die Dringlichkeit", "Begründen Sie, weshalb es so eilig ist"),
        ("Begründen Sie Ihren Antrag", "Begründen Sie das mit Ihrer Lage", "Begründung"),
    ),
    "es": (
        ("Explique por qué su solicitud es urgente", "Explique por qué no puede entrar"),
        ("Motivo de su solicitud", "Explique cómo le perjudica el uso de lo que publica"),
    ),
    "it": (
        ("Spiega perché la tua richiesta è urgente", "Spiega perché non riesci ad accedere"),
        ("Motivo della richiesta", "Spiega che conseguenze ha per te"),
    ),
    "pt": (
        ("Explique por que o seu pedido é urgente", "Explique por que não consegue entrar"),
        ("Motivo do pedido", "Explique de que modo isto o prejudica"),
    ),
    "nl": (
        ("Leg uit waarom uw verzoek dringend is", "Leg uit waarom u niet kunt inloggen"),
        ("Reden van uw verzoek", "Leg uit wat de gevolgen voor u zijn"),
    ),
    "pl": (
        ("Wyjaśnij, dlaczego sprawa jest pilna", "Wyjaśnij, dlaczego nie możesz się zalogować"),
        ("Uzasadnienie wniosku", "Wyjaśnij, jaki to ma na Ciebie wpływ"),
    ),
    "sv": (
        ("Förklara varför ditt ärende är brådskande", "Förklara varför du inte kan logga in"),
        ("Skäl till din begäran", "Förklara hur detta drabbar och påverkar dig"),
    ),
    "ru": (
        ("Объясните, почему ваш запрос срочный", "Объясните, почему вы не можете войти"),
        ("Причина запроса", "Объясните, как это на вас влияет"),
    ),
    "ja": (
        ("緊急である理由を説明してください", "ログインできない理由を説明してください"),
        ("反対する理由", "理由を説明してください", "どのような影響があるか説明してください"),
    ),
}
LANGS = pytest.mark.parametrize("lang", REASONS)


def letter(lang: str, label: str, placeholder: str = "") -> str:
    """How the letter's box is found on a page on an objection, below an address."""
    address = field(words(lang).label["email"][0], type="email")
    box = field(label, ControlKind.TEXTAREA, placeholder=placeholder)
    title = words(lang).say["object_title"][0]
    return page(lang, title, address, box).fields[Role.EXPLANATION].status


@LANGS
def test_the_reasons_of_something_else_are_left_to_the_person(lang: str) -> None:
    for label in REASONS[lang][0]:
        assert letter(lang, label) == "ambiguous", label


@LANGS
def test_those_of_an_objection_are_given(lang: str) -> None:
    for label in REASONS[lang][1]:
        assert letter(lang, label) == "found", label


def test_what_stands_in_the_box_may_tell_that_it_is_ours() -> None:
    (urgent, _), _ = REASONS["en"]
    assert letter("en", urgent, "Tell us how our use of your data affects you") == "found"
