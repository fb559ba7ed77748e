"""One form: what its run knows, and the page that it stands on."""

__all__ = ["form_page", "form_run", "shared", "turn"]
