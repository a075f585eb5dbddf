import os
from pathlib import Path
from typing import Any

from config import environment
from gongyuan.core import logs

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.read(dict(os.environ), root=ROOT)
VAR = ENVIRONMENT.var
TESTING = ENVIRONMENT.mode == "test"

DEBUG = False
DEMO = ENVIRONMENT.is_demo
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = os.environ.get("GONGYUAN_HOSTS", "" if ENVIRONMENT.is_production else "*").split(
    ","
)
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GONGYUAN_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "gongyuan.core",
    "gongyuan.policy",
    "gongyuan.drafting",
    "gongyuan.organisations",
    "gongyuan.people",
    "gongyuan.matters",
    "gongyuan.lawyers",
    "gongyuan.cases",
    "gongyuan.duty",
    "gongyuan.consultations",
    "gongyuan.quality",
    "gongyuan.panel",
    "gongyuan.ledgers",
    "gongyuan.reporting",
    "gongyuan.desk",
    "gongyuan.portal",
    "gongyuan.api",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "gongyuan.core.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongyuan.people.middleware.ActorMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gongyuan.people.middleware.AccountInOrderMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongyuan.core.context.display",
                "gongyuan.people.context.current_post",
                "gongyuan.desk.context.navigation",
                "gongyuan.desk.context.calendar_hint",
                "gongyuan.desk.context.work_beside",
            ],
        },
    }
]

# What `core/prepared.py` lets the server plan is planned when it is asked a second time.
_options: dict[str, Any] = {"prepare_threshold": 1}
DATABASES = {"default": {**ENVIRONMENT.database, "OPTIONS": _options}}
if TESTING:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
else:
    # A server that was stopped and started leaves dead connections: none is handed to a request.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # The pool gives up on a stopped server after two seconds, so that the next request tries anew
    # at once: by default it would wait longer between tries than a request waits for it.
    _options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 2}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Counters of wrong guesses lie here: they must not be pushed out by a flood of others.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# --- time and language ---------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

# --- accounts ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["gongyuan.people.accounts.StaffBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gongyuan.people.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "gongyuan.people.passwords.NotCommon"},
    {"NAME": "gongyuan.people.passwords.NotLikeTheAccount"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk_worklist"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "gongyuan.people.accounts.StaffAccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/5m/ip,5/5m/key", "reauthenticate": "10/m/user"}
ACCOUNT_FORMS = {
    "login": "gongyuan.people.forms.sign_in.SignInForm",
    "change_password": "gongyuan.people.forms.sign_in.OwnPasswordForm",  # pragma: allowlist secret
    "reauthenticate": "gongyuan.people.forms.sign_in.ConfirmPasswordForm",
}
# How many proxies of our own stand before the process; X-Forwarded-For is believed that far.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("GONGYUAN_TRUSTED_PROXIES", "0"))
MFA_ADAPTER = "gongyuan.people.accounts.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "gongyuan.people.forms.sign_in.SecondFactorForm",
    "reauthenticate": "gongyuan.people.forms.sign_in.ConfirmCodeForm",
    "activate_totp": "gongyuan.people.forms.sign_in.SetUpSecondFactorForm",
}
# Outside production the pages remind of the second factor instead of asking for it.
SECOND_FACTOR_COMPULSORY = ENVIRONMENT.is_production
DEMO_PASSWORD = ENVIRONMENT.demo_password
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "工援"
SESSION_ENGINE = "gongyuan.people.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- web -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_AUTOREFRESH = TESTING
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "gongyuan.core.views.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_production
SECURE_SSL_REDIRECT = ENVIRONMENT.is_production
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.is_production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.is_production
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Reaching the phone pages from another machine of the office needs plain http in demo mode.
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if ENVIRONMENT.is_production else None

# --- our own -------------------------------------------------------------------------------------
FIELD_KEYS = ENVIRONMENT.field_keys
FIELD_CIPHER = os.environ.get("GONGYUAN_FIELD_CIPHER", "sm4-gcm")
NOTICE_BACKENDS = {
    "sms": os.environ.get("GONGYUAN_SMS", "gongyuan.core.channels.ConsoleChannel"),
    "email": os.environ.get("GONGYUAN_EMAIL", "gongyuan.core.channels.ConsoleChannel"),
}
PHONE_CODE_MINUTES = 10
PHONE_CODE_ATTEMPTS = 5
PHONE_CODE_PAUSE_SECONDS = 60
PHONE_CODES_A_DAY = 10
PHONE_CODES_PER_ADDRESS_AN_HOUR = int(os.environ.get("GONGYUAN_CODES_PER_ADDRESS", "30"))
UPLOAD_LIMIT_BYTES = 15 * 1024 * 1024
# LibreOffice, for documents as PDF; empty: looked for on the search path.
OFFICE_PROGRAM = os.environ.get("GONGYUAN_SOFFICE", "")
# How often a process looks for newly approved policy packs; tests look when they mean to.
POLICY_RECHECK_SECONDS = None if ENVIRONMENT.mode == "test" else 30
PROCRASTINATE_IMPORT_PATHS: list[str] = []
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

# A demonstration talks to the person who started it; a deployment writes every request down.
LOGGING = logs.settings(
    os.environ.get("GONGYUAN_LOG_LEVEL", "INFO" if ENVIRONMENT.is_production else "WARNING")
)
