from django.urls import path, re_path

from .views.bulk import bulk
from .views.decide import decide, rate, second, undo_merge
from .views.explanation import explain_page
from .views.export import export
from .views.failures import failures
from .views.inbox import inbox
from .views.referrals import referrals
from .views.undo import undo

app_name = "desk"
urlpatterns = [
    path("tugas/", inbox, name="inbox"),
    re_path(r"^tugas\.(?P<kind>csv|xlsx)$", export, name="export"),
    path("tugas/banyak/", bulk, name="bulk"),
    path("tugas/urungkan/", undo, name="undo"),
    path("tugas/gagal/", failures, name="failures"),
    path("tugas/rujukan/", referrals, name="referrals"),
    path("tugas/penjelasan/<int:pk>/", explain_page, name="explain"),
    path("usulan/<str:code>/verifikasi/", decide, name="decide"),
    path("usulan/<str:code>/verifikasi/kedua/", second, name="second"),
    path("usulan/<str:code>/verifikasi/kelayakan/", rate, name="rate"),
    path("usulan/<str:code>/verifikasi/pisah/", undo_merge, name="undo_merge"),
]
