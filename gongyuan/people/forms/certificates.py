"""What is copied from a certificate."""

from typing import Any

from django import forms

from gongyuan.core.fields import DayField
from gongyuan.people.details import CertificateDetails
from gongyuan.people.models import Certificate
from gongyuan.policy.choices import CertificateKind

NAMES = ("kind", "number", "issuer", "issued_on", "valid_until")


class CertificateForm(forms.Form):
    #: What the action gave back.
    result: Any

    kind = forms.ChoiceField(label="种类", choices=[("", "请选择"), *CertificateKind.choices])
    number = forms.CharField(label="证书编号", max_length=60)
    issuer = forms.CharField(label="发证单位", max_length=100)
    issued_on = DayField(label="发证日期")
    valid_until = DayField(label="有效期至", required=False, help_text="证上没有写的不填。")
    file = forms.FileField(
        label="扫描件或者照片", required=False, help_text="JPG、PNG、WEBP 或者 PDF。"
    )

    def __init__(self, *args: Any, row: Certificate | None = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs["initial"] = {name: getattr(row, name) for name in NAMES}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Hand the action one description of the certificate."""
        told = dict(self.cleaned_data)
        if self.errors:
            return told
        file = told.pop("file")
        return {"certificate": CertificateDetails(**told), "file": file or None}


class WithdrawalForm(forms.Form):
    withdrawn_on = DayField(label="注销日期")
    note = forms.CharField(
        label="理由", max_length=200, help_text="发证单位收回、登记错了，写明是哪一种。"
    )


class WithCertificate(forms.Form):
    """The certificate that some roles ask for, told together with the post."""

    certificate_number = forms.CharField(
        label="证书编号",
        required=False,
        max_length=60,
        help_text="调解员、监督员须持证上岗，要填；本人的证书已经登记的不用填。",
    )
    certificate_issuer = forms.CharField(label="发证单位", required=False, max_length=100)
    certificate_issued_on = DayField(label="发证日期", required=False)
    certificate_valid_until = DayField(label="证书有效期至", required=False)

    def told_certificate(self, told: dict[str, Any]) -> CertificateDetails | None:
        """Take the four fields out of what was told; its kind follows from the role."""
        names = ("number", "issuer", "issued_on", "valid_until")
        paper = {name: told.pop(f"certificate_{name}") for name in names}
        if not paper["number"]:
            return None
        missing = [name for name in ("issuer", "issued_on") if not paper[name]]
        for name in missing:
            self.add_error(f"certificate_{name}", "填了证书编号，这一项也要填。")
        return None if missing else CertificateDetails(kind="", **paper)
