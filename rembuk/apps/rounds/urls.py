from django.urls import path

from .views.ballot import enter, sheet
from .views.manage import aside, codes, console, edit, manage, new, projects, step
from .views.paper import paper
from .views.public import detail, index, parameters, receipt_list

app_name = "rounds"
_ONE, _DESK = "pilihan/<slug:code>/", "pilihan/kelola/<slug:code>/"
urlpatterns = [
    path("pilihan/", index, name="index"),
    path("pilihan/kelola/", manage, name="manage"),
    path("pilihan/kelola/baru/", new, name="new"),
    path("pilihan/kelola/disisihkan/", aside, name="aside"),
    path(_DESK, console, name="console"),
    path(f"{_DESK}ubah/", edit, name="edit"),
    path(f"{_DESK}usulan/", projects, name="projects"),
    path(f"{_DESK}kode.pdf", codes, name="codes"),
    path(f"{_DESK}kertas/", paper, name="paper"),
    path(f"{_DESK}langkah/<slug:step_id>/", step, name="step"),
    path(_ONE, detail, name="detail"),
    path(f"{_ONE}aturan.json", parameters, name="parameters"),
    path(f"{_ONE}bukti.txt", receipt_list, name="receipts"),
    path(f"{_ONE}kode/", enter, name="enter"),
    path(f"{_ONE}lembar/", sheet, name="sheet"),
]
