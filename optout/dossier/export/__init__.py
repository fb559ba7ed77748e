"""A dossier to look at, to hand over and to check: as a page, as a zip, redacted or whole."""

__all__ = ["bag", "pack", "page", "redact", "site_mails", "summary", "verify"]
