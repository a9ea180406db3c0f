"""Floor 3: the model as data formats for other programs."""
