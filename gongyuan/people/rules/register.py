"""What may be entered about a person or an employer: form only, nobody is looked up."""

from datetime import date

from gongyuan.law.identity import identity_facts, identity_obstacles, uscc_obstacles
from gongyuan.law.phones import landline_obstacles, mobile_obstacles, phone_obstacles

LONGEST_NAME = 40
LONGEST_EMPLOYER_NAME = 120
SEX_OF_IDENTITY = {"男": "male", "女": "female"}


def name_obstacles(name: str, *, longest: int = LONGEST_NAME) -> list[str]:
    """Why this cannot be a name: empty, longer than `longest` characters, or without a letter.

    The whole name as on the identity card (GB 11643), with the middle dot of minority names.
    """
    text = name.strip()
    if not text:
        return ["姓名或名称要填写。"]
    if len(text) > longest:
        return [f"最多{longest}个字，现有{len(text)}个。"]
    if not any(character.isalpha() for character in text):
        return ["姓名或名称里要有文字。"]
    return []


def birth_date_obstacles(
    birth_date: date | None, identity_number: str, *, today: date
) -> list[str]:
    """Why a birth date cannot stand: later than today, or not the one the number says (GB 11643).

    `identity_number` is valid or empty.
    """
    if birth_date is None:
        return []
    if birth_date > today:
        return ["出生日期晚于今天，请核对。"]
    if identity_number and identity_facts(identity_number).born_on != birth_date:
        return ["出生日期与身份证号码不一致，请核对。"]
    return []


def worker_obstacles(
    *, name: str, identity_number: str, phone: str, birth_date: date | None, today: date
) -> dict[str, list[str]]:
    """Everything wrong with a worker's particulars, by field; empty when they can be registered.

    Identity number by GB 11643-1999; a worker may leave a mobile number or a landline with area
    code (电信网编号计划), and must leave one of number or telephone to be found again.
    """
    found = {"name": name_obstacles(name)}
    found["identity_number"] = (
        identity_obstacles(identity_number, today=today) if identity_number else []
    )
    found["phone"] = worker_phone_obstacles(phone) if phone else []
    if not identity_number and not phone:
        found["phone"] = ["身份证号和电话至少填一项，否则以后找不到本人。"]
    valid = identity_number if not found["identity_number"] else ""
    found["birth_date"] = birth_date_obstacles(birth_date, valid, today=today)
    return {field: reasons for field, reasons in found.items() if reasons}


def worker_phone_obstacles(phone: str) -> list[str]:
    """Why this cannot be a worker's telephone: neither mobile nor landline with area code.

    电信网编号计划.
    """
    return mobile_obstacles(phone) if landline_obstacles(phone) else []


def employer_obstacles(*, name: str, uscc: str, phone: str) -> dict[str, list[str]]:
    """Everything wrong with an employer's particulars, by field (code: GB 32100-2015)."""
    found = {
        "name": name_obstacles(name, longest=LONGEST_EMPLOYER_NAME),
        "uscc": uscc_obstacles(uscc) if uscc else [],
        "phone": phone_obstacles(phone) if phone else [],
    }
    return {field: reasons for field, reasons in found.items() if reasons}
