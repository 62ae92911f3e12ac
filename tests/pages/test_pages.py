"""Pages as plain data: they link to each other, and show nothing that is not published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import nodes

from coprod_kb.collection.authorities import keywords_named, organisations_named, people_named
from coprod_kb.collection.site import Snapshot
from coprod_kb.entries.model import Entry
from coprod_kb.pages import Page
from coprod_kb.pages.page import link
from coprod_kb.project.files import template_folder
from coprod_kb.publishing import contents
from coprod_kb.rendering.environment import environment
from tests.conftest import collect, entry_text, pages_by_path


def paths_in(value: Any) -> Iterator[str]:
    """Every `path` and `target` in a context, except for trails. Empty ones are not links."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"path", "target"} and inner:
                yield inner
            elif name != "trail":
                yield from paths_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from paths_in(inner)


# --- All pages --------------------------------------------------------------------------------------

ADDRESSES = """
/ browse/ kept/ entries/ questions/ questions/what-do-choirs-change/ contribute/ projects/ papers/ reports/ timeline/
keywords/ keywords/co-design/ keywords/co-production/ keywords/conversation/ keywords/coproduction/
keywords/gardening/
keywords/peer-support/ keywords/telephone-befriending/
organisations/ organisations/carers-choir/ organisations/example-fund/ organisations/example-press/
organisations/example-school-of-nursing/ organisations/example-town-council/
organisations/example-town-library/ organisations/example-university/ organisations/knowledge-base-editors/
organisations/university-of-example/
seedlings/ people/ people/a-example/ people/ada-example/ people/former-editor/ people/sam-sample/ people/sam-sample-singer/
collections/ collections/green-spaces/ map/ map/kinds-of-evidence-by-stage/ new/ places/
how-co-produced/ how-co-produced/who/ how-co-produced/stages/ how-co-produced/roles/ how-co-produced/payment/
how-co-produced/access-support/ how-co-produced/training/ how-co-produced/difference/ how-co-produced/not-reported/
entries/carers-choir/ entries/choir/ entries/choir-in-numbers/ entries/gardens-review/ entries/kitchen-table-talks/
entries/phone-friends/ entries/shared-garden/ entries/withdrawn-survey/
"""


def test_the_addresses_of_the_miniature(pages: dict[str, Page]) -> None:
    assert sorted(path or "/" for path in pages) == sorted(ADDRESSES.split())


def test_what_templates_are_given_is_plain_data(pages: dict[str, Page]) -> None:
    for page in pages.values():
        data = {"kb": page.context, "head": page.head, "trail": list(map(list, page.trail))}
        assert json.loads(json.dumps(data)) == data
        assert page.title
        assert page.description


def test_every_address_in_a_page_is_a_page_or_a_file(snapshot: Snapshot, pages: dict[str, Page]) -> None:
    there = {*pages, *(path for path, _ in contents.files(snapshot))}
    for page in pages.values():
        named = {*paths_in(page.context), *(path for _, path in page.trail), page.section}
        linked = {
            f"entries/{slug}/" for slug in re.findall(r'href="\.\./(?:\.\./entries/)?([^/".]+)/', page.html)
        }
        assert {path.partition("?")[0] for path in named | linked} <= there, page.path
    assert "entries/carers-choir/" in pages
    assert '"../carers-choir/#first-rehearsal"' in pages["entries/choir-in-numbers/"].html


def test_pages_of_what_an_entry_names_link_back_to_it(snapshot: Snapshot, pages: dict[str, Page]) -> None:
    catalogue = snapshot.catalogue

    def named(entry: Entry) -> Iterator[str]:
        yield from (f"keywords/{catalogue.keyword(mention.name).slug}/" for mention in keywords_named(entry))
        yield from (
            f"people/{catalogue.person_at[entry.slug, mention.where].slug}/"
            for mention in people_named(entry)
        )
        for mention in organisations_named(entry):
            yield f"organisations/{catalogue.organisation(mention.name).slug}/"

    pairs = [(entry.address, path) for entry in catalogue.entries for path in named(entry)]
    assert len(pairs) == 30
    for address, path in pairs:
        assert path in paths_in(pages[address].context), (address, path)
        assert address in paths_in(pages[path].context), (path, address)


def test_each_template_exists_and_asks_only_for_what_its_pages_have(pages: dict[str, Page]) -> None:
    preview = collect({"broken": "no front matter"})
    folder = template_folder()
    for page in (*pages.values(), *contents.pages(preview)):
        tree = environment([]).parse((folder / "pages" / page.template).read_text(encoding="utf-8"))
        asked = {
            found.attr
            for found in tree.find_all(nodes.Getattr)
            if isinstance(found.node, nodes.Name) and found.node.name == "kb"
        }
        assert asked <= set(page.context), page.template


def test_templates_never_compute() -> None:
    """They choose and repeat; sorting, counting and arithmetic belong to `pages`."""
    for file in (template_folder() / "pages").rglob("*.html"):
        tree = environment([]).parse(file.read_text(encoding="utf-8"))
        filters = {found.name for found in tree.find_all(nodes.Filter)}
        assert filters <= {"capitalize", "join"}, file.name
        sums = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
        assert not list(tree.find_all(sums)), file.name


