"""Object to AI being trained on what you post (Article 21 GDPR)."""

__version__ = "0.2.0"
