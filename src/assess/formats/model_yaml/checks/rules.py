"""Rules between the fields of a model: ids, references, levels, cycles.

They read the nodes, not the validated file, and pass over what has the wrong shape: a type error
in one place hides no other mistake.
"""

from __future__ import annotations

import re

from assess.formats.model_yaml import schema
from assess.formats.model_yaml.checks.references import (
    References,
    note_cycles,
    note_guide,
    note_renamings,
    note_waiting,
)
from assess.formats.model_yaml.nodes import Entry, Node
from assess.formats.model_yaml.places import Item, Notes, entries, level, text, texts, words
from assess.text import did_you_mean, nearest, short

SPOKEN = ("steps", "evidence", "measure", "pitfalls")
DAYS = ("from", "middle", "end")
"""Placeholders of an activity's asks: the days on which it begins, is half done and ends."""
FILLED = ("thanks", "for", "from", "what", "message")
"""Placeholders of a person's draft; no person can have these ids or those of `DAYS`."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def note_rules(root: Node, notes: Notes) -> None:
    """Note every broken rule of a model file."""
    if root.kind == "map":
        _Rules(root, notes).note_all()


def newer_schema(root: Node, notes: Notes) -> bool:
    """Whether the file is of a later form than this program reads; then nothing else is judged."""
    node = root.get("schema_version")
    number = level(node)
    if node is None or number is None or number <= schema.SCHEMA_VERSION:
        return False
    notes.add(
        node,
        f"schema_version: {short(number)} is written for a newer assess "
        f"(this one reads {schema.SCHEMA_VERSION}); update assess",
    )
    return True


def first_form(root: Node) -> bool:
    """Whether the file says schema_version: 1."""
    return level(root.get("schema_version")) == 1


def plain(said: str) -> str:
    """A text in small letters with single spaces, to be compared with another."""
    return " ".join(said.split()).casefold()


class _Rules(References):
    """The rules of one file; `levels`: those of its scale, None where they can't be judged."""

    levels: list[int] | None = None

    def note_all(self) -> None:
        for items in self.sections.values():
            self.same((item.node.get("id"), f"{item.name}: this id") for item in items)
        self.levels = self._scale()
        for section, note in (
            ("competencies", self._competency),
            ("roles", self._role),
            ("activities", self._activity),
            ("cases", self._case),
        ):
            for item in self.sections[section]:
                note(item)
        self._areas_in_use()
        note_cycles(self)
        if self.levels is not None:
            note_waiting(self, self.levels[0])
        if first_form(self.root):
            self._newer_keys()
        else:
            self._situation()
        for key, entry in entries(self.root.get("transition")):
            if key in ("from", "to"):
                self.refer("roles", text(entry.node), entry.node, f"transition.{key}")
        note_renamings(self)
        note_guide(self)

    def _scale(self) -> list[int] | None:
        numbers: list[int] = []
        whole = True
        for item in self.sections["scale"]:
            node = item.node.get("level")
            number = level(node)
            if node is None or number is None:
                whole = False
                numbers.clear()
                continue
            if numbers and number != numbers[-1] + 1:
                self.notes.add(
                    node,
                    f"{item.name}: levels must be consecutive, lowest first; "
                    f"after {numbers[-1]} write {numbers[-1] + 1}",
                )
                whole = False
            numbers.append(number)
        return numbers if whole and numbers else None

    def _refer(self, section: str, item: Item, field: str) -> None:
        """Note what one of an item's fields names that isn't in the section."""
        node = item.node.get(field)
        self.refer(section, text(node), node, f"{item.name}, {field}")

    def _refer_to_other(self, section: str, item: Item, field: str, other: str) -> None:
        """Note the same, and a field that names its own item."""
        self._refer(section, item, field)
        node = item.node.get(field)
        if node is not None and text(node) is not None and text(node) == item.id:
            self.notes.add(node, f"{item.name}, {field}: it names itself; name {other}")

    def _each(self, section: str, item: Item, field: str) -> None:
        """Note the same of a list, and what it names twice."""
        for wanted, node in texts(item.node.get(field)):
            self.refer(section, wanted, node, f"{item.name}, {field}")
        self.twice(item.node.get(field), f"{item.name}, {field}")

    def _level(self, node: Node | None, place: str, *, step: bool = False) -> None:
        number = level(node)
        if node is None or number is None or self.levels is None:
            return
        low, high = self.levels[0], self.levels[-1]
        allowed = f"write {low + step} to {high}" if low + step < high else f"write {high}"
        if not low <= number <= high:
            self.notes.add(
                node,
                f"{place}: level {short(number)} isn't on the scale of {low} to {high}; {allowed}",
            )
        elif step and number == low:
            self.notes.add(
                node,
                f"{place}: level {number} is the scale's lowest, nothing leads up to it; {allowed}",
            )

    def _levels_of(self, item: Item, field: str, *, step: bool = False) -> None:
        for key, entry in entries(item.node.get(field)):
            self.refer("competencies", key, entry, f"{item.name}, {field}")
            self._level(entry.node, f"{item.name}, {field}.{short(key)}", step=step)

    def _competency(self, item: Item) -> None:
        self._refer("areas", item, "area")
        self._every_level(item.node.entries.get("anchors"), f"{item.name}, anchors")
        quick = item.node.get("quick")
        if quick is not None:
            self._every_level(quick.entries.get("levels"), f"{item.name}, quick.levels")
        for source in item.node.rows("sources"):
            self.documents(source, f"{item.name}, sources", "document")
        reason = item.node.get("weight_reason")
        self.documents(reason, f"{item.name}, weight_reason", "document")
        self.twice(item.node.get("needs"), f"{item.name}, needs")
        for other in item.node.rows("builds_on"):
            place = f"{item.name}, builds_on"
            for key, entry in entries(other):
                if key == "competency":
                    self.refer("competencies", text(entry.node), entry.node, f"{place}.{key}")
                elif key in ("level", "from"):
                    self._level(entry.node, f"{place}.{key}")

    def _every_level(self, entry: Entry | None, place: str) -> None:
        """Note levels without a text in a mapping of texts, and texts off the scale."""
        if entry is None or entry.node.kind != "map" or entry.node.broken or self.levels is None:
            return
        texts_of = entry.node.entries
        missing = [number for number in self.levels if number not in texts_of]
        if missing and not entry.node.partial:
            which = ", ".join(str(number) for number in missing)
            many = "levels" if len(missing) > 1 else "level"
            said = f"the text for {many} {which} is missing; add '{missing[0]}: …'"
            self.notes.add(entry, f"{place}: {said}")
        low, high = self.levels[0], self.levels[-1]
        for key, written in texts_of.items():
            if isinstance(key, int) and not isinstance(key, bool) and not low <= key <= high:
                self.notes.add(
                    written,
                    f"{place}: level {short(key)} isn't on the scale of {low} to {high}; "
                    "take it out",
                )

    def _areas_in_use(self) -> None:
        known, competencies = self.known["areas"], self.known["competencies"]
        if known is None or competencies is None:
            return
        named = {text(item.node.get("area")) for item in self.sections["competencies"]}
        # a mistyped area was noted already; the area it meant isn't empty
        used = named | {nearest(name, known) for name in named if name not in known}
        for item in self.sections["areas"]:
            if item.id is not None and item.id not in used:
                self.notes.add(
                    item.node, f"{item.name}: no competency is in it; write one, or delete the area"
                )

    def _role(self, item: Item) -> None:
        self._levels_of(item, "targets")
        for key, entry in entries(item.node.get("reasons")):
            self.refer("competencies", key, entry, f"{item.name}, reasons")
            self.documents(entry.node, f"{item.name}, reasons.{short(key)}", "document")

    def _activity(self, item: Item) -> None:
        self._levels_of(item, "teaches", step=True)
        self._levels_of(item, "requires_level")
        self._each("activities", item, "requires")
        self._each("resources", item, "resources")
        self.twice(item.node.get("needs"), f"{item.name}, needs")

    def _case(self, item: Item) -> None:
        self._refer("competencies", item, "competency")
        level_node, because = item.node.get("level"), item.node.get("because")
        self._level(level_node, f"{item.name}, level")
        number, wanted = level(level_node), text(item.node.get("competency"))
        rated = next((one for one in self.sections["competencies"] if one.id == wanted), None)
        anchors = None if rated is None else rated.node.get("anchors")
        anchor = None if anchors is None or anchors.broken else text(anchors.get(number))
        said = text(because)
        if because is None or said is None or anchor is None or plain(said) in plain(anchor):
            return
        self.notes.add(
            because,
            f"{item.name}, because: these words don't stand in the anchor of level {number} of "
            f"'{short(wanted)}'; quote the words there that decide",
        )

    def _newer_keys(self) -> None:
        """Note in a file of the first form each key that only the second one has."""
        places = [("the file", self.root, schema.SINCE_2[""])]
        for section, keys in schema.SINCE_2.items():
            places += [(item.name, item.node, keys) for item in self.sections.get(section, ())]
        for place, node, keys in places:
            for key, entry in entries(node):
                if key in keys:
                    self.notes.add(
                        entry,
                        f"{place}: the key '{key}' needs schema_version: 2; write 2 there, "
                        "or take the key out",
                    )

    def _situation(self) -> None:
        """Note every broken rule of people, situation, pace and profiles."""
        for question in self.sections["situation"]:
            self._question(question)
            if question.index == schema.MOST_QUESTIONS:
                most = f"at most {schema.MOST_QUESTIONS} questions; take some out"
                self.notes.add(question.node, f"{question.name}: {most}")
        for activity in self.sections["activities"]:
            self._each("people", activity, "agree_with")
            for field in SPOKEN:
                self._placeholders(activity, field, activity.node.get(field))
            self._asks(activity)
        for person in self.sections["people"]:
            self._placeholders(person, "ask", person.node.get("ask"), FILLED)
            if person.id in (*FILLED, *DAYS):
                said = "the id stands for something else in drafts; choose another one"
                self.notes.add(person.node, f"{person.name}: {said}")
            self._refer_to_other("people", person, "through", "somebody else")
        self._profiles()
        pace = self.root.get("pace")
        subjects = None if pace is None or pace.broken else pace.get("subjects")
        if subjects is not None and not subjects.broken:
            _subjects(subjects.items, self.notes)

    def _question(self, question: Item) -> None:
        place = f"{question.name}, answers"
        answers = [row for row in question.node.rows("answers") if not row.broken]
        self.same_ids([answer.get("id") for answer in answers], place)
        for answer in answers:
            for wanted, where in texts(answer.get("people")):
                self.refer("people", wanted, where, f"{place}.people")
            for field in ("facts", "people"):
                self.twice(answer.get(field), f"{place}.{field}")

    def _asks(self, activity: Item) -> None:
        named = {wanted for wanted, _ in texts(activity.node.get("agree_with"))}
        ways = {person.id: text(person.node.get("through")) for person in self.sections["people"]}
        named |= {way for wanted in named if (way := ways.get(wanted)) is not None}
        for key, entry in entries(activity.node.get("asks")):
            if key not in named:
                hint = did_you_mean(key, sorted(named), "name them there, or take this out")
                said = f"asks: '{short(key)}' isn't in its agree_with{hint}"
                self.notes.add(entry, f"{activity.name}, {said}")
            self._placeholders(activity, "asks", entry.node, DAYS)

    def _placeholders(
        self, item: Item, field: str, node: Node | None, more: tuple[str, ...] = ()
    ) -> None:
        """Note placeholders of a text, or a list of texts, that stand for nobody."""
        if self.known["people"] is None:
            return
        known = [*self.known["people"], *more]
        for said, where in words(node):
            for name in _PLACEHOLDER.findall(said):
                if name not in known:
                    hint = did_you_mean(name, known, "add it to people, or write it without braces")
                    place = f"{item.name}, {field}"
                    self.notes.add(where, f"{place}: there is no person '{short(name)}'{hint}")

    def _profiles(self) -> None:
        roles = self.sections["roles"]
        of = {role.id: text(role.node.get("profile_of")) for role in roles}
        for role in roles:
            self._refer_to_other("roles", role, "profile_of", "the other role")
            node = role.node.get("profile_of")
            wanted = text(node)
            if node is None or wanted is None or wanted == role.id:
                continue
            if (main := of.get(wanted)) not in (None, wanted):
                self.notes.add(
                    node,
                    f"{role.name}, profile_of: '{short(wanted)}' is another profile itself, "
                    f"of '{short(main)}'; write {short(main)}",
                )


def _subjects(pairs: list[Node], notes: Notes) -> None:
    place = "pace.subjects"
    before: tuple[float, float] | None = None
    for pair in pairs:
        numbers = [number for node in pair.items if (number := _number(node)) is not None]
        if len(pair.items) != 2 or len(numbers) != 2:
            before = before or (0, 0)
            continue
        hours, count = numbers
        first, second = pair.items
        if before is None and hours != 0:
            notes.add(first, f"{place}: the first pair counts from 0 hours a week on; write 0")
        elif before is not None and hours <= before[0]:
            notes.add(
                first,
                f"{place}: the hours must rise from pair to pair; "
                f"after {before[0]:g} write more than that",
            )
        if not isinstance(count, int) or count < 1:
            notes.add(
                second, f"{place}: subjects at once must be a whole number from 1, not {count:g}"
            )
        elif before is not None and count < before[1]:
            notes.add(
                second,
                f"{place}: more hours can't mean fewer subjects; write {before[1]:g} or more",
            )
        before = hours, count


def _number(node: Node) -> float | None:
    known = isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
    return None if node.broken or not known else node.value
