"""Who may act for an applicant: form only."""

from datetime import date

from gongyuan.law.identity import identity_obstacles
from gongyuan.people.rules import name_obstacles, worker_phone_obstacles


def agent_obstacles(
    *, name: str, relation: str, identity_number: str, phone: str, today: date
) -> dict[str, list[str]]:
    """Everything wrong with an agent's particulars, by field (法律援助法 第四十条).

    The relation to the applicant is told; the proof is a paper and asked for by the form.
    """
    found = {
        "name": name_obstacles(name),
        "relation": [] if relation.strip() else ["要写明与申请人的关系，例如父亲、同事。"],
        "identity_number": identity_obstacles(identity_number, today=today)
        if identity_number
        else [],
        "phone": worker_phone_obstacles(phone) if phone else [],
    }
    return {field: reasons for field, reasons in found.items() if reasons}
