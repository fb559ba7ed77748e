"""What is blackened, and what is not."""

from optout.run.recording.redact import BAR, nothing, redactor

BLACKENED = [
    ("a@example.org", "", "to A@Example.ORG.", f"to {BAR}."),
    ("a@example.org", "", "?mail=a%40example.org", f"?mail={BAR}"),
    (
        "a+b@x.org",
        "",
        "a%2Bb%40x.org, a%2bb@x%2Eorg, a%252Bb%2540x.org",
        f"{BAR}, {BAR}, {BAR}",
    ),
    ("jean+x@example.org", "", "?u=jean%2Bx&v%3Djean%2Bx", f"?u={BAR}&v%3D{BAR}"),
    (
        "",
        "Zoé Petit",
        "Zo%C3%A9+Petit, zo%c3%a9%20petit, M.%20Petit",
        f"{BAR}, {BAR}, M.%20{BAR}",
    ),
    ("jean.petit@example.org", "", "@jean.petit wrote", f"@{BAR} wrote"),
    ("", "Jean Petit", "Jean\n Petit, JEAN PETIT, jean petit", f"{BAR}, {BAR}, {BAR}"),
    ("", "Jean Petit", "M. Petit, PETIT", f"M. {BAR}, {BAR}"),
    ("", "Jean Petit", "un petit mot, Petites", "un petit mot, Petites"),
    ("", "Anne de la Tour", "Tour de la Anne", f"{BAR} de la {BAR}"),
    ("", "Zoe\u0301 N.", "Zo\u00e9 N. et Zoé", f"{BAR} et {BAR}"),
    ("", "Zoé Müller", "ZOE MULLER, Muller", f"{BAR}, {BAR}"),
    ("", "Łukasz Żółć", "lukasz zolc; Lukasz, ZOLC", f"{BAR}; {BAR}, {BAR}"),
    ("", "Øyvind Åse", "Oyvind, Oeyvind; AASE", f"{BAR}, {BAR}; {BAR}"),
    ("", "Jörg Weiß", "Joerg Weiss, WEISS, weiss", f"{BAR}, {BAR}, weiss"),
    ("", "O'Neill", "Ms Neill, O’NEILL, o%27neill", f"Ms {BAR}, {BAR}, {BAR}"),
    ("a.b+c@example.org", "(x)", "a.b+c@example.org (x) aXb", f"{BAR} {BAR} aXb"),
    ("", "Ана Петрова", "Петрова и ПЕТРОВА", f"{BAR} и {BAR}"),
    (
        "",
        "Tim",
        "legitimate interest, sometimes, tim, Tim's",
        f"legitimate interest, sometimes, tim, {BAR}'s",
    ),
    ("", "Ana", "analysis of Canada, by Ana", f"analysis of Canada, by {BAR}"),
    ("", "Bo", "Bo Bok, bo", f"{BAR} Bok, bo"),
    ("", "Anna Virta", "Anna Virtan; Joanna Virta", f"{BAR}n; Joanna {BAR}"),
    ("", "山田太郎", "山田太郎様", f"{BAR}様"),
    (
        "mark@example.org",
        "Mark May",
        "Mark, received on 27 May 2025, MAY 27, 27. May, 27-May-2025. Dear May, mark may 27",
        f"{BAR}, received on 27 May 2025, MAY 27, 27. May, 27-May-2025. Dear {BAR}, {BAR} 27",
    ),
    ("mai@example.org", "", "am 3. Mai 2025 von mai@example.org", f"am 3. Mai 2025 von {BAR}"),
    ("", "Émile Mai", "3 Mai : Mai, E. Mai.", f"3 Mai : {BAR}, E. {BAR}."),
    ("", "김 철수", "김 철수는", f"{BAR}는"),
]
"""An address and a name, a text, and what is left of it."""


def test_blackened() -> None:
    wrong = {
        text: shown
        for email, name, text, expected in BLACKENED
        if (shown := redactor(email, [name], [])(text)) != expected
    }
    assert wrong == {}


def test_every_name_goes_with_its_words() -> None:
    hide = redactor("", ["Jean Petit", "Jean Petit-Grand"], [])
    assert hide("jean petit-grand; Jean Petit; Grand") == f"{BAR}; {BAR}; {BAR}"


def test_nobody_to_hide() -> None:
    assert redactor("", [""], []) is redactor("", ["  "], []) is nothing


def test_what_else_names_the_person_goes_whole_and_in_its_parts() -> None:
    hide = redactor("a@example.org", [], ["@prenom, Prenom N.", "1, rue Autre, 75000 Paris"])
    assert hide("@Prenom; prenom n.") == f"{BAR}; {BAR}"
    assert hide("1, rue Autre, 75000 Paris") == BAR
    assert hide("rue\nAutre, 1") == f"{BAR}, 1"


def test_what_else_names_the_person_is_no_part_of_another_word() -> None:
    hide = redactor("", [], ["tim, Rue Ti"])
    assert hide("legitimate; TIM; rue tissot; rue Ti 1") == f"legitimate; {BAR}; {BAR}ssot; {BAR} 1"


USER_NAMES = "https://www.facebook.com/zoe.92/?locale=fr, Insta: @zoe_insta, c/o Rue 1/2"


def test_a_user_name_goes_however_it_is_written() -> None:
    hide = redactor("", [], [USER_NAMES])
    for text, expected in {
        "facebook.com/zoe.92": BAR,
        "https://m.facebook.com/Zoe.92/about": f"https://m.{BAR}/about",
        "facebook.com%2Fzoe.92, fb.com%2Fzoe.92": f"{BAR}, fb.com%2F{BAR}",
        "zoe.92, zoe_insta, @zoe_insta": f"{BAR}, {BAR}, @{BAR}",
        "zoe.bar, zoe_instant, facebook.com": "zoe.bar, zoe_instant, facebook.com",
        "locale, Insta, www.facebook.com/help, 1/2": "locale, Insta, www.facebook.com/help, 1/2",
    }.items():
        assert hide(text) == expected


def test_a_profile_s_number_goes_and_its_page_stays() -> None:
    hide = redactor("", [], ["https://www.facebook.com/profile.php?id=100012345678&sk=about"])
    assert hide("u=100012345678&sk=about") == f"u={BAR}&sk=about"
    assert hide("facebook.com/profile.php") == "facebook.com/profile.php"


def test_an_address_goes_without_its_accents_too() -> None:
    hide = redactor("", [], ["3 rue de l’Église, 75011 Paris"])
    assert hide("3 rue de l’Eglise; 3 Rue de l'Église; l%27Eglise") == f"{BAR}; {BAR}; l%27Eglise"
