"""Object to Meta's use of what you post to train its AI (Article 21 GDPR)."""

__version__ = "0.1.0"
