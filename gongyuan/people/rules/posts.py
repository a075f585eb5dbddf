"""Who may be given an account and a post, and for which days."""

import re
from datetime import date

from gongyuan.people.choices import ROLES_FROM_ABOVE, Role

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


def username_obstacles(username: str) -> list[str]:
    """Why this cannot be a user name (账号): 3 to 60 of a–z, digits, dot, dash and underscore."""
    if USERNAME.fullmatch(username):
        return []
    return ["账号用3到60个小写字母、数字、点或者短横线，以字母或数字开头。"]


def expiry_obstacles(expires_on: date | None, *, today: date) -> list[str]:
    """Why an account cannot end on this day (有效至, the last day of use): it is over."""
    return ["有效至不能早于今天。"] if expires_on and expires_on < today else []


def period_obstacles(starts_on: date, ends_on: date | None) -> list[str]:
    """Why a post cannot be held over these days (任职期间, both included)."""
    return ["任职结束不能早于任职开始。"] if ends_on and ends_on < starts_on else []


def appointment_obstacles(
    *,
    is_own_account: bool,
    is_unit_in_sight: bool,
    is_institution_of_unit: bool,
    is_from_above: bool,
    role: str,
) -> list[str]:
    """Why an administrator may not appoint to this post (任命岗位).

    Nobody appoints oneself: an administrator of the system sees no case (spec 13). Who keeps the
    accounts of a unit, and who looks over it, is for the unit above to say (`is_from_above`).
    """
    obstacles = []
    if is_own_account:
        obstacles.append("不能给自己任命岗位，请由上级系统管理员办理。")
    if not is_unit_in_sight:
        obstacles.append("只能任命本单位和下级单位的岗位。")
    if not is_institution_of_unit:
        obstacles.append("所选机构不属于这个单位。")
    if role in ROLES_FROM_ABOVE and not is_from_above:
        obstacles.append(f"“{Role(role).label}”只能由上级单位的系统管理员任命。")
    if role == Role.WORKER:
        obstacles.append("“职工”不是岗位。")
    return obstacles
