"""What is said to the person, and what they are asked.

Not here: how it is shown (`terminal`), and when it is said (`steps`).
"""

__all__ = [
    "ask_person",
    "messages",
    "notes",
    "prompt",
    "sending_messages",
    "standing_messages",
]
