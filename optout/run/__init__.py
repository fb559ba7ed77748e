"""The main job on the forms: what is known of each, what comes next, and who does it.

`progress` decides, without a browser, a terminal or a disk; `driver` does one step after another;
`steps` has a file for each thing that is done in a page or asked of the person. Not here: how a
page is read (`page`, `locate`), and what is kept (`dossier`).
"""

__all__ = [
    "drift",
    "form_inputs",
    "messages",
    "plan",
    "session",
]
