"""Yuan amounts as people type them, as tables print them, and in capitals (人民币大写)."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")
WAN = Decimal(10_000)
CAPITAL_LIMIT = Decimal(10**16)

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")

TYPED = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]*)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?)(?P<wan>万?)"
)


class NotAnAmount(ValueError):
    """What was typed is not an amount of yuan; `obstacles` says why, in Chinese."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__("；".join(obstacles))
        self.obstacles = obstacles


def amount_obstacles(text: str) -> list[str]:
    """Say why a text is no amount of yuan; empty when it is one (会计基础工作规范: to the fen).

    Accepted: full-width digits, thousands separators, ¥ or 元, 万元. Refused: negative amounts,
    more than two decimals, exponents, and amounts of ten thousand billion yuan or more.
    """
    typed = _typed(text)
    if not typed:
        return ["请填写金额。"]
    if typed.startswith("-"):
        return ["金额不能是负数。"]
    match = TYPED.fullmatch(typed)
    if match is None:
        return ["金额应为数字，如12000或者12000.50。"]
    amount = _value(match)
    if amount >= CAPITAL_LIMIT:
        return ["金额过大。"]
    return [] if amount == amount.quantize(FEN) else ["金额最多到分，即两位小数。"]


def parsed_amount(text: str) -> Decimal:
    """Return the yuan that a text means, with two decimals; refuses (NotAnAmount) anything else.

    See `amount_obstacles` for what is accepted (会计基础工作规范: to the fen).
    """
    obstacles = amount_obstacles(text)
    match = TYPED.fullmatch(_typed(text))
    if obstacles or match is None:
        raise NotAnAmount(obstacles)
    return _value(match).quantize(FEN)


def rounded_amount(amount: Decimal) -> Decimal:
    """Round yuan to the fen, half up, as accounts do (会计基础工作规范: to the fen)."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def formatted_amount(amount: Decimal) -> str:
    """Write yuan with separators, always to the fen: 12,000.50 (会计基础工作规范)."""
    return f"{rounded_amount(amount):,.2f}"


def capital_amount(amount: Decimal) -> str:
    """Write yuan in Chinese capitals without the word 人民币: 10000 → 壹万元整, 0.5 → 伍角整.

    会计基础工作规范: 整 after 元 and 角, none after 分; 零 for the noughts inside. Where
    the rules leave the 零 free (万位或元位是零而千位或角位不是零) it is left out. A negative amount
    begins with 负. Rounds to the fen; refuses (ValueError) what is no number or too large.
    """
    if not amount.is_finite() or abs(amount) >= CAPITAL_LIMIT:
        raise ValueError("not an amount that can be written in capitals")
    fen_total = int(rounded_amount(abs(amount)) * 100)
    if fen_total == 0:
        return "零元整"
    yuan, cents = divmod(fen_total, 100)
    whole = f"{_capital_integer(yuan)}元" if yuan else ""
    return ("负" if amount < 0 else "") + whole + _capital_cents(cents, bool(yuan))


def _capital_integer(number: int) -> str:
    words = ""
    for index in reversed(range(len(GROUPS))):
        group = number // 10_000**index % 10_000
        if group:
            if words and (group < 1_000 or _skipped(number, index)):
                words += "零"
            words += _capital_group(group) + _group_word(number, index)
    return words


def _skipped(number: int, index: int) -> bool:
    """Tell whether the whole group above this one is noughts."""
    return not number // 10_000 ** (index + 1) % 10_000


def _group_word(number: int, index: int) -> str:
    """Say 万 alone when an 亿 group follows: 壹万贰仟亿, not 壹万亿贰仟亿."""
    if index == len(GROUPS) - 1 and number // 10_000**2 % 10_000:
        return "万"
    return GROUPS[index]


def _capital_group(group: int) -> str:
    words = ""
    nought = False
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if nought and words else "") + DIGITS[digit] + PLACES[place]
            nought = False
        else:
            nought = True
    return words


def _capital_cents(cents: int, has_yuan: bool) -> str:
    jiao, fen = divmod(cents, 10)
    if not cents:
        return "整"
    if not fen:
        return f"{DIGITS[jiao]}角整"
    leading = f"{DIGITS[jiao]}角" if jiao else ("零" if has_yuan else "")
    return f"{leading}{DIGITS[fen]}分"


def _typed(text: str) -> str:
    """Strip what people write around an amount: spaces, the currency sign, 元."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(?:¥|人民币|RMB)", "", plain).removesuffix("整").removesuffix("元")


def _value(match: re.Match[str]) -> Decimal:
    number = Decimal(match["number"].replace(",", ""))
    return number * WAN if match["wan"] else number
