"""What a form has beside its fields: questions before them, limits, what only the person may do."""

__all__ = ["gates", "limits", "only_person", "review"]
