"""The command line. Exit 0; 1 = the input is wrong (one sentence on stderr); 2 = usage."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import TextIOWrapper
from typing import Any, NoReturn

from assess import __version__
from assess.cli import arguments
from assess.cli.common import Terminal, shown, within_reason
from assess.domain.plan_request import RESERVES
from assess.errors import AssessError, ModelError

Command = Callable[[argparse.Namespace], int]
_NOTHING = re.compile(r"(--[^=]+|-[^-=])=?--")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what goes wrong by input is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without our letters gets their numbers
            stream.reconfigure(errors="backslashreplace")
    with redirect_stdout(Terminal(sys.stdout)), redirect_stderr(Terminal(sys.stderr)):
        return _run(parser().parse_args(argv))


def _run(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options))
    except ModelError as error:
        lines = (within_reason(shown(problem)) for problem in error.problems)
        print(*lines, sep="\n", file=sys.stderr)
        return 1
    except AssessError as error:
        print(within_reason(shown(error)), file=sys.stderr)
        return 1
    except UnicodeEncodeError as error:  # bytes that are no letters here reach us as halves of one
        typed = within_reason(str(error.object))
        print(f"“{typed}” holds a character that no text can hold. Type it anew.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing to say to anybody
        return 1
    except KeyboardInterrupt:
        return 130


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in a sentence; the whole usage would bury it."""

    def error(self, message: str) -> NoReturn:
        said = within_reason(message)
        self.exit(2, f"{self.prog}: {said}\nSee {self.prog} --help.\n")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse `--option=--`, of which argparse makes a list of nothing before Python 3.13."""
        given = sys.argv[1:] if args is None else list(args)
        options = given[: given.index("--")] if "--" in given else given
        for one in options:
            if found := _NOTHING.fullmatch(one):
                self.error(f"argument {found[1]}: “--” isn't a value. Give another one.")
        if "--" in given[len(options) + 1 :]:
            self.error("“--” isn't a name. Give another one.")
        return super().parse_known_args(given, namespace)


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command, with its options."""
    parser = _Parser(
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
    text = "address to listen on (this computer; with --room all of its own)"
    serve.add_argument("--host", help=text)
    serve.add_argument("--port", type=arguments.port, default=8866, help="default: 8866")
    serve.add_argument("--no-browser", action="store_true", help="don't open a browser")
    serve.add_argument("--token", action="store_true", help="ask each visitor for a token, once")
    text = "for a workshop: a page for the projector, a code of six digits, and a group"
    serve.add_argument("--room", metavar="TITLE", nargs="?", const="", help=text)
    text = "with --room: people in the group see each other's levels"
    serve.add_argument("--open", action="store_true", help=text)
    serve.add_argument("--role", metavar="ID", help="with --room: the role to compare with")
    serve.add_argument("--proxy-header", metavar="NAME", help="trust this header from your sign-in")
    serve.add_argument("--proxy-from", metavar="ADDRESS", help="the address of your sign-in")
    serve.add_argument("--insecure", action="store_true", help="let anyone in who reaches it")
    serve.add_argument(
        "--name",
        metavar="HOST",
        action="append",
        default=[],
        help="a name of this server",
    )
    text = "the page's path behind a proxy, such as /assess"
    serve.add_argument("--base-url", metavar="PATH", default="/", help=text)
    serve.add_argument(
        "--certfile", metavar="FILE", type=arguments.path, help="certificate (PEM) for https"
    )
    serve.add_argument(
        "--keyfile", metavar="FILE", type=arguments.path, help="its key, if in another file"
    )
    serve.add_argument("--log-json", action="store_true", help="write the log as JSON")
    _model(serve)

    coach = command("coach", "serving:coach", "Open the coach's page in a browser.")
    coach.add_argument("--port", type=arguments.port, default=8867, help="default: 8867")
    coach.add_argument("--no-browser", action="store_true", help="don't open a browser")
    _model(coach)

    lab = command("lab", "serving:lab", "Open JupyterLab with copies of our notebooks.")
    text = "where they lie (default: assess-notebooks in your home); your own files stay"
    lab.add_argument("folder", nargs="?", metavar="FOLDER", type=arguments.path, help=text)
    lab.add_argument("--port", type=arguments.port, default=8888, help="default: 8888")
    lab.add_argument("--no-browser", action="store_true", help="don't open a browser")
    _model(lab)

    check = command("check", "model:check", "Check a model file: every mistake with its line.")
    check.add_argument(
        "file",
        nargs="?",
        metavar="MODEL.yaml",
        type=arguments.path,
        help="default: the model in use",
    )
    check.add_argument("--strict", action="store_true", help="treat warnings as mistakes")
    check.add_argument(
        "--hours",
        metavar="H",
        type=arguments.hours,
        default=400,
        help="list roles that take more hours than this (400)",
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
    begin.add_argument("file", metavar="FILE.yaml", type=arguments.path)
    begin.set_defaults(run=_late("model:new"))
    text = "Show what a newer model changes for people who answered the older one."
    diff = authoring.add_parser("diff", help=text, description=text)
    diff.add_argument("old", metavar="OLD.yaml", type=arguments.path)
    diff.add_argument("new", metavar="NEW.yaml", type=arguments.path)
    diff.add_argument("--json", action="store_true", help="as JSON")
    diff.set_defaults(run=_late("model:diff"))

    score = command("score", "plan:score", "Show what is rated, areas, roles and gaps.")
    _answers(score)
    score.add_argument("--role", metavar="ID", help="the role to list gaps for")
    score.add_argument("--json", action="store_true", help="as JSON, unrounded")

    text = "Plan the next two quarters around your hours, your job and what comes first."
    plan = command("plan", "plan:plan", text)
    _answers(plan)
    _planning(plan)
    text = "an earlier plan: of equally good ones, the nearest to it is taken"
    plan.add_argument("--previous", metavar="PLAN.json", type=arguments.path, help=text)
    text = "go on with the first quarter of --previous as far as it still fits"
    plan.add_argument("--keep-quarter", action="store_true", help=text)
    plan.add_argument("--json", action="store_true", help="as JSON")

    export = command("export", "export:export", "Write the report or the plan to a file.")
    _answers(export)
    export.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=arguments.path,
        help=(
            "the ending decides the kind: .html, .ics, .csv, .md or .json; without it, or with a "
            "folder, the file is named after the person, what it is, for whom, and the day"
        ),
    )
    export.add_argument(
        "--without-notes", action="store_true", help="to share: leave out all notes"
    )
    text = (
        "another page than the report (.html): for a manager or a buddy, a portfolio, stories for "
        "an interview, or the case for the role"
    )
    pages = ("manager", "portfolio", "stories", "case")
    export.add_argument("--page", choices=pages, help=text)
    text = "a skill whose evidence such a page may show, as often as you like"
    export.add_argument("--evidence", metavar="ID", action="append", default=[], help=text)
    text = "whom the page for a manager is for, an id of the model's people"
    export.add_argument("--reader", metavar="PERSON", default="", help=text)
    text = "the plan as to-dos (.ics), for programs that know them"
    export.add_argument("--todos", action="store_true", help=text)
    _semicolons(export)
    export.add_argument("--with-guide", action="store_true", help="add the role guide (.html)")
    _planning(export)

    demo = command("demo", "model:demo", "Write a made-up person's answers, to try things out.")
    demo.add_argument("-o", "--output", metavar="FILE.json", type=arguments.path)
    _model(demo)

    guide = command("guide", "model:guide", "Write the role guide, which compares the roles.")
    guide.add_argument("-o", "--output", metavar="FILE.html", type=arguments.path, required=True)
    _model(guide)

    _group(commands)
    _data(commands)
    return parser


def _data(commands: argparse._SubParsersAction[_Parser]) -> None:
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
    verb("list", "list_all", "List ids, numbers of ratings and days, but no answers or names.")
    export = verb("export", "export", "Write all that is stored about a person, or everyone.")
    export.add_argument("id", nargs="?", metavar="ID", help=one)
    export.add_argument("-o", "--output", metavar="FILE.json", type=arguments.path)
    erase = verb("erase", "erase", "Erase a person's answers and everything that belongs to them.")
    erase.add_argument("id", nargs="?", metavar="ID", help=f"{one}, or a coach's copy")
    erase.add_argument("--all", action="store_true", help="erase everything")
    retain = verb("retain", "retain", "On a shared server, erase what wasn't touched for months.")
    retain.add_argument(
        "--months", metavar="N", type=arguments.months, default=24, help="default: 24"
    )
    retain.add_argument("--yes", action="store_true", help="erase it; without this, only list it")
    backup = verb("backup", "backup", "Back up everything to one file, even while people work.")
    backup.add_argument(
        "file", metavar="FILE", type=arguments.path, help=".jsonl for text that any database reads"
    )
    restore = verb("restore", "restore", "Replace what is stored with a backup.")
    restore.add_argument("file", metavar="FILE", type=arguments.path)
    restore.add_argument("--replace", action="store_true", help="erase what is stored first")
    verb("check", "check", "Check that what is stored is sound.")


def _group(commands: argparse._SubParsersAction[_Parser]) -> None:
    text = "Run a workshop's group. Its results never show fewer than five people."
    parts = commands.add_parser("group", help=text, description=text).add_subparsers(
        required=True, metavar="new|release|show|draw|forget"
    )

    def part(name: str, run: str, text: str, file: str = "file") -> argparse.ArgumentParser:
        sub = parts.add_parser(name, help=text, description=text)
        sub.set_defaults(run=_late(f"group:{run}"))
        if file:
            sub.add_argument(
                file, metavar="KEY.json", type=arguments.path, help="what `group new` wrote"
            )
        _model(sub)
        return sub

    new = part("new", "new", "Make a group, and a code to join it with.", file="")
    new.add_argument("title", metavar="TITLE")
    new.add_argument("-o", "--output", metavar="KEY.json", type=arguments.path, required=True)
    new.add_argument("--k", metavar="N", type=arguments.whole, help="fewest people to show (5)")
    new.add_argument("--open", action="store_true", help="members see each other's levels")
    new.add_argument("--role", metavar="ID", help="the role to compare with")
    released = part("release", "release_now", "Release the group's results as they are now.")
    released.add_argument("--role", metavar="ID", help="the role to compare with")
    released.add_argument("--yes", action="store_true", help="don't ask first")
    part("show", "show", "Show the group's size and what was released.")
    text = "Write the results of a group, or of a folder of answers, as HTML or CSV."
    draw = part("draw", "draw", text, file="source")
    draw.add_argument("-o", "--output", metavar="FILE", type=arguments.path, required=True)
    draw.add_argument("--role", metavar="ID", help="the role to compare with")
    draw.add_argument(
        "--k", metavar="N", type=arguments.whole, default=5, help="for a folder: as in `group new`"
    )
    _semicolons(draw)
    part("forget", "forget", "Erase a group and everything in it.")


def _semicolons(parser: argparse.ArgumentParser) -> None:
    text = "a .csv for spreadsheets that write 2,5: semicolons, decimal commas"
    parser.add_argument("--semicolons", action="store_true", help=text)


def _late(target: str) -> Command:
    """Import a command's module when it is run: `assess --help` must not wait for Voilà."""
    module, name = target.split(":")

    def run(options: argparse.Namespace) -> int:
        from importlib import import_module

        function: Command = getattr(import_module(f"assess.cli.{module}"), name)
        return function(options)

    return run


def _model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model", metavar="MODEL.yaml", type=arguments.path, help="the model file to use"
    )


