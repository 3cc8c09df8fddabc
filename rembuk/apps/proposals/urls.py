from django.urls import path, re_path

from .views.mine import mine
from .views.new import new
from .views.personal import ask, give_follow, give_support, personal
from .views.photo import photo
from .views.readiness import readiness, withdraw
from .views.received import received
from .views.step import step

app_name = "proposals"
urlpatterns = [
    path("usulan/baru/", new, name="new"),
    path("usulan/saya/", mine, name="mine"),
    path("usulan/<str:code>/diterima/", received, name="received"),
    path("usulan/<str:code>/saya/", personal, name="personal"),
    path("usulan/<str:code>/dukung/", give_support, name="support"),
    path("usulan/<str:code>/ikuti/", give_follow, name="follow"),
    path("usulan/<str:code>/tanya/", ask, name="ask"),
    path("usulan/<str:code>/kesiapan/", readiness, name="readiness"),
    path("usulan/<str:code>/kesiapan/<int:pk>/tarik/", withdraw, name="withdraw_statement"),
    path("usulan/<str:code>/langkah/<slug:step_id>/", step, name="step"),
    re_path(r"^foto/(?P<name>[a-z0-9_-]+\.[a-z0-9]+)$", photo, name="photo"),
]
