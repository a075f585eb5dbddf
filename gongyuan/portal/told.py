"""Answers and codes as they are shown again."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from gongyuan.people.privacy import mask_identity_number
from gongyuan.policy.choices import ClaimKind, HardshipGround, MatterScope
from gongyuan.portal import questions
from gongyuan.portal.answers import claim_kinds, day
from gongyuan.portal.choices import (
    CLAIM_WORDS,
    FORM_WORDS,
    HARDSHIP_WORDS,
    RELATED_WORDS,
    StillThere,
    Trouble,
)
from gongyuan.portal.rules import typed_date

Answers = Mapping[str, Any]


def summary(answers: Answers, *, place: str, papers: int) -> list[dict[str, str]]:
    """What was answered, in the order it was asked: slug of the question, label, value.

    The identity number is masked: the list is read over a shoulder.
    """
    texts = {
        "what": ("遇到的事", Trouble(answers["what"]).label),
        "related": ("和干活的关系", _related(answers)),
        "claims": (
            "想要的",
            "、".join(CLAIM_WORDS[ClaimKind(one)] for one in claim_kinds(answers)),
        ),
        "amounts": ("大概多少钱", _amounts(answers)),
        "story": ("怎么回事", answers["story"]),
        "employer": ("给谁干活", answers["employer"]),
        "place": ("在哪里", place),
        "dates": ("什么时候", _dates(answers)),
        "you": ("您是谁", _you(answers)),
        "migrant": ("农民工", "是" if answers["migrant"] else "不是"),
        "hardship": ("家里情况", _hardship(answers)),
        "evidence": ("证据", _evidence(answers)),
        "coworkers": ("一起申请的工友", _coworkers(answers)),
        "papers": ("材料", f"{papers}张照片或文件" if papers else "以后再交"),
    }
    done = answers.get("done") or ()
    rows = [
        {"slug": one.slug, "label": texts[one.slug][0], "value": texts[one.slug][1]}
        for one in questions.APPLY
        if one.slug in texts and one.slug in done
    ]
    if answers.get("form"):
        rows.insert(
            1, {"slug": "what", "label": "要工会做什么", "value": FORM_WORDS[answers["form"]]}
        )
    return rows


def qr_picture(text: str) -> bytes:
    """A QR as SVG without scripts or styles, dark on white also at night."""
    import segno  # weighs 3 MB

    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out,
        kind="svg",
        scale=6,
        border=3,
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue()


def spelled(day_: date | None) -> str:
    """2026年3月5日, and nothing for no day."""
    return f"{day_.year}年{day_.month}月{day_.day}日" if day_ else ""


def _related(answers: Answers) -> str:
    scope = answers.get("related")
    return RELATED_WORDS[MatterScope(scope)] if scope else ""


def _amounts(answers: Answers) -> str:
    amounts = answers.get("amounts") or {}
    lines = [f"{CLAIM_WORDS[ClaimKind(k)]} {Decimal(v):,.2f}元" for k, v in amounts.items()]
    return "\n".join(lines) or "不知道"


def _dates(answers: Answers) -> str:
    first = _typed_day(answers, "employed_from") or "记不清哪天"
    last = _typed_day(answers, "employed_to")
    is_there = answers.get("still") == StillThere.YES
    return f"{first}开始，{'现在还在' if is_there else f'{last}离开'}"


def _typed_day(answers: Answers, name: str) -> str:
    """The day as it was told: only the month where no day was."""
    read = typed_date((answers.get("dates_typed") or {}).get(name, ""))
    if read is None:
        return spelled(day(answers.get(name)))
    found, has_day = read
    return spelled(found) if has_day else f"{found.year}年{found.month}月"


def _you(answers: Answers) -> str:
    number = mask_identity_number(answers["identity_number"])
    lines = [answers["name"], f"身份证 {number}", f"手机 {answers['phone']}"]
    contact = answers.get("contact")
    return "\n".join([*lines, f"接电话：{contact}"] if contact else lines)


def _evidence(answers: Answers) -> str:
    known: dict[bool | None, str] = {True: "有", False: "没有"}
    return known.get(answers.get("evidence"), "说不清")


def _hardship(answers: Answers) -> str:
    grounds = answers.get("hardship") or ()
    return "\n".join(HARDSHIP_WORDS[HardshipGround(one)] for one in grounds) or "都没有"


def _coworkers(answers: Answers) -> str:
    return "\n".join(one["name"] for one in answers.get("coworkers") or ()) or "没有"
