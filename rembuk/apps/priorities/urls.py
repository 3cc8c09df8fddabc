from django.urls import path

from .views.adopt import adopt, change
from .views.criteria import choose, criteria, edit, scoring
from .views.judge import judge
from .views.lists import index, ranked
from .views.pairs import firm, pairs
from .views.results import ballots, bundle, own_share, result, results, why, why_data, why_paper
from .views.runs import ask, bench, compare, progress, rounds, run, try_out

app_name = "priorities"
urlpatterns = [
    path("prioritas/", index, name="index"),
    path("prioritas/kriteria/", criteria, name="criteria"),
    path("prioritas/kriteria/ubah/", choose, name="choose"),
    path("prioritas/kriteria/<int:year>/", edit, name="edit"),
    path("prioritas/kriteria/<int:year>/hitung/", scoring, name="scoring"),
    path("prioritas/kriteria/<int:year>/berpasangan/", pairs, name="pairs"),
    path("prioritas/kriteria/<int:year>/keteguhan/", firm, name="firm"),
    path("prioritas/nilai/<str:code>/", judge, name="judge"),
    path("prioritas/bagi/", rounds, name="rounds"),
    path("prioritas/bagi/<str:code>/", bench, name="bench"),
    path("prioritas/bagi/<str:code>/hitung/", ask, name="ask"),
    path("prioritas/bagi/<str:code>/coba/", try_out, name="try"),
    path("prioritas/bagi/<str:code>/banding/", compare, name="compare"),
    path("prioritas/bagi/<str:code>/sesuaikan/", change, name="change"),
    path("prioritas/bagi/<str:code>/<int:number>/", run, name="run"),
    path("prioritas/bagi/<str:code>/<int:number>/maju/", progress, name="progress"),
    path("prioritas/bagi/<str:code>/<int:number>/persetujuan/", adopt, name="adopt"),
    path("prioritas/hasil/", results, name="results"),
    path("prioritas/hasil/<str:code>/", result, name="result"),
    path("prioritas/hasil/<str:code>/berkas.zip", bundle, name="bundle"),
    path("prioritas/hasil/<str:code>/pilihan.pb", ballots, name="ballots"),
    path("prioritas/hasil/<str:code>/bagian-saya/", own_share, name="own_share"),
    path("prioritas/hasil/<str:code>/<str:project>/", why, name="why"),
    path("prioritas/hasil/<str:code>/<str:project>/kertas/", why_paper, name="why_paper"),
    path("prioritas/hasil/<str:code>/<str:project>/data/", why_data, name="why_data"),
    path("prioritas/<str:place_code>/", ranked, name="list"),
]
