"""One machine, bound to loopback: what `make demo` and development use."""

from config.settings.base import *

SECRET_KEY = "only-for-loopback-demonstrations"  # production.py never uses it
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # browsers allow passkeys on http://localhost
UNDO_HOURS = 0  # nothing here leaves this machine
