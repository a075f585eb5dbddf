"""Whether two entries may become one; whether they are one person is for two people to say."""

from collections.abc import Mapping

from gongyuan.people.choices import MergeOf

NUMBERS = {MergeOf.WORKER: "身份证号", MergeOf.EMPLOYER: "统一社会信用代码"}


def merge_obstacles(*, of: str, are_current: bool, numbers: int, is_in_sight: bool) -> list[str]:
    """Why two entries may not be made one.

    `are_current`: neither was merged into another already. `numbers`: how many of the two have a
    number of their own (身份证号 GB 11643, 统一社会信用代码 GB 32100): two valid numbers are two
    persons or two employers. `is_in_sight`: all that hangs on both lies within the own subtree.
    """
    obstacles = []
    if not are_current:
        obstacles.append("其中一份登记已经并入别的登记，请回到列表重新选择。")
    if numbers > 1:
        what = NUMBERS[MergeOf(of)]
        whole = "两个人" if of == MergeOf.WORKER else "两个单位"
        obstacles.append(f"两份登记的{what}不同，是{whole}。号码登记错了的，先改正。")
    if not is_in_sight:
        obstacles.append("其中一份在本单位和下级以外也有记录，请由共同的上级单位办理。")
    return obstacles


def deciding_obstacles(*, is_own_proposal: bool) -> list[str]:
    """Why somebody may not judge a proposal: one proposes, another confirms."""
    return ["合并由一人提出、另一人确认，请由同事确认。"] if is_own_proposal else []


def together(rows: Mapping[str, int]) -> list[str]:
    """Why rows that stand beside each other keep two entries apart: both applied in one case."""
    return [
        f"两份登记在同一条“{label}”里都有（{count}处），请先在那里改正，再合并。"
        for label, count in rows.items()
        if count
    ]
