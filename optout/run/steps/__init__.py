"""One verb, one file, one typed outcome."""
