"""Who may ask for an account for whom, and who may grant it."""

from gongyuan.people.choices import ROLES_FROM_ABOVE, Role

#: Roles that a unit may ask for; lawyers are appointed first, workers have no account.
ASKED_FOR = tuple(
    role for role in Role if role not in (Role.WORKER, Role.LAWYER, Role.LAW_FIRM_CONTACT)
)


def request_obstacles(
    *, asker_role: str, is_own_unit: bool, is_below: bool, is_station: bool, role: str
) -> list[str]:
    """Why somebody may not ask for an account: a unit's head asks for the own unit and those below,
    the window of a township station (`is_station`) for its own.
    """
    if role not in ASKED_FOR:
        return ["这种角色的账号不在这里申请。"]
    if asker_role == Role.LEGAL_HEAD:
        return [] if is_own_unit or is_below else ["只能为本单位和下级单位申请。"]
    if not is_station:
        return ["由本单位负责人申请，乡镇（街道）站点可以自己申请。"]
    return [] if is_own_unit else ["只能为本单位申请。"]


def granting_obstacles(
    *, is_own_request: bool, is_for_oneself: bool, is_from_above: bool, role: str
) -> list[str]:
    """Why somebody may not grant a request: nobody approves what one asked for, nor one's own
    account, and who keeps or looks over a unit's accounts is for the unit above."""
    obstacles = []
    if is_own_request:
        obstacles.append("自己提出的申请不能自己审批。")
    if is_for_oneself:
        obstacles.append("不能审批自己的账号。")
    if role in ROLES_FROM_ABOVE and not is_from_above:
        obstacles.append(f"“{Role(role).label}”只能由上级单位的系统管理员审批。")
    return obstacles
