from datetime import date
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from gongyuan.core.crypto import EncryptedTextField
from gongyuan.organisations.models import AidInstitution, Unit, path_index
from gongyuan.people.choices import (
    EmployerSize,
    Employment,
    HouseholdKind,
    Role,
    Sex,
    SpecialGroup,
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, name: str, password: str | None = None) -> "User":
        user = self.model(username=username, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account: one person who signs in; what the person may do hangs on the posts."""

    username = models.CharField("账号", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=40)
    is_active = models.BooleanField("启用", default=True)
    #: Temporary staff cannot sign in after this day.
    expires_on = models.DateField("有效至", null=True, blank=True)
    must_change_password = models.BooleanField("须改密码", default=False)
    created_at = models.DateTimeField("开立时间", auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    #: Known of whoever signed in and asks for a page: `queries.signed_in`.
    held_posts: "list[Post]"
    has_factor: bool

    objects = UserManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name

    def may_sign_in_on(self, day: date) -> bool:
        """Neither closed nor, as temporary staff, past its last day."""
        return self.is_active and (self.expires_on is None or day <= self.expires_on)


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, actor: Any) -> "PostQuerySet":
        if not actor.unit_path:
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "PostQuerySet":
        return self.visible_to(actor)

    def held_on(self, day: date) -> "PostQuerySet":
        return self.filter(starts_on__lte=day).filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=day)
        )


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Post(models.Model):
    """A user in a unit with a role (岗位); one person may hold several."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name="人员")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="单位")
    unit_path = models.CharField("路径", max_length=120)
    institution = models.ForeignKey(
        AidInstitution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name="机构",
    )
    role = models.CharField("角色", max_length=30, choices=Role)
    employment = models.CharField(
        "用工", max_length=10, choices=Employment, default=Employment.FULL_TIME
    )
    starts_on = models.DateField("任职自")
    ends_on = models.DateField("任职至", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=models.Q(ends_on=None),
                name="one_open_post_per_user_unit_and_role",
            )
        ]
        indexes = [path_index("post_subtree"), models.Index("unit", "role", name="post_unit_role")]

    def __str__(self) -> str:
        return f"{self.institution or self.unit}·{self.get_role_display()}"


class WorkerQuerySet(models.QuerySet["Worker"]):
    def visible_to(self, actor: Any) -> "WorkerQuerySet":
        """Workers that a unit of the post's subtree has dealt with."""
        if not actor.unit_path or not actor.can("people.read"):
            return self.none()
        dealt_with = WorkerRegistration.objects.filter(
            worker=models.OuterRef("pk"), unit_path__startswith=actor.unit_path
        )
        return self.filter(models.Exists(dealt_with))

    def handled_by(self, actor: Any) -> "WorkerQuerySet":
        """Workers that the post's own unit has dealt with."""
        own = WorkerRegistration.objects.filter(worker=models.OuterRef("pk"), unit=actor.unit_id)
        return self.filter(models.Exists(own))


