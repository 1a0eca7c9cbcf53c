"""What all tests share: no test asserts a time, and CI draws the same examples every run."""

import os

from hypothesis import settings

settings.register_profile("here", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("here")
