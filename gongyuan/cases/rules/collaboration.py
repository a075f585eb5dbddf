"""What stands in the way of unions of two regions helping each other: pure functions."""

from decimal import Decimal

from gongyuan.cases.choices.major import CostBearer


def asking_obstacles(
    task: str, contact: str, *, is_own: bool, is_closed: bool, is_open: bool
) -> dict[str, list[str]]:
    """Why help cannot be asked for, by field (工会法律援助办法 第三条: 可以互相委托协助)."""
    found: dict[str, list[str]] = {}
    if not is_open:
        found[""] = ["案件已经办完，不用再委托。"]
    if is_own:
        found["to_unit"] = ["不能委托本单位。"]
    elif is_closed:
        found["to_unit"] = ["这个单位已经撤销，请选接续的单位。"]
    if not task.strip():
        found["task"] = ["请写明委托什么事。"]
    if not contact.strip():
        found["contact"] = ["请写明本单位联系人和电话。"]
    return found


def cost_obstacles(amount: Decimal | None, bearer: str) -> dict[str, list[str]]:
    """Why this cannot be the cost, in yuan, by field; none borne means none named (待商定)."""
    found: dict[str, list[str]] = {}
    if bearer not in CostBearer.values:
        return {"bearer": ["请选由谁承担。"]}
    if amount is not None and amount < 0:
        found["amount"] = ["费用不能是负数。"]
    elif bearer == CostBearer.NO_COST and amount:
        found["amount"] = ["不产生费用的，不要写金额。"]
    elif bearer != CostBearer.NO_COST and not amount:
        found["amount"] = ["请写明金额。"]
    return found


def ending_obstacles(*, has_open_cost: bool) -> list[str]:
    """Why a collaboration cannot be ended yet: a cost was named and not agreed on."""
    return ["费用还没有商定，先商定再了结。"] if has_open_cost else []
