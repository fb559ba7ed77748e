"""What a page says after the sending: which of its words count, and what they claim."""

__all__ = ["claims", "page_claim"]
