"""What may be entered about a person or an employer: form only, nobody is looked up."""

import re
from datetime import date

from gongyuan.law.identity import identity_facts, identity_obstacles, uscc_obstacles
from gongyuan.law.phones import landline_obstacles, mobile_obstacles, phone_obstacles
from gongyuan.people.choices import Role

LONGEST_NAME = 40
LONGEST_EMPLOYER_NAME = 120
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
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
    *, is_own_account: bool, is_unit_in_sight: bool, is_institution_of_unit: bool, role: str
) -> list[str]:
    """Why an administrator may not appoint to this post (任命岗位).

    Nobody appoints oneself: an administrator of the system sees no case (spec 13).
    """
    obstacles = []
    if is_own_account:
        obstacles.append("不能给自己任命岗位，请由上级系统管理员办理。")
    if not is_unit_in_sight:
        obstacles.append("只能任命本单位和下级单位的岗位。")
    if not is_institution_of_unit:
        obstacles.append("所选机构不属于这个单位。")
    if role == Role.WORKER:
        obstacles.append("“职工”不是岗位。")
    return obstacles
