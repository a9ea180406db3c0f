"""``python -m perflang`` is ``perflang``."""

from perflang.cli import main

if __name__ == "__main__":
    main()
