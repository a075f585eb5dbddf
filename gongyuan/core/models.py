import pgtrigger
from django.db import models

from gongyuan.core.crypto import EncryptedTextField


class Moving(models.Model):
    """A record that always knows whose move it is, and since when; events set both."""

    move_of = models.CharField("轮到谁", max_length=20, blank=True, default="")
    move_since = models.DateTimeField("自何时起", null=True, blank=True)

    class Meta:
        abstract = True


@pgtrigger.register(
    pgtrigger.Protect(name="events_stay", operation=pgtrigger.Update | pgtrigger.Delete)
)
class Event(models.Model):
    """What happened to a record: who, in which post, what, when, why. Never changed."""

    subject_kind = models.CharField("对象", max_length=60)
    subject_id = models.BigIntegerField("对象编号")
    code = models.CharField("事项", max_length=80)
    at = models.DateTimeField("时间")
    note = models.TextField("说明", blank=True)
    data = models.JSONField("内容", default=dict, blank=True)
    # People are named as they were then: a later move of post must not rewrite history.
    actor_user_id = models.BigIntegerField("人员", null=True, blank=True)
    actor_post_id = models.BigIntegerField("岗位", null=True, blank=True)
    actor_name = models.CharField("姓名", max_length=60, blank=True)
    actor_office = models.CharField("单位岗位", max_length=200, blank=True)
    unit_id = models.BigIntegerField("单位", null=True, blank=True)

    class Meta:
        verbose_name = "经过"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_by_subject"),
            models.Index(fields=["code", "at"], name="event_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.at:%Y-%m-%d %H:%M}"


class Counter(models.Model):
    """The last number given to a unit's documents of one kind in one year."""

    unit_id = models.BigIntegerField("单位")
    kind = models.CharField("文书种类", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    value = models.PositiveIntegerField("末号")

    class Meta:
        verbose_name = "文号"
        constraints = [
            models.UniqueConstraint(
                fields=["unit_id", "kind", "year"], name="one_counter_per_unit_kind_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.year}: {self.value}"


class File(models.Model):
    """A stored file. Who may open it is decided by the record it hangs on."""

    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=80)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64)
    stored_as = models.CharField("存放名", max_length=80, unique=True)
    created_at = models.DateTimeField("存入时间")
    created_by = models.CharField("存入人", max_length=200, blank=True)

    class Meta:
        verbose_name = "文件"

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """Something a person is told, in the office, by text message or by e-mail."""

    class Channel(models.TextChoices):
        IN_APP = "in_app", "站内"
        SMS = "sms", "短信"
        EMAIL = "email", "邮件"

    channel = models.CharField("途径", max_length=10, choices=Channel)
    user_id = models.BigIntegerField("收件人", null=True, blank=True)
    address = EncryptedTextField("号码或邮箱", blank=True, default="")
    body = EncryptedTextField("内容")
    link = models.CharField("去处", max_length=200, blank=True)
    created_at = models.DateTimeField("时间")
    #: Set before handing over, so that a notice cut short is never sent to a person twice.
    handed_over_at = models.DateTimeField("交出时间", null=True, blank=True)
    sent_at = models.DateTimeField("送出时间", null=True, blank=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    #: The same notice for the same reason is sent once.
    once_key = models.CharField("一次性标识", max_length=120, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "通知"
        indexes = [
            models.Index(
                fields=["user_id", "-id"],
                name="notice_of_user",
                condition=models.Q(channel="in_app"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.created_at:%Y-%m-%d %H:%M}"
