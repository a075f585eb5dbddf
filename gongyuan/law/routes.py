"""Where a claim of a worker goes, and under which cause of action: who works how decides.

Pure tables and functions; `calculators/dispute_route.py` asks the questions and writes the answer.
"""

from dataclasses import dataclass
from datetime import date

from gongyuan.law.inputs import Labelled

#: 超龄劳动者基本权益保障暂行规定 takes effect.
OVER_AGE_SINCE = date(2026, 7, 1)
#: 法释〔2025〕12号 takes effect; 解释（一）第三十二条第一款 ends the day before.
SECOND_INTERPRETATION_SINCE = date(2025, 9, 1)

ARBITRATION_LAW = "劳动争议调解仲裁法"
FIRST = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"
SECOND = "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）"
OVER_AGE_RULES = "超龄劳动者基本权益保障暂行规定"


class Worker(Labelled):
    """How the person works."""

    EMPLOYEE = "employee", "与单位有劳动关系（含事实劳动关系）"
    OVER_AGE = "over_age", "超过法定退休年龄后受单位招用"
    FLEXIBLE = "flexible", "弹性延迟退休期间"
    PLATFORM_EMPLOYED = "platform_employed", "平台用工，主张劳动关系"
    PLATFORM_CONTRACT = "platform_contract", "平台用工，不主张劳动关系"
    SUBCONTRACT = "subcontract", "受没有资质的分包、转包方招用，找承包单位"
    ATTACHED = "attached", "受挂靠方招用，找被挂靠单位"
    HOUSEHOLD = "household", "家政雇佣、个体工匠帮工、农村承包户雇工"


class Claim(Labelled):
    """What the worker asks for."""

    WAGES = "wages", "劳动报酬（含加班工资）"
    REST = "rest", "休息休假"
    SAFETY = "safety", "劳动安全卫生"
    INJURY = "injury", "工伤待遇"
    OCCUPATIONAL = "occupational", "新就业形态职业伤害保障"
    RELATION = "relation", "确认劳动关系"
    COMPENSATION = "compensation", "经济补偿"
    DAMAGES = "damages", "赔偿金"
    DOUBLE_WAGE = "double_wage", "未签合同第二倍工资"
    NON_COMPETE = "non_compete", "竞业限制"
    PENSION = "pension", "养老保险待遇损失"
    UNEMPLOYMENT = "unemployment", "失业保险待遇损失"
    WELFARE = "welfare", "福利待遇"
    CONTRIBUTIONS = "contributions", "补缴社会保险费"


class Way(Labelled):
    """Where a claim goes first."""

    ARBITRATION = "arbitration", "先申请劳动仲裁"
    COURT = "court", "直接向人民法院起诉"
    AGENCY = "agency", "向社会保险行政部门或者征收机构反映"
    MIXED = "mixed", "分别处理"


@dataclass(frozen=True, kw_only=True)
class Route:
    """The way of one claim: where, why (a Chinese sentence), by which article."""

    way: Way
    why: str
    article: str
    caution: str = ""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """A cause of action: the figure with its number, its name, and the part within it."""

    key: str
    name: str
    part: str = ""

    @property
    def text(self) -> str:
        """Write the name with its part: 劳动合同纠纷（追索劳动报酬纠纷）."""
        return f"{self.name}（{self.part}）" if self.part else self.name


#: The four claims that 超龄劳动者基本权益保障暂行规定第十九条第一款 sends to arbitration.
OVER_AGE_ARBITRATED = {Claim.WAGES, Claim.REST, Claim.SAFETY, Claim.INJURY}
#: What the contractor or the firm attached to answers for (法释〔2025〕12号第一、二条).
PRINCIPAL_ANSWERS = {Claim.WAGES, Claim.INJURY}


def route_of(worker: Worker, claim: Claim, *, on: date, has_pension: bool) -> Route:
    """Return where a claim goes when the dispute arises `on` a day.

    `has_pension`: the over-age worker already draws a pension, which mattered before the rules of
    2026 (解释（一）第三十二条第一款, in force until 31 August 2025).
    """
    if worker == Worker.HOUSEHOLD:
        return Route(way=Way.COURT, why="不属于劳动争议，按劳务纠纷起诉", article=f"{FIRST}第二条")
    if claim == Claim.CONTRIBUTIONS:
        article = "实施《中华人民共和国社会保险法》若干规定第二十七条第二款"
        return Route(way=Way.AGENCY, why="可以要求主管部门责令单位补缴", article=article)
    if worker == Worker.OVER_AGE:
        return _over_age(claim, on, has_pension)
    if worker == Worker.PLATFORM_CONTRACT:
        return _platform(claim)
    if worker in (Worker.SUBCONTRACT, Worker.ATTACHED):
        return _principal(worker, claim, on)
    if claim == Claim.OCCUPATIONAL:
        return _platform(claim)
    return Route(
        way=Way.ARBITRATION, why="属于劳动争议，仲裁是起诉的前置程序", article=_scope(claim)
    )


def _scope(claim: Claim) -> str:
    if claim == Claim.RELATION:
        return f"{ARBITRATION_LAW}第二条第（一）项、第五条"
    if claim in (Claim.WAGES, Claim.COMPENSATION, Claim.DAMAGES, Claim.DOUBLE_WAGE):
        return f"{ARBITRATION_LAW}第二条第（五）项、第五条"
    if claim == Claim.NON_COMPETE:
        return f"{ARBITRATION_LAW}第二条第（二）项、第五条"
    return f"{ARBITRATION_LAW}第二条第（四）项、第五条"


