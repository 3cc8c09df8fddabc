"""Exit 0 when PostgreSQL answers at the given address; else one clear line and exit 1."""

import sys

import psycopg

try:
    psycopg.connect(sys.argv[1], connect_timeout=3).close()
except psycopg.OperationalError as error:
    print(f"PostgreSQL tidak menjawab di {sys.argv[1]}: {str(error).splitlines()[0]}", file=sys.stderr)
    sys.exit(1)
