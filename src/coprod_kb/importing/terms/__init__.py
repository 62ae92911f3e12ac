"""Terms of the vocabulary from elsewhere: thesauri (SKOS, CSV) become keywords, records of ROR organisations."""
