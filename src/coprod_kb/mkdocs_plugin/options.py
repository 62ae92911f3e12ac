"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class CoprodKbOptions(Config):
    """The options below `coprod_kb` in `mkdocs.yml`. Folders are relative to that file.

    maps: the former place of `maps` in `collection.yml`.
    search: `false` leaves the search index out. check: `false` publishes entries with errors too, as far as they can be shown.
    polling: `true` makes `mkdocs serve` look for changes where the system does not report them, as on some network drives.
    host: where the site is published, if the build is to write files for that, such as `nginx`.
    manual: the address of a copy of the program's manual, to which pages link instead.
    """

    entries = config_options.Type(str, default="entries")
    vocabulary = config_options.Type(str, default="vocabulary")
    maps = config_options.Type(list, default=[])
    search = config_options.Type(bool, default=True)
    polling = config_options.Type(bool, default=False)
    check = config_options.Type(bool, default=True)
    host = config_options.Type(str, default="")
    manual = config_options.Type(str, default="")
