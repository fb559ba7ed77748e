"""A text means the same whether its element holds nothing else, holds more, or is a shadow root."""

import pytest
from support.locate_site import COUNTRY, EMAIL, SEND, TITLE, WHOLE, WHY, Site, document, shadow

from optout.locate.snapshot import FrameSnapshot

FIELDS = """<p>Some words.</p> <p>More <!-- not said -->words</p>
<div class="row">{leaf:Country}<select id="country"><option>France<option>Germany</select></div>
<div class="row">{leaf:Email address}<input id="mail"></div>
<label>{leaf:Reason for objecting}<textarea id="why"></textarea></label>"""
MORE = """<h2>{leaf:About you}</h2>
<div style="opacity: 0">{leaf:not seen}</div> <div hidden>{leaf:not there}</div>
<p style="visibility: hidden">{leaf:not visible}</p>
<div contenteditable>{leaf:What is typed here}</div> <input id="other">
<div style="position: relative"><input style="width: 300px"><span
  style="position: absolute; left: 4px; top: 2px">{leaf:Telephone}</span></div>
<ul><li>{leaf:One} <b>two</b></li><li>{leaf:Three} <b>four</b></li></ul>
<a href="#">{leaf:A link}</a> <button>{leaf:Press}</button>
<blockquote>{leaf:They said}</blockquote>
<p>{leaf:A long text that ends as a sentence does.}</p>
<span>{leaf:in}</span><span>one word</span>"""


def page(tag: str, inside: str) -> str:
    """The same page with each text in an element of its own, and `inside` it what says nothing."""
    html = TITLE + FIELDS + MORE + SEND
    for before in html.split("{leaf:")[1:]:
        text = before.split("}")[0]
        html = html.replace(f"{{leaf:{text}}}", f"<{tag}>{text}{inside}</{tag}>", 1)
    return document(html)


def told(frame: FrameSnapshot) -> tuple[object, ...]:
    """All that is known of a frame, but for how large its elements are and its mark."""
    controls = [
        (c.key, c.kind, c.why, c.label, c.source, c.before, c.after, c.above, c.behind, c.value)
        for c in frame.controls
    ]
    return frame.blocks, frame.linked, controls


@pytest.mark.parametrize("tag", ["span", "div", "b"])
def test_an_element_with_a_text_alone_is_read_as_any_other(site: Site, tag: str) -> None:
    alone = site.look(page(tag, "")).snapshot.main
    assert len(alone.blocks) > 10
    for inside in ("<b></b>", "<!-- a comment -->"):
        assert told(alone) == told(site.look(page(tag, inside)).snapshot.main), inside


def test_what_an_element_says_is_what_the_page_shows(site: Site) -> None:
    texts = [block.text for block in site.look(page("span", "")).snapshot.main.blocks]
    assert "More words" in texts
    assert "inone word" in texts
    assert not {"not seen", "not there", "not visible"} & set(texts)


def test_a_text_that_stands_in_a_shadow_root_itself(site: Site) -> None:
    for before in ("", "Where you live", "Where you live <i>now</i>"):
        root = shadow(before, "<br>", COUNTRY, EMAIL, WHY, SEND)
        assert site.found(document(TITLE + root)) == WHOLE, before
    mail = shadow("Email address <input id='mail'>")
    assert site.found(document(TITLE + mail))["email"] == "mail"
