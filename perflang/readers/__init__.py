"""Floor 3: a published document's bytes as headings and cells in order."""
