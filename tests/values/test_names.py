"""When two spellings are the same name, and the slug of a name."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coprod_kb.values import names
from coprod_kb.values.names import (
    UniqueNames,
    first_free,
    is_reserved,
    numbered,
    person_key,
    slug_of,
    spelling_key,
)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)

any_text = st.text(st.characters(codec=None, exclude_categories=[]))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("co-production", "CO PRODUCTION"),
        ("co-production", "Co\u2010Production"),
        ("co-production", "co – production"),
        ("co-production", "co_production"),
        ("co-production", "  co \n production "),
        ("co-production", "ｃｏ－ｐｒｏｄｕｃｔｉｏｎ"),
        ("People’s Academy", "People's Academy"),
        ("“care”", '"care"'),
        ("café", "cafe\u0301"),
        ("Straße", "STRASSE"),
        ("Ǆ", "ǆ"),
        ("office", "oﬀice"),
        ("ẞ\u0301", "sś"),
    ],
)
def test_spellings_of_one_name(first: str, second: str) -> None:
    assert spelling_key(first) == spelling_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("co-production", "coproduction"),
        ("co-production", "co-creation"),
        ("cafe", "café"),
        ("می‌نویسم", "مینویسم"),
        ("A. Example", "A Example"),
    ],
)
def test_names_that_stay_apart(first: str, second: str) -> None:
    assert spelling_key(first) != spelling_key(second)


combining = st.text("aeshiSHİẞßΐǰͅ\u0301\u0307\u0331\u0323\u0345 -–_'’ＡﬁΣς", max_size=8)


@given(any_text | combining)
@example("ẞ\u0301")
@example("İ\u0331")
def test_a_spelling_key_is_its_own_key(name: str) -> None:
    key = spelling_key(name)
    assert spelling_key(key) == key
    assert key == key.strip()
    assert "  " not in key


@given(st.text("abcdefgh -", min_size=1))
def test_case_and_hyphens_do_not_count(name: str) -> None:
    assert spelling_key(name.upper()) == spelling_key(name.replace("-", " ")) == spelling_key(name)


# --- People ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A. B. Example", "A B Example"),
        ("A.B. Example", "a b example"),
        ("Ada Example", "ADA  EXAMPLE"),
        ("Ada Example-Sample", "Ada Example Sample"),
    ],
)
def test_one_person(first: str, second: str) -> None:
    assert person_key(first) == person_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A. Example", "Ada Example"),
        ("AB Example", "A. B. Example"),
        ("Ada Example", "Example Ada"),
        ("Adá Example", "Ada Example"),
    ],
)
def test_two_people(first: str, second: str) -> None:
    assert person_key(first) != person_key(second)


@given(any_text | combining)
@example("A\u2024 Example")
def test_a_person_key_is_its_own_key(name: str) -> None:
    assert person_key(person_key(name)) == person_key(name)


# --- Addresses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Example University", "example-university"),
        ("Co-production", "co-production"),
        ("People’s Academy", "peoples-academy"),
        ("People's Academy", "peoples-academy"),
        ("Café Ångström", "cafe-angstrom"),
        ("Straße", "strasse"),
        ("Москва", "moskva"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("  --  a  --  ", "a"),
        ("2022", "2022"),
        ("a" * 200, "a" * 80),
        ("seven24 sixth6 " * 9, "-".join(["seven24", "sixth6"] * 5)),
        ("Con", "x-con"),
        ("LPT1", "x-lpt1"),
        ("Nul!", "x-nul"),
        ("Aux Cayes", "aux-cayes"),
        ("com10", "com10"),
    ],
    ids=lambda text: text[:30],
)
def test_a_slug_is_readable(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.slow
@given(any_text | st.from_regex(r"(&#(x[0-9a-f]+|[0-9]+);|&[a-z]+;|\w){1,9}"))
@example("")
@example("---")
@example("🌱")
@example("\ud800")
@example("&#99999999999999999999;")
@example("&#" + "9" * 5000 + ";")
@example("&#xffffffffffff;")
@example("word-" * 60)
@example("a" * 79 + " bc")
def test_any_name_has_a_slug_and_always_the_same(name: str) -> None:
    slug = slug_of(name)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= 80
    assert slug_of(name) == slug
    assert slug_of(slug) == slug


def test_names_without_a_letter_do_not_share_an_address() -> None:
    slugs = [slug_of(name) for name in ("🌱", "🌳", "!", "?", "")]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch("x[0-9a-f]{8}", slug) for slug in slugs)


@pytest.mark.parametrize("name", ["con", "PRN", "aux", "nul", "com1", "lpt9", "Con.md", "aux.tar.gz", "con "])
def test_names_that_windows_keeps_for_devices(name: str) -> None:
    assert is_reserved(name)
    assert not is_reserved(slug_of(name))


@pytest.mark.parametrize("name", ["", "cone", "x-con", "con-1", "com10", "my.con", "lpt"])
def test_names_that_windows_leaves_to_people(name: str) -> None:
    assert not is_reserved(name)


@given(
    st.lists(st.sampled_from(["a", "b", "a-2", "a-2-2", "b-3"])), st.sets(st.sampled_from(["a", "a-3", "b"]))
)
def test_unique_names_are_the_first_free_ones(wanted: list[str], taken: set[str]) -> None:
    unique = UniqueNames(taken)
    for name in wanted:
        expected = first_free(name, taken)
        assert unique.claim(name) == expected
        taken.add(expected)


def test_no_number_is_tried_twice_for_equal_names(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def noted(name: str) -> Iterator[str]:
        for candidate in numbered(name):
            tried.append(candidate)
            yield candidate

    monkeypatch.setattr(names, "numbered", noted)
    unique = UniqueNames()
    assert [unique.claim("a") for _ in range(1000)] == tried
