"""Bibliographic files of other programs (RIS, BibTeX, CSV …) become records, and records become entries."""
