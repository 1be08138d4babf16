"""Which commands are there, what does each do, and what does it need?

The one table from which ./suivi lists and finds commands. It is read before anything is installed,
so it uses nothing but Python itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Command:
    """One command: its words, its arguments, one sentence, where it is, and its packages.

    `module` is a module beside this one with a function `run(arguments)`. `group` names the
    packages it needs beyond those that running needs; `environment` is set before the settings are
    read, unless it does without settings (the tests bring their own; restoring makes them first).
    """

    name: str
    arguments: str
    sentence: str
    module: str
    group: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    needs_settings: bool = True


COMMANDS = (
    Command(
        "demo",
        "[--port 8000] [--no-serve]",
        "Fills an installation with the Belgian plan and sample content, and serves it.",
        "demo",
        environment={"SUIVI_DEMO": "1"},
    ),
    Command(
        "test",
        "[pytest arguments]",
        "Runs the tests; installs what they need.",
        "test",
        "test",
        needs_settings=False,
    ),
    Command(
        "check",
        "",
        "Checks style, types, templates and the direction of imports.",
        "check",
        "check",
    ),
    Command(
        "serve",
        "[--host 127.0.0.1] [--port 8000] [--workers 2]",
        "Serves the pages.",
        "serve",
    ),
    Command(
        "worker",
        "",
        "Does the work that waits in the background: makes PDFs, sends mails.",
        "worker",
    ),
    Command(
        "notices send",
        "",
        "Sends the mails that are due: notices, reminders, digests. The worker does it too.",
        "notices_send",
    ),
    Command(
        "migrate", "", "Brings the database and the static files up to this version.", "migrate"
    ),
    Command(
        "plan load",
        "FILE [--apply-changes]",
        "Loads a plan; for one that is there, says what would change, and changes it if told so.",
        "plan_load",
    ),
    Command(
        "plan show",
        "PLAN [--format json|xlsx] [-o FILE]",
        "Writes a plan as a file in the published format or as a spreadsheet.",
        "plan_show",
    ),
    Command(
        "frameworks load",
        "[--overwrite]",
        "Loads the UN, EU and SDG indicators and their pairs; rows changed here stay.",
        "frameworks_load",
    ),
    Command(
        "person add",
        "EMAIL --name NAME [--plan PLAN --body BODY --role ROLE] [--language en] [--administrator]",
        "Lets somebody in, or gives a role, and prints where to choose a password.",
        "person_add",
    ),
    Command(
        "report",
        "PLAN YEAR --format html|pdf|json --lang en|fr|nl|de -o FILE [--draft]",
        "Writes the report on a year as a file.",
        "report",
    ),
    Command(
        "activities index",
        "",
        "Makes the words by which activities are found anew.",
        "activities_index",
    ),
    Command(
        "activities import-iati",
        "FILE --body BODY [--plan PLAN --line CODE] [--conflicts keep|take] [--apply]",
        "Says what an IATI file would change in the register, and changes it if told so.",
        "activities_import_iati",
    ),
    Command(
        "activities export-iati",
        "-o FILE [--plan PLAN] [--body BODY]",
        "Writes the activities that are open to all as an IATI file.",
        "activities_export_iati",
    ),
    Command(
        "results export-iati",
        "PLAN -o FILE",
        "Writes the published results of a plan as an IATI file.",
        "results_export_iati",
    ),
    Command(
        "fragile load",
        "",
        "Loads the list of fragile contexts that comes with the program, if it is not here.",
        "fragile_load",
    ),
    Command("check-audit", "", "Says whether the chain of audit events is whole.", "check_audit"),
    Command(
        "bench activities",
        "[--scale 1000000] [--times 20]",
        "Measures the register of activities; with DATABASE_URL, on PostgreSQL as well.",
        "bench_activities",
        needs_settings=False,
    ),
    Command(
        "bench evening",
        "[--people 40] [--seconds 60]",
        "Measures forty focal points who write at once; with DATABASE_URL, on PostgreSQL as well.",
        "bench_evening",
        needs_settings=False,
    ),
    Command(
        "bench",
        "[--scale 50]",
        "Measures reports, pages, start and size, as a table.",
        "bench",
        needs_settings=False,
    ),
    Command("backup", "FILE", "Writes database, files and key into one archive.", "backup"),
    Command(
        "restore",
        "FILE",
        "Restores such an archive into an empty installation.",
        "restore",
        needs_settings=False,
    ),
    Command(
        "translations", "", "Collects what is to be translated, and compiles it.", "translations"
    ),
    Command("diagrams", "", "Draws the diagrams in docs/ from the tables in the code.", "diagrams"),
)


def find(words: list[str]) -> Command | None:
    """The command that these words begin with."""
    for command in COMMANDS:
        name = command.name.split()
        if words[: len(name)] == name:
            return command
    return None


def group(words: list[str]) -> str:
    """The commands that begin with the first of these words ("plan"), listed; "" when none do."""
    named = [command for command in COMMANDS if words and command.name.startswith(f"{words[0]} ")]
    lines = [f"  ./suivi {each.name} {each.arguments}\n      {each.sentence}" for each in named]
    return "\n".join([f"There are these commands of {words[0]}:", *lines]) if named else ""


def listing() -> str:
    """All commands, a line each, with their arguments below where there are any."""
    width = max(len(command.name) for command in COMMANDS) + 2
    lines = ["Suivi follows up national action plans: promised, done, told.", "", "./suivi …"]
    for command in COMMANDS:
        lines.append(f"  {command.name:<{width}}{command.sentence}")
        if command.arguments:
            lines.append(f"  {'':<{width}}{command.arguments}")
    return "\n".join(lines)
