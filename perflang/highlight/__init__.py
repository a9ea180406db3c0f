"""Floor 3: sources in colour: a Pygments lexer, and files for VS Code and Vim, all of one machine.

Nothing else of perflang imports this package, and only ``lexer`` needs Pygments.
"""
