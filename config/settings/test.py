"""Settings of the test suite."""

from config.settings.local import *

ALLOWED_HOSTS = ["*"]
DATABASES = {"default": sqlite_settings(":memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
LOGGING["handlers"]["faults"] = {"class": "logging.NullHandler"}
