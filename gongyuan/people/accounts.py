"""How allauth behaves here: who may sign in, in which words, where the second factor is kept."""

from io import BytesIO
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from gongyuan.people import queries
from gongyuan.people.actions import accounts as actions
from gongyuan.people.models import User
from gongyuan.people.second_factor import seal, unseal


class StaffBackend(AuthenticationBackend):
    """Closed accounts and expired temporary staff neither sign in nor stay signed in."""

    def user_can_authenticate(self, user: Any) -> bool:
        return user is not None and user.may_sign_in_on(timezone.localdate())

    def get_user(self, user_id: int) -> User | None:
        """Whoever a session belongs to, with the posts of today: every page asks for both."""
        user = queries.signed_in(user_id, today=timezone.localdate())
        return user if self.user_can_authenticate(user) else None


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "账号或者密码不对。",
        "too_many_login_attempts": "密码试错太多次，请5分钟以后再试。忘了密码找系统管理员。",
        "rate_limited": "试得太快了，请过一会儿再试。",
        "incorrect_password": "密码不对。",
        "incorrect_code": "验证码不对。",
        "enter_current_password": "现在的密码不对。",
        "account_inactive": "这个账号已经停用。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        if not user.may_sign_in_on(timezone.localdate()):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        actions.note_sign_in(user=user, now=timezone.now())
        return super().post_login(request, user, **kwargs)

    def set_password(self, user: Any, password: str) -> None:
        actions.set_own_password(user=user, password=password, now=timezone.now())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """A lawyer starts at the own cases, which are made for the phone; others at the worklist.

        The request was read before anybody had signed in, so that its actor is still a visitor.
        """
        user: Any = request.user  # who has just signed in
        actor = queries.actor_of(user, post_id=None, today=timezone.localdate())
        return (
            reverse("lawyer_cases") if actor.is_lawyer else super().get_login_redirect_url(request)
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_account")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by account alone: the host name a request claims must not open a fresh count."""
        return str(credentials.get("username", "")).lower()


class SecondFactorAdapter(DefaultMFAAdapter):
    """The shared secret lies sealed in the database, and a compulsory factor cannot be given up."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "现任岗位要求动态口令，不能关闭。换手机请找系统管理员重设。",
        "cannot_generate_recovery_codes": "先设好动态口令，才能生成备用码。",
        "incorrect_code": "验证码不对。请看手机上最新的6位数字，并核对手机时间。",
    }

    def build_totp_svg(self, url: str) -> str:
        import segno  # weighs 3 MB

        out = BytesIO()
        segno.make(url, error="m").save(out, kind="svg", scale=5, border=2, light="#fff")
        return out.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        holder: User = authenticator.user
        return not queries.needs_second_factor(holder, today=timezone.localdate())
