from typing import Any, cast

from django import forms

from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.details import DraftDetails
from gongyuan.cases.models import Case
from gongyuan.cases.queries.drafting import agreed_mediation, known_organ, last_document
from gongyuan.cases.rules.application import LONGEST_FACTS
from gongyuan.core.fields import DayField
from gongyuan.drafting.choices import USUAL_ORGAN, DraftKind
from gongyuan.drafting.details import Agreement, Claim

MOST_LINES = 50


class DraftForm(forms.Form):
    """What a drafted document needs beside the case; `computed` are this session's claims."""

    computed = forms.MultipleChoiceField(
        label="算好的请求",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选的代替案件里同一种请求，计算步骤附在后面；没有的先到“算一算”里算",
    )
    story = forms.CharField(
        label="事实和理由", max_length=LONGEST_FACTS, widget=forms.Textarea(attrs={"rows": 8})
    )
    organ = forms.CharField(label="交给", max_length=120, required=False)
    contractor = forms.CharField(
        label="施工总承包单位",
        max_length=120,
        required=False,
        help_text="工程建设领域填；由其先行清偿（保障农民工工资支付条例第三十条）",
    )
    made_by = forms.CharField(label="主持调解的组织", max_length=120, required=False)
    made_on = DayField(label="达成协议", required=False)
    due_on = DayField(label="约定付清", required=False)
    more_evidence = forms.CharField(
        label="另加的证据",
        required=False,
        widget=forms.Textarea,
        max_length=2000,
        help_text="一行一件；卷内的证据已经自动列入",
    )
    seen_document = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        case: Case,
        kind: DraftKind,
        computed: list[tuple[int, Claim]],
    ) -> None:
        self.kind = kind
        self.offered = {str(place): claim for place, claim in computed}
        super().__init__(data, initial=_known(case, kind))
        boxes = cast(forms.MultipleChoiceField, self.fields["computed"])
        boxes.choices = [
            (place, f"{claim.text}：{claim.amount:,.2f} 元")
            for place, claim in self.offered.items()
        ]
        self._leave_out()

    def _leave_out(self) -> None:
        kind = self.kind
        organ = USUAL_ORGAN.get(kind)
        unused = {
            "computed": not self.offered,
            "story": organ is None,
            "organ": organ is None,
            "contractor": kind != DraftKind.WAGE_COMPLAINT,
            "made_by": kind != DraftKind.PAYMENT_ORDER,
            "made_on": kind != DraftKind.PAYMENT_ORDER,
            "due_on": kind != DraftKind.PAYMENT_ORDER,
            "more_evidence": kind == DraftKind.CLAIM_LIST,
        }
        for name in [name for name, is_unused in unused.items() if is_unused]:
            del self.fields[name]
        if organ:
            self.fields["organ"].help_text = f"如临河县{organ}；不填则留空由职工手写"

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        agreed: dict[str, Any] = {name: data.get(name) for name in ("made_by", "made_on", "due_on")}
        if any(agreed.values()) and not all(agreed.values()):
            for name, value in agreed.items():
                if not value and name not in self.errors:
                    self.add_error(name, "凭调解协议申请的，三项都要填。")
        lines = [line.strip() for line in data.get("more_evidence", "").splitlines()]
        told = DraftDetails(
            story=data.get("story", ""),
            organ=data.get("organ", ""),
            computed=tuple(self.offered[place] for place in data.get("computed", ())),
            more_evidence=tuple(line for line in lines if line)[:MOST_LINES],
            agreement=Agreement(**agreed) if all(agreed.values()) else None,
            contractor=data.get("contractor", ""),
            seen_document_id=data.get("seen_document"),
        )
        return {"told": told}


def _known(case: Case, kind: DraftKind) -> dict[str, Any]:
    mediation = agreed_mediation(case) if kind == DraftKind.PAYMENT_ORDER else None
    last = last_document(case, DocumentKind(kind))
    return {
        "story": case.facts_text,
        "organ": known_organ(case, kind),
        "made_by": mediation.body if mediation else "",
        "made_on": mediation.concluded_on if mediation else None,
        "seen_document": last.pk if last else None,
    }
