"""Publications as source texts: as people write them down, and what they do to them at the keyboard."""
