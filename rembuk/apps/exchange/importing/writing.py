"""Write what was read: all of it or nothing, noted in the audit, seen by the public pages at once."""

from collections.abc import Callable

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_alone
from rembuk.apps.core.versions import bump
from rembuk.apps.places.models import Government
from rembuk.apps.places.queries import government
from rembuk.rules.actions import Action

from .report import BadFileError, Fault, Report, Sentence


def served_government() -> Government:
    """Whom this installation serves; what belongs to a government cannot come in without one."""
    served = government()
    if served is None:
        sentence = Sentence(
            "Daerah belum disiapkan. Jalankan dulu: rembuk init KODE_WILAYAH",
            "No government is set up. Run first: rembuk init REGION_CODE",
        )
        raise BadFileError([Fault(0, "", sentence)], 0)
    return served


def write_once(kind: str, work: Callable[[], Report], *, dry_run: bool, touches: str) -> Report:
    """Run the writes of an import in one transaction; a dry run only compares."""
    if dry_run:
        return work()

    def noted() -> Report:
        report = work()
        if report.new or report.changed:
            served = government()
            tenant = served.code if served else ""
            record(
                Action.EXCHANGE_RUN, by=None, rule=f"import.{kind}", subject=f"import:{kind}", tenant=tenant,
                at=now(), new=report.new, changed=report.changed, same=report.same,
            )  # fmt: skip
            bump(tenant, touches)
        return report

    return commit_alone(noted)
