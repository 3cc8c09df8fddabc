"""`rembuk allocate` and `rembuk verify`: what a planner, a script and a journalist get to see."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rembuk.site.cli import main

PB = """META
key;value
description;Desa Contoh
budget;100
vote_type;approval
PROJECTS
project_id;cost;name
jalan;60;Jalan ke sawah
pos;30;Posyandu
sumur;20;Sumur bor
taman;80;Taman
VOTES
voter_id;vote
1;jalan,pos
2;jalan
3;sumur,pos
4;taman
5;jalan,sumur
"""
VOTES = PB.partition("voter_id;vote\n")[2]
RULES = ["equal-shares", "equal-shares-bos", "equal-payments", "phragmen", "phragmen-stop", "greedy-votes",
         "greedy-votes-per-cost", "welfare"]  # fmt: skip


@pytest.fixture
def pb(tmp_path: Path) -> Path:
    path = tmp_path / "desa.pb"
    path.write_text(PB, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main([str(word) for word in words])
    out = capsys.readouterr()
    return status, out.out, out.err


def test_without_json_a_table_and_a_bar_of_the_money(capsys, pb):
    status, out, err = run(capsys, "allocate", pb)
    assert (status, err) == (0, "")
    assert "Anggaran 100, terpakai 80, sisa 20; terpilih 2 dari 4 usulan; 5 pemilih" in out
    assert f"[{'█' * 40}{'░' * 10}] 80,0 %" in out
    assert "jalan" in out and "Jalan ke sawah" in out
    assert "Each pays" in run(capsys, "allocate", pb, "--lang", "en")[1]


def test_json_stands_alone_and_has_what_the_law_says(capsys, pb):
    status, out, err = run(capsys, "allocate", pb, "--json")
    result = json.loads(out)
    assert (status, err) == (0, "")
    assert {"rule", "budget", "spent", "winners", "rounds", "ties", "certificate"} <= set(result)
    assert result["winners"] == [row["project"] for row in result["rounds"]]
    assert result["spent"] == sum(
        {"jalan": 60, "pos": 30, "sumur": 20, "taman": 80}[w] for w in result["winners"]
    )
    assert result["rule"] == {
        "id": "equal-shares", "utility": "cost", "completion": "add1", "start": "exact", "unit": 1,
        "stop": "first-exhaustive", "ties": "id",
    }  # fmt: skip


def test_warnings_go_to_the_error_output(capsys, pb):
    pb.write_text(PB.replace("5;jalan", "4;jalan"), encoding="utf-8")
    status, out, err = run(capsys, "allocate", pb, "--json")
    assert status == 0 and json.loads(out)
    assert err == "Perhatian: 1 nomor pemilih muncul lebih dari sekali.\n"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_answers_explains_and_is_verified(capsys, pb, tmp_path, rule):
    assert run(capsys, "allocate", pb, "--rule", rule, "--explain")[0] == 0
    status, out, _err = run(
        capsys, "allocate", pb, "--rule", rule, "--explain", "--json", "--ties", "lot:benih"
    )
    explained = json.loads(out)["explanation"]
    assert status == 0
    assert [row["project"] for row in explained] == ["jalan", "pos", "sumur", "taman"]
    (tmp_path / "hasil.json").write_text(out, encoding="utf-8")
    status, out, _err = run(capsys, "verify", tmp_path / "hasil.json", pb)
    assert status == 0
    assert out.startswith("COCOK")
    assert "Tidak diperiksa: penjelasan" in out


def test_losers_are_told_why_and_what_would_do(capsys, pb):
    out = run(capsys, "allocate", pb, "--explain")[1]
    assert "taman: jatah semua pendukungnya bersama-sama kurang dari biayanya" in out
    assert "pada biaya 20 ia terpilih (dihitung ulang)" in out


def test_greedy_counts_points_where_there_are_some(capsys, pb):
    ranked = PB.replace("approval", "ordinal").replace("1;jalan,pos", "1;pos,jalan")
    pb.write_text(ranked, encoding="utf-8")
    result = json.loads(run(capsys, "allocate", pb, "--rule", "greedy-votes", "--json")[1])
    assert result["rule"]["utility"] == "points"


def test_verify_says_where_it_does_not_follow_in_both_languages(capsys, pb, tmp_path):
    result = json.loads(run(capsys, "allocate", pb, "--json")[1])
    result["winners"][0] = "taman"
    (tmp_path / "hasil.json").write_text(json.dumps(result), encoding="utf-8")
    status, out, _err = run(capsys, "verify", tmp_path / "hasil.json", pb)
    assert status == 1
    assert out == 'TIDAK COCOK: winners.1: tertulis "taman", seharusnya "jalan"\n'
    out = run(capsys, "verify", tmp_path / "hasil.json", pb, "--lang", "en")[1]
    assert out.startswith("IT DOES NOT FOLLOW: winners.1")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"rule": 1}', "\udcff"])
def test_what_cannot_be_read_ends_with_two(capsys, pb, tmp_path, content):
    (tmp_path / "hasil.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    status, out, err = run(capsys, "verify", tmp_path / "hasil.json", pb)
    assert (status, out) == (2, "")
    assert err.startswith("TIDAK TERBACA") and "Traceback" not in err
    assert run(capsys, "verify", tmp_path / "tidak-ada.zip")[0] == 2


@pytest.mark.parametrize(
    ("changed", "words", "told"),
    [
        (("pos;30", "pos;-30"), (), "Baris 9, kolom cost: "),
        (("pos;30", "pos;30,5"), (), "Baris 9, kolom cost: "),
        (("budget;100", "budget;0"), (), "Baris 4, kolom budget: anggaran tidak boleh 0."),
        (("4;taman", "4;kolam"), (), "Baris 17, kolom vote: usulan “kolam” tidak ada dalam PROJECTS."),
        (("4;taman", "4;taman;lebih"), (), "Baris 17: "),
        (("approval", "approval\nmax_length;1"), (), "Baris 15, kolom vote: "),
        ((VOTES, ""), (), "Belum ada lembar pilihan."),
        (("", ""), ("--unit", "0"), "Satuan kenaikan paling sedikit Rp 1."),
        (("", ""), ("--completion", "add-opt"), "Pelengkap add-opt tidak dikenal"),
        (("", ""), ("--ties", "undian"), "Aturan seri tidak dikenal: undian."),
        (("", ""), ("--rule", "equal-payments", "--utility", "points"), "Aturan equal-payments"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_ends_with_one(capsys, pb, changed, words, told):
    pb.write_text(PB.replace(*changed), encoding="utf-8")
    status, out, err = run(capsys, "allocate", pb, "--json", *words)
    assert (status, out) == (1, "")
    assert err.startswith(told) and err.count("\n") == 1


def test_a_missing_file_is_a_sentence_too(capsys, tmp_path):
    status, out, err = run(capsys, "allocate", tmp_path / "tidak-ada.pb")
    assert (status, out) == (1, "")
    assert err.startswith("Berkas tidak dapat dibaca")


def test_neither_command_loads_django(pb):
    code = (
        "import sys; from rembuk.site.cli import main; main(sys.argv[1:]);"
        "print('django' in sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "allocate", str(pb)], capture_output=True, text=True, check=True
    )
    assert ran.stderr == "False\n"
