"""When a lawyer may be asked to go on (催办), by whoever gave the case."""

from collections.abc import Sequence


def urging_obstacles(
    *, has_lawyer: bool, has_account: bool, is_lawyers_move: bool, is_urged_today: bool
) -> Sequence[str]:
    """Why the lawyer of a case is not to be urged now, as sentences; empty when it may be done.

    The lawyer tells in time how the case goes (法律援助法 第四十六条); once a day is a habit of
    ours, so that a notice stays worth reading.
    """
    if not has_lawyer:
        return ["没有承办律师。"]
    if not is_lawyers_move:
        return ["现在不是等律师。"]
    if not has_account:
        return ["律师没有账号，收不到催办，请打电话。"]
    return ["今天已经催过了。"] if is_urged_today else []
