"""How do the tests run the installation? As it is, in a throw-away directory, and quicker.

The environment is set before the real settings are read; everything else is the real thing.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_DATA = tempfile.mkdtemp(prefix="suivi-tests-")
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
os.environ["SUIVI_DATA"] = _DATA
# What the tests themselves are told stays; what an installation is told does not.
_KEPT = {"SUIVI_DATA", "SUIVI_PICTURES", "SUIVI_CHROMIUM", "SUIVI_SOFFICE"}
for _name in [name for name in os.environ if name.startswith("SUIVI_") and name not in _KEPT]:
    del os.environ[_name]

# A browser's own loop runs in the main thread for as long as it is open, and other tests meanwhile.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from suivi.settings import *  # noqa: E402, F403
from suivi.settings import DATA_DIR, DATABASES, STATIC_ROOT  # noqa: E402

assert Path(_DATA).resolve() == DATA_DIR

# A real file, so that several threads and processes can meet in it; nothing in it must last.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    }

# Hashing slowly is for guessers, not for tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A file that a page names and that is missing still fails; compressing it adds nothing here.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
STATIC_ROOT.mkdir(exist_ok=True)
