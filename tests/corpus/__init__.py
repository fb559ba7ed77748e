"""Pages over markup, language and trap, each with the answer that is expected of the locator."""
