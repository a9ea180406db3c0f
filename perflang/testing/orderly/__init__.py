"""Publications that are in order: what is asked for is there, and sums are right."""
