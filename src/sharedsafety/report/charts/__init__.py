"""Charts as SVG: drawn from frozen results, readable without colour, the same bytes every time."""
