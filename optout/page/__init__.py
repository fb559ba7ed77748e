"""All input and output on a page: it is read, waited for, filled in and read back."""
