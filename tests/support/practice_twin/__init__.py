"""The practice site with everything that the tests ask of a page, over what the package shows."""
