"""/komponen/ answers in the practice regency, and nowhere else."""

from rembuk.apps.places.models import Government


def test_it_is_shown_in_practice_mode_in_both_languages(client, government):
    Government.objects.update(practice=True)

    assert "DATA SIMULASI" in client.get("/komponen/").content.decode()
    assert "SIMULATED DATA" in client.get("/en/komponen/").content.decode()


def test_a_real_regency_does_not_have_it(client, government):
    Government.objects.update(practice=False)

    assert client.get("/komponen/").status_code == 404
