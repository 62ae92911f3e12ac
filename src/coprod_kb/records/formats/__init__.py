"""Bibliographic formats as tables that their readers and writers share.

Every format is mapped to and from CSL-JSON items (`csl.Item`). A module maps the types and the fields or tags of one
format to those of CSL, and lists in `NOT_CARRIED` what the format cannot hold. Nothing here reads or writes a record.
"""
