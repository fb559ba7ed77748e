"""A dossier to look at, to hand over and to check: as a page, as a zip."""

__all__ = ["bag", "pack", "page", "summary", "verify"]
