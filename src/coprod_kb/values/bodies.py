"""Which names are those of bodies: organisations, groups, projects, authorities.

There is one list of words and one rule, for import, display, sorting and citation. For a name without commas:

1.  A sign such as `&` or `:`, a number, a small word between nouns (“of”, “für”), or more than five words with capitals
    make it a body. So does a word that nobody has as a name: those of `_SURE`, `_STEMS` and `_ENDINGS`.
2.  Else “Kim Trust”, “K. B. Trust”, “Trust AB” and “Mary Church Example” are people: a given name or an initial comes
    first and a surname last, or initials come last. “Terrence Higgins Trust” has one word too many for that.
3.  Else one of `_COMMON` (“Camden Council”), two of `_AMBIGUOUS` (“Local Voice”), a country at the end (“Mind Cymru”), one of
    `_SCOPES` or “the” at the start (“Royal Voices”), a participle (“Revolving Doors”), or a noun in small letters (“Oslo kommune”) make it a body.
4.  A single word is a body if it is one of `_KNOWN` or of those of rule 1, stands in three capitals or more (“WHO”), or
    has a capital inside (“YouGov”).
5.  Any other word is the name of a person (“Sukarno”), unless it stands alone in a record whose field has the form “Family, Given”, or beside bodies:
    then it is that of a body (“Clinks”), if it is no common given name. An import says so; an entry says it by `organisation:`.

Commas say more than words: “Hospital, Janette Turner” is a person (`person_names`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from coprod_kb.values.folding import folded
from coprod_kb.values.given_names import PARTICLES, is_given_name


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one text, with blanks between them."""
    return frozenset(words.split())


_SURE = word_set(
    "academie academies academy achieve advance ajuntament alliance assembly associates assurance authorite "
    "authorities authority autoridad autorita ayuntamiento azienda banco banque bord borough bundesland "
    "bundesrat bureau bwrdd caisse charities clinic clinics club colegio comhairle comision comissao comite "
    "commission commissioners committee committees communaute companies company comune comunidad comunidade "
    "concello confederacion confederation congress conseil consejeria consejo conselho consell consiglio "
    "consortium corporation croix croix-rouge cymru cyngor danmark defensor dept deutschland diakonie dinas "
    "diputacion direccao direccion directie direction directorate directorio division ecole editorial editors "
    "eireann empower enable engage enterprises equipe equipo escola escuela ethikrat europe executive "
    "faculdade facultad faculte faculty federation foundation fundusz gemeente generalitat gesundheit "
    "gesundheitsamt gezondheid gmbh gmina gobierno gouvernement government governo groupe groupes grupo "
    "grupos gruppo halsa haute helse hivatal hopital inc incorporated inspectorate inspire institutes "
    "international junta kaupunki kementerian klinik kollektiv kommun kommune kommuner kommunerna korhaz "
    "krankenhaus kuratorium laboratories laboratory landeshauptstadt landkreis league lembaga libraries "
    "limited llc llp llywodraeth ltd mairie ministers ministry miniszterium misericordia municipality "
    "municipio nederland nemocnice network networks nhs norge observatoire observatorio observatorium "
    "observatory oficina oilthigh ollscoil ombudsman ordre osakidetza ospedale osservatorio osterreich "
    "overheid panel parliament partnership partnerships planbureau plc pogotowie polska prefecture prefeitura "
    "prefettura prifysgol programme programmes pubblica publica publique rathaus regering regiao region "
    "regione regioner regionerna regjeringen reimagine rethink riaghaltas rotes rzecznik salud saude schweiz "
    "scuola secretaria secretariat securite senado senato senedd servicio servicos servizio sindicato "
    "skatteverket societies spolecnost suisse sundhed suomi sverige sveuciliste syndicate szeretetszolgalat "
    "szovetseg szpital task taskforce terveys thrive towarzystwo transform treasury trialists ulikool unesco "
    "unicef universitas urzad usa verbond vereniging verlag whatu workgroup xunta yayasan zdravi zdrowia "
    "zealand zwiazek"
)
"""Nobody has these as a name. All words in these lists are folded: in small letters, without accents."""

