"""Small words that all may use: the states, errors, the mailed code, legal time limits."""
