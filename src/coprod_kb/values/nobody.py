"""Words that stand where there is no author, or no value."""

from __future__ import annotations

import re
from functools import lru_cache

_NOBODY = frozenset(
    re.split(
        r",\s+",
        """anon, anonymousa, anonymousanonymous, n.a, n.n, n.pag, n/a, na, nan, namewithheld, nil, nn, noabstract, noabstractavailable,
nocreator, nomennescio, nopagination, notitleavailable, none, notapplicable, notavailable, notgiven, notspecified, null, s.n,
sinenomine, s.l.:s.n, tba, tbc, tbd, undefined, various, verschiedene, autorenkollektiv, autorivari, aa.vv, aavv, vv.aa, 无, o.a, o.v, b.a, б.а,
s.a, s/a, z.n, 佚名, 匿名, 无名氏, 不详, 作者不详, 不明, 著者不明, 미상, 작자미상, مجهول, مؤلفمجهول""".replace(
            "\n", " "
        ),
    )
)
"""What is written in the place of a name, a number or a text, without blanks and a full stop at the end."""

_AUTHOR = (
    r"(?:the)?(?:auth?or|auteur|autora?|autore|autori|autoren|verfasser|auctor|auteurs|författare|forfatter|tekijä|szerző|yazar|автор|συγγραφέας)"
    r"(?:in|e?s|\(e?s\))?(?:name)?"
)
_UNKNOWN = (
    r"anonym(?:e|o|ous|us)?|an[óo]nim[oae]|anônim[oa]|anoniem|anonimowy|anonyymi|unknown|various|unbekannt|inconnue?|d[ei]sconhecid[oa]"
    r"|desconocid[oa]|sconosciut[oa]|onbekende?|okänd|ukjent|ukendt|tuntematon|nieznany|ismeretlen|bilinmiyor|неизвест(?:ен|ный)|аноним"
    r"|άγνωστος|ανώνυμος|(?:not|none)(?:named|identified|listed|given|known|available|stated)|unnamed|unidentified|unspecified"
)
_NO = r"no|sin|sem|sans|senza|ohne|zonder|utan|uten|uden|without|bez|без|keine?"
_NO_AUTHOR = re.compile(
    rf"(?:{_AUTHOR})?(?:{_UNKNOWN})(?:[aeis]|er)?|(?:{_UNKNOWN})(?:[aeis]|er)?(?:{_AUTHOR})"
    rf"|(?:{_NO}){_AUTHOR}(?:available|given|identified|listed|named|stated|specified)?"
)
"""“Unknown author”, “No authors listed”, “Autor desconocido”, “Ohne Verfasser”, in the same form."""


@lru_cache(1 << 14)
def is_nobody(text: str) -> bool:
    """Whether a text only says that there is no value: “[Anonymous]”, “n/a”, “No author name available”."""
    plain = "".join(text.replace(",", " ").split()).strip("[]()<>{}*;:").rstrip(".").casefold()
    return plain in _NOBODY or bool(_NO_AUTHOR.fullmatch(plain)) or not any(char.isalnum() for char in plain)
