"""What perflang adds to pytest: files as tests, what is expected of them, own checks, texts compiled in memory."""
