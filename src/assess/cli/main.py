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

    def commands(self, metavar: str) -> _Add:
        """Return what adds a command below this one: its name, `module:function`, and its help."""
        below = self.add_subparsers(required=True, metavar=metavar)

        def command(name: str, run: str, text: str) -> _Parser:
            parser: _Parser = below.add_parser(name, help=text, description=text)
            if run:
                parser.set_defaults(run=_late(run))
            return parser

        return command

    def flag(self, name: str, text: str) -> None:
        """Add an option without a value."""
        self.add_argument(name, action="store_true", help=text)

    def several(self, name: str, metavar: str, text: str) -> None:
        """Add an option that can be given as often as one likes."""
        self.add_argument(name, metavar=metavar, action="append", default=[], help=text)

    def path(self, name: str, metavar: str, text: str | None = None, **more: Any) -> None:
        """Add the name of a file."""
        self.add_argument(name, metavar=metavar, type=arguments.path, help=text, **more)

    def output(self, metavar: str, text: str | None = None, *, required: bool = False) -> None:
        """Add `-o`, where to write."""
        name = arguments.path
        self.add_argument(
            "-o", "--output", metavar=metavar, type=name, help=text, required=required
        )


_Add = Callable[[str, str, str], _Parser]


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command, with its options."""
    parser = _Parser(
        prog="assess",
        description="Rate your skills, compare them with a role, and plan what to learn.",
    )
    parser.add_argument("--version", action="version", version=f"assess {__version__}")
    command = parser.commands("COMMAND")

    _serve(command("serve", "serving:serve", "Open the assessment in a browser."))
    coach = command("coach", "serving:coach", "Open the coach's page in a browser.")
    _own_page(coach, 8867)

    lab = command("lab", "serving:lab", "Open JupyterLab with copies of our notebooks.")
    text = "where they lie (default: assess-notebooks in your home); your own files stay"
    lab.path("folder", "FOLDER", text, nargs="?")
    _own_page(lab, 8888)

    check = command("check", "model:check", "Check a model file: every mistake with its line.")
    check.path("file", "MODEL.yaml", "default: the model in use", nargs="?")
    check.flag("--strict", "treat warnings as mistakes")
    text = "list roles that take more hours than this (400)"
    check.add_argument("--hours", metavar="H", type=arguments.hours, default=400, help=text)
    _model(check)

    text = "Start a model file, or compare two versions of one."
    authoring = command("model", "", text).commands("new|diff")
    begin = authoring("new", "model:new", "Write a small commented model to start from.")
    begin.path("file", "FILE.yaml")
    text = "Show what a newer model changes for people who answered the older one."
    diff = authoring("diff", "model:diff", text)
    diff.path("old", "OLD.yaml")
    diff.path("new", "NEW.yaml")
    diff.flag("--json", "as JSON")

    score = command("score", "plan:score", "Show what is rated, areas, roles and gaps.")
    _answers(score)
    score.add_argument("--role", metavar="ID", help="the role to list gaps for")
    score.flag("--json", "as JSON, unrounded")

    text = "Plan the next two quarters around your hours, your job and what comes first."
    plan = command("plan", "plan:plan", text)
    _answers(plan)
    _planning(plan)
    text = "an earlier plan: of equally good ones, the nearest to it is taken"
    plan.path("--previous", "PLAN.json", text)
    text = "go on with the first quarter of --previous as far as it still fits"
    plan.flag("--keep-quarter", text)
    plan.flag("--json", "as JSON")

    _export(command("export", "export:export", "Write the report or the plan to a file."))

    demo = command("demo", "model:demo", "Write a made-up person's answers, to try things out.")
    demo.output("FILE.json")
    _model(demo)

    guide = command("guide", "model:guide", "Write the role guide, which compares the roles.")
    guide.output("FILE.html", required=True)
    _model(guide)

    text = "Run a workshop's group. Its results never show fewer than five people."
    _group(command("group", "", text).commands("new|release|show|draw|forget"))
    text = "List, export, erase, back up or restore what is stored about people."
    verbs = "list|export|erase|retain|backup|restore|check"
    _data(command("data", "", text).commands(verbs))
    return parser


def _serve(serve: _Parser) -> None:
    text = "address to listen on (this computer; with --room all of its own)"
    serve.add_argument("--host", help=text)
    serve.add_argument("--port", type=arguments.port, default=8866, help="default: 8866")
    serve.flag("--no-browser", "don't open a browser")
    serve.flag("--token", "ask each visitor for a token, once")
    text = "for a workshop: a page for the projector, a code of six digits, and a group"
    serve.add_argument("--room", metavar="TITLE", nargs="?", const="", help=text)
    serve.flag("--open", "with --room: people in the group see each other's levels")
    serve.add_argument("--role", metavar="ID", help="with --room: the role to compare with")
    serve.add_argument("--proxy-header", metavar="NAME", help="trust this header from your sign-in")
    serve.add_argument("--proxy-from", metavar="ADDRESS", help="the address of your sign-in")
    serve.flag("--insecure", "let anyone in who reaches it")
    serve.several("--name", "HOST", "a name of this server")
    text = "the page's path behind a proxy, such as /assess"
    serve.add_argument("--base-url", metavar="PATH", default="/", help=text)
    serve.path("--certfile", "FILE", "certificate (PEM) for https")
    serve.path("--keyfile", "FILE", "its key, if in another file")
    serve.flag("--log-json", "write the log as JSON")
    _model(serve)


def _own_page(parser: _Parser, port: int) -> None:
    """The options of a page for this computer only."""
    parser.add_argument("--port", type=arguments.port, default=port, help=f"default: {port}")
    parser.flag("--no-browser", "don't open a browser")
    _model(parser)


def _export(export: _Parser) -> None:
    _answers(export)
    text = (
        "the ending decides the kind: .html, .ics, .csv, .md or .json; without it, or with a "
        "folder, the file is named after the person, what it is, for whom, and the day"
    )
    export.output("FILE", text)
    export.flag("--without-notes", "to share: leave out all notes")
    text = (
        "another page than the report (.html): for a manager or a buddy, a portfolio, stories for "
        "an interview, or the case for the role"
    )
    export.add_argument("--page", choices=("manager", "portfolio", "stories", "case"), help=text)
    text = "a skill whose evidence such a page may show, as often as you like"
    export.several("--evidence", "ID", text)
    text = "whom the page for a manager is for, an id of the model's people"
    export.add_argument("--reader", metavar="PERSON", default="", help=text)
    export.flag("--todos", "the plan as to-dos (.ics), for programs that know them")
    _semicolons(export)
    export.flag("--with-guide", "add the role guide (.html)")
    _planning(export)


def _data(verb: _Add) -> None:
    one = "one assessment, as `data list` names it"
    verb(
        "list", "stored:list_all", "List ids, numbers of ratings and days, but no answers or names."
    )
    text = "Write all that is stored about a person, or everyone."
    export = verb("export", "stored:export", text)
    export.add_argument("id", nargs="?", metavar="ID", help=one)
    export.output("FILE.json")
    text = "Erase a person's answers and everything that belongs to them."
    erase = verb("erase", "stored:erase", text)
    erase.add_argument("id", nargs="?", metavar="ID", help=f"{one}, or a coach's copy")
    erase.flag("--all", "erase everything")
    text = "On a shared server, erase what wasn't touched for months."
    retain = verb("retain", "stored:retain", text)
    months = arguments.months
    retain.add_argument("--months", metavar="N", type=months, default=24, help="default: 24")
    retain.flag("--yes", "erase it; without this, only list it")
    text = "Back up everything to one file, even while people work."
    backup = verb("backup", "stored:backup", text)
    backup.path("file", "FILE", ".jsonl for text that any database reads")
    restore = verb("restore", "stored:restore", "Replace what is stored with a backup.")
    restore.path("file", "FILE")
    restore.flag("--replace", "erase what is stored first")
    verb("check", "stored:check", "Check that what is stored is sound.")


def _group(add: _Add) -> None:
    def part(name: str, run: str, text: str, file: str = "file") -> _Parser:
        parser = add(name, run, text)
        if file:
            parser.path(file, "KEY.json", "what `group new` wrote")
        _model(parser)
        return parser

    role = "the role to compare with"
    new = part("new", "group:new", "Make a group, and a code to join it with.", file="")
    new.add_argument("title", metavar="TITLE")
    new.output("KEY.json", required=True)
    new.add_argument("--k", metavar="N", type=arguments.whole, help="fewest people to show (5)")
    new.flag("--open", "members see each other's levels")
    new.add_argument("--role", metavar="ID", help=role)
    text = "Release the group's results as they are now."
    released = part("release", "group:release_now", text)
    released.add_argument("--role", metavar="ID", help=role)
    released.flag("--yes", "don't ask first")
    part("show", "group:show", "Show the group's size and what was released.")
    text = "Write the results of a group, or of a folder of answers, as HTML or CSV."
    draw = part("draw", "group:draw", text, file="source")
    draw.output("FILE", required=True)
    draw.add_argument("--role", metavar="ID", help=role)
    text = "for a folder: as in `group new`"
    draw.add_argument("--k", metavar="N", type=arguments.whole, default=5, help=text)
    _semicolons(draw)
    part("forget", "group:forget", "Erase a group and everything in it.")


def _semicolons(parser: _Parser) -> None:
    parser.flag(
        "--semicolons", "a .csv for spreadsheets that write 2,5: semicolons, decimal commas"
    )


def _late(target: str) -> Command:
    """Import a command's module when it is run: `assess --help` must not wait for Voilà."""
    module, name = target.split(":")

    def run(options: argparse.Namespace) -> int:
        from importlib import import_module

        function: Command = getattr(import_module(f"assess.cli.{module}"), name)
        return function(options)

    return run


def _model(parser: _Parser) -> None:
    parser.path("--model", "MODEL.yaml", "the model file to use")


def _answers(parser: _Parser) -> None:
    parser.path("answers", "ANSWERS", "a JSON file or HTML report")
    _model(parser)


def _planning(parser: _Parser) -> None:
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
