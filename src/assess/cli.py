"""The command line. Exit 0; 1 = the input is wrong (one sentence on stderr); 2 = usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from assess import __version__
from assess.errors import AssessError, ModelError
from assess.plan_request import RESERVES
from assess.terminal import Terminal, shown

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what goes wrong by input is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without our letters gets their numbers
            stream.reconfigure(errors="backslashreplace")
    with redirect_stdout(Terminal(sys.stdout)), redirect_stderr(Terminal(sys.stderr)):
        return _run(_parser().parse_args(argv))


def _run(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options))
    except ModelError as error:
        print(*map(shown, error.problems), sep="\n", file=sys.stderr)
        return 1
    except AssessError as error:
        print(shown(error), file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing to say to anybody
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assess",
        description="Rate your skills, compare them with a role, and plan what to learn.",
    )
    parser.add_argument("--version", action="version", version=f"assess {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: str, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=_late(run))
        return sub

    serve = command("serve", "serving:serve", "Open the assessment in a browser.")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (this computer)")
    serve.add_argument("--port", type=_port, default=8866, help="default: 8866")
    serve.add_argument("--no-browser", action="store_true", help="don't open a browser")
    serve.add_argument("--token", action="store_true", help="ask each visitor for a token, once")
    serve.add_argument("--proxy-header", metavar="NAME", help="trust this header from your sign-in")
    serve.add_argument("--proxy-from", metavar="ADDRESS", help="the address of your sign-in")
    serve.add_argument("--insecure", action="store_true", help="let anyone in")
    serve.add_argument("--name", metavar="HOST", action="append", default=[], help="a host name")
    serve.add_argument("--certfile", metavar="FILE", type=Path, help="certificate (PEM), for https")
    serve.add_argument("--keyfile", metavar="FILE", type=Path, help="its key, if in another file")
    serve.add_argument("--log-json", action="store_true", help="write the log as JSON")
    _model(serve)

    lab = command("lab", "serving:lab", "Open JupyterLab with the coaching notebooks.")
    lab.add_argument("--port", type=_port, default=8888, help="default: 8888")
    lab.add_argument("--no-browser", action="store_true", help="don't open a browser")
    _model(lab)

    check = command("check", "files:check", "Check a model file: every mistake with its line.")
    check.add_argument("file", nargs="?", metavar="MODEL.yaml", type=Path)
    check.add_argument("--strict", action="store_true", help="treat warnings as mistakes")
    check.add_argument(
        "--hours",
        metavar="H",
        type=_hours,
        default=400,
        help="list roles that need more hours than this (400)",
    )
    _model(check)

    model = commands.add_parser(
        "model",
        help="Start a model file, or compare two versions of one.",
        description="Start a model file, or compare two versions of one.",
    )
    authoring = model.add_subparsers(required=True, metavar="new|diff")
    text = "Write a small commented model to start from."
    begin = authoring.add_parser("new", help=text, description=text)
    begin.add_argument("file", metavar="FILE.yaml", type=Path)
    begin.set_defaults(run=_late("model:new"))
    text = "Show what a newer model changes for people who answered the older one."
    diff = authoring.add_parser("diff", help=text, description=text)
    diff.add_argument("old", metavar="OLD.yaml", type=Path)
    diff.add_argument("new", metavar="NEW.yaml", type=Path)
    diff.add_argument("--json", action="store_true", help="as JSON")
    diff.set_defaults(run=_late("model:diff"))

    score = command("score", "numbers:score", "Show what is rated, areas, roles and gaps.")
    _answers(score)
    score.add_argument("--role", metavar="ID", help="the role to list gaps for")
    score.add_argument("--json", action="store_true", help="as JSON, unrounded")

    text = "Plan the next two quarters around your hours, your job and what comes first."
    plan = command("plan", "plan:plan", text)
    _answers(plan)
    _planning(plan)
    plan.add_argument("--previous", metavar="PLAN.json", type=Path, help="a plan to stay close to")
    plan.add_argument("--json", action="store_true", help="as JSON")

    export = command("export", "files:export", "Write the report or the plan to a file.")
    _answers(export)
    export.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        required=True,
        help="the ending decides the kind: .html, .ics, .csv, .md or .json",
    )
    export.add_argument("--without-notes", action="store_true", help="leave out all notes")
    export.add_argument("--with-guide", action="store_true", help="add the role guide (.html)")
    _planning(export)

    demo = command("demo", "files:demo", "Write a made-up person's answers, to try things out.")
    demo.add_argument("-o", "--output", metavar="FILE.json", type=Path)
    _model(demo)

    guide = command("guide", "guide:guide", "Write the role guide, which compares the roles.")
    guide.add_argument("-o", "--output", metavar="FILE.html", type=Path, required=True)
    _model(guide)

    _group(commands)
    _data(commands)
    return parser


def _data(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`assess data …`: one small parser a verb."""
    text = "List, export, erase, back up or restore what is stored about people."
    verbs = commands.add_parser("data", help=text, description=text).add_subparsers(
        required=True, metavar="list|export|erase|retain|backup|restore|check"
    )

    def verb(name: str, target: str, text: str) -> argparse.ArgumentParser:
        parser = verbs.add_parser(name, help=text, description=text)
        parser.set_defaults(run=_late(f"stored:{target}"))
        return parser

    one = "one assessment, as `data list` names it"
    verb("list", "list_all", "List ids, numbers of ratings and dates, but no answers.")
    export = verb("export", "export", "Write all that is stored about a person, or everyone.")
    export.add_argument("id", nargs="?", metavar="ID", help=one)
    export.add_argument("-o", "--output", metavar="FILE.json", type=Path)
    erase = verb("erase", "erase", "Erase a person's answers and everything that belongs to them.")
    erase.add_argument("id", nargs="?", metavar="ID", help=one)
    erase.add_argument("--all", action="store_true", help="erase everything")
    retain = verb("retain", "retain", "On a shared server, erase what is untouched for months.")
    retain.add_argument("--months", metavar="N", type=_months, default=24, help="default: 24")
    retain.add_argument("--yes", action="store_true", help="erase it; without this, only list it")
    backup = verb("backup", "backup", "Back up everything to one file, even while people work.")
    backup.add_argument(
        "file", metavar="FILE", type=Path, help=".jsonl for text that any database reads"
    )
    restore = verb("restore", "restore", "Replace what is stored with a backup.")
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.add_argument("--replace", action="store_true", help="erase what is stored first")
    verb("check", "check", "Check that what is stored is sound.")


