"""`rembuk allocate FILE.pb`: divide a budget by the ballots of a file, and show or publish why."""

import gc
import json
import sys
from argparse import Namespace
from pathlib import Path

from rembuk.algorithms.allocation.allocating import allocate
from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.certificate import result_json
from rembuk.algorithms.allocation.errors import ElectionError
from rembuk.algorithms.allocation.model import Election, Project
from rembuk.algorithms.allocation.rules import COMPLETIONS, RULES, STARTS, STOPS, UTILITIES, Rule, Utility
from rembuk.algorithms.tabular.pb import PbFile, read_pb
from rembuk.algorithms.tabular.table import TabularError
from rembuk.apps.exchange.commands.console import complain, parser
from rembuk.site.commands.allocation_table import explanation_json, explanation_text, table_text

_HELP = {
    "id": """Bagi anggaran menurut lembar pilihan dalam satu berkas .pb (boleh .gz): hasilnya sama dengan
hitungan pecahan, dengan alasan dan bukti. Tanpa pilihan: jatah sama rata, naik sampai tidak ada yang muat.
  --json     hasil dan bukti sebagai JSON, untuk rembuk verify; tidak ada yang lain di keluaran
  --explain  mengapa setiap usulan menang atau kalah, dan pada biaya atau suara berapa ia menang
Selesai dengan 0; berkas yang salah: 1 dan satu kalimat; perintah yang salah: 2.""",
    "en": """Divide a budget by the ballots of one .pb file (.gz too): the result is that of fractions, with
its reasons and its proof. Without options: equal shares, cost, raised until nothing more fits.
  --json     result and certificate as JSON, for rembuk verify; nothing else on the output
  --explain  why each project won or lost, and at which cost or with how many voters it would win
Ends with 0; a file that is wrong: 1 and one sentence; a call that is wrong: 2.""",
}
_WORDS = {
    "file": {"id": "BERKAS.pb", "en": "FILE.pb"},
    "rule": {"id": "cara membagi (bawaan: equal-shares)", "en": "how to divide (default: equal-shares)"},
    "utility": {
        "id": "nilai usulan bagi pemilihnya: biaya, satu, atau poin (bawaan: cost; greedy: poin bila ada)",
        "en": "what a project is worth to its voters (default: cost; greedy: points if there are any)",
    },
    "completion": {
        "id": "yang dilakukan dengan sisa uang (bawaan: add1; add-opt hanya untuk equal-payments)",
        "en": "what happens with the rest of the money (default: add1; add-opt for equal-payments alone)",
    },
    "start": {"id": "jatah awal tepat atau dibulatkan ke bawah", "en": "first share exact or rounded down"},
    "unit": {"id": "kenaikan jatah setiap kali (bawaan: 1)", "en": "each raise of the shares (default: 1)"},
    "stop": {
        "id": "berhenti begitu tidak ada yang muat, atau sebelum melebihi anggaran",
        "en": "end as soon as nothing fits, or before the money is overspent",
    },
    "ties": {
        "id": "urutan bila seri: lot:BENIH, cost-votes-id, atau id (bawaan)",
        "en": "order of ties: lot:SEED, cost-votes-id or id (default)",
    },
    "explain": {"id": "jelaskan setiap usulan", "en": "explain each project"},
    "json": {"id": "tulis JSON", "en": "write JSON"},
    "unreadable": {"id": "Berkas tidak dapat dibaca: {path}", "en": "The file cannot be read: {path}"},
    "warning": {"id": "Perhatian: {text}", "en": "Note: {text}"},
}


def main(argv: list[str], lang: str) -> int:
    """0: answered; 1: the file does not allow it, in one sentence."""
    gc.disable()  # one answer, then the process ends
    given = _parse(argv, lang)
    try:
        file = read_pb(Path(given.file).read_bytes())
        for text_id, text_en in file.warnings:
            complain(_WORDS["warning"][lang].format(text=text_en if lang == "en" else text_id))
        election, rule = election_of(file), _rule(given, file)
        outcome = allocate(election, rule)
    except (TabularError, ElectionError) as error:
        complain(error.text(lang))
        return 1
    except OSError:
        complain(_WORDS["unreadable"][lang].format(path=given.file))
        return 1
    if given.json:
        result = result_json(election, outcome)
        if given.explain:
            result["explanation"] = explanation_json(election, outcome)
        json.dump(result, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return 0
    sys.stdout.write(table_text(file, election, outcome, lang))
    if given.explain:
        sys.stdout.write(explanation_text(election, outcome, lang))
    return 0


def election_of(file: PbFile) -> Election:
    """The election of a file; raises ElectionError where its numbers do not fit together."""
    votes = file.votes
    needs = file.needs
    return Election(
        projects=tuple(
            Project(name, cost, need) for name, cost, need in zip(file.ids, file.costs, needs, strict=True)
        ),
        budget=file.budget,
        ballots=Ballots.merged(votes.start, votes.project, votes.points, votes.weight),
    )


def _parse(argv: list[str], lang: str) -> Namespace:
    words = parser("allocate", lang, text_id=_HELP["id"], text_en=_HELP["en"])
    say = {key: sentence[lang] for key, sentence in _WORDS.items()}
    words.add_argument("file", metavar=say["file"])
    words.add_argument("--rule", choices=RULES, default="equal-shares", help=say["rule"])
    words.add_argument("--utility", choices=UTILITIES, help=say["utility"])
    words.add_argument("--completion", choices=COMPLETIONS, help=say["completion"])
    words.add_argument("--start", choices=STARTS, default="exact", help=say["start"])
    words.add_argument("--unit", type=int, default=1, metavar="N", help=say["unit"])
    words.add_argument("--stop", choices=STOPS, default="first-exhaustive", help=say["stop"])
    words.add_argument("--ties", default="id", metavar="lot:SEED|cost-votes-id|id", help=say["ties"])
    words.add_argument("--explain", action="store_true", help=say["explain"])
    words.add_argument("--json", action="store_true", help=say["json"])
    return words.parse_args(argv)


def _rule(given: Namespace, file: PbFile) -> Rule:
    """Greedy rules count the points of a ballot where it has any, unless they are told otherwise."""
    by_points = given.rule.startswith("greedy") and file.value("vote_type") not in ("approval", "choose-1")
    utility: Utility = given.utility or ("points" if by_points else "cost")
    return Rule(given.rule, utility, given.completion, given.start, given.unit, given.stop, given.ties)
