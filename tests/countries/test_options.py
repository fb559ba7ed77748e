"""Which option of a form means a country, and which lists are lists of countries."""

import time

from optout import countries


def options(*texts: str) -> list[tuple[str, str]]:
    return [(str(number), text) for number, text in enumerate(texts)]


MEANING = (
    ("FR – France", "FR", None),
    ("France (FR)", "FR", "fr"),
    ("🇫🇷 France", "FR", "fr"),
    ("België / Belgique / Belgien", "BE", "nl"),
    ("日本 (Japan)", "JP", "ja"),
    ("Metropolitan France", "FR", "en"),
    ("Germany", "DE", "fr"),
    ("Ireland, Republic of", "IE", "en"),
)


def test_an_option_means_the_country() -> None:
    assert [row for row in MEANING if not countries.matches(*row)] == []


NEIGHBOURS = (
    ("France (+33)", "FR"),
    ("French Guiana", "FR"),
    ("French Polynesia", "FR"),
    ("French Southern Territories", "FR"),
    ("Réunion", "FR"),
    ("Guinea-Bissau", "GN"),
    ("Equatorial Guinea", "GN"),
    ("Papua New Guinea", "GN"),
    ("Guinea", "GW"),
    ("Nigeria", "NE"),
    ("Niger", "NG"),
    ("Northern Ireland", "IE"),
    ("North Korea", "KR"),
    ("Dominica", "DO"),
    ("Austria", "AU"),
    ("American Samoa", "WS"),
    ("Kongo", "CG"),
    ("Svalbard", "NO"),
    ("Franche-Comté", "FR"),
    ("Slovenia", "SK"),
    ("Sudan", "SS"),
)


def test_an_option_never_means_a_neighbour() -> None:
    assert [row for row in NEIGHBOURS if countries.matches(*row)] == []


def test_the_option_by_text_in_the_pages_language_or_any() -> None:
    list_ = options("Bitte wählen", "Deutschland", "Frankreich", "Niederlande")
    assert countries.option_for(list_, "FR", "de") == 2
    assert countries.option_for(list_, "FR", "fr") == 2
    assert countries.option_for(list_, "FR") == 2
    assert countries.option_for(list_, "BE", "de") is None
    kongo = options("Kongo", "Polen", "Sverige")
    assert countries.option_for(kongo, "CG", "pl") == 0
    assert countries.option_for(kongo, "CD", "nb") == 0
    assert countries.option_for(kongo, "CG") is None
    assert countries.option_for(options("France", "Frankreich", "Italien"), "FR", "de") == 1


def test_the_option_by_its_value_where_values_are_codes() -> None:
    list_ = [("", "—"), ("DE", "Allemagne"), ("BE", "Belgique"), ("FR", "Pays des Lumières")]
    assert countries.option_for(list_, "FR", "fr") == 3
    assert countries.option_for([(v.lower(), t) for v, t in list_], "FR", "fr") == 3
    unproved = [("DE", "Deutsch"), ("FR", "Français"), ("IT", "Italiano")]
    assert countries.option_for(unproved, "FR", "fr") is None


def test_value_and_text_that_contradict_are_no_proof() -> None:
    list_ = [("DE", "Germany"), ("BE", "Belgium"), ("AT", "France"), ("FR", "Austria")]
    list_ += [("ES", "Spain"), ("IT", "Italy")]
    assert countries.option_for(list_, "FR", "en") is None
    assert countries.option_for(list_, "DE", "en") == 0


def test_two_options_are_none_but_a_favourite_on_top_is_one() -> None:
    assert countries.option_for(options("France", "Belgium", "France"), "FR", "en") is None
    favourite = [("FR", "France"), ("", "---"), ("BE", "Belgium"), ("FR", "France")]
    assert countries.option_for(favourite, "FR", "en") == 0
    nations = options("England", "Scotland", "Wales", "Northern Ireland", "Ireland")
    assert countries.option_for(nations, "GB", "en") is None
    assert countries.option_for(nations, "IE", "en") == 4


def test_the_exact_name_wins_over_the_loose_one() -> None:
    both = options("England", "France, Metropolitan", "France", "United Kingdom")
    assert countries.option_for(both, "FR", "en") == 2
    assert countries.option_for(both, "GB", "en") == 3
    assert countries.option_for(both[:2], "FR", "en") == 1


