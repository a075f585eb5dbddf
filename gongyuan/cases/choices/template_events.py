"""What can happen to an office's own template of a document."""

from gongyuan.core.events import EventCode, Note
from gongyuan.people.capabilities import Capability


def _template(verb: str, label: str, note: Note = Note.OPTIONAL) -> EventCode:
    return EventCode(
        code=f"cases.documenttemplate.{verb}",
        label=label,
        kind="template",
        capability=Capability.CASES_EDIT_TEMPLATES,
        note=note,
    )


TEMPLATE_EVENTS = [
    _template("upload", "上传模板"),
    _template("preview", "预览模板"),
    _template("put_in_force", "启用模板"),
    _template("withdraw", "停用模板", Note.REQUIRED),
]
