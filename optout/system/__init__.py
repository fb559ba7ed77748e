"""What is asked of the operating system: files, the lock, signals, timeouts, other programs."""
