"""Thesauri (SKOS, CSV) become concepts, and concepts become keywords of the vocabulary."""
