"""The public calendar, ceilings and rules of the game; the team's pages below `/persiapan/`."""

from django.urls import path

from .views import (
    ceiling_versions,
    ceilings,
    ceilings_table,
    checklist,
    game_rules,
    ledger,
    prices,
    quotas,
    rules,
    schedule,
    stages,
    stakeholders,
    years,
)

app_name = "preparation"
urlpatterns = [
    path("jadwal/", schedule.schedule, name="schedule"),
    path("jadwal.ics", schedule.schedule_file, name="ics"),
    path("pagu/", ceilings.ceilings, name="ceilings"),
    path("pagu.csv", ceilings.ceilings_file, name="ceilings_file"),
    path("pagu/hitungan/", ceiling_versions.calculation, name="calculation"),
    path("pagu/lampiran.pdf", ceiling_versions.annex, name="annex"),
    path("pagu/neraca/", ledger.balance, name="balance"),
    path("pagu/neraca.csv", ledger.balance_file, name="balance_file"),
    path("harga/", prices.prices, name="prices"),
    path("aturan-main/", rules.game_rules, name="rules"),
    path("persiapan/", years.manage, name="manage"),
    path("persiapan/buka/", years.open_year, name="open_year"),
    path("persiapan/<int:year>/tahapan/", stages.stages, name="stages"),
    path("persiapan/<int:year>/tahapan/<slug:code>/", stages.stage, name="stage"),
    path("persiapan/<int:year>/tahapan/<slug:code>/perpanjang/", stages.extend, name="extend"),
    path("persiapan/<int:year>/daftar-periksa/", checklist.checklist, name="checklist"),
    path("persiapan/<int:year>/daftar-periksa/<int:pk>/", checklist.tick_line, name="tick"),
    path("persiapan/<int:year>/pemangku/", stakeholders.stakeholders, name="stakeholders"),
    path("persiapan/<int:year>/pemangku/<int:pk>/", stakeholders.stakeholder, name="stakeholder"),
    path("persiapan/<int:year>/pemangku/<int:pk>/undang/", stakeholders.invite_stakeholder, name="invite"),
    path("persiapan/<int:year>/kuota/", quotas.quotas, name="quotas"),
    path("persiapan/<int:year>/pagu/", ceilings_table.ceilings_table, name="ceilings_table"),
    path("persiapan/<int:year>/pagu/hitung/", ceilings_table.suggest_ceilings, name="suggest_ceilings"),
    path("persiapan/<int:year>/aturan/", game_rules.game_rules, name="game_rules"),
]
