"""The loop of one form's run, `driver`, and a file for each kind of step.

Which step comes next is not decided here but in `progress`.
"""

__all__ = ["driver", "endings"]
