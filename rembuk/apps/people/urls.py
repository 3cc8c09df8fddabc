from django.urls import path

from .views.account import account, account_edit
from .views.forgotten import forgotten
from .views.invitation import invitation
from .views.password import password
from .views.residence import residence, resident_password
from .views.second_factor import second_factor
from .views.sign_in import sign_in, sign_in_code, sign_out
from .views.sign_up import sign_up
from .views.users import close, end, invite_officer, lose_second_factor, reset_link, user, users

app_name = "people"
urlpatterns = [
    path("daftar/", sign_up, name="sign_up"),
    path("masuk/", sign_in, name="sign_in"),
    path("masuk/kode/", sign_in_code, name="sign_in_code"),
    path("masuk/lupa/", forgotten, name="forgotten"),
    path("keluar/", sign_out, name="sign_out"),
    path("undangan/<str:token>/", invitation, name="invitation"),
    path("akun/", account, name="account"),
    path("akun/ubah/", account_edit, name="account_edit"),
    path("akun/sandi/", password, name="password"),
    path("akun/kode/", second_factor, name="second_factor"),
    path("warga/", residence, name="residence"),
    path("warga/<int:pk>/sandi/", resident_password, name="resident_password"),
    path("pengguna/", users, name="users"),
    path("pengguna/undang/", invite_officer, name="invite"),
    path("pengguna/<int:pk>/", user, name="user"),
    path("pengguna/<int:pk>/tugas/<int:assignment>/akhiri/", end, name="end_role"),
    path("pengguna/<int:pk>/tautan-sandi/", reset_link, name="reset_link"),
    path("pengguna/<int:pk>/kode/", lose_second_factor, name="lose_second_factor"),
    path("pengguna/<int:pk>/tutup/", close, name="close"),
]