def _over_age(claim: Claim, on: date, has_pension: bool) -> Route:
    if on >= OVER_AGE_SINCE:
        if claim in OVER_AGE_ARBITRATED:
            why = "劳动报酬、休息休假、劳动安全卫生、工伤保障争议，依照调解仲裁法处理"
            article = f"{OVER_AGE_RULES}第十九条第一款"
            return Route(way=Way.ARBITRATION, why=why, article=article)
        why, article = "属于其他事项，可以直接起诉", f"{OVER_AGE_RULES}第十九条第二款"
        return Route(way=Way.COURT, why=why, article=article)
    if has_pension and on < SECOND_INTERPRETATION_SINCE:
        article = f"{FIRST}第三十二条第一款（2025年9月1日前）"
        why = "已享受养老保险待遇或者领取退休金，按劳务关系处理"
        return Route(way=Way.COURT, why=why, article=article)
    return Route(
        way=Way.ARBITRATION,
        why="当时没有专门规定，先申请仲裁；不予受理的，凭不予受理通知书起诉",
        article=f"{ARBITRATION_LAW}第二条、{FIRST}第六条",
        caution="2026年7月1日前的超龄用工，各地对是否按劳动争议处理掌握不一。",
    )


def _platform(claim: Claim) -> Route:
    article = f"{FIRST}第六条第（二）项"
    if claim == Claim.OCCUPATIONAL:
        caution = "职业伤害的确认和待遇核定由经办机构办理，对其决定不服的，依法复议或者行政诉讼。"
        why = "不属于劳动争议，与平台就保障发生纠纷的可以起诉"
        return Route(way=Way.COURT, why=why, article=article, caution=caution)
    why = "不主张劳动关系的，按新就业形态用工合同处理"
    return Route(way=Way.COURT, why=why, article=article)


def _principal(worker: Worker, claim: Claim, on: date) -> Route:
    number = "一" if worker == Worker.SUBCONTRACT else "二"
    unit = "承包单位" if worker == Worker.SUBCONTRACT else "被挂靠单位"
    caution = ""
    if claim not in PRINCIPAL_ANSWERS:
        caution = f"{unit}承担的是劳动报酬和工伤保险待遇等责任，{claim.label}一般不在其内。"
    elif on < SECOND_INTERPRETATION_SINCE:
        caution = "争议发生在2025年9月1日前的，尚未适用解释（二）。"
    return Route(
        way=Way.ARBITRATION,
        why=f"可以请求确认{unit}为承担用工主体责任单位；先申请仲裁，不予受理的再起诉",
        article=f"{SECOND}第{number}条、{FIRST}第六条",
        caution=caution,
    )


CONTRACT, INSURANCE = "劳动合同纠纷", "社会保险纠纷"
EMPLOYEE_CAUSES = {
    Claim.WAGES: Cause(key="cause_labour_contract", name=CONTRACT, part="追索劳动报酬纠纷"),
    Claim.RELATION: Cause(key="cause_labour_contract", name=CONTRACT, part="确认劳动关系纠纷"),
    Claim.COMPENSATION: Cause(key="cause_labour_contract", name=CONTRACT, part="经济补偿金纠纷"),
    Claim.NON_COMPETE: Cause(key="cause_labour_contract", name=CONTRACT, part="竞业限制纠纷"),
    Claim.INJURY: Cause(key="cause_social_insurance", name=INSURANCE, part="工伤保险待遇纠纷"),
    Claim.PENSION: Cause(key="cause_social_insurance", name=INSURANCE, part="养老保险待遇纠纷"),
    Claim.UNEMPLOYMENT: Cause(
        key="cause_social_insurance", name=INSURANCE, part="失业保险待遇纠纷"
    ),
    Claim.WELFARE: Cause(key="cause_welfare", name="福利待遇纠纷"),
}
#: A damages, double-wage, rest or safety claim has no part of its own.
WHOLE_CONTRACT = Cause(key="cause_labour_contract", name=CONTRACT)
PLATFORM = "新就业形态用工合同纠纷"
PLATFORM_CAUSES = {
    Claim.RELATION: Cause(key="cause_platform_contract", name=PLATFORM, part="确认劳动关系纠纷"),
    Claim.WAGES: Cause(key="cause_platform_contract", name=PLATFORM, part="追索劳动报酬纠纷"),
    Claim.INJURY: Cause(
        key="cause_platform_insurance", name="新就业形态社会保险纠纷", part="工伤保险待遇纠纷"
    ),
    Claim.OCCUPATIONAL: Cause(key="cause_platform_injury", name="新就业形态职业伤害保障纠纷"),
}
CAUSES_SINCE_2026 = date(2026, 1, 1)


def cause_of(worker: Worker, claim: Claim, *, filed_on: date) -> Cause | None:
    """Return the cause of action in the version in force when filed; None when it has none here.

    民事案件案由规定: over-age, platform and principal's causes exist since 2026 only.
    """
    if worker == Worker.HOUSEHOLD or claim == Claim.CONTRIBUTIONS:
        return None
    if filed_on >= CAUSES_SINCE_2026:
        if worker == Worker.OVER_AGE:
            return Cause(key="cause_over_age", name="超龄劳动者用工纠纷")
        if worker in (Worker.SUBCONTRACT, Worker.ATTACHED):
            name = "承包人、被挂靠人用工主体责任纠纷"
            return Cause(key="cause_principal", name=name)
        if worker in (Worker.PLATFORM_EMPLOYED, Worker.PLATFORM_CONTRACT):
            whole = Cause(key="cause_platform_contract", name=PLATFORM)
            return PLATFORM_CAUSES.get(claim, whole)
    if worker in (Worker.PLATFORM_CONTRACT, Worker.OVER_AGE) or claim == Claim.OCCUPATIONAL:
        return None
    return EMPLOYEE_CAUSES.get(claim, WHOLE_CONTRACT)
