"""The workflows: what may run with which rights, and that a stranger's text stays text."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright._impl._driver import compute_driver_executable

from coprod_kb.collection.site import open_site
from coprod_kb.contributing.issue_form import CONSENT, issue_questions
from tests import ROOT
from tests.conftest import entry_text

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PROGRAMS = Path(sys.executable).parent

WRITING = {
    ("publish.yml", "deploy"): {"pages", "id-token"},
    ("comment.yml", "post"): {"pull-requests"},
    ("entry-from-issue.yml", "propose"): {"contents", "pull-requests"},
    ("entry-from-issue.yml", "answer"): {"issues"},
}
"""The only jobs that may change anything, and what."""

Job = Mapping[str, Any]
jq = pytest.mark.skipif(shutil.which("jq") is None, reason="GitHub's machines have jq, this one has not")


def workflow(file: Path) -> Mapping[Any, Any]:
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def jobs() -> Iterator[tuple[str, str, Job]]:
    for file in WORKFLOWS:
        for name, job in workflow(file)["jobs"].items():
            yield file.name, name, job


JOBS = list(jobs())
NAMES = [f"{file}-{name}" for file, name, _ in JOBS]


def step(file: str, job: str, name: str) -> Mapping[str, Any]:
    """The step of a job that has this name."""
    [found] = [
        step
        for step in workflow(GITHUB / "workflows" / file)["jobs"][job]["steps"]
        if step.get("name") == name
    ]
    assert isinstance(found, dict)
    return found


# --- What they say ----------------------------------------------------------------------------------


def test_zizmor_finds_nothing() -> None:
    """Among much else: pinned actions, no rights by default, no text of others in programs, no dangerous triggers."""
    command = [PROGRAMS / "zizmor", "--offline", "--persona=pedantic", "--quiet", GITHUB]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", [GITHUB / "ISSUE_TEMPLATE" / "entry.yml"]),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_the_files_follow_the_published_schemas(schema: str, files: list[Path]) -> None:
    command = [PROGRAMS / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_shell_scripts_are_sound() -> None:
    # Backticks are for readers, not to be run (SC2016); variables of one step resemble those of another (SC2153).
    command = [PROGRAMS / "shellcheck", "--shell=bash", "--exclude=SC2016,SC2153", "-"]
    scripts = "\n".join(f"({step['run']}\n)" for _, _, job in JOBS for step in job["steps"] if "run" in step)
    run = subprocess.run(command, input=scripts, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(("file", "name", "job"), JOBS, ids=NAMES)
def test_a_job_may_change_only_what_it_is_there_for(file: str, name: str, job: Job) -> None:
    assert {scope for scope, right in job["permissions"].items() if right != "read"} == WRITING.get(
        (file, name), set()
    )
    assert job["timeout-minutes"]


@pytest.mark.parametrize(("file", "name", "job"), JOBS, ids=NAMES)
def test_no_checkout_keeps_the_right_to_push(file: str, name: str, job: Job) -> None:
    checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert [step for step in checkouts if step["with"]["persist-credentials"] is not False] == []


def test_a_job_that_writes_for_strangers_runs_no_program_of_the_project() -> None:
    for file, name, job in JOBS:
        if (file, name) in WRITING and file != "publish.yml":
            programs = "\n".join(step.get("run", "") for step in job["steps"])
            assert not re.search(r"make|python|\.venv|pip|npm", programs), (file, name)


def test_only_the_check_fetches_a_pull_request_and_it_has_no_secrets() -> None:
    triggers = {file.name: workflow(file)[True] for file in WORKFLOWS}  # YAML 1.1 reads `on` as true
    assert [name for name, on in triggers.items() if "pull_request_target" in on] == []
    assert [name for name, on in triggers.items() if "workflow_run" in on] == ["comment.yml"]
    for name, on in triggers.items():
        if "pull_request" in on:
            assert "secrets." not in (GITHUB / "workflows" / name).read_text(encoding="utf-8")
    for _, _, job in (listed for listed in JOBS if listed[0] in {"comment.yml", "entry-from-issue.yml"}):
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert [step for step in checkouts if {"ref", "repository"} & set(step["with"])] == []


# --- What they do: entries of a pull request ---------------------------------------------------------


def shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step as GitHub runs it, but for what it finds in `PATH`."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **variables}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def checkouts(tmp_path: Path) -> Path:
    """`trusted/` and `proposed/`, with an entry each."""
    for name in ("trusted", "proposed"):
        (tmp_path / name / "entries").mkdir(parents=True)
        (tmp_path / name / "entries" / f"{name}.md").write_text(entry_text(title=name), encoding="utf-8")
        (tmp_path / name / "mkdocs.yml").write_text(f"site_name: {name}\n", encoding="utf-8")
    git(tmp_path / "trusted", "init", "--quiet")
    return tmp_path


TAKE = step("check.yml", "check", "Take the proposed entries")["run"]


def test_the_entries_of_a_pull_request_take_the_place_of_ours_and_nothing_else_does(checkouts: Path) -> None:
    assert shell(TAKE, checkouts).returncode == 0
    assert os.listdir(checkouts / "trusted" / "entries") == ["proposed.md"]
    assert (checkouts / "trusted" / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: trusted\n"


@pytest.mark.slow
def test_what_editors_left_counts_as_committed_if_a_pull_request_brings_it(checkouts: Path) -> None:
    (checkouts / "proposed" / "entries" / "a.md~").write_text("left", encoding="utf-8")
    assert shell(TAKE, checkouts).returncode == 0
    assert "not-an-entry" in shell(f"{PROGRAMS}/coprod-kb check", checkouts / "trusted").stdout


def test_a_link_among_the_entries_is_not_followed(checkouts: Path) -> None:
    (checkouts / "secret.md").write_text(entry_text(title="Secret"), encoding="utf-8")
    (checkouts / "proposed" / "entries" / "link.md").symlink_to(checkouts / "secret.md")
    (checkouts / "proposed" / "entries" / "folder").symlink_to(checkouts)
    assert shell(TAKE, checkouts).returncode == 0
    found = open_site(checkouts / "trusted").read()
    assert {finding.path for finding in found.diagnostics if finding.code == "not-a-file"} == {
        "entries/link.md",
        "entries/folder",
    }
    assert [reading.slug for reading in found.readings] == ["proposed"]


@pytest.mark.parametrize("kind", ["link", "file", "nothing"])
def test_entries_that_are_no_folder_stop_the_check(checkouts: Path, kind: str) -> None:
    folder = checkouts / "proposed" / "entries"
    shutil.rmtree(folder)
    if kind == "link":
        folder.symlink_to(checkouts / "trusted")
    elif kind == "file":
        folder.write_text("", encoding="utf-8")
    assert shell(TAKE, checkouts).returncode == 1


def git(folder: Path, *arguments: str) -> None:
    own = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", "-C", folder, *own, *arguments], check=True, capture_output=True)


def found_by_the_check(folder: Path) -> tuple[str, str, set[tuple[str, str]]]:
    """Its output, the status it hands on, and the code and path of each finding that it keeps."""
    program = folder / "trusted" / ".venv" / "bin"
    program.mkdir(parents=True)
    (program / "coprod-kb").symlink_to(PROGRAMS / "coprod-kb")
    output = folder / "output"
    script = step("check.yml", "check", "Check")["run"]
    run = shell(script, folder / "trusted", RUNNER_TEMP=str(folder), GITHUB_OUTPUT=str(output))
    assert run.returncode == 0, run.stderr
    found = json.loads((folder / "found" / "diagnostics.json").read_text(encoding="utf-8"))
    return (
        run.stdout,
        output.read_text(encoding="utf-8"),
        {(finding["code"], finding["path"]) for finding in found},
    )


@pytest.mark.slow
@jq
def test_the_check_keeps_errors_and_what_a_pull_request_brings_in(checkouts: Path) -> None:
    proposed, trusted = checkouts / "proposed", checkouts / "trusted"
    warned = entry_text(title="Old", summary=None)
    (proposed / "entries" / "old.md").write_text(warned, encoding="utf-8")
    git(proposed, "init", "--quiet")
    git(proposed, "add", ".")
    git(proposed, "commit", "--quiet", "--message", "Before")
    (proposed / "entries" / "new.md").write_text(entry_text(type="poem"), encoding="utf-8")
    (proposed / "entries" / "other.md").write_text(
        entry_text(title="Other", date="2019", summary=None), "utf-8"
    )
    git(proposed, "add", ".")
    git(proposed, "commit", "--quiet", "--message", "After")
    before = shell(f"{PROGRAMS}/coprod-kb check --format json", proposed).stdout
    known = [finding for finding in json.loads(before) if finding["path"] == "entries/old.md"]
    assert {finding["severity"] for finding in known} == {"warning"}
    (checkouts / "before.json").write_text(json.dumps(known), encoding="utf-8")
    assert shell(TAKE, checkouts).returncode == 0

    log, status, kept = found_by_the_check(checkouts)
    assert status == "status=1\n"
    assert {("unknown-value", "entries/new.md"), ("no-summary", "entries/other.md")} <= kept
    assert "entries/old.md" not in {path for _, path in kept}
    assert "::error file=entries/new.md" in log
    assert not (trusted / "entries" / "trusted.md").exists()


@pytest.mark.parametrize("status", ["0", "1", "2"])
def test_the_check_ends_as_the_program_did(tmp_path: Path, status: str) -> None:
    script = step("check.yml", "check", "Say whether it may be merged")["run"]
    assert shell(script, tmp_path, STATUS=status).returncode == int(status)


# --- What they do: an issue ---------------------------------------------------------------------------


def issue(folder: Path, title: str, consent: str = "x") -> str:
    """An issue as GitHub puts it together from the form."""
    answers = {
        "title": title,
        "type": "project",
        "keywords": "co-production",
        "contributors": "Ada Example",
        "consent": f"- [{consent}] {CONSENT}",
    }
    asked = issue_questions(open_site(folder).read().catalogue.vocabulary)
    return "\n\n".join(
        f"### {question.label}\n\n{answers.get(question.path, '_No response_')}" for question in asked
    )


def make_entry(folder: Path, body: str) -> tuple[Mapping[str, str], Path]:
    """Runs the step that makes an entry: its outputs, and the folder that it hands over."""
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    subprocess.run(["git", "-C", folder, "add", "."], check=True)
    shutil.copytree(GITHUB / "scripts", folder / ".github" / "scripts")
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "coprod-kb").symlink_to(PROGRAMS / "coprod-kb")
    temporary = folder.parent / "temporary"
    temporary.mkdir()
    event = temporary / "event.json"
    event.write_text(json.dumps({"issue": {"number": 7, "body": body}}), encoding="utf-8")
    output = temporary / "output"
    run = shell(
        step("entry-from-issue.yml", "make", "Make the entry")["run"],
        folder,
        GITHUB_EVENT_PATH=str(event),
        GITHUB_OUTPUT=str(output),
        RUNNER_TEMP=str(temporary),
        DOCS="https://example.org/docs",
    )
    assert run.returncode == 0, run.stderr
    lines = output.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines), temporary / "made"


@pytest.mark.slow
@jq
def test_an_issue_becomes_one_new_file(miniature: Path) -> None:
    outputs, made = make_entry(miniature, issue(miniature, "../../$(touch pwned) `id`\u202e"))
    assert outputs["file"] == "entries/touch-pwned-id.md"
    assert outputs["faulty"] == "true"  # of the character that reorders others
    assert [file.name for file in (made / "entries").iterdir()] == ["touch-pwned-id.md"]
    assert not list(miniature.rglob("pwned"))
    comment = (made / "comment.md").read_text(encoding="utf-8")
    assert "[bidi-control]" in comment
    assert "Closes #7." in comment


@pytest.mark.slow
@jq
def test_an_issue_without_consent_gives_an_answer_and_no_file(miniature: Path) -> None:
    outputs, made = make_entry(
        miniature, issue(miniature, "Keeping well", consent=" ") + "\nfile=entries/x.md\n"
    )
    assert outputs["file"] == ""
    assert list((made / "entries").iterdir()) == []
    assert "[consent]" in json.loads(outputs["comment"])


# --- What they do: a comment ----------------------------------------------------------------------------

FAKE = """
const calls = [], notices = [];
const call = name => async given => { calls.push([name, given]); return {data: world[name]}; };
const github = {
  paginate: async (list, given) => (await list(given)).data,
  rest: new Proxy({}, {get: (_, group) => new Proxy({}, {get: (_, name) => call(`${group}.${name}`)})}),
};
const context = {repo: {owner: 'example-org', repo: 'kb'}, payload: world.payload};
const core = {notice: text => notices.push(text), setFailed: text => notices.push(`failed: ${text}`)};
(async () => { %s })().then(() => console.log(JSON.stringify({calls, notices})));
"""


def posted(file: str, job: str, name: str, world: Mapping[str, Any], **variables: str) -> Mapping[str, Any]:
    """What a script asks GitHub for, in a world where GitHub answers as given."""
    [script] = [
        step["with"]["script"]
        for step in workflow(GITHUB / "workflows" / file)["jobs"][job]["steps"]
        if step.get("name", "") == name and "script" in step.get("with", {})
    ]
    program = f"const world = {json.dumps(world)};\n" + FAKE % script
    node = compute_driver_executable()[0]
    run = subprocess.run([node, "-e", program], env=variables, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert isinstance(found, dict)
    return found


HEAD = "a" * 40
RUN = {
    "id": 3,
    "head_sha": HEAD,
    "head_branch": "add; entry",
    "head_repository": {"owner": {"login": "ada-example"}},
    "html_url": "https://github.com/example-org/kb/actions/runs/3",
}
WORLD = {
    "payload": {"workflow_run": RUN},
    "pulls.list": [{"number": 1, "head": {"sha": "b" * 40}}, {"number": 2, "head": {"sha": HEAD}}],
    "pulls.listFiles": [{"filename": "entries/a.md"}],
    "issues.listComments": [],
}
MARK = "<!-- coprod-kb: findings -->"
COMMENT = json.dumps(f"{MARK}\n\nAll is well.\n")


def test_a_comment_goes_to_the_pull_request_with_the_checked_commit() -> None:
    found = posted("comment.yml", "post", "", WORLD, COMMENT=COMMENT)
    name, given = found["calls"][-1]
    assert (name, given["issue_number"]) == ("issues.createComment", 2)
    assert given["body"].startswith(MARK)
    assert "outside of" not in given["body"]
    assert found["calls"][0][1]["head"] == "ada-example:add; entry"


def test_a_second_comment_changes_the_first_one_and_nobody_elses() -> None:
    comments = [
        {"id": 4, "user": {"login": "ada-example"}, "body": f"{MARK} mine"},
        {"id": 5, "user": {"login": "github-actions[bot]"}, "body": "Welcome"},
        {"id": 6, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}\n\nOld"},
    ]
    found = posted("comment.yml", "post", "", WORLD | {"issues.listComments": comments}, COMMENT=COMMENT)
    name, given = found["calls"][-1]
    assert (name, given["comment_id"]) == ("issues.updateComment", 6)


@pytest.mark.parametrize(
    "file",
    [
        {"filename": ".github/workflows/check.yml"},
        {"filename": "entries/a.md", "previous_filename": "docs/a.md"},
        {"filename": "entries.md"},
    ],
)
def test_a_comment_says_that_other_files_change(file: Mapping[str, str]) -> None:
    found = posted("comment.yml", "post", "", WORLD | {"pulls.listFiles": [file]}, COMMENT=COMMENT)
    assert "**This pull request also changes files outside of `entries/`.**" in found["calls"][-1][1]["body"]


def test_a_comment_does_not_vouch_for_files_that_github_does_not_list() -> None:
    files = [{"filename": f"entries/a{number}.md"} for number in range(3000)]
    found = posted("comment.yml", "post", "", WORLD | {"pulls.listFiles": files}, COMMENT=COMMENT)
    assert "outside of `entries/`" in found["calls"][-1][1]["body"]


def test_nothing_is_posted_where_no_open_pull_request_has_the_commit() -> None:
    found = posted("comment.yml", "post", "", WORLD | {"pulls.list": []}, COMMENT=COMMENT)
    assert [name for name, _ in found["calls"]] == ["pulls.list"]
    assert found["notices"]


@pytest.mark.parametrize(
    "artifact",
    [{"id": 1, "size_in_bytes": 2_000_000, "expired": False}, {"id": 1, "size_in_bytes": 1, "expired": True}],
)
def test_an_artifact_that_is_too_large_or_gone_is_not_fetched(artifact: Mapping[str, Any]) -> None:
    world = WORLD | {"actions.listWorkflowRunArtifacts": {"artifacts": [artifact]}}
    found = posted("comment.yml", "word", "Fetch the findings", world)
    assert [name for name, _ in found["calls"]] == ["actions.listWorkflowRunArtifacts"]


@pytest.mark.parametrize(
    ("permission", "stopped"), [("admin", False), ("write", False), ("read", True), ("none", True)]
)
def test_only_who_may_write_can_have_an_entry_made(permission: str, stopped: bool) -> None:
    world = {
        "payload": {"sender": {"login": "ada-example"}},
        "repos.getCollaboratorPermissionLevel": {"permission": permission},
    }
    found = posted("entry-from-issue.yml", "make", "See who put the label there", world)
    assert bool(found["notices"]) == stopped
