"""One measurement of the reference library, with the Python of var/bench: WHAT FILE.pb, one JSON line.

WHAT: plain, plain-multi, add1, add1-multi (multi: the library's merged profile).
"""

import json
import resource
import sys
import time

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import lexico_tie_breaking


def main() -> None:
    what, path = sys.argv[1:3]
    instance, profile = parse_pabulib(path)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    if what.endswith("multi"):
        profile = profile.as_multiprofile()
    more = {"voter_budget_increment": 1} if what.startswith("add1") else {}
    won = method_of_equal_shares(
        instance, profile, sat_class=Cost_Sat, tie_breaking=lexico_tie_breaking, **more
    )  # fmt: skip
    seconds = time.process_time() - began
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "winners": [str(p) for p in won]}))


if __name__ == "__main__":
    main()
