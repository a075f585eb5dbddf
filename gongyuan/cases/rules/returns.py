"""When something may be sent back: with a reason that can be counted, and a sentence."""

from gongyuan.cases.choices.major import REASONS_OF, ReturnedThing

LONGEST_SENTENCE = 300


def return_obstacles(thing: str, reason: str, note: str) -> dict[str, list[str]]:
    """Why this cannot be sent back so, by field: the reason does not fit, or nothing is said.

    Sending back without saying why makes people ask twice (一次性告知, 法律援助法 第四十三条).
    """
    found: dict[str, list[str]] = {}
    if reason not in REASONS_OF[ReturnedThing(thing)]:
        found["reason"] = ["请选一种退回原因。"]
    if not note.strip():
        found["note"] = ["请用一句话写明要怎么改。"]
    elif len(note.strip()) > LONGEST_SENTENCE:
        found["note"] = [f"最多{LONGEST_SENTENCE}个字，现有{len(note.strip())}个。"]
    return found
