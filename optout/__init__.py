"""Object to the use of what you post to train AI (Article 21 GDPR)."""

__version__ = "0.2.0"
