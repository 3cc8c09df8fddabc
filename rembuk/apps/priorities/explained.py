"""Why a project won or lost, in plain sentences of both languages, from the figures that a run has kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from rembuk.apps.core.format import number, rupiah
from rembuk.rules.fairness import SMALL_CELL_LIMIT, is_small_cell
from rembuk.rules.labels import in_language

from .models import ForumResultChange, RunProject
from .reasons import FUNDED
from .words import REASON_WORD, RULE_WORD

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Explanation:
    """answer: the first line; sentences: how it came; enough: what would do; others: by other rules."""

    answer: str
    reason: str
    in_draft: bool
    changed: bool  # by a forum, after the count
    sentences: tuple[str, ...]
    enough: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


def explain(
    project: RunProject,
    titles: Mapping[str, str],
    limits: Mapping[str, str],
    lang: str,
    change: ForumResultChange | None = None,
) -> Explanation:
    """`titles` by project code, `limits` by the name of a ceiling: words that the figures refer to."""
    won = project.reason == FUNDED
    sentences = _winner(project, limits, lang) if won else _loser(project, titles, limits, lang)
    return Explanation(
        answer=_answer(project, lang, change),
        reason=REASON_WORD[project.reason].label(lang),
        in_draft=change.taken_in if change else won,
        changed=change is not None,
        sentences=tuple(sentences),
        enough=() if won else tuple(_enough(project.facts, lang)),
        others=tuple(
            (RULE_WORD[name].label(lang), _in_or_out(is_in, lang))
            for name, is_in in project.facts.get("others", {}).items()
        ),
    )


def people(count: int, lang: str) -> str:
    """A count of people as it may be published: nobody learns of fewer than ten."""
    if is_small_cell(count):
        return in_language(
            lang, f"kurang dari {SMALL_CELL_LIMIT} orang", f"fewer than {SMALL_CELL_LIMIT} people"
        )
    return in_language(
        lang, f"{number(count, lang)} orang", "1 person" if count == 1 else f"{number(count, lang)} people"
    )


def _in_or_out(is_in: bool, lang: str) -> str:
    return in_language(lang, "masuk", "in") if is_in else in_language(lang, "tidak masuk", "not in")


def _answer(project: RunProject, lang: str, change: ForumResultChange | None) -> str:
    if change is not None and change.taken_in != (project.reason == FUNDED):
        return (
            in_language(lang, "Musyawarah memasukkan usulan ini.", "The forum took this proposal in.")
            if change.taken_in
            else in_language(lang, "Musyawarah mengeluarkan usulan ini.", "The forum left this proposal out.")
        )
    if project.selected is not None:
        place = number(project.selected, lang)
        return in_language(
            lang,
            f"Usulan ini masuk rancangan, terpilih pada urutan ke-{place}.",
            f"This proposal is in the draft, selected as number {place}.",
        )
    return in_language(
        lang, "Usulan ini belum masuk rancangan.", "This proposal is not in the draft this time."
    )


def _winner(project: RunProject, limits: Mapping[str, str], lang: str) -> list[str]:
    facts, cost = project.facts, rupiah(project.cost, lang)
    if facts.get("payers") is None:
        if not facts.get("added"):
            return []
        text_id = f"Biayanya {cost} dibayar dari sisa dana, menurut dukungan terbanyak."
        return [in_language(lang, text_id, f"Its cost, {cost}, comes from what was left, by votes.")]
    found = [_who_paid(facts, cost, lang)]
    if facts["fund"]:
        fund, residents = rupiah(facts["fund"], lang), rupiah(facts["residents"], lang)
        found.append(
            in_language(
                lang,
                f"Dari biaya itu {residents} berasal dari bagian warga dan {fund} dari dana kebutuhan.",
                f"Of this, {residents} come from the residents' shares and {fund} from the need fund.",
            )
        )
    if facts["earmark"]:
        name = limits.get(facts["earmark"], facts["earmark"])
        found.append(in_language(lang, f"Dibayar dari dana khusus {name}.", f"Paid from the earmark {name}."))
    if facts["tied"]:
        found.append(
            in_language(
                lang,
                "Dukungannya sama kuat dengan usulan lain; urutannya ditentukan undian.",
                "Its support was as strong as another's; the lot decided the order.",
            )
        )
    return found


def _who_paid(facts: Facts, cost: str, lang: str) -> str:
    each = rupiah(ceil(Fraction(facts["most"])), lang)
    payers = people(facts["payers"], lang)
    if not facts["with_rest"]:
        return in_language(
            lang,
            f"{payers} membayarnya bersama ({cost}): masing-masing paling banyak {each}.",
            f"{payers} paid for it together ({cost}): at most {each} each.",
        )
    rest = people(facts["with_rest"], lang)
    return in_language(
        lang,
        f"{payers} membayarnya bersama ({cost}): paling banyak {each} seorang; {rest} memberikan sisa "
        "bagiannya.",
        f"{payers} paid for it together ({cost}): at most {each} each; {rest} gave the rest of their share.",
    )


def _loser(project: RunProject, titles: Mapping[str, str], limits: Mapping[str, str], lang: str) -> list[str]:
    facts, reason = project.facts, project.reason
    found = [_why_not(project, titles, limits, lang)]
    if reason in ("SPENT", "BUDGET", "SUPPORT", "TIE") and facts.get("went"):
        spent = "; ".join(
            f"{titles.get(code, code)} ({rupiah(amount, lang)})" for code, amount in facts["went"]
        )
        found.append(
            in_language(
                lang,
                f"Bagian para pendukungnya sudah dipakai untuk usulan lain yang juga mereka pilih: {spent}.",
                f"Its supporters' shares went to others that they had chosen as well: {spent}.",
            )
        )
    return found


def _why_not(project: RunProject, titles: Mapping[str, str], limits: Mapping[str, str], lang: str) -> str:
    facts, cost, voters = project.facts, rupiah(project.cost, lang), people(project.votes, lang)
    detail = facts.get("detail", "")
    has, left = rupiah(facts.get("start", 0), lang), rupiah(facts.get("left", 0), lang)
    return {
        "SUPPORT": in_language(
            lang,
            f"Pendukungnya ({voters}) bersama-sama memegang {has}, sedangkan biayanya {cost}.",
            f"Its supporters ({voters}) together hold {has}, while it costs {cost}.",
        ),
        "SPENT": in_language(
            lang,
            f"Pendukungnya ({voters}) memegang {has} pada awalnya. Yang tersisa pada mereka {left}, "
            f"sedangkan biayanya {cost}.",
            f"Its supporters ({voters}) held {has} at the start. They have {left} left, while it costs "
            f"{cost}.",
        ),
        "BUDGET": in_language(
            lang,
            f"Dengan kenaikan bagian berikutnya usulan ini ({cost}) terbayar, tetapi dana keseluruhan akan "
            "terlampaui.",
            f"With the next raise of the shares it ({cost}) would be paid, but the money as a whole would "
            "be overspent.",
        ),
        "CEILING": in_language(
            lang,
            f"Pagu {limits.get(detail, detail)} tidak cukup lagi untuk biayanya, {cost}.",
            f"The ceiling {limits.get(detail, detail)} has too little left for its cost, {cost}.",
        ),
        "EXCLUDED": in_language(
            lang,
            f"Usulan ini tidak dapat berjalan bersama {titles.get(detail, detail)}, yang terpilih.",
            f"It cannot stand beside {titles.get(detail, detail)}, which was selected.",
        ),
        "TIE": in_language(
            lang,
            "Dukungannya sama kuat dengan usulan lain, dan undian mendahulukan yang lain. Urutan undian "
            "sudah ditetapkan sebelum penjaringan ditutup.",
            "Its support was as strong as another's, and the lot put the other first. The order of the lot "
            "was fixed before the round closed.",
        ),
    }.get(
        project.reason,
        in_language(
            lang,
            f"Menurut aturan ini usulan lain didahulukan; sisa dana tidak cukup untuk biayanya, {cost}.",
            f"By this rule others came first; what was left was too little for its cost, {cost}.",
        ),
    )


def _enough(facts: Facts, lang: str) -> list[str]:
    if not facts.get("tried"):
        return []
    found = []
    if facts.get("winning_cost"):
        cost = rupiah(facts["winning_cost"], lang)
        found.append(
            in_language(
                lang,
                f"Dengan biaya {cost} usulan ini masuk (sudah dihitung ulang dengan aturan yang sama).",
                f"At a cost of {cost} it is in (counted again by the same rule).",
            )
        )
    if facts.get("extra_voters"):
        more = number(facts["extra_voters"], lang)
        found.append(
            in_language(
                lang,
                f"Dengan {more} pendukung tambahan usulan ini masuk (sudah dihitung ulang).",
                f"With {more} more supporters it is in (counted again).",
            )
        )
    return found or [
        in_language(
            lang,
            "Sudah dicoba dengan biaya lebih rendah dan pendukung lebih banyak: tetap belum masuk.",
            "A lower cost and more supporters were tried: it still is not in.",
        )
    ]
