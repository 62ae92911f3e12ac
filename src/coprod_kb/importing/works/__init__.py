"""Bibliographic files of other programs (RIS, BibTeX, CSV …) become records (CSL-JSON), and records new entries."""
