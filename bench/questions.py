"""Who asked before applying: two answered questions to a case, as an old ledger has them."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from bench.sheets import Sheets
from gongyuan.consultations.choices import Channel, ConsultationState, Topic

if TYPE_CHECKING:
    from bench.cases import Told

TO_A_CASE = 2
ASKED, ANSWERED = "单位拖欠三个月工资，怎么要回来？", "告知可以向劳动监察投诉，也可以申请仲裁。"
CHANNELS, TOPICS = list(Channel.values), list(Topic.values)


def write(one: "Told", seed: int, sheets: Sheets) -> None:
    """Add the questions of one case, asked in the weeks before it at the same institution."""
    for turn in range(TO_A_CASE):
        number = one.id * TO_A_CASE + turn
        asked_at = one.applied_at - timedelta(days=7 + 11 * turn)
        day = timezone.localdate(asked_at)
        sheets.questions.add(
            one.place.id, one.place.path, one.place.institution_id if number % 4 else None,
            ConsultationState.ANSWERED.value, CHANNELS[number % len(CHANNELS)],
            TOPICS[number % len(TOPICS)], ASKED, asked_at, day, True, ANSWERED, asked_at, day,
            UUID(int=seed << 64 | number), asked_at, "台账导入",
        )  # fmt: skip
