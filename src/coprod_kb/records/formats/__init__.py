"""Bibliographic formats as tables, which their readers and their writers share.

The neutral record between all of them is a CSL-JSON item (`csl.Item`). A module here says for one format
which of its types, fields or tags stands for which of CSL's, and in `NOT_CARRIED` what it has no place for.
Nothing here reads or writes a record.
"""
