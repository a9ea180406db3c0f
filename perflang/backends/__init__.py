"""Floor 3: a document as bytes, section by section; knows nothing of budgets."""
