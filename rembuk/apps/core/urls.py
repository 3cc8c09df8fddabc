from django.urls import path

from .views.components import components
from .views.health import health

app_name = "core"
urlpatterns = [path("sehat/", health, name="health"), path("komponen/", components, name="components")]
