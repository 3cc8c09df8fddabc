"""`python -m tests.security.matrix --write` writes matrix.csv anew; read the difference before a commit."""

import os
import subprocess
import sys

WRITE = "REMBUK_WRITE_MATRIX"  # tells the test to write the table instead of comparing with it

if __name__ == "__main__":
    words = [sys.executable, "-m", "pytest", "--no-migrations", "tests/security/test_matrix.py"]
    asked = {WRITE: "1"} if "--write" in sys.argv[1:] else {}
    sys.exit(subprocess.run(words, env=os.environ | asked, check=False).returncode)
