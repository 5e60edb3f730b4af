"""Citebot: ask an article, and get its own passages back, with their citations."""

__version__ = "0.1.0"
