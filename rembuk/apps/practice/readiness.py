"""What is known before a decision: readiness of the proposals that wait, and what some residents say."""

from rembuk.apps.proposals.models import AffectedStatement, Proposal, ReadinessAnswer
from rembuk.rules.categories import CATEGORY, Category
from rembuk.rules.readiness import Answer, Check, Stance, Touch, asked_of

from .chance import Dice
from .regency import Regency
from .words.places import REGENCY_CODE

_WAITING = ("village_agreed", "district_review", "district_agreed", "agency_review", "survey")
_MOST = 1_500
_MISSING = {
    Check.LAND: "Surat hibah lahan belum ditandatangani.",
    Check.DESIGN: "Gambarnya belum memuat ukuran.",
    Check.RIGHT_OF_WAY: "Pemilik lahan yang dilewati masih akan ditemui.",
    Check.OPERATOR: "Pengelolanya belum ditunjuk musyawarah.",
    Check.UPKEEP: "Biaya pemeliharaannya belum disepakati.",
}
_NOT_NEEDED = "Pekerjaannya di atas bangunan yang sudah ada."
# What is touched, what exactly, what they say, and in which words.
_SAID = (
    (Touch.LAND, "Pekarangan selebar 1 meter di sisi jalan", Stance.AGREES,
     "Kami merelakan pekarangan selebar satu meter asal pagarnya dibangun kembali."),
    (Touch.TREES, "Tujuh pohon kelapa dan serumpun bambu", Stance.WITH_TERMS,
     "Pohonnya boleh ditebang bila diganti bibit dan kayunya tetap milik kami."),
    (Touch.TRADE, "Warung di tepi jalan", Stance.WITH_TERMS,
     "Kami minta pekerjaan tidak dimulai pada bulan puasa, saat warung paling ramai."),
    (Touch.ACCESS, "Jalan masuk ke rumah", Stance.OBJECTS,
     "Selama pekerjaan kami tidak dapat lewat; kami minta jalan sementara dibuat dulu."),
    (Touch.ACCESS, "Jalan masuk ke sawah", Stance.AGREES,
     "Kami setuju, asal selesai sebelum musim panen."),
)  # fmt: skip


def write_readiness(regency: Regency) -> None:
    """Most checks are answered, some are not; one building work in four has statements of residents."""
    dice = Dice(regency.seed, "readiness")
    found = Proposal.objects.filter(tenant=REGENCY_CODE, state__in=_WAITING).order_by("-id")
    rows = found.only("id", "category", "village_code", "place_line", "state_since")[:_MOST]
    answers, statements = list[ReadinessAnswer](), list[AffectedStatement]()
    for proposal in rows:
        by = regency.people.acting("village_admin", proposal.village_code)
        office = next((part for part in proposal.place_line.split(", ") if _is_village(part)), "Desa")
        for asked in asked_of(proposal.category):
            drawn = dice.random()
            answer = (
                Answer.YES if drawn < 0.68 else Answer.NO if drawn < 0.82 else Answer.NOT_NEEDED
                if drawn < 0.88 else None
            )  # fmt: skip
            if answer is None:
                continue
            note = {Answer.YES: "", Answer.NO: _MISSING[asked.check]}.get(answer, _NOT_NEEDED)
            answers.append(
                ReadinessAnswer(
                    proposal=proposal, item=asked.check, answer=answer, note=note, at=proposal.state_since,
                    by_id=by, office=office,
                )
            )  # fmt: skip
        if dice.random() < 0.25 and CATEGORY[Category(proposal.category)].is_physical:
            touched, what, stance, words = dice.pick(_SAID)
            statements.append(
                AffectedStatement(
                    proposal=proposal, touched=touched, stance=stance, people=dice.between(1, 30), what=what,
                    statement=words, at=proposal.state_since, by_id=by, office=office,
                )
            )  # fmt: skip
    ReadinessAnswer.objects.bulk_create(answers, batch_size=500)
    AffectedStatement.objects.bulk_create(statements, batch_size=500)


def _is_village(part: str) -> bool:
    return part.startswith(("Desa ", "Kelurahan "))
