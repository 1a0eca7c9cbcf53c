"""Settings every installation shares; what differs is read from the environment in production.py."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from sharedsafety_web.core.sqlite import sqlite_settings

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("SHAREDSAFETY_VAR") or BASE_DIR / "var")
SITES_DIR = VAR_DIR / "sites"
EXAMPLES_DIR = BASE_DIR / "examples"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "sharedsafety_web.core",  # before allauth: its templates come first
    "sharedsafety_web.framework",
    "sharedsafety_web.investments",
    "sharedsafety_web.progress",
    "sharedsafety_web.publishing",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "rules",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sharedsafety_web.core.middleware.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sharedsafety_web.core.middleware.SecondFactor",
    "axes.middleware.AxesMiddleware",
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
            ]
        },
    }
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "src" / "sharedsafety_web" / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "America/Los_Angeles"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # the files lie in the packages: nothing has to be collected first
WHITENOISE_ALLOW_ALL_ORIGINS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": sqlite_settings(VAR_DIR / "sharedsafety.sqlite3")}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Accounts: made by a steward, by e-mail; nobody signs up alone.
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
ACCOUNT_ADAPTER = "sharedsafety_web.core.accounts.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Shared Safety"
SECOND_FACTOR_REQUIRED = False

UNDO_HOURS = 24  # in which a signed release can be taken back before it is public

# Failed sign-ins are counted in memory by account only: no network address is stored anywhere.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "sharedsafety_web.core.accounts.account_tried"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_CLIENT_IP_CALLABLE = "sharedsafety_web.core.accounts.no_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser window
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the code an authenticator app scans is a data: picture
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Jobs in words on the terminal; faults with their cause in a file. No addresses, agents or names of people.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{message}", "style": "{"},
        "dated": {"format": "{asctime} {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "faults": {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": VAR_DIR / "faults.log",
            "maxBytes": 1_000_000,
            "backupCount": 3,
            "delay": True,
            "formatter": "dated",
        },
    },
    "loggers": {
        "django": {"handlers": ["faults"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django_tasks": {"handlers": ["faults"], "level": "ERROR", "propagate": False},
        "django_tasks_db": {"handlers": ["faults"], "level": "ERROR", "propagate": False},
        "sharedsafety": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "sharedsafety.faults": {"handlers": ["faults"], "level": "ERROR", "propagate": False},
    },
}

SILENCED_SYSTEM_CHECKS = [
    "axes.W001",  # one process counts in its own memory; nothing about sign-ins is stored
    "axes.W006",  # by account only: counting by network address would mean to know it
]
