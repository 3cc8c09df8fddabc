"""`python -m tests.house --write` writes docs/developer/urls.md and events.md anew."""

import os
import subprocess
import sys

if __name__ == "__main__":
    words = [sys.executable, "-m", "pytest", "--no-migrations", "tests/house/test_developer_pages.py"]
    asked = {"REMBUK_WRITE_PAGES": "1"} if "--write" in sys.argv[1:] else {}
    sys.exit(subprocess.run(words, env=os.environ | asked, check=False).returncode)
