"""Settings, read from the environment; each has a default that works for ``make run``.

A name with ``_FILE`` appended names a file that holds the value, as container secrets do.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import FileAwareEnv

from site_config import embedded_postgres

env = FileAwareEnv(strip_whitespace=True)
BASE_DIR = Path(__file__).resolve().parent.parent
# Everything the site writes by itself: database, media, collected static files, the secret key.
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))


def _own_secret_key() -> str:
    """Return the key kept under ``VAR_DIR``; the first time, make one for its owner's eyes."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        draft = path.with_name(f"secret_key.{os.getpid()}")
        try:
            VAR_DIR.mkdir(parents=True, exist_ok=True)
            draft.touch(mode=0o600)
        except OSError as error:
            raise ImproperlyConfigured(f"Set SECRET_KEY: {path} cannot be written.") from error
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        # A link, not a rename: of two processes at once the second takes the first one's key.
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii")


# The site ---------------------------------------------------------------------------------------

# Where readers find the site: scheme and host decide cookies, redirects and absolute addresses.
SITE_URL: str = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
IS_HTTPS = SITE_URL.startswith("https://")
DEBUG: bool = env.bool("DEBUG", False)
SECRET_KEY: str = env.str("SECRET_KEY", "") or _own_secret_key()
ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", [urlsplit(SITE_URL).hostname or "", "127.0.0.1", "localhost", "[::1]"]
)
# How many reverse proxies of ours stand before the site; their forwarded headers are believed.
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", 0)
# The path of the author's side, without slashes.
ADMIN_PATH: str = env.str("ADMIN_PATH", "admin").strip("/")

SITE_LANGUAGE: str = env.str("SITE_LANGUAGE", "zh-hans")
LANGUAGE_CODE = SITE_LANGUAGE
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
TIME_ZONE: str = env.str("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
# The templates lie outside the app; `make messages` collects their texts here too.
LOCALE_PATHS = [BASE_DIR / "blog" / "locale"]

# Parts ------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "blog",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "markdownx",
    "procrastinate.contrib.django",
    "django.forms",
]
MIDDLEWARE = [
    # Outermost, so that refusals on the way in carry all headers too.
    "blog.operations.headers.header_set",
    "csp.middleware.CSPMiddleware",
    "blog.operations.edge.edge",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Innermost: it sees the 404 before a missing slash is mended.
    "blog.reading.moved.redirect_old_paths",
]
ROOT_URLCONF = "site_config.urls"
WSGI_APPLICATION = "site_config.wsgi.application"
ASGI_APPLICATION = "site_config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "blog.context.site",
            ],
        },
    },
]

# Writing ----------------------------------------------------------------------------------------

# The editor's template stands beside all others; "django.forms" has Django's own widgets.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Stores -----------------------------------------------------------------------------------------

DATABASE_URL: str = env.str("DATABASE_URL", "")
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.dj_db_url("DATABASE_URL")
    if DATABASE_URL
    else embedded_postgres.database_settings(VAR_DIR)
}
DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
DATABASES["default"].setdefault("OPTIONS", {}).update(
    # Statements a connection repeats are planned once by the server.
    server_side_binding=True,
    prepare_threshold=2,
    connect_timeout=5,
)
# Apart from the URL a password needs no quoting, and can come from a secret's file.
if _database_password := env.str("DATABASE_PASSWORD", ""):
    DATABASES["default"]["PASSWORD"] = _database_password
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}

# Rendered pages a process keeps for each kind of page, some 50 kB each; 0 keeps none.
PAGES_KEPT: int = env.int("PAGES_KEPT", 50)

# Whether to count how often posts are read; off, nothing is counted and nothing stored.
COUNT_VIEWS: bool = env.bool("COUNT_VIEWS", True)
# Days after which a comment forgets its writer's network and mail address; 0 keeps them.
COMMENT_TRACES_DAYS: int = env.int("COMMENT_TRACES_DAYS", 180)

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
# Fonts and styles are for our own pages.
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_URL: str = env.str("MEDIA_URL", "/media/")
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "site_config.static_storage.OnePieceStorage"
    },
}

# Jobs -------------------------------------------------------------------------------------------

# What succeeded is forgotten at once; what failed for good stays to be looked at.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful", "concurrency": 4}
# A site that was off at the hour of a nightly job does it when it is on again.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}

# Mail -------------------------------------------------------------------------------------------

_email: dict[str, Any] = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND: str = _email["EMAIL_BACKEND"]
EMAIL_HOST: str = _email["EMAIL_HOST"]
EMAIL_PORT: int | None = _email["EMAIL_PORT"]
EMAIL_HOST_USER: str = _email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD: str = _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS: bool = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL: bool = _email["EMAIL_USE_SSL"]
# A server that says nothing for so long is as good as down; the queue tries again.
EMAIL_TIMEOUT: int = env.int("EMAIL_TIMEOUT", 10)
# Whom letters come from: an address of the site's own domain.
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "MAIL_FROM", f"noreply@{urlsplit(SITE_URL).hostname if IS_HTTPS else 'localhost'}"
)

# Safety -----------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
# A health probe speaks plain HTTP to the container itself.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Logs -------------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # It tells of every job at INFO; our tasks say themselves what somebody should know.
        "procrastinate": {"level": "WARNING"},
    },
}
