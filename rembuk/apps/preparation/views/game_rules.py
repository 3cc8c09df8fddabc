"""`/persiapan/<year>/aturan/`: write the rules of the game, see them, publish a version."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.blocks import Block, blocks_of
from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import planner_of
from ..actions.game_rules import publish_rules
from ..forms.planning import GameRulesForm
from ..game_rules_template import FIRST_TEXT
from ..queries.planning import rules_versions, version_label
from .frame import done_url, frame


@page("GET", "POST", who=Action.RULES_MANAGE)
def game_rules(request: HttpRequest, year: int) -> HttpResponse:
    planner = planner_of(request.user, year, Action.RULES_MANAGE)
    lang, versions = get_language() or "id", rules_versions(planner.cycle)
    newest = versions[0] if versions else None
    initial = {"text": newest.text if newest else FIRST_TEXT, "seen_version": newest.version if newest else 0}
    form = GameRulesForm(request.POST or None, initial=initial)
    blocks: tuple[Block, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if request.POST.get("langkah") == "lihat":
            blocks = blocks_of(given["text"])
        else:
            try:
                publish_rules(planner.cycle, by=planner.user, now=now(), **given)
            except Refusal as refusal:
                form = GameRulesForm({**given, "seen_version": newest.version if newest else 0})
                form.add_error(None, refusal.text(lang))
            else:
                return redirect(done_url("game_rules", planner.cycle, "terbit"))
    context = frame(request, planner.user, planner.cycle, "game_rules") | {
        "form": form,
        "blocks": blocks,
        "is_first": newest is None,
        "versions": [(version_label(row, lang), row.note) for row in versions],
    }
    return render(
        request,
        "preparation/game_rules.html",
        context,
        status=409 if form.non_field_errors() else 422 if form.errors else 200,
    )
