from django.urls import path

from .views.criteria import choose, criteria, edit, scoring
from .views.judge import judge
from .views.lists import index, ranked

app_name = "priorities"
urlpatterns = [
    path("prioritas/", index, name="index"),
    path("prioritas/kriteria/", criteria, name="criteria"),
    path("prioritas/kriteria/ubah/", choose, name="choose"),
    path("prioritas/kriteria/<int:year>/", edit, name="edit"),
    path("prioritas/kriteria/<int:year>/hitung/", scoring, name="scoring"),
    path("prioritas/nilai/<str:code>/", judge, name="judge"),
    path("prioritas/<str:place_code>/", ranked, name="list"),
]
