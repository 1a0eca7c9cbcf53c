"""A real installation: everything that differs comes from the environment (config/environment.py)."""

import os

from config.environment import read_environment
from config.settings.base import *

_environment = read_environment(os.environ)

DEBUG = False
SECRET_KEY = _environment["SHAREDSAFETY_SECRET_KEY"]
ALLOWED_HOSTS = _environment["SHAREDSAFETY_HOSTS"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
if _environment["SHAREDSAFETY_DATABASE_URL"]:
    DATABASES = {"default": _environment["SHAREDSAFETY_DATABASE_URL"]}

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = _environment["SHAREDSAFETY_HSTS_SECONDS"]
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
if _environment["SHAREDSAFETY_BEHIND_PROXY"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECOND_FACTOR_REQUIRED = _environment["SHAREDSAFETY_SECOND_FACTOR"]
