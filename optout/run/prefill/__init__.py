"""The form's fields: filled in, read back, and found again where the page has drawn them anew.

Not here: how one field is typed into (`page.fields`), and what is held of it (`filling`).
"""

__all__ = ["answer_gate", "point_at", "prefill", "preflight", "read_back", "same_form"]
