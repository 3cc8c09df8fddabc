from django.urls import path, re_path

from .views.check import check
from .views.documents import documents, version, version_file
from .views.guides import edit, edit_list, guide, guides, questions
from .views.manage import discard, manage, prepared, publish, verify

app_name = "publishing"
urlpatterns = [
    path("dokumen/", documents, name="documents"),
    path("dokumen/kelola/", manage, name="manage"),
    path("dokumen/kelola/<int:pk>/", prepared, name="prepared"),
    path("dokumen/kelola/<int:pk>/periksa/", verify, name="verify"),
    path("dokumen/kelola/<int:pk>/terbitkan/", publish, name="publish"),
    path("dokumen/kelola/<int:pk>/buang/", discard, name="discard"),
    path("dokumen/<int:year>/v<int:number>/", version, name="version"),
    re_path(r"^dokumen/(?P<year>\d{4})/v(?P<number>\d{1,4})\.(?P<kind>pdf|csv)$", version_file, name="file"),
    path("cek-dokumen/", check, name="check"),
    path("panduan/", guides, name="guides"),
    path("panduan/kelola/", edit_list, name="edit_list"),
    path("panduan/kelola/baru/", edit, name="write"),
    path("panduan/kelola/<int:pk>/", edit, name="edit"),
    path("panduan/<slug:slug>/", guide, name="guide"),
    path("tanya-jawab/", questions, name="questions"),
]
