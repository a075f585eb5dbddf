"""Which languages the applicants speak, and whether their lawyer does."""

from collections.abc import Iterable, Sequence
from typing import Any

from gongyuan.people.models import Worker

#: What everybody at the office speaks.
COMMON = frozenset({"", "汉语", "普通话", "汉"})


def speaking(workers: Iterable[Worker], lawyer_languages: Sequence[str] | None) -> dict[str, Any]:
    """说朝鲜语, and whether an interpreter is needed: a lawyer is there and does not speak it."""
    spoken = sorted({worker.language for worker in workers} - COMMON)
    missing = set(spoken) - set(lawyer_languages or ())
    return {
        "languages": f"说{'、'.join(spoken)}" if spoken else "",
        "needs_interpreter": bool(missing) and lawyer_languages is not None,
    }
