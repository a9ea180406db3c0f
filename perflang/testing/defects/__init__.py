"""Publications with one defect: for every code of a diagnostic a way to plant what it is about.

A defect is a function of one of the modules here, which :mod:`table` knows by its code. It draws what is wrong,
what would be right and what stands around it from a ``Ground``, and gives an ``Example``.
"""
