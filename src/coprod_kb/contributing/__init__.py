"""Help for people who write an entry: the web form, the issue form, questions in the terminal, look-ups.

In: the schema, the vocabulary, and answers. Out: questions, the text of a new entry, and diagnostics about answers.
Knows nothing of the terminal or of the web host.
"""
