"""Reads a report with the standard library's parser: what a browser would see in it."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "link", "img", "input", "base", "embed", "source", "wbr"}


class Page(HTMLParser):
    """Tags with their attributes in order, texts by enclosing tag, and whether all tags close."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def names(self) -> set[str]:
        """Every element's name."""
        return {tag for tag, _ in self.tags}

    def text(self) -> str:
        """What a person reads: everything but style, title and the data."""
        hidden = {"style", "template", "title", "desc"}
        return " ".join(" ".join(text for tag, text in self.texts if tag not in hidden).split())

    def inside(self, tag: str) -> str:
        """The text directly inside elements of one name."""
        return "".join(text for name, text in self.texts if name == tag)
