"""What shows which fact, and which facts of the worker nothing shows yet."""

from collections.abc import Iterable, Sequence

LONGEST_FACT = 120


def tie_obstacles(
    facts: Sequence[str], *, has_paper: bool, is_open: bool
) -> dict[str, tuple[str, ...]]:
    """Why a paper cannot be laid down as evidence, by field (劳动争议调解仲裁法第六条).

    It must show something, be there, and the file must not be closed; a fact in own words has at
    most 120 characters.
    """
    found: dict[str, tuple[str, ...]] = {}
    if not is_open:
        found[""] = ("案件已经结束，不能再登记证据。",)
    if not has_paper:
        found["file"] = ("请选一份卷内材料，或者上传文件。",)
    if not facts:
        found["facts"] = ("请勾选它证明什么，或者在下面写明。",)
    elif any(len(fact) > LONGEST_FACT for fact in facts):
        found["own_fact"] = (f"最多{LONGEST_FACT}个字。",)
    return found


def unshown(facts: Iterable[str], shown: Iterable[str]) -> list[str]:
    """The facts that nothing shows yet, in their order (劳动争议调解仲裁法第六条: 谁主张谁举证)."""
    there = set(shown)
    return [fact for fact in facts if fact not in there]
