from django.urls import path, re_path

from .views.call import call, own
from .views.console import console, quorum_note, step
from .views.items import decide, items, order
from .views.many import many
from .views.minutes import archive_copy, draft, sign
from .views.participants import participants
from .views.public import detail, index, public_copy
from .views.village_lists import list_file, lists, newest, villages

app_name = "musrenbang"
_ONE = "musyawarah/<slug:code>/"
urlpatterns = [
    path("musyawarah/", index, name="index"),
    path("musyawarah/kerja/", own, name="own"),
    path("musyawarah/baru/", call, name="call"),
    path(_ONE, detail, name="detail"),
    path(f"{_ONE}berita-acara.pdf", public_copy, name="minutes"),
    path(f"{_ONE}arsip.pdf", archive_copy, name="archive"),
    path(f"{_ONE}kelola/", console, name="console"),
    path(f"{_ONE}kelola/langkah/<slug:step_id>/", step, name="step"),
    path(f"{_ONE}kelola/kuorum/", quorum_note, name="quorum_note"),
    path(f"{_ONE}kelola/peserta/", participants, name="participants"),
    path(f"{_ONE}kelola/usulan/", items, name="items"),
    path(f"{_ONE}kelola/usulan/banyak/", many, name="many"),
    path(f"{_ONE}kelola/usulan/<int:pk>/", decide, name="decide"),
    path(f"{_ONE}kelola/usulan/<int:pk>/urutan/", order, name="order"),
    path(f"{_ONE}kelola/rancangan.pdf", draft, name="draft"),
    path(f"{_ONE}kelola/tanda-tangan/", sign, name="sign"),
    path("rencana-desa/", villages, name="villages"),
    path("rencana-desa/<str:code>/", newest, name="village_newest"),
    path("rencana-desa/<str:code>/<int:year>/", lists, name="village_lists"),
    re_path(
        r"^rencana-desa/(?P<code>[\d.]+)/(?P<year>\d{4})/(?P<slug>(?:du-)?rkp-desa)\.(?P<kind>pdf|csv|xlsx)$",
        list_file,
        name="village_file",
    ),
]
