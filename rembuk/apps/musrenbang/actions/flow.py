"""The steps of a forum until its minutes: open, suspend, reconvene, close, draft, read aloud, send."""

from datetime import datetime
from typing import Any

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.forum_flow import ForumStep
from rembuk.rules.refusals import Refusal

from ..access import check_deliberating, check_runs, find_step, held
from ..models import Forum, ForumItem, Minutes
from ..queries.items import room_of
from ..quorum import quorum_of
from .notes import note


def take_step(forum: Forum, step_id: str, *, by: User, now: datetime, inputs: dict[str, Any]) -> Forum:
    """One step of the forum itself. The signature is not here: it moves proposals (sign.py)."""
    step = find_step(step_id, by, forum)

    def work() -> Forum:
        if held(forum).state != step.at:
            raise _moved_on()
        _check(forum, step, inputs)
        _changed(forum, step, by, now, inputs)
        note(step.action, forum, by=by, now=now, step=step.id)
        return forum

    return commit_durably(work)


def _moved_on() -> Refusal:
    return Refusal(
        "lost_race",
        "Rekan Anda baru saja melanjutkan musyawarah ini. Muat ulang halamannya.",
        "A colleague has just moved this forum on. Please reload the page.",
    )


def _check(forum: Forum, step: ForumStep, inputs: dict[str, Any]) -> None:
    if step.id == "close":
        open_items = ForumItem.objects.listed(forum).filter(outcome="").count()
        if open_items:
            raise Refusal(
                "undecided",
                f"Masih ada {open_items} usulan yang belum diputuskan. Putuskan dulu semuanya.",
                f"{open_items} proposals are not decided yet. Decide on all of them first.",
            )
        _check_quorum(forum)
        _check_room(forum)
    if step.id == "call_off" and len(str(inputs.get("reason_text", "")).strip()) < 20:
        raise Refusal(
            "reason",
            "Tuliskan alasannya, sedikitnya 20 huruf: undangan sudah menerima jadwal ini.",
            "Please write the reason, at least 20 characters: people were invited.",
        )
    if step.id == "read_aloud" and not str(inputs.get("read_by", "")).strip():
        raise Refusal("read_by", "Tuliskan siapa yang membacakan.", "Please write who read it aloud.")


def _check_quorum(forum: Forum) -> None:
    """Where the quorum is not reached: nothing, a reason in the minutes, or no decision at all."""
    found = quorum_of(forum)
    if found.reached or found.effect is None:
        return
    if found.effect == "suspend_and_reconvene":
        raise Refusal(
            "quorum",
            f"{found.text_id} Tunda musyawarah ini dan buka kembali setelah kuorum terpenuhi.",
            f"{found.text_en} Suspend this forum and reconvene it once the quorum is there.",
        )
    if found.effect == "reason_required" and len(forum.quorum_note.strip()) < 20:
        raise Refusal(
            "quorum",
            f"{found.text_id} Tuliskan alasannya di catatan kuorum (sedikitnya 20 huruf) sebelum menutup.",
            f"{found.text_en} Write the reason in the quorum note (at least 20 characters) before you close.",
        )


def _check_room(forum: Forum) -> None:
    """More is chosen than quota or ceiling hold: said while it can be mended, not at the signature."""
    room = room_of(forum, "id")
    if room is not None and room.over:
        raise Refusal(
            "room",
            f"{room.label} terlampaui {room.left}. Kurangi dulu yang dipilih, lalu tutup musyawarah.",
            f"There is no room for all ({room.left} too much). Choose less, then close the forum.",
        )


def _changed(forum: Forum, step: ForumStep, by: User, now: datetime, inputs: dict[str, Any]) -> None:
    values: dict[str, Any] = {"state": step.to}
    if step.id in {"open_forum", "reconvene"} and forum.opened_at is None:
        values["opened_at"] = now
    if step.id == "close":
        values["closed_at"] = now
    if step.id in {"call_off", "suspend"}:
        values["quorum_note"] = str(inputs.get("reason_text") or forum.quorum_note)
    if Forum.objects.filter(pk=forum.pk, state=step.at).update(**values) != 1:
        raise _moved_on()
    for name, value in values.items():
        setattr(forum, name, value)
    _change_minutes(forum, step, by, now, inputs)


def _change_minutes(forum: Forum, step: ForumStep, by: User, now: datetime, inputs: dict[str, Any]) -> None:
    if step.id == "draft_minutes":
        Minutes.objects.update_or_create(
            forum=forum,
            defaults={
                "notes": str(inputs.get("notes") or ""), "objections": str(inputs.get("objections") or ""),
                "delegates": list(inputs.get("delegates") or []), "drafted_at": now, "drafted_by": by,
            },
        )  # fmt: skip
    elif step.id == "read_aloud":
        Minutes.objects.filter(forum=forum).update(read_at=now, read_by=str(inputs["read_by"])[:120])
    elif step.id == "correct_draft":
        Minutes.objects.filter(forum=forum).update(read_at=None, read_by="", drafted_by=by)
    elif step.id == "send_minutes":
        Minutes.objects.filter(forum=forum).update(
            sent_at=now, number=str(inputs.get("letter_number") or "")[:80]
        )


def note_quorum(forum: Forum, text: str, *, by: User, now: datetime) -> None:
    """Why the forum goes on without a quorum: printed in the minutes."""
    check_runs(by, forum)

    def work() -> None:
        check_deliberating(held(forum))
        Forum.objects.filter(pk=forum.pk).update(quorum_note=text)
        forum.quorum_note = text
        note(Action.FORUM_RUN, forum, by=by, now=now, step="quorum_note")

    commit_durably(work)
