"""Floor 0: what an earlier run found, for as long as everything that it looked at is as it was.

It is asked before anything else of perflang is imported, so it imports only what Python starts with and json.
"""
