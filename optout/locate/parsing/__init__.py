"""What the page tells of itself, made into a snapshot."""

__all__ = ["parse"]
