"""What ends by itself: temporary accounts are announced, screens of ended posts closed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.notices import tell_user
from gongyuan.people.models import User
from gongyuan.people.queries.accounts import administrators_of
from gongyuan.people.queries.parameters import parameter


@transaction.atomic
def announce_account_end(*, user: User, now: datetime) -> bool:
    """Tell a temporary member of staff and the administrators that the account ends, once each.

    So many natural days before as the policy sets (account_warn_days); whether it was time.
    """
    today = timezone.localdate(now)
    post = user.posts.held_on(today).select_related("unit").order_by("-starts_on").first()
    days = parameter(post.unit.region_code, "account_warn_days", on=today) if post else None
    if days is None or user.expires_on is None:
        return False
    if today < user.expires_on - timedelta(days=days.value):
        return False
    day = f"{user.expires_on.year}年{user.expires_on.month}月{user.expires_on.day}日"
    body = f"{user.name}的账号（{user.username}）{day}以后不能登录，还要用的请在到期前延长。"
    for user_id in dict.fromkeys([user.pk, *administrators_of(user, today=today)]):
        is_own = user_id == user.pk
        link = reverse("my_account") if is_own else reverse("staff_detail", args=[user.pk])
        key = f"account-end-{user.pk}-{user.expires_on:%Y%m%d}-{user_id}"
        tell_user(user_id=user_id, body=body, link=link, now=now, once_key=key)
    return True
