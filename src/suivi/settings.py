"""How is this installation set up? One file, fed by the environment only."""

import hashlib
import secrets
from pathlib import Path

from suivi import databases, environment

PACKAGE_DIR = Path(__file__).resolve().parent
PROJECT_DIR = PACKAGE_DIR.parent.parent
DATA_DIR = environment.directory("SUIVI_DATA", PROJECT_DIR / "var")
FILES_DIR = DATA_DIR / "files"

# A demo installation holds sample people whose password is public. Nothing else may hold them.
SUIVI_DEMO = environment.flag("SUIVI_DEMO")
DEBUG = environment.flag("SUIVI_DEBUG")


_database_url = environment.text("DATABASE_URL", "")
DATABASES = {
    "default": databases.from_url(_database_url)
    if _database_url
    else databases.sqlite(DATA_DIR / "suivi.sqlite3")
}


def _own_secret() -> str:
    """The key kept beside the data, made at first use.

    Never made anew beside a database with events: with another key their chain seems broken.
    """
    path = DATA_DIR / "secret-key"
    if not path.exists():
        if not environment.text("SUIVI_AUDIT_KEY", "") and databases.has_events(
            DATABASES["default"]
        ):
            raise environment.SettingMissing(
                f"{path} is gone, and the database holds events that were sealed with it. "
                "Restore the file, or set SUIVI_SECRET_KEY or SUIVI_AUDIT_KEY."
            )
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = environment.text("SUIVI_SECRET_KEY", "") or _own_secret()
# The chain of audit events is sealed with a key of its own, so that the first may change.
AUDIT_KEY = (
    environment.text("SUIVI_AUDIT_KEY", "")
    or hashlib.sha256(b"suivi audit " + SECRET_KEY.encode()).hexdigest()
)

ALLOWED_HOSTS = environment.words("SUIVI_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_FAILURE_VIEW = "suivi.ui.views.refused_forgery"
CSRF_TRUSTED_ORIGINS = environment.words("SUIVI_ORIGINS")
BEHIND_HTTPS = environment.flag("SUIVI_HTTPS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before allauth, so that its pages wear our look.
    "suivi.ui",
    "suivi.people",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "suivi.languages",
    "suivi.audit",
    "suivi.files",
    "suivi.notices",
    "suivi.plans",
    "suivi.activities",
    "suivi.indicators",
    "suivi.reporting",
    "suivi.publications",
    "suivi.site",
    "suivi.demo",
    "suivi.command_line",
]

MIDDLEWARE = [
    "suivi.ui.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "suivi.ui.middleware.NothingTypedTurnsRound",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "suivi.people.middleware.SessionsAreSeen",
    "suivi.plans.middleware.SecondFactorsAreThere",
    # Whoever looks as somebody else is that one from here on, and may only look.
    "suivi.plans.middleware.LooksAsOthers",
    # A page is closed unless its view says login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "suivi.ui.middleware.SafeMethodsDoNotWrite",
]

ROOT_URLCONF = "suivi.urls"
WSGI_APPLICATION = "suivi.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "suivi.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "suivi.ui.templatetags.ui",
                "suivi.activities.templatetags.activities",
            ],
        },
    }
]

DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the memory of each process. Many pages come and go (some 20 kB each, compressed); the folded
# words of plans (some 200 kB a plan) must not be pushed out by them.
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 1000}},
    "words": {"BACKEND": _MEMORY, "LOCATION": "words", "OPTIONS": {"MAX_ENTRIES": 200}},
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-work"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "suivi.people.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited by their coordinator, never self-made
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger gets no mail from us
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's password or keys change is told by mail
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A government's own sign-in provider (OpenID Connect), where there is one.
OIDC_SERVER = environment.text("SUIVI_OIDC_SERVER", "").rstrip("/")
OIDC_NAME = environment.text("SUIVI_OIDC_NAME", "OpenID Connect") if OIDC_SERVER else ""
# Another server is another provider: the numbers it gives to people mean others.
OIDC_ID = f"oidc-{hashlib.sha256(OIDC_SERVER.encode()).hexdigest()[:12]}"
OIDC_CLAIMS = environment.text("SUIVI_OIDC_CLAIMS", "")  # the file that says what claims give
OIDC_MFA = environment.words("SUIVI_OIDC_MFA")  # words of acr or amr that mean a second factor
if OIDC_SERVER:
    _oidc = {
        "provider_id": OIDC_ID,
        "name": OIDC_NAME,
        "client_id": environment.text("SUIVI_OIDC_CLIENT_ID"),
        "secret": environment.text("SUIVI_OIDC_CLIENT_SECRET"),
        "settings": {"server_url": OIDC_SERVER},
    }
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [_oidc], "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_ADAPTER = "suivi.plans.views.provider.ProviderAdapter"
# Who has one of these roles opens no page before they have a second factor.
MFA_ROLES = environment.words("SUIVI_MFA_ROLES")
MFA_TOTP_ISSUER = "Suivi"
# Passkeys need https; a demo on this very machine may use them without.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_HTTPS

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SESSION_ENGINE = "suivi.people.session_store"  # each row says whose it is, so that one can end it
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Mails go to a server when one is named, and into files otherwise.
EMAIL_HOST = environment.text("SUIVI_MAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "outbox"
EMAIL_FILE_PATH.mkdir(mode=0o700, exist_ok=True)  # the files hold links to new passwords
EMAIL_PORT = environment.number("SUIVI_MAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("SUIVI_MAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("SUIVI_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 10  # seconds: somebody waits for the page
_mail_tls = environment.text("SUIVI_MAIL_TLS", "starttls")
if _mail_tls not in {"starttls", "tls", "none"}:
    raise environment.SettingMissing(
        f"SUIVI_MAIL_TLS is {_mail_tls!r}; write starttls, tls or none."
    )
EMAIL_USE_TLS = _mail_tls == "starttls"
EMAIL_USE_SSL = _mail_tls == "tls"
# A server refuses a sender it does not know; files take any.
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text(
    "SUIVI_MAIL_FROM", None if EMAIL_HOST else "suivi@localhost"
)

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "français"), ("nl", "Nederlands"), ("de", "Deutsch")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
TIME_ZONE = environment.time_zone("SUIVI_TIME_ZONE", "Europe/Brussels")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = FILES_DIR
# Uploads: bounded, and kept out of memory above 1 MiB.
UPLOAD_LIMIT_BYTES = environment.number("SUIVI_UPLOAD_LIMIT_MB", 20) * 1024 * 1024
IATI_LIMIT_BYTES = environment.number("SUIVI_IATI_LIMIT_MB", 500) * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Logs carry identifiers, never content: no request bodies, no local variables, no query texts.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "suivi.log_lines.Refusals"}},
    "formatters": {"line": {"()": "suivi.log_lines.Line"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["refusals"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"suivi": {"level": "INFO"}},
}

# Where people find this installation: what mails and commands put before an address.
SITE_ADDRESS = environment.text("SUIVI_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = environment.text("SUIVI_SITE_NAME", "Suivi")

# Who publishes the IATI files that are exported here: an IATI organisation identifier and a name.
IATI_PUBLISHER = environment.text("SUIVI_IATI_PUBLISHER", "")
IATI_PUBLISHER_NAME = environment.text("SUIVI_IATI_PUBLISHER_NAME", SITE_NAME)
