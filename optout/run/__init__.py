"""The main job on the forms: what is known of each, what comes next, and who does it.

`progress` decides, without a browser, a terminal or a disk; `steps` does one step after another;
each other folder is one subject of a run. Not here: how a page is read (`page`, `locate`), and what
is kept (`dossier`).
"""

__all__ = [
    "form_inputs",
    "patience",
    "plan",
    "recording",
    "session",
    "talk",
]
