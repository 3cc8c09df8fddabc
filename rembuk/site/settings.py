"""All settings of an installation, read from the environment; each is described in docs/guide/settings.md."""

import os
import secrets
import sys
from pathlib import Path
from typing import Literal

import dj_database_url
import jinja2

from rembuk.apps.core import sqlite

BASE = Path(__file__).resolve().parents[2]
APPS = Path(__file__).resolve().parents[1] / "apps"


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "ya", "on"}


def _words(name: str, default: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


# Where run-time files live: database, media, keys, practice accounts. Never in git.
REMBUK_VAR = Path(os.environ.get("REMBUK_VAR", BASE / "var")).resolve()
REMBUK_VAR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """Drawn once per installation and kept beside the data: there is no default key anywhere."""
    path = REMBUK_VAR / "secret-key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


SECRET_KEY = os.environ.get("REMBUK_SECRET_KEY") or _secret_key()
DEBUG = _flag("REMBUK_DEBUG", False)
ALLOWED_HOSTS = _words("REMBUK_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = _words("REMBUK_ORIGINS", "")
REMBUK_HTTPS = _flag("REMBUK_HTTPS", False)
_HERE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
REMBUK_PUBLIC_URL = (os.environ.get("REMBUK_PUBLIC_URL") or _HERE).rstrip("/")
# What lies in the tray of the office: A4, or F4 (folio, 215 x 330 mm).
REMBUK_PAPER: Literal["a4", "f4"] = "f4" if os.environ.get("REMBUK_PAPER", "a4").lower() == "f4" else "a4"
# mailto:... or https://...; one line, because it stands in a file that is read line by line.
REMBUK_SECURITY_CONTACT = " ".join(os.environ.get("REMBUK_SECURITY_CONTACT", "").split())
REMBUK_SECOND_FACTOR_ROLES = _words("REMBUK_SECOND_FACTOR_ROLES", "")
REMBUK_PAGE_CACHE_BYTES = int(os.environ.get("REMBUK_PAGE_CACHE_BYTES", str(64 * 1024 * 1024)))
# How long an officer can take a decision back; 0: it is in force at once (docs/adr/0013).
REMBUK_UNDO_SECONDS = int(os.environ.get("REMBUK_UNDO_SECONDS", "10"))
# Only the crash test and the benchmark set anything but FULL; a server refuses to start with less.
REMBUK_SYNCHRONOUS = os.environ.get("REMBUK_SYNCHRONOUS", "FULL")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
    "rembuk.apps.core",
    "rembuk.apps.audit",
    "rembuk.apps.places",
    "rembuk.apps.people",
    "rembuk.apps.preparation",
    "rembuk.apps.proposals",
    "rembuk.apps.rounds",
    "rembuk.apps.priorities",
    "rembuk.apps.musrenbang",
    "rembuk.apps.publishing",
    "rembuk.apps.exchange",
    "rembuk.apps.portal",
    "rembuk.apps.desk",
    "rembuk.apps.practice",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rembuk.apps.core.middleware.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rembuk.apps.core.middleware.language.LanguageByPath",
    "rembuk.apps.core.middleware.refusals.Refusals",
    "rembuk.apps.core.middleware.public.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
]
ROOT_URLCONF = "rembuk.site.urls"
WSGI_APPLICATION = "rembuk.site.wsgi.application"
APPEND_SLASH = True

_CONTEXT = ["rembuk.site.shell.context"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        # Explicit folders: APP_DIRS would swallow the templates of Django's own apps.
        "DIRS": sorted(APPS.glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "rembuk.site.templates.environment",
            "context_processors": _CONTEXT,
            "undefined": jinja2.StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.i18n"],
            "cache_size": -1,  # there are a few hundred templates: keep them all, in a plain dict
        },
    },
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{REMBUK_VAR / 'rembuk.sqlite3'}")}
_DATABASE = DATABASES["default"]
_DATABASE["CONN_MAX_AGE"] = None
if _DATABASE["ENGINE"].endswith("sqlite3"):
    _DATABASE["OPTIONS"] = sqlite.options(REMBUK_SYNCHRONOUS)
    # A file, not memory: threads and the durable writer need to see one database.
    _DATABASE["TEST"] = {"NAME": str(REMBUK_VAR / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "phone", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/akun/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = REMBUK_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rembuk.apps.core.stale.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if REMBUK_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = REMBUK_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("REMBUK_BEHIND_PROXY", False) else None

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # of what is typed, and of a whole body without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
REMBUK_LARGEST_BODY = 64 * 1024 * 1024  # of pages that take photographs or files
FILE_UPLOAD_TEMP_DIR = None

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
REMBUK_TIME_ZONE = os.environ.get("REMBUK_TIME_ZONE", "Asia/Jakarta")

STATIC_URL = "/static/"
STATIC_ROOT = REMBUK_VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = REMBUK_VAR / "media"
_TESTING = "pytest" in sys.modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if _TESTING or DEBUG
        else "rembuk.site.static_files.HashedFiles"
    },
}
INSTALLED_APPS.insert(0, "django.contrib.staticfiles")
WHITENOISE_USE_FINDERS = _TESTING or DEBUG
# Hashed names, and vendored files that carry their version in the folder, never change.
WHITENOISE_IMMUTABLE_FILE_TEST = r"(\.[0-9a-f]{12}\.[a-z0-9]+$|/vendor/[^/]+@[^/]+/)"

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("REMBUK_SMTP_HOST")
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = os.environ.get("REMBUK_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("REMBUK_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("REMBUK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("REMBUK_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("REMBUK_SMTP_TLS", True)
EMAIL_TIMEOUT = 20  # seconds: a mail server that is silent must not hold up the worker
DEFAULT_FROM_EMAIL = os.environ.get("REMBUK_SMTP_FROM", "rembuk@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("REMBUK_LOG_LEVEL", "WARNING")},
}
