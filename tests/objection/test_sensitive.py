"""The warning before special categories are sent: it speaks where it should, and only there."""

import pytest
from letter_matrix import LANGUAGES

from optout.objection import reasons, sensitive_words
from optout.objection.sensitive import KINDS

# One sentence a kind, in the order of KINDS: health, beliefs, politics, union, sexual life, origin.
TELLING = {
    "en": (
        "I am recovering from a long illness.",
        "People can see which church I go to.",
        "My political opinions could be deduced.",
        "I am a trade union member.",
        "I came out as gay last year.",
        "My photos show my ethnic origin.",
    ),
    "fr": (
        "Je me remets d’une longue maladie.",
        "On voit que je suis de confession MUSULMANE.",
        "On peut en déduire mes opinions politiques.",
        "J’ai une carte au syndicat.",
        "Je vis mon homosexualité depuis peu.",
        "On y lit mes origines.",
    ),
    "de": (
        "Ich bin seit Jahren chronisch krank.",
        "Man sieht, in welche Kirche ich gehe.",
        "Meine politischen Ansichten sind erkennbar.",
        "Ich bin in der Gewerkschaft.",
        "Ich lebe offen schwul.",
        "Meine ethnische Zugehörigkeit ist erkennbar.",
    ),
    "es": (
        "Me recupero de una larga enfermedad.",
        "Se ve a qué iglesia voy.",
        "Se deducen mis opiniones políticas.",
        "Pertenezco a un sindicato.",
        "Se habla de mi vida sexual.",
        "Se ve mi origen étnico.",
    ),
    "it": (
        "Sto guarendo da una lunga malattia.",
        "Si vede in quale chiesa vado.",
        "Se ne deducono le mie opinioni politiche.",
        "Sono iscritta a un sindacato.",
        "Si parla della mia omosessualità.",
        "Si vede la mia origine etnica.",
    ),
    "nl": (
        "Ik herstel van een lange ziekte.",
        "Men ziet naar welke kerk ik ga.",
        "Mijn politieke overtuiging is eruit af te leiden.",
        "Ik ben lid van de vakbond.",
        "Mijn seksuele geaardheid blijkt eruit.",
        "Mijn etnische afkomst is te zien.",
    ),
    "pt": (
        "Recupero de uma doença prolongada.",
        "Vê-se a que igreja vou.",
        "Deduzem-se as minhas opiniões políticas.",
        "Pertenço a um sindicato.",
        "Fala-se da minha orientação sexual.",
        "Vê-se a minha origem étnica.",
    ),
    "pl": (
        "Wracam do zdrowia po długiej chorobie.",
        "Widać, do którego kościoła chodzę.",
        "Wynikają z nich moje poglądy polityczne.",
        "Należę do związku zawodowego.",
        "Mowa jest o mojej seksualności.",
        "Widać moje pochodzenie etniczne.",
    ),
}

PLAIN = {
    "en": "I run a bakery and customers know my face; I judge my own photos and trust my friends.",
    "fr": "Je tiens une boulangerie ; l’opération me déplaît, et votre politique n’y change rien.",
    "de": "Ich führe eine Bäckerei; ich glaube, dass meine Kundschaft mich am Gesicht erkennt.",
    "es": "Tengo una panadería y mis clientes me conocen; su operación no me gusta.",
    "it": "Gestisco una panetteria e i clienti mi conoscono; mio figlio va all’asilo.",
    "nl": "Ik heb een bakkerij en mijn klanten kennen mijn gezicht; dat is een beperking voor mij.",
    "pt": "Tenho uma padaria e os clientes conhecem a minha cara; a operação não me agrada.",
    "pl": "Prowadzę piekarnię i klienci znają moją twarz; ta operacja mi się nie podoba.",
}


@pytest.mark.parametrize("language", sorted(TELLING))
def test_each_kind_is_noticed(language: str) -> None:
    for kind, sentence in zip(KINDS, TELLING[language], strict=True):
        assert kind in sensitive_words(sentence, language), sentence


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_an_ordinary_reason_raises_no_warning(language: str) -> None:
    assert sensitive_words(PLAIN[language], language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_offered_reason_names_anything_special(language: str) -> None:
    for reason in reasons(language).values():
        assert sensitive_words(f"{reason.label}. {reason.sentence}", language) == ()


def test_words_are_found_over_a_line_end_and_whatever_the_apostrophe() -> None:
    assert sensitive_words("my political\nopinions", "en") == ("politics",)
    assert sensitive_words("demandeur d'asile", "fr") == ("origin",)
    assert sensitive_words("demandeur d’asile", "fr") == ("origin",)


def test_a_language_without_words_gives_no_warning() -> None:
    assert sensitive_words("illness", "xx") == ()
