"""Settings of the test suite."""

from config.settings.base import LOGGING
from config.settings.local import *
from sharedsafety_web.core.sqlite import sqlite_settings

ALLOWED_HOSTS = ["*"]
DATABASES = {"default": sqlite_settings(":memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
LOGGING["handlers"]["faults"] = {"class": "logging.NullHandler"}