def _group(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "Run a workshop's group. Its results never show fewer than five people."
    parts = commands.add_parser("group", help=text, description=text).add_subparsers(
        required=True, metavar="new|release|show|draw|forget"
    )

    def part(name: str, run: str, text: str, file: str = "file") -> argparse.ArgumentParser:
        sub = parts.add_parser(name, help=text, description=text)
        sub.set_defaults(run=_late(f"group:{run}"))
        if file:
            sub.add_argument(file, metavar="KEY.json", type=Path, help="what `new` wrote")
        _model(sub)
        return sub

    new = part("new", "new", "Make a group, and a code for people to join it.", file="")
    new.add_argument("title", metavar="TITLE")
    new.add_argument("-o", "--output", metavar="KEY.json", type=Path, required=True)
    new.add_argument("--k", type=int, default=5, help="smallest group to show (default: 5)")
    released = part("release", "release_now", "Release the group's results as they are now.")
    released.add_argument("--role", metavar="ID", help="the role to compare with, for all releases")
    part("show", "show", "Show the group's size and what was released.")
    draw = part("draw", "draw", "Write a group's results as HTML or CSV.", file="source")
    draw.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    draw.add_argument("--role", metavar="ID", help="for a folder: the role to compare with")
    draw.add_argument("--k", type=int, default=5, help="for a folder: the same as for `new`")
    part("forget", "forget", "Erase a group and everything in it.")


def _late(target: str) -> Command:
    """Import a command's module when it is run: `assess --help` must not wait for Voilà."""
    module, name = target.split(":")

    def run(options: argparse.Namespace) -> int:
        from importlib import import_module

        function: Command = getattr(import_module(f"assess.commands.{module}"), name)
        return function(options)

    return run


def _model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="MODEL.yaml", type=Path, help="the model file to use")


def _answers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("answers", metavar="ANSWERS", type=Path, help="a JSON file or HTML report")
    _model(parser)


def _planning(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", metavar="ID", help="the role you want")
    parser.add_argument("--held", metavar="ID", help="your current role")
    parser.add_argument("--hours-per-week", metavar="H", type=float)
    span = parser.add_mutually_exclusive_group()
    span.add_argument("--weeks", metavar="N", type=int, help="default: 52")
    span.add_argument("--until", metavar="DATE", type=_date, help="last day, instead of --weeks")
    parser.add_argument("--start", metavar="DATE", type=_date, help="default: next Monday")
    parser.add_argument("--lead", metavar="ID", help="the skill to work on first")
    text = "whether other work eats into these hours"
    parser.add_argument("--reserve", choices=RESERVES, help=text)
    for name, metavar, kind, text in (
        ("--situation", "QUESTION=ANSWER", _pair, "answers about your job"),
        ("--focus", "ID=2", _focus, "give these skills or areas more weight"),
        ("--exclude", "ID", str, "leave out these activities"),
        ("--pin", "ID", str, "keep these activities in"),
        ("--week-off", "DATE", _date, "take the weeks with these days off"),
    ):
        parser.add_argument(
            name, metavar=metavar, type=kind, nargs="+", action="extend", default=[], help=text
        )
    text = "only these people can be asked"
    parser.add_argument("--within-reach", metavar="PERSON", nargs="*", action="extend", help=text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a date like 2027-01-31") from None


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a port: 1 to 65535")
    return int(text)


def _months(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1200:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a number of months: 1 to 1200")
    return int(text)


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0
    if not 0 < hours < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} isn't a number of hours above 0")
    return hours


def _pair(text: str) -> tuple[str, str]:
    key, equals, answer = text.partition("=")
    if not (key and equals and answer):
        raise argparse.ArgumentTypeError(f"{text!r} isn't like users=firms")
    return key, answer


def _focus(text: str) -> tuple[str, float]:
    key, _, factor = text.partition("=")
    try:
        return key, float(factor)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} isn't like pricing=2") from None


if __name__ == "__main__":
    sys.exit(main())