_COMMON = word_set(
    "access accreditation addiction adoption advice advisers advisory advocacy affairs age ageing agency "
    "agenda agriculture agroecology aids aines airport airways alcohol allergy altershilfe alzheimer "
    "alzheimerova ambulance analytics archive archives army arthritis assistance asthma asylum athletics "
    "audit autism awards babies bambini barometer barriers bereavement bioscience biosciences birth "
    "birthrights blind bulletin camara campaign cancer cardiac care caregivers carer's carers caring "
    "catalysts cathedral ceska ceske charitable chemistry childcare children children's cidade citizen "
    "citizens citizens' citizenship citta city ciudad clergy clinical clinics coeliac colitis collective "
    "college colleges commons commune communities community concern conservation consultancy consultants "
    "consulting coop cooperativa coproduction council councils courts crafts crohn's crucea cultureel cycling "
    "czerwony dansk danske data deaf deafblind death defence dementia dental dentists design diabetes "
    "diaspora digital diocese disabilities disability disabled district diversity divorce doctors domestic "
    "drama drug drugs dying dystrophy ecological economics eczema energy enfants engineering environment "
    "environmental epilepsy equalities equality espanola ethnic evidence excellence exchange experience "
    "experts exploitation famiglie familias familien families familles family fellowship festival finance "
    "football forum fostering francaise friends friendship frontieres fund funders gallery gambling gardens "
    "gazette gender genetics genomics gofal grandparents grief group groups hansestadt health healthcare "
    "hearing heritage highlands hilfe historic history hiv homelessness hospice hospices hospital hospitals "
    "housing hub hubs human iechyd immigration imperial improvement inclusion independence independent "
    "indigenous industries infant informatics information initiative initiatives injuries injury innovation "
    "innovations investigators involvement islamic islands italiana jewish journal justice kansalaisten "
    "kanton kidney kinship kruis krzyz lab laboratory labour labs lapset leadership learning lesbian lgbt "
    "library lived livelihoods liver lives lung magazine magyar maladie maori marriage maternal maternity "
    "medecins media medical medicine membership mental metropole midwives mielenterveys migrants military "
    "minds minority mission mothers multicultural mums municipal municipale muscular museum museums nations "
    "native navy nederlandse neighbourhood neighbourhoods neurological neurone news ninos norsk norske "
    "nursery nurses nursing nutrition nutritional obesity obywatelskich ocean office offices olympic online "
    "opinion optical orchestra outreach pacientes pacienti palliative paralympic parenting parents "
    "parkinson's participation partners pasifika patient patienten patienter patientes patients patients' "
    "pauvres pazienti pensions people people's peoples personal pharma pharmaceuticals pharmacists pharmacy "
    "physicians platform police policy politics polska polski population portal portuguesa poverty practice "
    "practitioners praw pregnancy press primary prison prisoners prisons prize probation project province "
    "provincia psoriasis psychiatric psychiatrists psychologists publications publishers publishing quakers "
    "quality queensland racial radio rail recovery reform refugee refugees regulator rehabilitation "
    "relationships rescue research rights roja romani rosie rossa safeguarding sanitaria sanitario sanitation "
    "schizophrenia school schools science sciences sclerosis scouts sector security sepsis services sexual "
    "siblings sickle skills slavery smoking sociaal sociala sociale sociales socialt society software "
    "solicitors solutions sons sozial soziale spinal stadt standards statistics steering stillbirth student "
    "students studies studio studios study suicide support surgeons surgical survivor survivors svensk "
    "svenska systems tb teachers teaching team teams technologies technology television terveyden theatre "
    "theatres therapists therapy think tobacco together tourism trafficking training transport trauma "
    "travellers trial trials tribal tribunal trust trusts tv union unions unit units universal user users "
    "vaccine vaccines ventures veterans veterinary victims villages ville violence vision vlaamse voices "
    "voluntary volunteer volunteering volunteers welfare wellbeing wildlife women women's woodland workers "
    "workforce working workshop writers youth zoological zorg"
)
"""Words of bodies that few have as a surname."""

_KNOWN = word_set(
    "alzheimer's barnardo's caritas coram crisis demos eurostat headspace healthwatch involve ipsos iriss "
    "kantar mencap mind nacro natcen nesta orygen oxfam picker rethink samaritans scope sense shelter "
    "stonewall"
)
"""Bodies of one word, which others have in their names: “Sense Scotland”."""

_AMBIGUOUS = word_set(
    "act action active art arts bank better beyond big black blue board box bridge central change changing "
    "charity child choice church climate co connect contact control crisis cultural culture day development "
    "different direct education equal first food forest forward free future futures general global good "
    "green heart help home homes hope house in inspire law legal life like link links little live local "
    "market matter matters me mind more music national new next north northern now open our outside own "
    "parish peer place play plus point positive power public race reserve respect romana rural safe safety "
    "see service services shaping shared shelter sight social something sound south southern space speak "
    "sport sports state step talk thinking together town trade turning urban versus village voice walk water "
    "way well west what who wild world yard young your"
)
"""Words of bodies that people have as names too, or that begin many other things."""

