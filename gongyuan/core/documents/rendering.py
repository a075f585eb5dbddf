from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment


def render(template: Path, facts: dict[str, Any]) -> bytes:
    """Fill a document template with facts; a field the facts do not know is an error, not a blank.

    Text is escaped, so that `<&>` typed by a person stays text.
    """
    document = DocxTemplate(template)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document.render(facts, jinja_env=environment, autoescape=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
