"""One module for each kind of section; each maps codes of sections to what fills them."""
