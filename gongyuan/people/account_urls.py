"""Of allauth only what has a page of ours; signing up, e-mail and foreign accounts are not here."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.decorators.http import require_POST

from gongyuan.core.access import own_account, public

urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(require_POST(account.logout)), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("password/", own_account(account.password_change), name="account_change_password"),
    path("confirm/", own_account(account.reauthenticate), name="account_reauthenticate"),
    path("code/", public(second_factor.authenticate), name="mfa_authenticate"),
    path("code/confirm/", own_account(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/set-up/", own_account(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/remove/", own_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "second-factor/codes/",
        own_account(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/renew/",
        own_account(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