_SCOPES = word_set(
    "african american arab asian australian austrian belgian british canadian chinese commonwealth danish "
    "deutsche deutscher deutsches dutch european finnish german indian irish italian japanese joint national "
    "nationale nordic northern norwegian osterreichische osterreichischer osterreichisches portuguese regional royal scottish southern spanish swedish swiss "
    "turkish ukrainian united welsh world"
)
"""What bodies are of. As the first of several words one is enough."""

_COUNTRIES = word_set(
    "africa alba america argentina asia australia austria bangladesh belgium brazil britain bulgaria canada "
    "caribbean chile china colombia croatia cyprus denmark england espana estonia eu finland france germany "
    "ghana greece hungary iceland india indonesia ireland israel italia italy japan kenya korea latvia "
    "lithuania london luxembourg malaysia malta mexico nepal netherlands nigeria norway pakistan peru "
    "philippines poland portugal queensland romania russia rwanda scotland singapore slovakia slovenia spain "
    "sweden switzerland taiwan tanzania thailand turkey uganda uk ukraine ulster us vietnam wales worldwide "
    "yorkshire zambia zimbabwe"
)
"""Where bodies are. Some are surnames: “Jimmy Wales”."""

_SMALL = word_set(
    "of for the and with at by from on against through our your we into fur im zum pour voor para per dla och "
    "og ja es i'r si pentru"
)
"""Words between nouns, in small letters. Particles of names are none of them."""

_STEMS = re.compile(
    r"as?socia[tcz]|cent(?:er|re|ers|res|rum|ros?)\Z|collabora|collectiv|confeder|cooperat|departe?m|dipartim|federa[ct]"
    r"|fondation|fondazion|fundac|gesellschaft|hochschul|hogeschool|institu[tc]|instytut|istitut|organi[sz]a[ctz]"
    r"|minist(?:ere|ero|eri(?:os?|um|en?|et)\Z|erst|erul|arst|rstv)|parlam|parlement|rijksinst|sociedad|societ[ae]\Z|statisti"
    r"|stichting|stift(?:ung|els)|universi[td]|univerzit|uniwersyt|yliopist|egyetem|agencia|euro[a-z]{4}|agenzia|agence|akademi"
    r"|bakanl|dernegi|vakfi|министерств|университет|институт|академи[яи]|организаци|ассоциаци|комитет|комисси|федераци|фонд\Z|центр\Z"
    r"|υπουργει|πανεπιστημ|ινστιτουτ|οργανισμ|(?:ال)?(?:جامعة|وزارة|منظمة|مؤسسة|جمعية|مركز)|معهد|אוניברסיט|משרד\Z"
)
"""How words begin that nobody has as a name, in the languages of Europe and some others."""

_ENDINGS = re.compile(
    r"(?:[a-z]amt|[a-z]hilfe|[a-z]wohlfahrt|[a-z]bureau|[a-z]szolgalat|anstalt|behorde|verband|verein|vereinigung|vereniging|forening|foreningen|forbund|forbundet|styrelsen"
    r"|myndighet|myndigheten|direktorat|direktoratet|verket|departementet|ministeri(?:um|o|e|et)|institutt?|institutet|instituttet"
    r"|instituutti|instituut|universitat|universitet|gesellschaft|gemeinschaft|stiftung|krankenhaus|ziekenhuis|sjukhus|sjukhuset"
    r"|sykehus|sykehuset|sairaala|klinikum|kliniken|zentrum|zentrale|versicherung|[a-z]kasse|laitos|liitto|virasto|bibliothek)\Z"
)
_ENDINGS_OF_COMMON = re.compile(r"(?:tions?|ology|ologies|(?:al|il|un|ers|iv)it(?:y|ies)|(?<!cle)ments?)\Z")
_PARTICIPLE = re.compile(r"(?!irving)[a-z]{2,12}[vksrwcgh]ing")
"""How compounds of such words end, and how many words of `_COMMON` do."""

