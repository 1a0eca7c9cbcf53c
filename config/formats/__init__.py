"""How dates are written, by language: as the public pages write them."""
