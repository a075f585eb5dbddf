"""What an aid centre does all day, each task done once by the keys and buttons one would use."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from bench.tasks.hands import Hands
from dev.camera import PHONE, WIDE, a_case
from gongyuan.cases.actions.settling import settle_deadline
from gongyuan.cases.actions.stages import conclude_stage, open_stage
from gongyuan.cases.choices import CaseState, ClaimOutcome, DeadlineEnd, StageKind, StageResult
from gongyuan.cases.models import Case, Deadline
from gongyuan.cases.rules.handling import ClaimAnswer, Conclusion, Filing
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in

FACTS = "三月到五月在工地做木工，每月工资六千元，一直没有发，有考勤照片和工友作证。"
SUMMARY = "仲裁裁决全部支持，工资已经付清。"


Walk = Callable[[Hands], None]


@dataclass(frozen=True, kw_only=True)
class Goal:
    """The most that a task may take; None where nobody has set a goal."""

    seconds: float | None = None
    keys: int | None = None
    clicks: int | None = None


@dataclass(frozen=True, kw_only=True)
class Task:
    """One task: who does it where, from which page on, and how."""

    name: str
    account: str
    path: str
    walk: Walk
    goal: Goal
    size: dict[str, int]


def _actor(username: str) -> Actor:
    post = Post.objects.select_related("user", "unit", "institution")
    return actor_in(post.filter(user__username=username)[0])


def _registration(hands: Hands) -> None:
    """A migrant worker at the window: `n`, the whole form, sent from the keyboard."""
    hands.press("n")
    hands.wait_for("**/cases/new/")
    hands.fill("姓名", "韩试口")
    hands.fill("身份证号", _identity_number())
    hands.fill("手机号", "19900006655")
    hands.to("是农民工")
    hands.press("Space")
    hands.fill("用人单位名称", "试验市西岸装饰有限公司")
    hands.fill("入职日期", "20260301")
    hands.choose("请求一", "拖欠劳动报酬")
    hands.fill("金额", "1.8万")
    hands.fill("事实与理由", FACTS)
    hands.to("已告知并同意")
    hands.press("Space")
    hands.press("Control+Enter")
    hands.wait_for(hands.page.locator("#messages").get_by_text("已登记，查询码"))


def _identity_number() -> str:
    """A number of nobody's: an unused district, the check digit right."""
    body = "99012119900307" + f"{int(timezone.now().timestamp()) % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def _followed(said: str) -> Callable[[Hands], None]:
    """The first case of the list, its next step, the machine's proposal followed."""

    def walk(hands: Hands) -> None:
        hands.press("j")
        hands.press("Enter")
        hands.wait_for(hands.page.locator("#strip"))
        hands.press("g")
        hands.wait_for(hands.page.locator("#work form, #assignment form"))
        hands.press("Control+Enter")
        hands.wait_for(hands.page.locator("#messages").get_by_text(said))

    return walk


def _progress(case: Case) -> Callable[[Hands], None]:
    """A report from the phone, from the list of the lawyer's cases on."""

    def walk(hands: Hands) -> None:
        page = hands.page
        hands.tap(page.locator(f"a[href='{reverse('lawyer_case', args=[case.pk])}']"))
        hands.wait_for(page.get_by_role("link", name="报告进展"))
        hands.tap(page.get_by_role("link", name="报告进展").first)
        hands.wait_for(page.get_by_role("radio"))
        # A label and its button: whichever a thumb meets first.
        hands.tap(page.get_by_role("radio").first)
        hands.tap(page.get_by_role("button", name="报告进展"))
        hands.wait_for(page.locator("#messages").get_by_text("已报告进展"))

    return walk


def _closing(case: Case) -> Callable[[Hands], None]:
    """The closing report from the phone, when everything before is settled."""

    def walk(hands: Hands) -> None:
        page = hands.page
        hands.tap(page.locator(f"a[href='{reverse('lawyer_case', args=[case.pk])}']"))
        hands.wait_for(page.get_by_role("link", name="结案", exact=True))
        hands.tap(page.get_by_role("link", name="结案", exact=True).first)
        hands.wait_for(page.get_by_label("办理结果"))
        hands.tap(page.get_by_label("办理结果"))
        hands.type(SUMMARY)
        hands.tap(page.get_by_label("已经到位的金额"))
        hands.type("12000")
        hands.tap(page.get_by_role("button", name="结案", exact=True))
        hands.wait_for(page.locator("#messages").get_by_text("已结案"))

    return walk


def _settled_case(lawyer: Actor, office: Actor) -> Case:
    """A case of the lawyer's in which the employer has paid: nothing is left but to close it."""
    case = a_case(CaseState.HANDLING, days_ago=20, lawyer="lawyer")
    now = timezone.now()
    today = timezone.localdate(now)
    if not case.stages.filter(concluded_on=None).exists():
        filing = Filing(kind=StageKind.NEGOTIATION, filed_on=today, body=case.unit.name)
        open_stage(case=case, filing=filing, actor=lawyer, now=now)
    answers = tuple(
        ClaimAnswer(
            claim_id=claim.pk,
            label=claim.kind,
            outcome=ClaimOutcome.SUPPORTED,
            claimed=claim.amount,
            awarded=claim.amount,
        )
        for claim in case.claims.order_by("pk")
    )
    result = Conclusion(concluded_on=today, result=StageResult.SETTLED, answers=answers)
    for stage in case.stages.filter(concluded_on=None):
        conclude_stage(stage=stage, conclusion=result, actor=lawyer, now=now)
    for deadline in Deadline.objects.filter(case=case, met_at=None, cancelled_at=None):
        settle_deadline(
            deadline=deadline, how=DeadlineEnd.DONE, note="已经付清。", actor=office, now=now
        )
    return case


def tasks() -> list[Task]:
    """The tasks in the order of a day; what they need is looked up, or told into being, before."""
    # Days ago are the seeds of the stories: no two alike.
    for state, days in ((CaseState.UNDER_REVIEW, 2), (CaseState.AWAITING_DECISION, 1)):
        a_case(state, days_ago=days)
    a_case(CaseState.GRANTED, days_ago=3)
    desk, cases = reverse("desk_worklist"), reverse("lawyer_cases")
    settled = _settled_case(_actor("lawyer"), _actor("officer"))
    handled = a_case(CaseState.HANDLING, days_ago=30, lawyer="lawyer", but=settled)

    def office(name: str, account: str, path: str, walk: Walk, goal: Goal) -> Task:
        return Task(name=name, account=account, path=path, walk=walk, goal=goal, size=WIDE)

    def phone(name: str, walk: Walk, goal: Goal) -> Task:
        return Task(name=name, account="lawyer", path=cases, walk=walk, goal=goal, size=PHONE)

    followed = Goal(keys=6)
    return [
        office("来访登记 registration", "window", desk, _registration, Goal(seconds=120)),
        office("审查 review", "officer", f"{desk}?kind=review", _followed("已提出"), followed),
        office("决定 decision", "head", f"{desk}?kind=decision", _followed("已给予"), followed),
        office(
            "指派 assignment", "officer", f"{desk}?kind=assignment", _followed("已指派"), followed
        ),
        phone("进展 progress", _progress(handled), Goal(clicks=4)),
        phone("结案 closing", _closing(settled), Goal()),
    ]
