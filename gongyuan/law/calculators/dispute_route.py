"""Which claims go to arbitration, which to court, and under which cause of action."""

from datetime import date
from typing import Annotated

from pydantic import Field

from gongyuan.law.calculation import Result, Workings
from gongyuan.law.figures import FigureTable
from gongyuan.law.inputs import LATEST_DAY, CalculatorInput, Labelled
from gongyuan.law.registry import calculator
from gongyuan.law.results import written_date
from gongyuan.law.routes import (
    CAUSES_SINCE_2026,
    FIRST,
    OVER_AGE_RULES,
    OVER_AGE_SINCE,
    Claim,
    Route,
    Way,
    Worker,
    cause_of,
    route_of,
)

#: The oldest version of the causes that is kept here.
CAUSES_SINCE = date(2021, 1, 1)

DisputeDay = Annotated[
    date, Field(ge=CAUSES_SINCE, le=LATEST_DAY, json_schema_extra={"unit": "date"})
]


class Paper(Labelled):
    """A paper that opens a shorter way for wages."""

    NONE = "none", "没有"
    IOU = "iou", "单位写的工资欠条"
    MEDIATED = "mediated", "调解组织主持达成的劳动报酬调解协议"


class Dispute(CalculatorInput):
    """Who works how, and what is asked for."""

    in_order = (("arose_on", "filed_on"),)

    worker: Worker = Field(title="用工情形")
    claims: tuple[Claim, ...] = Field(title="请求事项", min_length=1, max_length=20)
    arose_on: DisputeDay = Field(title="争议发生日期")
    filed_on: DisputeDay | None = Field(
        None, title="申请或者起诉日期", description="案由按这一天的版本；不填同争议发生日期。"
    )
    has_pension: bool = Field(False, title="超龄的，是否已领取养老金")
    paper: Paper = Field(Paper.NONE, title="有无工资欠条或者调解协议")

    def obstacles(self) -> dict[str, str]:
        """Say what contradicts: a claim twice, a pension before the retirement age."""
        errors = {}
        if len(set(self.claims)) < len(self.claims):
            errors["claims"] = "同一请求只填一次。"
        if self.has_pension and self.worker in (Worker.EMPLOYEE, Worker.FLEXIBLE):
            errors["has_pension"] = "已领取养老金的，用工情形请选择超过法定退休年龄。"
        return errors


@calculator(
    name="dispute_route",
    title="维权途径与案由",
    group="procedure",
    question="我的请求该先仲裁，还是直接去法院？",
)
def dispute_route(given: Dispute, regional: FigureTable) -> Result:
    """Say "arbitration", "court", "agency" or "mixed"; each claim with its way and cause.

    调解仲裁法第二、五条, 超龄劳动者基本权益保障暂行规定第十九条, 法释〔2025〕12号第一、二条.
    """
    workings = Workings(regional)
    ways = []
    for claim in given.claims:
        route = _shorter(given, claim) or route_of(
            given.worker, claim, on=given.arose_on, has_pension=given.has_pension
        )
        workings.step(f"{claim.label}：{route.way.label}，{route.why}。", route.article)
        workings.part(f"{claim}_way", f"{claim.label}：途径", route.way, "choice")
        _cause(given, claim, workings)
        if route.caution:
            workings.warn(route.caution)
        ways.append(route.way)
    _about_worker(given, workings)
    way = ways[0] if len(set(ways)) == 1 else Way.MIXED
    words = "；".join(
        f"{claim.label}{way.label}" for claim, way in zip(given.claims, ways, strict=True)
    )
    return workings.result(way, "choice", f"{words}。")


def _shorter(given: Dispute, claim: Claim) -> Route | None:
    """Return the direct way to court that a paper opens when only wages are asked for."""
    if claim != Claim.WAGES or len(given.claims) > 1 or given.worker == Worker.HOUSEHOLD:
        return None
    if given.paper == Paper.IOU:
        why = "凭工资欠条、不涉及其他争议的，按普通民事纠纷受理，不必先仲裁"
        return Route(way=Way.COURT, why=why, article=f"{FIRST}第十五条")
    if given.paper == Paper.MEDIATED:
        why = "单位不履行调解协议的，可以直接起诉，也可以申请支付令"
        article = f"{FIRST}第五十一条第二款、劳动争议调解仲裁法第十六条"
        return Route(way=Way.COURT, why=why, article=article)
    return None


def _cause(given: Dispute, claim: Claim, workings: Workings) -> None:
    filed_on = given.filed_on or given.arose_on
    cause = cause_of(given.worker, claim, filed_on=filed_on)
    if cause is None:
        return
    number = workings.law(cause.key, on=filed_on)
    version = "2025" if filed_on >= CAUSES_SINCE_2026 else "2020"
    text = f"{claim.label}的案由：{number.value}{cause.text}（{version}年版，编号待核）。"
    workings.step(text, number.source)
    workings.part(f"{claim}_cause", f"{claim.label}：案由编号", int(number.value), "choice")
    workings.part(f"{claim}_cause_name", f"{claim.label}：案由", cause.text, "choice")
    workings.warn("案由编号取自二手资料（待核），立案时以法院核定为准。")


def _about_worker(given: Dispute, workings: Workings) -> None:
    if given.worker == Worker.OVER_AGE and given.arose_on >= OVER_AGE_SINCE:
        text = "超龄劳动者申请仲裁、提起诉讼的，工会依法给予支持和帮助。"
        workings.step(text, f"{OVER_AGE_RULES}第二十二条")
        workings.changes("弹性延迟退休期间的，适用劳动合同法，不按超龄处理（第二十三条）。")
    elif given.worker == Worker.OVER_AGE:
        workings.changes(f"{written_date(OVER_AGE_SINCE)}起发生的，适用超龄劳动者专门规定。")
    if given.worker == Worker.SUBCONTRACT:
        text = "分包单位拖欠农民工工资的，施工总承包单位先行清偿；可以同时向劳动监察投诉。"
        workings.step(text, "保障农民工工资支付条例第三十条")
    if given.worker == Worker.PLATFORM_CONTRACT:
        workings.changes("实际管理符合劳动关系特征的，可以主张确认劳动关系，先申请仲裁。")
    if given.worker == Worker.HOUSEHOLD:
        workings.changes("由家政公司招用并管理的，与公司之间可能有劳动关系。")
