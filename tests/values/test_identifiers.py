"""Identifiers: every usual spelling gives the normal form, and a mistyped digit is refused."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_kb.pages.page import link
from coprod_kb.values.identifiers import (
    doi,
    doi_url,
    is_doi_url,
    isbn,
    orcid,
    orcid_url,
    pmid,
    pmid_url,
    ror,
    ror_url,
)

Parse = Callable[[str], str]

ESCAPED_SIGNS = [
    ("%3C", "%3E"),
    ("%253C", "%253E"),
    ("&lt;", "&gt;"),
    ("&amp;lt;", "&#62;"),
    ("$<$", "$>$"),
    (r"{\textless}", r"{\textgreater}"),
    (r"\textless{}", r"\textgreater{}"),
    (r"\%3C", r"\%3E"),
]
ACCEPTED = [
    (doi, "10.1093/ageing/afy092", ["10.1093/AGEING/AFY092", "doi:10.1093/ageing/afy092"]),
    (
        doi,
        "10.1093/ageing/afy092",
        ["https://doi.org/10.1093/ageing/afy092", "10.1093 / ageing/afy092", "DOI: 10.1093/ageing/afy092"],
    ),
    (doi, "10.1093/ageing/afy092", ["http://dx.doi.org/10.1093/ageing/afy092", "  10.1093/ageing/afy092\n"]),
    (doi, "10.1002/(sici)1099<1::aid>3.0.co;2-z", ["10.1002/(SICI)1099<1::AID>3.0.CO;2-Z"]),
    (doi, "10.1000.10/123456", ["10.1000.10/123456"]),
    (
        doi,
        "10.1000/ab(1)_2",
        [
            *("doi:doi:10.1000/ab(1)_2", "doi: https://doi.org/10.1000/ab(1)_2", "doi.org/10.1000/AB(1)_2"),
            *("https://doi.org/https://doi.org/10.1000/ab(1)_2", "https%3A%2F%2Fdoi.org%2F10.1000%2Fab(1)_2"),
            *(
                "10.1000/ab(1)_2.",
                "(10.1000/ab(1)_2),",
                "<https://doi.org/10.1000/ab(1)_2>",
                "10.1000/ab(1)_2];",
            ),
            *("https://doi.org/10.1000/ab(1)_2?utm_source=a#b", "10.1000/ab(1)_2?utm_source=a.b"),
            *(
                "https://doi.org/10.1000/ab(1)_2#page",
                "10.1000/ab(1)_2/abstract",
                "10.1000/ab(1)_2/full/pdf.",
            ),
            *("info:doi/10.1000/ab(1)_2", "urn:doi:10.1000/ab(1)_2", "https://www.doi.org/10.1000/ab(1)_2"),
            *(r"10.1000/ab(1)\_2", r"10.1000/ab(1){\_}2", "10.1000/\u200bab(1)_2\xad"),
        ],
    ),
    (
        doi,
        "10.1002/(sici)1099(1998)14:1<3::aid>3.0.co;2-#",
        [
            *(f"10.1002/(SICI)1099(1998)14:1{less}3::AID{more}3.0.CO;2-#" for less, more in ESCAPED_SIGNS),
            "https://doi.org/10.1002/(SICI)1099(1998)14:1%3C3::AID%3E3.0.CO;2-%23",
            "https://doi.org/10.1002/(SICI)1099(1998)14:1%3C3::AID%3E3.0.CO;2-#",
        ],
    ),
    (doi, "10.1890/0012(2002)083[1421:sdeolc]2.0.co;2", ["10.1890/0012(2002)083[1421:SDEOLC]2.0.CO;2"]),
    (doi, "10.1101/2020.01.02.20016345", ["https://doi.org/10.1101/2020.01.02.20016345v2.full.pdf"]),
    (orcid, "0000-0002-1825-0097", ["0000000218250097", "https://orcid.org/0000-0002-1825-0097/"]),
    (orcid, "0000-0002-1825-0097", ["ORCID: 0000-0002-1825-0097", "http://orcid.org/0000-0002-1825-0097"]),
    (orcid, "0000-0002-1694-233X", ["0000-0002-1694-233x"]),
    (isbn, "9780306406157", ["0-306-40615-2", "978-0-306-40615-7", "ISBN 978 0 306 40615 7"]),
    (isbn, "9780306406157", ["ISBN-13: 9780306406157", "isbn-10:0306406152"]),
    (isbn, "9780804429573", ["080442957X", "0-8044-2957-x"]),
    (isbn, "9791090636071", ["979-10-90636-07-1"]),
    (isbn, "9789999900003", ["978-99999-0000-3", "9999900003"]),  # a publisher that no list knows yet
    (pmid, "29939208", ["PMID: 29939208", "https://pubmed.ncbi.nlm.nih.gov/29939208/", " 29939208 "]),
    (pmid, "1", ["1"]),
    (
        ror,
        "04wxnsj81",
        ["https://ror.org/04wxnsj81", "04WXNSJ81", "ror:04wxnsj81", "https://ror.org/04wxnsj81/"],
    ),
    (ror, "05dxps055", ["05dxps055"]),
]


@pytest.mark.parametrize(
    ("parse", "prefix", "normal"),
    [
        (orcid, "orcid:", "0000-0002-1825-0097"),
        (isbn, "isbn:", "9780306406157"),
        (pmid, "pmid:", "29939208"),
        (ror, "ror:", "04wxnsj81"),
    ],
)
def test_blanks_around_do_not_count_and_a_prefix_stands_once(parse: Parse, prefix: str, normal: str) -> None:
    assert parse(f"\n {prefix}{normal}\u00a0 ") == normal
    with pytest.raises(ValueError, match=" is not a"):
        parse(f"{prefix}{prefix}{normal}")


@pytest.mark.parametrize(
    ("parse", "normal", "written"),
    [
        pytest.param(parse, normal, written, id=f"{parse.__name__}-{written.strip()}")
        for parse, normal, ways in ACCEPTED
        for written in ways
    ],
)
def test_every_usual_spelling_gives_the_normal_form(parse: Parse, normal: str, written: str) -> None:
    assert parse(written) == normal
    assert parse(normal) == normal


NO_DOI, NO_ORCID, NO_ISBN = "is not a DOI", "is not an ORCID iD", "is not an ISBN"


@pytest.mark.parametrize(
    ("parse", "text", "words"),
    [
        pytest.param(doi, "", NO_DOI, id="doi-nothing"),
        pytest.param(doi, "10.1093", NO_DOI, id="doi-prefix only"),
        pytest.param(doi, "10.1093/", NO_DOI, id="doi-no suffix"),
        pytest.param(doi, "11.1093/x", NO_DOI, id="doi-wrong directory"),
        pytest.param(doi, "10.12/x", NO_DOI, id="doi-short registrant"),
        pytest.param(doi, "10.1093/a b", NO_DOI, id="doi-a space within"),
        pytest.param(doi, "10.1093/a\u00a0b", NO_DOI, id="doi-a hard space within"),
        pytest.param(doi, "10.1093/a\x00", NO_DOI, id="doi-control character"),
        pytest.param(doi, "10.１０９３/x", NO_DOI, id="doi-fullwidth digits"),
        pytest.param(doi, "https://example.org/10.1093/x", NO_DOI, id="doi-another site"),
        pytest.param(doi, r"10.5555/\input/etc/hostname", NO_DOI, id="doi-command of TeX"),
        pytest.param(doi, "10.5555/^^5cinput", NO_DOI, id="doi-carets"),
        pytest.param(doi, "https://doi.org/10/fbmc.", "is a short DOI", id="doi-short"),
        pytest.param(orcid, "", NO_ORCID, id="orcid-nothing"),
        pytest.param(orcid, "0000-0002-1825-009", NO_ORCID, id="orcid-a digit short"),
        pytest.param(orcid, "0000-0002-1825-00977", NO_ORCID, id="orcid-a digit more"),
        pytest.param(orcid, "٠٠٠٠-0002-1825-0097", NO_ORCID, id="orcid-Arabic digits"),
        pytest.param(orcid, "0000 0002 1825 0097", NO_ORCID, id="orcid-spaces"),
        pytest.param(orcid, "0000-0002-1825-0096", "check digit of the ORCID", id="orcid-check digit"),
        pytest.param(orcid, "0000-0002-1825-0907", "check digit of the ORCID", id="orcid-digits swapped"),
        pytest.param(isbn, "", NO_ISBN, id="isbn-nothing"),
        pytest.param(isbn, "97803064061", NO_ISBN, id="isbn-eleven digits"),
        pytest.param(isbn, "9990306406157", NO_ISBN, id="isbn-neither 978 nor 979"),
        pytest.param(isbn, "978030640615X", NO_ISBN, id="isbn-thirteen with an X"),
        pytest.param(isbn, "978--0306406157", NO_ISBN, id="isbn-hyphens together"),
        pytest.param(isbn, "0000000000", "check digit of the ISBN", id="isbn-zeros alone"),
        pytest.param(orcid, "0000-0000-0000-0001", "may be an ISNI", id="orcid-of no block"),
        pytest.param(isbn, "9780306406158", "check digit of the ISBN", id="isbn-check digit"),
        pytest.param(isbn, "0306406151", "check digit of the ISBN", id="isbn-10 check digit"),
        pytest.param(pmid, "", "is not a PubMed number", id="pmid-nothing"),
        pytest.param(pmid, "0", "is not a PubMed number", id="pmid-zero"),
        pytest.param(pmid, "PMC29939208", "is not a PubMed number", id="pmid-of the other archive"),
        pytest.param(pmid, "9" * 5000, "is not a PubMed number", id="pmid-5000 digits"),
        pytest.param(ror, "", "is not a ROR id", id="ror-nothing"),
        pytest.param(ror, "14wxnsj81", "is not a ROR id", id="ror-does not start with 0"),
        pytest.param(ror, "04wxnsi81", "is not a ROR id", id="ror-letter that it never uses"),
        pytest.param(ror, "04wxnsj82", "check digits of the ROR", id="ror-check digits"),
    ],
)
def test_what_is_no_identifier_is_refused_in_words(parse: Parse, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as refused:
        parse(text)
    assert f"“{text}”" in str(refused.value)


# --- Check digits, computed here a second time -------------------------------------------------------


def an_orcid(number: int) -> str:
    total = 0
    for digit in f"{number:015}":
        total = (total + int(digit)) * 2
    return f"{number:015}{'0123456789X'[(12 - total % 11) % 11]}"


def an_isbn13(number: int) -> str:
    total = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(f"978{number:09}"))
    return f"978{number:09}{-total % 10}"


def an_isbn10(number: int) -> str:
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(f"{number:09}"))
    return f"{number:09}{'0123456789X'[-total % 11]}"


LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def a_ror(number: int) -> str:
    letters = "".join(LETTERS[number >> 5 * place & 31] for place in range(5, -1, -1))
    return f"0{letters}{98 - number * 100 % 97:02}"


orcid_numbers = st.integers(15_000_000, 35_000_000) | st.integers(900_000_000_000, 900_100_000_000)
nine_digits = st.integers(1, 999_999_999)  # ten zeros are refused, though their check digit fits
MADE = [
    pytest.param(orcid, orcid_numbers.map(an_orcid), "0123456789", id="orcid"),
    pytest.param(isbn, nine_digits.map(an_isbn13), "0123456789", id="isbn-13"),
    pytest.param(isbn, nine_digits.map(an_isbn10), "0123456789", id="isbn-10"),
    pytest.param(ror, st.integers(0, 2**30 - 1).map(a_ror), LETTERS, id="ror"),
]


@pytest.mark.parametrize(("parse", "valid", "alphabet"), MADE)
@given(drawn=st.data())
def test_one_wrong_digit_is_refused(
    parse: Parse, valid: st.SearchStrategy[str], alphabet: str, drawn: st.DataObject
) -> None:
    right = drawn.draw(valid)
    normal = parse(right)
    assert parse(normal) == normal
    place = drawn.draw(st.integers(0, len(right) - 1))
    wrong = drawn.draw(st.sampled_from([char for char in alphabet if char != right[place]]))
    with pytest.raises(ValueError, match="“"):
        parse(right[:place] + wrong + right[place + 1 :])


@given(nine_digits)
def test_both_kinds_of_isbn_are_the_same_book(number: int) -> None:
    assert isbn(an_isbn10(number)) == isbn(an_isbn13(number)) == an_isbn13(number)


@given(st.from_regex(r"10\.[0-9]{4,9}/\S{1,40}", fullmatch=True))
def test_a_doi_is_its_own_normal_form(text: str) -> None:
    try:
        normal = doi(text)
    except ValueError:
        return  # `\S` holds control characters as well, and those are refused
    assert doi(normal) == normal
    if not {"?", "#"} & {*unquote(text)}:
        assert doi(f"https://doi.org/{text}") == normal


@pytest.mark.parametrize("parse", [doi, orcid, isbn, pmid, ror])
@given(text=st.text() | st.from_regex(r"(doi:|isbn |orcid:|pmid:|ror:)?[-0-9Xx./ ]*", fullmatch=True))
def test_any_text_gives_a_normal_form_or_a_sentence(parse: Parse, text: str) -> None:
    try:
        normal = parse(text)
    except ValueError as refused:
        assert str(refused).startswith(("“", "The check digit"))  # noqa: PT017
    else:
        assert parse(normal) == normal


@pytest.mark.parametrize(
    ("bare", "url"),
    [
        ("10.1093/ageing/afy092", "https://doi.org/10.1093/ageing/afy092"),
        (
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
            "https://doi.org/10.1002/(sici)1097-0258(19980815/30)17:15/16%3C1661::aid-sim968%3E3.0.co;2-2",
        ),
        ("10.1000/a#b?c%d", "https://doi.org/10.1000/a%23b%3Fc%25d"),
    ],
)
def test_where_a_doi_leads(bare: str, url: str) -> None:
    assert doi_url(bare) == url
    assert link(bare, url=url)["url"] == url


@pytest.mark.parametrize(
    ("parse", "url", "bare"),
    [
        (doi, doi_url, "10.1093/ageing/afy092"),
        (orcid, orcid_url, "0000-0002-1825-0097"),
        (pmid, pmid_url, "29939208"),
        (ror, ror_url, "04wxnsj81"),
    ],
)
def test_the_address_of_an_identifier_is_read_as_the_identifier(parse: Parse, url: Parse, bare: str) -> None:
    assert parse(url(bare)) == bare


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://doi.org/10.1093/x", True),
        ("HTTP://DX.DOI.ORG/10.1093/x", True),
        ("https://example.org/https://doi.org/10.1093/x", False),
        ("https://notdoi.org/10.1093/x", False),
        ("10.1093/x", False),
    ],
)
def test_the_addresses_of_the_doi_resolver(address: str, expected: bool) -> None:
    assert is_doi_url(address) is expected
