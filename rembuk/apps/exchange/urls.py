from django.urls import path

from .views.mailbox import mailbox
from .views.own_data import download_own_data

app_name = "exchange"
urlpatterns = [
    path("kotak-surat/", mailbox, name="mailbox"),
    path("akun/data.json", download_own_data, name="own_data"),
]
