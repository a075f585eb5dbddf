"""Reading a page as a list of elements, and saying what is wrong with its structure."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr", "source", "wbr", "col"}
LABELLED = {"input", "select", "textarea"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    path: tuple["Element", ...]
    text: list[str] = field(default_factory=list)

    def inside(self, tag: str) -> "Element | None":
        return next((parent for parent in reversed(self.path) if parent.tag == tag), None)

    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    def words(self) -> str:
        return "".join(self.text).strip()


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.crossed: list[str] = []

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {k: v or "" for k, v in attrs}, tuple(self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1].tag != tag:
            self.crossed.append(tag)
            return
        self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element.text.append(data)


class Markup:
    def __init__(self, html: str) -> None:
        reader = Reader()
        reader.feed(html)
        self.elements = reader.elements
        self.crossed = reader.crossed + [element.tag for element in reader.open]
        self.ids = [e.attrs["id"] for e in self.elements if "id" in e.attrs]

    def all(self, tag: str | None = None, *, css: str | None = None, **attrs: str) -> list[Element]:
        return [
            e
            for e in self.elements
            if (tag is None or e.tag == tag)
            and (css is None or css in e.classes())
            and all(e.attrs.get(name) == value for name, value in attrs.items())
        ]

    def by_id(self, wanted: str) -> Element:
        return next(e for e in self.elements if e.attrs.get("id") == wanted)

    def faults(self) -> list[str]:
        """Everything a reader, a screen reader or the content policy would stumble over."""
        found = [f"not closed in order: {tag}" for tag in self.crossed]
        found += [f"id twice: {i}" for i, times in Counter(self.ids).items() if times > 1]
        for element in self.elements:
            found += _faults_of(element, self)
        return found


def _faults_of(element: Element, page: Markup) -> list[str]:
    attrs, found = element.attrs, []
    if "style" in attrs or element.tag == "style" or any(name.startswith("on") for name in attrs):
        found.append(f"inline style or script on {element.tag}")
    if element.tag == "script" and not attrs.get("src"):
        found.append("inline script")
    if attrs.get("href", "").startswith("#") and attrs["href"][1:] not in page.ids:
        found.append(f"link to nowhere: {attrs['href']}")
    for name in ("aria-describedby", "aria-labelledby"):
        found += [
            f"{name} to nowhere: {i}" for i in attrs.get(name, "").split() if i not in page.ids
        ]
    if element.tag in LABELLED and attrs.get("type") != "hidden":
        labels = [label for label in page.all("label") if label.attrs.get("for") == attrs.get("id")]
        if not labels and element.inside("label") is None and "aria-label" not in attrs:
            found.append(f"no label: {attrs}")
    # The size of the text is a matter of the device alone, so its form carries no token.
    posts = attrs.get("method") == "post" and "data-text-size" not in attrs
    if element.tag == "form" and posts:
        tokens = page.all("input", name="csrfmiddlewaretoken")
        if not any(element in token.path for token in tokens):
            found.append(f"no token in the form of {attrs.get('action')}")
    return found + _part_faults(element, page)


def _part_faults(element: Element, page: Markup) -> list[str]:
    """What htmx does must also be done without it, and land on a part that is there."""
    attrs, found = element.attrs, []
    plain = {"hx-post": "action", "hx-get": "action" if element.tag == "form" else "href"}
    # A button that sends its form does so without htmx by the form's own address.
    form = element.inside("form") if element.tag == "button" else None
    told = form.attrs if form else attrs
    for name, without in plain.items():
        if name in attrs and attrs[name] != told.get(without):
            found.append(f"{name}={attrs[name]} but {without}={told.get(without)}")
        if name in attrs and attrs.get("hx-target") != attrs.get("hx-select"):
            found.append(f"takes {attrs.get('hx-select')} into {attrs.get('hx-target')}")
    parts = [attrs.get("hx-target", ""), *attrs.get("hx-select-oob", "").split(",")]
    found += [
        f"no part {part}" for part in parts if part and part[1:].split(":")[0] not in page.ids
    ]
    return found
