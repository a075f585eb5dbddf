import re
from collections.abc import Mapping
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

#: Marks that no XML may hold; a person may have pasted one.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: How the library is told to begin a new paragraph, formatted as the one before.
NEW_PARAGRAPH = "\a"


@cache
def environment() -> "ImmutableSandboxedEnvironment":
    """What a template may use: its fields, loops and conditions; no function and no filter.

    A field the facts do not know is an error, not a blank; what people typed stays text.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made.globals.clear()
    made.filters.clear()
    # Many documents are filled in from one template: its text is compiled once.
    made.from_string = lru_cache(maxsize=64)(made.from_string)  # type: ignore[assignment,method-assign] # remembers
    return made


def render(template: Path | bytes, facts: Mapping[str, Any]) -> bytes:
    """Fill a document template with facts; a field the facts do not know is an error, not a blank.

    Text is escaped, so that `<&>` typed by a person stays text; its lines become paragraphs.
    """
    from docxtpl import DocxTemplate  # weighs 8 MB, for those alone that write documents

    source = BytesIO(template) if isinstance(template, bytes) else template
    document = DocxTemplate(source)
    document.render(_printable(facts), jinja_env=environment(), autoescape=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        lines = UNPRINTABLE.sub("", value.replace("\r\n", "\n")).strip("\n").split("\n")
        return NEW_PARAGRAPH.join(lines)
    if isinstance(value, Mapping):
        return {name: _printable(one) for name, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value