_SIGNS = re.compile(r"[&/:@+|]|(?<!\S)[0-9]")
_HAN = re.compile(
    r"[一-鿿]{6}|[가-힣]{5}|(?:대학|병원|협회|위원회|연구소|센터|재단|학회|大学|大學|学院|學院|学会|學會|医院|病院|協会|协会|協會|委员会|委員会|研究所|研究院|中心|公司|政府|出版社|基金会|財団|[一-鿿]{2}[部局省厅廳署社委]"
    r"|组织|組織|机构|機構|集团|课题组|编辑部|卫生部|労働省|联盟)\Z"
)
_CAPITAL_INSIDE = re.compile(r"(?!(?:Mac|Van|Von|Fitz|Ben|Abu|Del|San)[A-Z])[A-Z][a-z]{2,}[A-Z][A-Za-z]*")
_DIGITS_BEHIND = re.compile(r"[^\W\d_]{3,40}[0-9]{1,4}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,5}")

MOST_WORDS = 5
"""Words of a person's name that begin with a capital; a name with more of them is that of a body."""


@lru_cache(1 << 14)
def is_body(name: str) -> bool:
    """Whether a name without commas, titles and notes is that of a body, by the rule above."""
    words = name.split()
    plain = _plain_words(name)
    if _SIGNS.search(name) or _HAN.search(name) or has_body_word(name):
        return True
    if len(words) == 1:
        caps = name.isupper() and name.isalpha() and len(name) > 2
        return (
            caps
            or plain[0] in _KNOWN
            or bool(_CAPITAL_INSIDE.fullmatch(name) or _DIGITS_BEHIND.fullmatch(name))
        )
    if sum(word[:1].isupper() for word in words) > MOST_WORDS:
        return True
    if not words or _is_like_a_person(words, plain):
        return False
    return (
        any(map(_is_common, plain))
        or sum(word in _AMBIGUOUS for word in plain) > 1
        or plain[-1] in _COUNTRIES
        or plain[0] == "the"
        or (words[0][:1].isupper() and any(map(_is_noun_in_small_letters, words[1:])))
        or _PARTICIPLE.fullmatch(plain[0]) is not None
        or words[0].casefold() in _SCOPES  # “Germán” is a given name
    )


def is_body_alone(word: str) -> bool:
    """Whether a word is that of a body where it is all that a record says of its authors, by rule 5."""
    return word[:1].isupper() and word.isalpha() and not is_given_name(word)


@lru_cache(1 << 14)
def has_body_word(name: str) -> bool:
    """Whether a name has a word that no person has, such as “University” or “of”."""
    words = name.casefold().split() if name.isupper() else name.split()
    return any(word in _SMALL for word in words[1:]) or any(
        word in _SURE or word in {"of", "for"} or _STEMS.match(part) or _ENDINGS.search(part)
        for word in _plain_words(name)
        for part in word.split("-")
    )


def is_topic(name: str) -> bool:
    """Whether all words of a name are what bodies deal with: “Social Care”. Such a name is a part of another."""
    return all(
        word in _COMMON or word in _AMBIGUOUS or _ENDINGS_OF_COMMON.search(word)
        for word in _plain_words(name)
    )


def has_common_word(name: str) -> bool:
    """Whether a word of a name is one of those that few have as a surname: “Nursing”."""
    return any(map(_is_common, _plain_words(name)))


def is_country(word: str) -> bool:
    """Whether a word is where bodies are, as in “NHS England”."""
    return folded(word) in _COUNTRIES


def _is_common(word: str) -> bool:
    return word in _COMMON or word in _KNOWN or bool(_ENDINGS_OF_COMMON.search(word))


def _is_like_a_person(words: list[str], plain: list[str]) -> bool:
    """Whether several words can be those of a person, though one of them may be a word of bodies."""
    first, last = plain[0], plain[-1]
    if _are_initials(words[-1]):
        return last not in _COUNTRIES
    if not (is_given_name(first) or _are_initials(words[0])):
        return False
    if not (_is_common(last) or last in _COUNTRIES):
        return True
    given = all(is_given_name(word) or _are_initials(word) for word in words[1:-1])
    return given or (last in _COUNTRIES and not any(map(_is_common, plain[:-1])))


def _is_noun_in_small_letters(word: str) -> bool:
    """As `kommune` in “Oslo kommune”: no particle, and no word with an elision or a hyphen."""
    return word.isalpha() and word.islower() and len(word) > 3 and word not in PARTICLES


def _are_initials(word: str) -> bool:
    """`K.`, `J.-P.`, `AB`; not `LIN`."""
    return word.isupper() and bool(_INITIALS.fullmatch(word)) and ("." in word or len(word) < 3)


def _plain_words(name: str) -> list[str]:
    return [folded(word).strip(".,()[]“”\"'’") for word in name.split()]
