"""`coprod-kb init`: makes a new project from six questions in the terminal, or from options."""

from __future__ import annotations

import shlex
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coprod_kb.collection.site import open_site
from coprod_kb.commands.reporting import NOTHING_WRITTEN
from coprod_kb.diagnostics import as_text, printable
from coprod_kb.project.changes import FileChange, change_files, finish_changes
from coprod_kb.project.cloning import is_repository
from coprod_kb.project.gaps import CODE as GAP
from coprod_kb.project.host import Host
from coprod_kb.project.project import ProjectError
from coprod_kb.starting import answers
from coprod_kb.starting.answers import LICENCES, Answers
from coprod_kb.starting.project_files import project_files
from coprod_kb.starting.starts import (
    Start,
    own_start,
    shipped_start,
    shipped_starts,
    start_at,
    start_from_repository,
    start_in,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the terminal. options: those that answer it, the first one with the text that is typed."""

    options: tuple[str, ...]
    asked: str
    why: str
    check: Callable[[str], object] = answers.line
    needed: bool = False


def _types(text: str) -> object:
    return text if text in shipped_starts() else [answers.line(word) for word in text.split(";")]


def _who(text: str) -> tuple[str, str, str]:
    """Name, organisation and address from `Ada Example; Example University; editors@example.org`; some may be missing."""
    parts = [part.strip() for part in text.split(";")]
    reached = [answers.contact(part) for part in parts if "@" in part or part.startswith("https:")]
    named = [answers.line(part) for part in parts if part and part not in reached]
    if len(named) > 2 or len(reached) > 1:
        raise ProjectError("Write one name, one organisation and one address.")
    return (*named, *("", "")[len(named) :], *(reached or [""]))  # type: ignore[return-value]


QUESTIONS = (
    Question(
        ("name",),
        "What is the collection called?",
        "Readers see the name at the top of every page.",
        needed=True,
    ),
    Question(
        ("subject",),
        "What is it about, in one sentence?",
        "The sentence stands on the home page, and in the lists of search engines.",
        needed=True,
    ),
    Question(
        ("types", "type", "start"),
        "What does it hold?",
        f"Write {', '.join(shipped_starts())}; or words of your own with semicolons between them, such as: Archive; Photograph; Letter.",
        _types,
    ),
    Question(
        ("editor", "organisation", "contact"),
        "Who runs it, and how can readers reach them?",
        "Such as: Ada Example; Example University; editors@example.org",
        _who,
    ),
    Question(
        ("licence",),
        "Under which licence may others use what you write?",
        f"Write {', '.join(LICENCES)}, or the address of another licence.",
        answers.licence,
    ),
    Question(
        ("repo_url", "site_url"),
        "Where will the files be kept?",
        "The address of the repository, such as https://github.com/example-org/bees.",
        answers.repository,
    ),
)


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Make a new project that is ready to publish, with three invented entries. Questions are asked where the options do "
        "not answer them. What is left open is listed by `coprod-kb check`."
    )
    parser.add_argument("directory", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--name", metavar="TEXT", help="the name of the collection")
    parser.add_argument("--subject", metavar="TEXT", help="what it is about, in one sentence")
    parser.add_argument(
        "--types", choices=shipped_starts(), help="a set of types and facets; by default evidence"
    )
    parser.add_argument(
        "--type",
        action="append",
        default=[],
        metavar="WORD[=PLURAL]",
        help="a type of your own, such as Diary=Diaries; may be repeated. There are no facets then but those of --facet",
    )
    parser.add_argument(
        "--facet",
        action="append",
        default=[],
        metavar="WORD: TERM; TERM",
        help="a facet of your own with its terms, such as 'Season: spring; summer'; may be repeated",
    )
    parser.add_argument("--no-facets", action="store_true", help="leave facets out")
    parser.add_argument(
        "--from",
        dest="start",
        metavar="URL-OR-DIR",
        help="start with the types, facets and terms of another collection, without its entries: a folder, the address of a "
        "site, or that of a git repository",
    )
    parser.add_argument("--editor", metavar="NAME", help="who runs the collection")
    parser.add_argument("--organisation", metavar="NAME", help="the organisation that runs it")
    parser.add_argument(
        "--contact", metavar="ADDRESS", help="an e-mail address or a page where readers reach the editors"
    )
    parser.add_argument(
        "--licence", metavar="LICENCE", help=f"{', '.join(LICENCES)}, or the address of a licence"
    )
    parser.add_argument("--repo-url", metavar="URL", help="the address of the repository")
    parser.add_argument(
        "--site-url",
        metavar="URL",
        help="the address of the finished site, if it is not that of GitHub or GitLab",
    )
    parser.add_argument(
        "--host",
        choices=[*Host],
        help="where the site will be published; by default where the files are kept",
    )
    parser.add_argument("--dry-run", action="store_true", help="list the files, and write nothing")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    folder = options.directory
    if done := finish_changes(folder):  # of a run that was killed
        print(printable(done), file=sys.stderr)
    _refuse_filled(folder)
    if sys.stdin.isatty():
        _ask(options)
    files = project_files(_answers(options), _start(options), _host(options))
    if options.dry_run:
        print(*sorted(files), f"{len(files)} files would be written to {folder}.", sep="\n")
        return 0
    _write(folder, files)
    found = open_site(folder).check().diagnostics
    errors = [fault for fault in found if fault.is_error]
    if errors:  # such as two types of one address in a collection that this one was started from
        print(as_text(errors), file=sys.stderr)
    gaps = sum(fault.code == GAP for fault in found)
    print(
        f"{folder} holds a new collection, with three invented entries. Look at it:\n\n"
        f"    cd {shlex.quote(str(folder))}\n    mkdocs serve\n\n"
        f"There are {gaps} gaps to fill in. `coprod-kb check` lists them, and README.md says what comes next."
    )
    return int(bool(errors))


def _refuse_filled(folder: Path) -> None:
    if folder.is_dir() and (names := sorted(path.name for path in folder.iterdir())):
        raise ProjectError(
            f"{folder} is not empty: it holds {names[0]}. Name a new or empty folder. {NOTHING_WRITTEN}"
        )
    if folder.exists() and not folder.is_dir():
        raise ProjectError(f"{folder} is a file. Name a new or empty folder. {NOTHING_WRITTEN}")


def _ask(options: Namespace) -> None:
    """Asks what the options do not answer, and puts the answers among them."""
    print("Six questions about the new collection. Leave an answer blank to decide later.")
    try:
        for question in QUESTIONS:
            if not any(getattr(options, name) for name in question.options):
                _put(options, question, _answer(question))
    except (EOFError, KeyboardInterrupt):
        raise ProjectError(f"Stopped. {NOTHING_WRITTEN}") from None


def _answer(question: Question) -> str:
    print(f"\n{question.asked}\n  {question.why}")
    while True:
        text = input("> ").strip()
        if not text and not question.needed:
            return ""
        try:
            question.check(text)
        except ProjectError as error:
            print(f"  {printable(str(error))}")
        else:
            return text


def _put(options: Namespace, question: Question, text: str) -> None:
    if question.check is _types and text:
        given = _types(text)
        options.types, options.type = (text, []) if isinstance(given, str) else (None, given)
    elif question.check is _who and text:
        options.editor, options.organisation, options.contact = _who(text)
    else:
        setattr(options, question.options[0], text)


def _answers(options: Namespace) -> Answers:
    if missing := [f"--{name}" for name in ("name", "subject") if not getattr(options, name)]:
        raise ProjectError(
            f"There is no terminal to ask in, and something is missing. Add {', '.join(missing)}."
        )

    def given(name: str, check: Callable[[str], str] = answers.line) -> str:
        text = getattr(options, name)
        try:
            return check(text) if text else ""
        except ProjectError as error:
            raise ProjectError(f"--{name.replace('_', '-')}: {error} {NOTHING_WRITTEN}") from None

    repo_url = given("repo_url", answers.repository)
    site_url = given("site_url", answers.web_address)
    if _host(options) in {Host.GITHUB, Host.GITLAB}:
        site_url = site_url or answers.pages_address(repo_url)
    return Answers(
        name=given("name"),
        subject=given("subject"),
        editor=given("editor"),
        organisation=given("organisation"),
        contact=given("contact", answers.contact),
        licence=answers.licence(options.licence) if options.licence else None,
        site_url=f"{site_url.rstrip('/')}/" if site_url else "",
        repo_url=repo_url,
    )


def _start(options: Namespace) -> Start:
    if options.start:
        if is_repository(options.start):
            base = start_from_repository(options.start)
        elif options.start.startswith(("https://", "http://")):
            base = start_at(options.start)
        else:
            base = start_in(Path(options.start))
    else:
        base = shipped_start(options.types or "evidence")
    # Facets of a set of ours fit its own types.
    unfit = options.type and not (options.facet or options.types or options.start)
    return own_start(options.type, options.facet, base, without_facets=options.no_facets or unfit)


def _host(options: Namespace) -> Host:
    kept = Host.GITLAB if "gitlab" in (options.repo_url or "") else Host.GITHUB
    return Host(options.host) if options.host else kept


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes all files, or none and raises `OSError`."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        change_files(folder, [FileChange(path, None, content) for path, content in files.items()])
    except BaseException:
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir()  # folders alone are left
        if is_new:
            folder.rmdir()
        raise
