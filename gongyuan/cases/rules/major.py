"""When a case is major, reported, led and tracked: pure functions on plain values."""

from hashlib import sha256


def marking_obstacles(note: str, *, is_major: bool, is_open: bool) -> list[str]:
    """Why a case cannot be marked as major (豫工办〔2015〕28号 二（三）: 重大疑难案件)."""
    found = []
    if not is_open:
        found.append("案件已经办完，不用再认定。")
    if is_major:
        found.append("已经是重大案件。")
    if not note.strip():
        found.append("请写明为什么重大。")
    return found


def lifting_obstacles(*, is_standing: bool, is_by_rule: bool) -> list[str]:
    """Why a case stays major: it is none, or the packs say it is (仲裁法 第七条: 十人以上)."""
    if not is_standing:
        return ["现在不是重大案件。"]
    return ["按规则属于重大案件，不能解除。"] if is_by_rule else []


def report_obstacles(text: str, *, is_standing: bool, has_upper: bool) -> list[str]:
    """Why a case cannot be reported up: not major, nobody above, or nothing said.

    平工文〔2016〕28号 附件2 第五条（五）: 重大、群体性案件按规定汇报.
    """
    if not is_standing:
        return ["先认定为重大案件，再向上级报告。"]
    if not has_upper:
        return ["没有上级工会，不用报告。"]
    return [] if text.strip() else ["请写明情况。"]


def receipt_of(number: str, moment: str, text: str, hashes: list[str]) -> str:
    """A check value over what a lawyer reported, so that a changed word would show.

    SHA-256 over case number, moment (ISO), text and the hashes of the papers, line by line; proof
    for 平工文〔2016〕28号 附件2 第五条（五）.
    """
    return sha256("\n".join([number, moment, text, *hashes]).encode()).hexdigest()
