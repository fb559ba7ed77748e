"""What speaks for and against a candidate, a file for the rows of each role."""
