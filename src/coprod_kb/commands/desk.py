"""`coprod-kb desk`: lists what is left to do, or writes it as a page and a table."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from markupsafe import escape

from coprod_kb.collection.site import Site, Snapshot, open_site
from coprod_kb.desk.listing import as_table, overview, section_lines
from coprod_kb.desk.model import Section
from coprod_kb.desk.page import TABLE, desk_page
from coprod_kb.desk.sections import desk_sections
from coprod_kb.diagnostics import did_you_mean
from coprod_kb.links.last_check import last_check
from coprod_kb.project.files import template_folders
from coprod_kb.project.history import current_day, git_user
from coprod_kb.project.project import ProjectError
from coprod_kb.publishing.assets import STYLES, asset_files
from coprod_kb.publishing.contents import read_site
from coprod_kb.publishing.parallel_writing import write_file
from coprod_kb.publishing.staging import Staging, StagingError
from coprod_kb.rendering.environment import environment
from coprod_kb.rendering.inside import inside_of
from coprod_kb.rendering.shell import SLOTS, Shell


def add(parser: ArgumentParser) -> None:
    parser.description = (
        "Say what is left to do for editors: drafts to read, gaps, links that fail, and names that may be the same, each "
        "with the command or edit that settles it. Nothing of it is ever published."
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", help="list the tasks of these sections")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="write a page and a table into this folder instead"
    )
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    site = open_site(Path.cwd())
    snapshot = read_site(site, drafts=True)
    sections = desk_sections(snapshot, last_check(site, snapshot), current_day(), git_user(site.root))
    if options.output:
        _write(options.output, sections, site, snapshot)
        print(f"{options.output / 'index.html'} and {options.output / TABLE} are written.")
    elif options.sections:
        for name in options.sections:
            print("\n".join(section_lines(_named(name, sections))))
    else:
        print("\n".join(overview(sections)))
        print("\nTo see the tasks: coprod-kb desk SECTION, or /desk/ in mkdocs serve.")
    return 0


def _named(name: str, sections: list[Section]) -> Section:
    by_name = {section.name: section for section in sections}
    if name not in by_name:
        raise ProjectError(
            f"There is no section {name}. {did_you_mean(name, by_name)}They are: {', '.join(by_name)}."
        )
    return by_name[name]


def _write(folder: Path, sections: list[Section], site: Site, snapshot: Snapshot) -> None:
    """Writes page, style sheet and table, whole or not at all. Raises `ProjectError` for a folder that is not of the desk."""
    for kept in (site.docs, site.root / site.settings.entries_dir):
        if folder.resolve().is_relative_to(kept.resolve()):
            raise ProjectError(f"{folder} lies in {kept}, so it would be published. Name another folder.")
    own = site.settings.custom_dir
    env = environment(template_folders(site.root / own if own else None))
    settings = replace(site.settings, site_url="")  # the page has no address on the site
    page = desk_page(snapshot, lambda: sections, alone=True)
    inside = inside_of(page, env, settings, search=False)
    inside = inside._replace(title=f"{escape(page.title)} – {escape(settings.site_name)}")
    shell = Shell.of(
        env.get_template("alone.html").render(slots=SLOTS._asdict(), language=settings.language), policy=True
    )
    styles = dict(asset_files())[STYLES]
    try:
        with Staging(folder, root=site.root, markers=(TABLE,)) as staging:
            write_file(staging.folder, "index.html", shell.around(inside), set())
            write_file(staging.folder, TABLE, as_table(sections), set())
            write_file(staging.folder, STYLES, styles.read_bytes(), set())
            staging.put_in_place()
    except StagingError as error:
        raise ProjectError(str(error)) from None