# --- Withdrawn, drafts, faults ----------------------------------------------------------------------


def test_a_withdrawn_entry_is_a_short_notice(pages: dict[str, Page]) -> None:
    page = pages["entries/withdrawn-survey/"]
    assert (page.template, page.html) == ("withdrawn.html", "")
    assert page.context == {
        "lead": "This entry was withdrawn on 29 February 2024.",
        "date": "29 February 2024",
        "reason": "The numbers were made up.",
    }
    assert "answers that nobody gave" not in json.dumps(
        [[page.context, page.head, page.linked_data] for page in pages.values()]
    )


def test_a_withdrawn_entry_is_in_no_list_even_if_others_name_it() -> None:
    gone = {"withdrawn": {"date": "2024-01-01", "reason": "Wrong."}, "related": ["b"], "collection": "Old"}
    found = collect(
        {
            "a": {"related": ["gone"], "references": [{"text": "A survey", "entry": "gone"}]},
            "b": entry_text("See [it](gone.md).", title="b"),
            "gone": gone,
        }
    )
    assert found.errors == ()
    pages = pages_by_path(found)
    assert "entries/gone/" in pages
    assert "collections/old/" not in pages
    for page in pages.values():
        assert "entries/gone/" not in paths_in(page.context), page.path
    assert pages["entries/a/"].context["references"][0]["text"] == "A survey"


def test_a_former_address_redirects_to_the_present_one(pages: dict[str, Page]) -> None:
    page = pages["entries/choir/"]
    assert page.template == "moved.html"
    assert page.context == {
        "target": "entries/carers-choir/",
        "label": "A choir for carers",
        "elsewhere": False,
    }


@pytest.mark.parametrize(
    ("old", "target", "label"),
    [
        ("keywords/coproduction/", "keywords/co-production/", "co-production"),
        ("organisations/university-of-example/", "organisations/example-university/", "Example University"),
        ("seedlings/", "keywords/gardening/", "/keywords/gardening/"),
    ],
)
def test_other_spellings_and_former_addresses_redirect(
    pages: dict[str, Page], old: str, target: str, label: str
) -> None:
    page = pages[old]
    assert page.template == "moved.html"
    assert page.context == {"target": target, "label": label, "elsewhere": False}


def test_a_withdrawn_address_gives_the_reason(pages: dict[str, Page]) -> None:
    page = pages["people/former-editor/"]
    assert page.template == "withdrawn.html"
    assert page.context == {
        "lead": "This page was withdrawn on 29 February 2024.",
        "date": "29 February 2024",
        "reason": "This person asked us to take the page down.",
    }


def test_another_spelling_does_not_replace_an_existing_page() -> None:
    """“co production” has the address of the keyword itself, and “coproduction” is a keyword here."""
    terms = "- {label: co-production, aliases: [Co Production]}\n- label: coproduction\n  aliases: [co.production]\n"
    pages = pages_by_path(collect({"a": {}}, {"keywords": terms}))
    assert pages["keywords/co-production/"].template == "keyword.html"
    assert pages["keywords/coproduction/"].template == "keyword.html"


@pytest.mark.parametrize("other", [{}, {"formerly": ["old"]}, "no front matter"])
def test_if_two_entries_claim_an_address_one_has_it(other: Any) -> None:
    """This is an error in the entries, but a preview still shows all other pages."""
    found = collect({"a": {"formerly": ["old", "b", "a"], "date": "2024"}, "b": other})
    assert "former-name-taken" in {fault.code for fault in found.errors}
    page = pages_by_path(found)["entries/b/"]
    assert page.template == ("moved.html" if isinstance(other, str) else "entry.html")


def test_drafts_have_a_page_in_a_preview_only() -> None:
    entries = {"a": {}, "b": "---\ntitle: An idea\ntype: report\ndraft: true\n---\n"}
    assert "entries/b/" not in pages_by_path(collect(entries))
    page = pages_by_path(collect(entries, drafts=True))["entries/b/"]
    assert page.context["draft"] is True
    assert "An idea" in json.dumps(pages_by_path(collect(entries, drafts=True))["reports/"].context)


def test_an_entry_with_errors_has_a_page_of_its_faults() -> None:
    found = collect({"broken": entry_text(type="poem", title=None), "north/Bad Näme\udcff": {}, "a": {}})
    pages = pages_by_path(found)
    faults = pages["entries/broken/"].context["faults"]
    assert [(fault["code"]["text"], fault["place"]) for fault in faults] == [
        ("missing-field", "line 2"),
        ("unknown-value", "line 2"),
    ]
    named = pages["entries/bad-name/"]
    assert named.context["file"] == "entries/north/Bad Näme<U+DCFF>.md"
    for page in pages.values():
        json.dumps([page.context, page.head, page.title], ensure_ascii=False).encode()


# --- Links ------------------------------------------------------------------------------------------


def test_a_link_has_only_web_addresses_even_if_the_schema_let_others_pass() -> None:
    assert link("A", url="https://example.org")["url"] == "https://example.org"
    assert link("A", url="javascript:alert(1)") == {"text": "A", "path": "", "url": "", "note": ""}