def _answers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "answers", metavar="ANSWERS", type=arguments.path, help="a JSON file or HTML report"
    )
    _model(parser)


def _planning(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", metavar="ID", help="the role you want")
    parser.add_argument("--held", metavar="ID", help="your current role")
    text = "hours a week for learning, such as 2.5"
    parser.add_argument("--hours-per-week", metavar="H", type=arguments.number, help=text)
    span = parser.add_mutually_exclusive_group()
    span.add_argument("--weeks", metavar="N", type=arguments.whole, help="default: 52")
    span.add_argument(
        "--until", metavar="DATE", type=arguments.day, help="last day, instead of --weeks"
    )
    parser.add_argument("--start", metavar="DATE", type=arguments.day, help="default: next Monday")
    parser.add_argument("--lead", metavar="ID", help="the skill to work on first")
    text = "whether these hours are yours, or eaten by other work"
    parser.add_argument("--reserve", choices=RESERVES, help=text)
    text = "how many times our estimates you need, such as 1.3 (default: learned from your hours)"
    parser.add_argument("--hours-factor", metavar="F", type=arguments.number, help=text)
    for name, metavar, kind, text in (
        ("--situation", "QUESTION=ANSWER", arguments.pair, "answers about your job"),
        ("--focus", "ID=2", arguments.focus, "give these skills or areas more weight"),
        ("--exclude", "ID", str, "leave out these activities"),
        ("--pin", "ID", str, "keep these activities in"),
        ("--week-off", "DATE", arguments.day, "take the weeks with these days off"),
    ):
        parser.add_argument(
            name, metavar=metavar, type=kind, nargs="+", action="extend", default=[], help=text
        )
    text = "only these people can be asked"
    parser.add_argument("--within-reach", metavar="PERSON", nargs="*", action="extend", help=text)


if __name__ == "__main__":
    sys.exit(main())
