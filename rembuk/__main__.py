"""`python -m rembuk` does what the console script `rembuk` does."""

import sys

from rembuk.site.cli import main

sys.exit(main())
