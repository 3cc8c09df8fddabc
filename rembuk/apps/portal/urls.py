from django.urls import path

from .views.home import home
from .views.listing import listing
from .views.open_data import open_data, proposals_csv, proposals_xlsx, regions_csv
from .views.papers import receipt, trace_paper
from .views.region import region, regions
from .views.search import search
from .views.security import security_txt
from .views.trace import trace

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("usulan/", listing, name="list"),
    path("usulan/<str:code>/", trace, name="trace"),
    path("usulan/<str:code>/bukti.pdf", receipt, name="receipt"),
    path("usulan/<str:code>/riwayat.pdf", trace_paper, name="trace_paper"),
    path("wilayah/", regions, name="regions"),
    path("wilayah/<str:code>/", region, name="region"),
    path("cari/", search, name="search"),
    path("data/", open_data, name="data"),
    path("data/usulan.csv", proposals_csv, name="proposals_csv"),
    path("data/usulan.xlsx", proposals_xlsx, name="proposals_xlsx"),
    path("data/wilayah.csv", regions_csv, name="regions_csv"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
