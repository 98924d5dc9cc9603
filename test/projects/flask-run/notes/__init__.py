"""Notes that people leave each other."""
