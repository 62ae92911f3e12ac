"""The text of each entry's file, beside its page."""

from coprod_kb.collection.site import Snapshot
from coprod_kb.publishing import contents


def test_each_published_entry_has_its_file_beside_its_page(snapshot: Snapshot) -> None:
    sources = {path: text for path, text in contents.files(snapshot) if path.endswith("entry.txt")}
    assert snapshot.root is not None
    assert sources == {
        f"entries/{entry.slug}/entry.txt": (snapshot.root / entry.path).read_bytes().decode()
        for entry in snapshot.catalogue.entries
    }
    withdrawn = {entry.source_address for entry in snapshot.catalogue.withdrawn}
    assert withdrawn
    assert not withdrawn & sources.keys()
    assert "entries/walk-to-be-written/entry.txt" not in sources  # a draft