class Worker(models.Model):
    """One person once: an employee, migrant worker or union worker who was helped (职工)."""

    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField("拼音", max_length=120, blank=True)
    initials = models.CharField("拼音首字母", max_length=20, blank=True)
    identity_number = EncryptedTextField("身份证号", blank=True, default="")
    identity_index = models.BinaryField("身份证号检索值", max_length=16, null=True, unique=True)
    phone = EncryptedTextField("手机号", blank=True, default="")
    phone_index = models.BinaryField("手机号检索值", max_length=16, null=True)
    #: Keyed hash of the last four digits, for finding by phone tail.
    phone_tail_index = models.BinaryField("手机尾号检索值", max_length=16, null=True)
    address = EncryptedTextField("住址", blank=True, default="")
    sex = models.CharField("性别", max_length=6, choices=Sex, blank=True)
    birth_date = models.DateField("出生日期", null=True, blank=True)
    ethnic_group = models.CharField("民族", max_length=20, blank=True)
    language = models.CharField("常用语言", max_length=20, blank=True)
    household = models.CharField("户籍", max_length=6, choices=HouseholdKind, blank=True)
    is_migrant = models.BooleanField("农民工", default=False)
    is_union_member = models.BooleanField("工会会员", null=True, blank=True)
    special_groups = ArrayField(
        models.CharField(max_length=20, choices=SpecialGroup), verbose_name="特殊群体", default=list
    )
    #: When and how it is safe to call: the employer may see the phone.
    contact_note = models.CharField("联系提示", max_length=100, blank=True)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = "职工"
        indexes = [
            models.Index("phone_index", name="worker_phone"),
            models.Index("phone_tail_index", name="worker_phone_tail"),
            models.Index(OpClass("name", "varchar_pattern_ops"), name="worker_name"),
            models.Index(OpClass("initials", "varchar_pattern_ops"), name="worker_initials"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def special_group_labels(self) -> list[str]:
        return [str(SpecialGroup(group).label) for group in self.special_groups]


class WorkerRegistration(models.Model):
    """That a unit has dealt with a worker: what makes the worker visible to it."""

    worker = models.ForeignKey(
        Worker, models.CASCADE, related_name="registrations", verbose_name="职工"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField("路径", max_length=120)
    since = models.DateTimeField("自")

    class Meta:
        verbose_name = "职工登记"
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "unit"], name="one_registration_per_worker_and_unit"
            )
        ]
        indexes = [path_index("worker_registration_subtree", "worker")]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.unit_id}"


class EmployerQuerySet(models.QuerySet["Employer"]):
    def visible_to(self, actor: Any) -> "EmployerQuerySet":
        """The register of employers is shared by all staff; disputes with them are not."""
        return self.all() if actor.can("people.read") else self.none()

    def handled_by(self, actor: Any) -> "EmployerQuerySet":
        return self.all() if actor.can("people.edit") else self.none()


class Employer(models.Model):
    """A company or other body that employs (用人单位)."""

    name = models.CharField("名称", max_length=120)
    pinyin = models.CharField("拼音", max_length=400, blank=True)
    initials = models.CharField("拼音首字母", max_length=120, blank=True)
    #: Unified social credit code, GB 32100-2015; a letter may stand in front.
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    industry = models.CharField("行业", max_length=40, blank=True)
    region_code = models.CharField("所在地", max_length=12, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    legal_representative = models.CharField("法定代表人", max_length=40, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    size = models.CharField("规模", max_length=6, choices=EmployerSize, blank=True)
    #: Name and pinyin in the form `core.search` looks for.
    search = SearchVectorField("检索", null=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = "用人单位"
        indexes = [
            models.Index(OpClass("name", "varchar_pattern_ops"), name="employer_name"),
            models.Index(OpClass("initials", "varchar_pattern_ops"), name="employer_initials"),
            GinIndex(fields=["search"], name="employer_search", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name


class PhoneVerification(models.Model):
    """A code sent to a phone, and whether it was given back: proof that the phone is at hand."""

    phone = EncryptedTextField("手机号", blank=True, default="")
    phone_index = models.BinaryField("手机号检索值", max_length=16)
    #: Keyed hash of the network address that asked, for the limit on one address.
    address_index = models.BinaryField("来源检索值", max_length=16, null=True)
    #: Argon2 would be slow and pointless for six digits that live minutes: a keyed hash.
    code_index = models.BinaryField("验证码检索值", max_length=16)
    purpose = models.CharField("用途", max_length=20)
    sent_at = models.DateTimeField("发送时间")
    expires_at = models.DateTimeField("失效时间")
    attempts = models.PositiveSmallIntegerField("试过", default=0)
    verified_at = models.DateTimeField("验证时间", null=True, blank=True)

    class Meta:
        verbose_name = "手机验证"
        indexes = [
            models.Index(fields=["phone_index", "-sent_at"], name="verification_of_phone"),
            models.Index(fields=["address_index", "-sent_at"], name="verification_of_address"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.sent_at:%Y-%m-%d %H:%M}"
