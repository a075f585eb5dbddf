import pgtrigger
from django.db import models
from django.db.models import Q

KEPT = pgtrigger.Update | pgtrigger.Delete


class PackVersion(models.Model):
    """The text of a pack as it was when first used, so that old decisions can be replayed."""

    pack_id = models.CharField("政策包", max_length=60)
    version = models.PositiveIntegerField("版本")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("校验值", max_length=64, unique=True)
    text = models.TextField("内容")
    first_used_at = models.DateTimeField("首次使用时间")

    class Meta:
        verbose_name = "政策包版本"
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="pack_version_has_a_whole_fingerprint",
            )
        ]
        triggers = [pgtrigger.Protect(name="pack_version_is_never_changed", operation=KEPT)]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.version}（{self.sha256[:8]}）"


class DecisionRecord(models.Model):
    """What the packs answered to which facts; neither facts nor result say whose they are."""

    region_code = models.CharField("区划代码", max_length=12)
    on = models.DateField("适用日期")
    facts = models.JSONField("事实")
    result = models.JSONField("结论")
    #: Pack id, version, SHA-256 and region of every pack that took part.
    packs = models.JSONField("政策包", default=list)
    decided_at = models.DateTimeField("得出时间")
    decided_by_user_id = models.BigIntegerField("人员", null=True, blank=True)
    decided_by_post_id = models.BigIntegerField("岗位", null=True, blank=True)

    class Meta:
        verbose_name = "政策结论"
        triggers = [pgtrigger.Protect(name="decision_record_is_never_changed", operation=KEPT)]

    def __str__(self) -> str:
        return f"{self.region_code} {self.on}"
