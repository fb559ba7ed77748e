"""The guided start: asks what is needed, and leads to a reason."""
