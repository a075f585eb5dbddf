"""What may be typed on a phone, and how it is read: pure functions of what was typed."""

import re
import unicodedata
from datetime import date

from gongyuan.consultations.rules import consultation

#: Of our own form: a larger group needs representatives and lists (劳动争议调解仲裁法 第七条).
MOST_PEOPLE_ONLINE = 10
#: Wrong tries on one phone number or from one address before an hour's pause.
MOST_GUESSES = 20
#: Questions from one network address in an hour; many workers may share one.
MOST_QUESTIONS = 30

_DATE_WORDS = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?")
_DATE_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})?")


def typed_date(text: str) -> tuple[date, bool] | None:
    """Read a date as people type it, and whether the day was told; None when it is no date.

    20240315, 2024-3-15, 2024年3月15日; 202403 and 2024年3月 mean the first of the month, the
    earliest and so the safest for limitation (劳动争议调解仲裁法 第二十七条).
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _DATE_WORDS.fullmatch(plain) or _DATE_DIGITS.fullmatch(plain)
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        return date(int(year), int(month), int(day or 1)), day is not None
    except ValueError:
        return None


def tracking_code(text: str) -> str:
    """A tracking code as typed in its one form, 4104-26-0Q7K9X; the letters O, I and L are digits.

    Crockford's alphabet has none of them (法律援助法 第五十五条: one may ask how it goes).
    """
    plain = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper())
    plain = plain.translate(str.maketrans("OIL", "011"))
    return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}" if len(plain) > 6 else plain


def opens_a_question(code: str) -> bool:
    """Whether a code as typed is one of a question: these are longer and open without a phone."""
    return len(tracking_code(code).rpartition("-")[2]) == consultation.RANDOM_LENGTH


def question_obstacles(asked: int) -> list[str]:
    """Why no more questions are taken for now from an address; `asked` are those of an hour."""
    if asked >= MOST_QUESTIONS:
        return ["这个网络一小时里问得太多了。过一会儿再问，急的请拨打12351。"]
    return []


def guess_obstacles(wrong_tries: int) -> list[str]:
    """Why no more tries are taken for now, known code or not (个人信息保护法 第五十一条).

    `wrong_tries` are those of the last hour on this phone number or from this address.
    """
    if wrong_tries >= MOST_GUESSES:
        return ["试错次数太多，为了安全先锁一小时。一小时后再试，或者拨打12351。"]
    return []


def group_obstacles(people: int) -> list[str]:
    """Why so many people cannot apply together on a phone (劳动争议调解仲裁法 第七条)."""
    if people > MOST_PEOPLE_ONLINE:
        return [
            f"手机上最多{MOST_PEOPLE_ONLINE}个人一起申请。人更多的，请到窗口，或者拨打12351，"
            "工会帮你们推选代表、登记名单。"
        ]
    return []
