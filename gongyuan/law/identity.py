"""Identity numbers of persons and organisations: form, check digit, birth date. No look-up."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

IDENTITY_LENGTH = 18
IDENTITY_CHECKS = "10X98765432"
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

USCC_LENGTH = 18
USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # pragma: allowlist secret
USCC_MODULUS = len(USCC_CHARACTERS)

SEPARATORS = re.compile(r"[\s\-‐-―]")


@dataclass(frozen=True)
class IdentityFacts:
    """What a valid identity number says: birth date, sex (男/女) and the place that issued it."""

    born_on: date
    sex: str
    division_code: str

    def age_on(self, day: date) -> int:
        """Return the completed years of age (周岁) on `day`; a birthday counts from its own day."""
        had_birthday = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (0 if had_birthday else 1)


def normalised_code(value: str) -> str:
    """Return a typed number in half-width capitals, no spaces or dashes (GB 11643, GB 32100)."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", value)).upper()


def identity_check_character(first_seventeen: str) -> str:
    """Return the check character of a citizen's identity number (GB 11643-1999, modulo 11)."""
    pairs = zip(first_seventeen, IDENTITY_WEIGHTS, strict=True)
    return IDENTITY_CHECKS[sum(int(digit) * weight for digit, weight in pairs) % 11]


def identity_obstacles(value: str, *, today: date) -> list[str]:
    """Say what is wrong with a citizen's identity number; empty when it is valid (GB 11643-1999).

    Checks length, characters, birth date (a real one, not after `today`) and check digit. The
    place code is not compared with any list: people keep the codes of abolished counties.
    """
    number = normalised_code(value)
    if len(number) != IDENTITY_LENGTH:
        return [f"身份证号码应为18位，现为{len(number)}位。"]
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number):
        return ["身份证号码前17位应为数字，且首位不为0，最后一位为数字或者X。"]
    obstacles = []
    born_on = _birth_date(number)
    if born_on is None:
        obstacles.append(f"身份证号码中的出生日期{number[6:14]}不存在。")
    elif born_on > today:
        obstacles.append(f"身份证号码中的出生日期{born_on:%Y-%m-%d}晚于今天。")
    if identity_check_character(number[:17]) != number[17]:
        obstacles.append("身份证号码校验位不符，请核对是否有数字写错。")
    return obstacles


def identity_facts(value: str) -> IdentityFacts:
    """Return birth date, sex and place code of an identity number (GB 11643-1999).

    The number must have passed `identity_obstacles`; refuses (ValueError) one without a date.
    The 17th digit is odd for men, even for women.
    """
    number = normalised_code(value)
    born_on = _birth_date(number) if re.fullmatch(r"[0-9]{17}[0-9X]", number) else None
    if born_on is None:
        raise ValueError("not an identity number")
    return IdentityFacts(born_on, "男" if int(number[16]) % 2 else "女", number[:6])


def uscc_check_character(first_seventeen: str) -> str:
    """Return the check character of a unified social credit code (GB 32100-2015, modulo 31)."""
    weighted = sum(
        USCC_CHARACTERS.index(character) * pow(3, place, USCC_MODULUS)
        for place, character in enumerate(first_seventeen)
    )
    return USCC_CHARACTERS[-weighted % USCC_MODULUS]


def uscc_obstacles(value: str) -> list[str]:
    """Say what is wrong with a unified social credit code (统一社会信用代码); empty when valid.

    GB 32100-2015: 18 characters without I, O, S, V, Z; any registering authority in front, so
    trade unions (81), village collectives (N2) and units with A or Y are accepted; six digits of
    place; check character modulo 31.
    """
    code = normalised_code(value)
    if len(code) != USCC_LENGTH:
        return [f"统一社会信用代码应为18位，现为{len(code)}位。"]
    strange = [character for character in dict.fromkeys(code) if character not in USCC_CHARACTERS]
    if strange:
        listed = "、".join(strange)
        return [f"统一社会信用代码只用数字和除I、O、S、V、Z以外的大写字母，不能有{listed}。"]
    if not re.fullmatch(r"[0-9]{6}", code[2:8]):
        return ["统一社会信用代码第3至8位是登记机关的行政区划代码，应为数字。"]
    if uscc_check_character(code[:17]) != code[17]:
        return ["统一社会信用代码校验位不符，请核对是否有字符写错。"]
    return []


def _birth_date(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
