from datetime import date
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import OpClass
from django.db import models

from gongyuan.organisations.models import AidInstitution, Unit, path_index
from gongyuan.people.choices import EMPLOYED_ROLES, Employment, Role


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
    #: First letters of the name's reading, for finding a colleague.
    initials = models.CharField("拼音首字母", max_length=20, blank=True)
    is_active = models.BooleanField("启用", default=True)
    #: Temporary staff cannot sign in after this day.
    expires_on = models.DateField("有效至", null=True, blank=True)
    must_change_password = models.BooleanField("须改密码", default=False)
    created_at = models.DateTimeField("开立时间", auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    #: Known of whoever signed in and asks for a page: `queries.signed_in`. The posts of colleagues
    #: in whose place the person acts today come after the own ones.
    held_posts: "list[Post]"
    has_factor: bool

    objects = UserManager()

    class Meta:
        verbose_name = "账号"
        indexes = [
            models.Index(OpClass("name", "varchar_pattern_ops"), name="user_name"),
            models.Index(OpClass("initials", "varchar_pattern_ops"), name="user_initials"),
        ]

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

    def still_open(self, *, on: date) -> "PostQuerySet":
        """Posts held on a day or later; a union that ends hands them over."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on))


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

    @property
    def employment_label(self) -> str:
        """专职 or 兼职; empty for those who are not a union's own people, as lawyers."""
        return self.get_employment_display() if self.role in EMPLOYED_ROLES else ""
