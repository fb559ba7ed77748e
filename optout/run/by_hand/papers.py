"""The letter in every form in which it can be sent without a page: to copy, by mail, by post."""

from dataclasses import dataclass
from pathlib import Path

from optout.browser.pdf import Printer
from optout.domain.errors import OptoutError
from optout.dossier.file import now
from optout.letters import Letter, postal
from optout.letters.files import draft
from optout.run.recording.recorder import Recorder


@dataclass(frozen=True, slots=True)
class Papers:
    """Where each is kept; None for what the disk has not taken."""

    text: Path | None
    mail: Path | None
    post: Path | None


def write_papers(recorder: Recorder, letter: Letter, to: str = "") -> Papers:
    """Keep the letter to copy, as a mail draft `to` an address, and for the post."""
    record, today = recorder.letter_by_hand(letter), now().astimezone()
    paper = postal.page(letter, name=record.name, country=record.country, today=today.date())
    mail = draft(
        subject=postal.subject(letter),
        text=letter.text,
        language=letter.language,
        sender=record.email,
        to=to,
        now=today,
    )
    return Papers(
        text=recorder.keep("letter.txt", letter.text.encode(), "letter"),
        mail=recorder.keep("letter.eml", mail, "letter"),
        post=recorder.keep("letter.html", paper.encode(), "letter"),
    )


async def print_post(recorder: Recorder, papers: Papers, printer: Printer | None) -> Path | None:
    """Keep the letter for the post as a PDF, where a browser can make one."""
    if printer is None or papers.post is None:
        return None
    try:
        data = await printer(papers.post.read_text("utf-8"))
    except OptoutError:  # there is the HTML page
        return None
    return recorder.keep("letter.pdf", data, "letter")
