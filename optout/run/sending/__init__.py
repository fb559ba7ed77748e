"""What leaves the form's windows, what the site answers, and which page is that answer."""

__all__ = ["awaited_page", "delivery", "outgoing"]
