"""A static knowledge base: entries in, a checked and cross-linked site out.

The rooms of this package and the order in which data flows through them are listed in the README.
"""
