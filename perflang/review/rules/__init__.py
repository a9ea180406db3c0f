"""The rules of a review, one file each, named after what it finds."""
