"""Telephone numbers of mainland China by their form only; nobody is called."""

import re
import unicodedata

COUNTRY_PREFIX = re.compile(r"^(?:\+|00)86")
MOBILE_LENGTH = 11
MOBILE = re.compile(r"1[3-9][0-9]{9}")
# Three-digit area codes (010, 02x) go with eight digits, four-digit ones with seven or eight.
LANDLINE = re.compile(r"(?:(?:010|02[0-9])-?[2-9][0-9]{7}|0[3-9][0-9]{2}-?[2-9][0-9]{6,7})")
EXTENSION = re.compile(r"(?:转|-)[0-9]{1,6}$")
HOTLINE = re.compile(r"(?:1[0-9]{4}|9[0-9]{4}|[48]00[0-9]{7})")
# From elsewhere a city's 12351 is reached by its area code.
AREA_OF_HOTLINE = re.compile(r"^0(?:10|2[0-9]|[3-9][0-9]{2})-?(?=12[0-9]{3}$)")


def normalised_phone(value: str) -> str:
    """Return a typed number in half-width digits without spaces, brackets and +86 (电信网编号计划).

    Dashes of a landline stay, for they part the area code and the extension.
    """
    text = unicodedata.normalize("NFKC", value)
    text = re.sub(r"[‐-―－]", "-", text)
    text = COUNTRY_PREFIX.sub("", re.sub(r"[\s()]", "", text)).lstrip("-")
    joined = text.replace("-", "")
    return joined if MOBILE.fullmatch(joined) or HOTLINE.fullmatch(joined) else text


def mobile_obstacles(value: str) -> list[str]:
    """Say what is wrong with a mobile number; empty when valid (电信网编号计划: 11 digits)."""
    number = normalised_phone(value)
    if not re.fullmatch(r"[0-9]*", number):
        return ["手机号码只能是数字。"]
    if len(number) != MOBILE_LENGTH:
        return [f"手机号码应为11位，现为{len(number)}位。"]
    if not MOBILE.fullmatch(number):
        return ["手机号码应以13至19开头。"]
    return []


def landline_obstacles(value: str) -> list[str]:
    """Say what is wrong with a landline number; empty when valid (电信网编号计划).

    Area code compulsory: the same local number exists in many cities. An extension may follow.
    """
    number = normalised_phone(value)
    if LANDLINE.fullmatch(number) or LANDLINE.fullmatch(EXTENSION.sub("", number)):
        return []
    return ["固定电话应带区号，如0433-2910000，分机号写在最后。"]


def phone_obstacles(value: str) -> list[str]:
    """Say what is wrong with an office's number: mobile, landline or hotline (12351, 0375-12351,
    400) will do.

    电信网编号计划。
    """
    number = AREA_OF_HOTLINE.sub("", normalised_phone(value))
    if HOTLINE.fullmatch(number) or not mobile_obstacles(value) or not landline_obstacles(value):
        return []
    return ["电话号码应为11位手机号、带区号的固定电话或者服务热线。"]
