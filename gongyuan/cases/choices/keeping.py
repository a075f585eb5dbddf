"""What can be held of a sealed file whose time of keeping is over."""

from django.db.models import TextChoices

from gongyuan.core.events import EventCode, Note
from gongyuan.people.capabilities import Capability


class AppraisalOutcome(TextChoices):
    """The opinions of an appraisal (档案法实施条例: 保管期限届满的档案进行鉴定)."""

    KEEP_LONGER = "keep_longer", "延长保管"
    HAND_OVER = "hand_over", "移交档案馆"
    NO_LONGER = "no_longer", "不再保管"


KEEPING_EVENTS = [
    EventCode(
        code=f"cases.case.{verb}",
        label=label,
        kind="closing",
        capability=Capability.CASES_ARCHIVE,
        note=Note.REQUIRED,
    )
    for verb, label in (("append_papers", "补入案卷"), ("appraise", "鉴定档案"))
]
