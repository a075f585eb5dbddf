"""What stands in the way of handing an application up and of taking it over: pure functions."""


def handing_obstacles(*, has_upper: bool, note: str) -> dict[str, list[str]]:
    """Why an application cannot be handed up, by field: there is no union above.

    苏工发[2012]8号: stations and points hand to the centre above; 法律援助法 第三十八条.
    """
    found: dict[str, list[str]] = {}
    if not has_upper:
        found[""] = ["没有上级工会，请直接登记。"]
    if len(note) > 300:
        found["note"] = [f"说明最多300个字，现有{len(note)}个。"]
    return found


def hurry_obstacles(*, seen: str, current: str) -> list[str]:
    """Why what was read cannot be taken over: it was amended since (法律援助法 第三十八条)."""
    return [] if seen == current else ["打开这一页以后，转交方改过申请，请看过再接收。"]
