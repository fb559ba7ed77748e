"""Pages of the request portal and of what lies around it, as they were recorded in 2026."""
