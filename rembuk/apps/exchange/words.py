"""What a message says in the language of its reader: what was decided, by whom, why, and what comes next."""

from django.utils.translation import gettext, gettext_lazy, ngettext

from rembuk.apps.core.format import date_text
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.apps.proposals.own_words import in_words_of
from rembuk.apps.proposals.queries import sentence_of
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.reasons import REASON

# What comes next where no reviewer has to answer by a day; the second is for the proposer alone.
_NEXT = {
    "recorded": (gettext_lazy("We keep it, and it is discussed in the next planning year."), ""),
    "returned": ("", gettext_lazy("Open the proposal, complete what is asked for, and send it again.")),
    "deferred": (gettext_lazy("It can be proposed again in the next planning year."), ""),
    "rejected": ("", gettext_lazy("If the reason is not clear, you may ask once for an explanation.")),
    "completed": (gettext_lazy("If you live there, look at the result and say on its page how it is."), ""),
}


def subject_of(proposal: Proposal, *, is_proposer: bool) -> str:
    """One line that says which proposal it is."""
    if is_proposer:
        return gettext("Your proposal %(code)s: news") % {"code": proposal.code}
    return gettext("Proposal %(code)s that you follow: news") % {"code": proposal.code}


def body_of(move: Move, lang: str, *, is_proposer: bool) -> str:
    """Paragraphs with an empty line between them."""
    reason = REASON[move.reason_code].label(lang) if move.reason_code in REASON else ""
    parts = (
        move.proposal.title,
        _decided(move, lang),
        ": ".join(filter(None, (reason, in_words_of(move.reason_text, lang)))),
        _next(move, lang, is_proposer=is_proposer),
    )
    return "\n\n".join(filter(None, parts))


def explained_body(rejection: Move) -> str:
    """The answer to "Minta penjelasan", with the question it answers."""
    told = gettext("The rejection has been explained.")
    asked = gettext("Question: %(text)s") % {"text": rejection.explanation.question}
    answered = gettext("Answer: %(text)s") % {"text": rejection.explanation.answer}
    return "\n\n".join((rejection.proposal.title, told, asked, answered))


def _decided(move: Move, lang: str) -> str:
    told = sentence_of(move, lang)
    if move.from_state == move.to_state or move.step == "unmerge":
        return f"{move.office}: {told}." if move.office else f"{told}."
    by_an_office = move.by_id is not None and move.step in STEP and STEP[move.step].relation is None
    if by_an_office and move.office:
        return gettext("Decided by %(office)s. It now stands at: %(state)s.") % {
            "office": move.office, "state": told,
        }  # fmt: skip
    return gettext("It now stands at: %(state)s.") % {"state": told}


def _next(move: Move, lang: str, *, is_proposer: bool) -> str:
    proposal = move.proposal
    if proposal.state != move.to_state:
        return ""  # it has already gone on; the next message tells where to
    if move.to_state == "merged" and proposal.merged_into is not None:
        return gettext("Both go on as %(code)s.") % {"code": proposal.merged_into.code}
    if proposal.due_on is not None:
        return gettext("An answer is due by %(day)s.") % {"day": date_text(proposal.due_on, lang)}
    for_all, for_proposer = _NEXT.get(move.to_state, ("", ""))
    return str(for_all or (for_proposer if is_proposer else ""))


def warning_subject(count: int, left: str) -> str:
    """`left` is the clock in words: "sisa 3 hari"."""
    told = ngettext("%(num)s proposal still waits", "%(num)s proposals still wait", count) % {"num": count}
    return f"{told}, {left}"


def warning_body(count: int, state: str, day: str) -> str:
    """For the superior of a review: how many are open and what happens when the window closes."""
    waits = ngettext(
        "%(state)s: %(num)s proposal has no decision yet. The window closes on %(day)s.",
        "%(state)s: %(num)s proposals have no decision yet. The window closes on %(day)s.",
        count,
    )
    late = gettext(
        "What is open then is deferred and recorded as late, for the unit and not for the proposer."
    )
    return f"{waits % {'state': state, 'num': count, 'day': day}}\n\n{late}"