def test_dial_codes_are_never_an_answer() -> None:
    dials = [("FR", "France (+33)"), ("DE", "Germany (+49)"), ("33", "+33")]
    assert countries.option_for(dials, "FR", "en") is None


def test_a_word_that_looks_like_a_code_is_no_country() -> None:
    assert countries.option_for([("1", "Yes"), ("0", "No")], "NO", "en") is None
    assert countries.option_for([("1", "YES"), ("0", "NO")], "NO", "en") is None
    assert countries.option_for([("1", "SE"), ("0", "NO")], "NO", "en") == 1
    assert countries.option_for([("1", "it"), ("0", "is")], "IT", "en") is None


def full(language: str) -> list[str]:
    return [countries.name(iso, language) for iso in sorted(countries.codes())]


def test_a_whole_list_in_any_language() -> None:
    for language in ("en", "fr", "ar", "ja", "zh_Hant", "hu", "ga"):
        texts = full(language)
        assert countries.is_country_list(["…", *texts]), language
        for iso in ("FR", "GN", "NE", "KR", "IE", "GB"):
            found = countries.option_for(options(*texts), iso, language)
            assert found is not None, (language, iso)
            assert texts[found] == countries.name(iso, language)


OF_COUNTRIES = (
    ["Choose a country", "Germany", "Austria", "Switzerland"],
    ["Deutschland", "Österreich", "Schweiz", "Anderes Land"],
    ["🇫🇷 France", "🇧🇪 Belgique"],
    ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR"],
    ["Vyberte zemi", "Česká republika", "Slovensko", "Polsko"],
)


def test_lists_of_countries() -> None:
    assert [texts for texts in OF_COUNTRIES if not countries.is_country_list(texts)] == []


OF_ANYTHING_ELSE: tuple[list[str], ...] = (
    [],
    ["France"],
    ["Choose", "Georgia"],
    ["France (+33)", "Germany (+49)", "Spain (+34)"],
    ["+33", "+49", "+34"],
    ["French", "German", "Spanish", "Polish"],
    ["Français", "Deutsch", "Español", "Polski"],
    ["EN", "FR", "DE", "IT", "ES", "PL", "NL", "PT", "SV"],
    ["Française", "Allemande", "Espagnole"],
    ["Euro", "US Dollar", "Swiss Franc"],
    ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN"],
    ["(UTC+01:00) Paris", "(UTC) London"],
    ["Europe/Paris", "Asia/Singapore", "Europe/Luxembourg"],
    ["Alabama", "Alaska", "Arizona", "Georgia", "Maine", "Texas"],
    ["AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA"],
    ["Bayern", "Hessen", "Saarland", "Sachsen"],
    ["England", "Scotland", "Wales", "Northern Ireland"],
    ["Paris", "Luxembourg", "Lyon", "Monaco", "Nice", "Lille"],
    ["January", "February", "March", "May"],
    ["Mr", "Mrs", "Ms"],
    ["Yes", "No"],
    [str(year) for year in range(1900, 2020)],
)


def test_lists_of_anything_else() -> None:
    assert [texts for texts in OF_ANYTHING_ELSE if countries.is_country_list(texts)] == []


def test_the_work_on_huge_lists_is_bounded() -> None:
    countries.iso_of("France")
    times = []
    for _round in range(3):
        start = time.process_time()
        assert not countries.is_country_list([f"Option {n} of many (" * 500 for n in range(5_000)])
        assert countries.is_country_list(full("en") * 20)
        times.append(time.process_time() - start)
    assert min(times) < 0.5


DIALLED = (
    ("France (+33)", "France"),
    ("France +33", "France"),
    ("(+33) France", "France"),
    ("+1 684 American Samoa", "American Samoa"),
    ("🇫🇷 France (FR) +33", "🇫🇷 France (FR)"),
    ("Saint Helena (+290)", "Saint Helena"),
    ("France", "France"),
    ("Côte d'Ivoire (225)", "Côte d'Ivoire (225)"),
    ("+33", ""),
)


def test_an_option_without_its_dialling_code() -> None:
    found = {text: countries.without_dial(text) for text, _plain in DIALLED}
    assert found == dict(DIALLED)
