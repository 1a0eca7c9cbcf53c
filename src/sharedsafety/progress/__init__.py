"""Whether the signs of safety a community named are changing, by more than chance."""
