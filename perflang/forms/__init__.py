"""Floor 3: a form is one data file; it lays a publication out and reads it back.

Its modules are imported one by one: who only wants to know what a form prints needs neither way.
"""
