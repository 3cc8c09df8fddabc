"""The printed page of a proposal's life: a picture of the main way, then every step of every state.

The longest page of the book, so it has a file of its own.
"""

from .actions import Action
from .four_eyes import UNDO
from .inputs import INPUT
from .page_tables import ROLE_GROUPS, STAGE_GROUPS, roles_in_words, sentence, stages_in_words, table
from .proposal_flow import CHANNELS, REVIEW, REVIEWS, STATES, STEPS, VARIANTS, Variant
from .proposal_states import EVERY_CHANNEL, State, StateRow
from .proposal_steps import Step
from .reasons import MIN_REASON_TEXT
from .roles import ROLE, labels_of
from .stages import GATE, STAGE, StageCode, Track, counts_for
from .system_steps import deciding_stages
from .variants import DEFAULT_VARIANT

SIDE_EXITS = frozenset({
    State.RETURNED, State.MERGED, State.DEFERRED, State.REJECTED, State.CANCELLED, State.WITHDRAWN,
    State.SAFEGUARDED})  # fmt: skip


def flow_page() -> str:
    return "\n".join([
        "# Alur usulan",
        "",
        "Semua jalan yang dapat ditempuh sebuah usulan, dari draf sampai hasilnya diperiksa warga. Yang "
        "tidak tertulis di sini tidak dapat dilakukan, oleh siapa pun.",
        "",
        "## Jalan utama",
        "",
        _diagram([step for step in STEPS if step.at != step.to and not {step.at, step.to} & SIDE_EXITS]),
        "## Jalan keluar",
        "",
        "Dari hampir setiap status usulan dapat dikembalikan, digabung, ditunda, ditolak, dibatalkan, atau "
        "ditarik. Siapa yang memutuskan demikian selalu menyebut alasannya; menarik usulan tidak perlu "
        "alasan.",
        "",
        _diagram([step for step in STEPS if step.to in SIDE_EXITS or step.at in SIDE_EXITS]),
        _channels(),
        _how_to_read(),
        "## Langkah dari setiap status",
        "",
        *[_state(row) for row in STATES],
        _undo(),
        _variants(),
    ])  # fmt: skip


def _diagram(steps: list[Step]) -> str:
    drawn = dict.fromkeys((step.at, step.to) for step in steps)
    used = dict.fromkeys(state for pair in drawn for state in pair)
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{row.label_id}" as {row.code}' for row in STATES if row.code in used]
    lines += ["    [*] --> draft"] if State.DRAFT in used else []
    lines += [f"    {at} --> {to}" for at, to in drawn]
    lines += [f"    {row.code} --> [*]" for row in STATES if row.terminal and row.code in used]
    return "\n".join([*lines, "```", ""])


def _channels() -> str:
    rows = [(row.label_id, " → ".join(REVIEW[review].label_id for review in row.reviews)) for row in CHANNELS]
    reviews = [(row.label_id, ROLE[row.role].label_id, ROLE[row.superior].label_id) for row in REVIEWS]
    return "\n".join([
        "## Jalur usulan dan urutan pemeriksaan", "",
        table(("Jalur", "Diperiksa oleh, berurutan"), rows),
        "Setiap pemeriksa memberi pendapat, jumlah, dan koefisien, yang semuanya disimpan selamanya. "
        "Atasannya diingatkan sebelum tahapan ditutup, dan menjawab bila warga meminta penjelasan.", "",
        table(("Pemeriksa", "Peran", "Atasan yang diingatkan dan menjelaskan"), reviews),
    ])  # fmt: skip


def _how_to_read() -> str:
    groups = [
        (name, sentence(STAGE[code].label_id for code in codes)) for name, codes in STAGE_GROUPS.items()
    ]
    roles = [(name, sentence(labels_of(codes, "id"))) for name, codes in ROLE_GROUPS.items()]
    return "\n".join([
        "## Cara membaca", "",
        "Sebuah langkah dapat dilakukan bila perannya benar, tempatnya benar, dan salah satu tahapannya "
        "sedang terbuka bagi tempat itu. Tidak seorang pun memeriksa usulannya sendiri. Alasan ditulis "
        f"dengan kalimat biasa, sedikitnya {MIN_REASON_TEXT} huruf, dan dibaca pengusul serta publik.", "",
        table(("Sebutan", "Artinya"), [*groups, *roles]),
        table(("Pintu", "Artinya"), [(row.label_id, row.meaning_id) for row in GATE.values()]),
    ])  # fmt: skip


def _state(row: StateRow) -> str:
    marks = [
        word
        for word, holds in (
            ("akhir", row.terminal),
            ("boleh diurutkan dalam penilaian prioritas", row.votable),
            ("ada padanannya di SIPD", row.sipd),
            ("tidak pernah terlihat publik", row.hidden),
        )
        if holds
    ]
    lines = [f"### {row.label_id}", "", f"`{row.code}`" + (f": {sentence(marks)}" if marks else ""), ""]
    steps = [step for step in STEPS if step.at == row.code]
    return "\n".join([*lines, _steps(steps)] if steps else lines)


def _steps(steps: list[Step]) -> str:
    head = ("Langkah", "Menjadi", "Oleh", "Kapan", "Yang diminta", "Catatan")
    return table(head, [_step(step) for step in steps])


def _step(step: Step) -> tuple[str, ...]:
    to = {row.code: row.label_id for row in STATES}[step.to] if step.to != step.at else "tetap"
    return (step.label_id, to, roles_in_words(step.actors), _when(step), _asked(step), _remarks(step))


def _when(step: Step) -> str:
    if step.action is Action.PROPOSAL_EXPIRE:
        return f"sesudah {_last_stages(step.at)} ditutup"
    gate = GATE[step.open_by].label_id if step.open_by else ""
    stages = stages_in_words(step.during) if step.during else ""
    return "; ".join(word for word in (gate[:1].lower() + gate[1:], stages) if word)


def _last_stages(state: State) -> str:
    """In a desa and in a kelurahan: what closes last of what is still decided there."""
    if state is State.RETURNED:
        return "tahapan kantor yang mengembalikannya"
    deciding = [STAGE[code] for code in StageCode if code in deciding_stages(state, DEFAULT_VARIANT)]
    last = [
        max((row for row in deciding if counts_for(row, track)), key=lambda row: row.closes)
        for track in (Track.DESA, Track.KELURAHAN)
    ]
    return " atau ".join(dict.fromkeys(row.label_id for row in last))


def _asked(step: Step) -> str:
    required = sentence(_input(code) for code in step.requires)
    optional = sentence(INPUT[code].label_id for code in step.optional)
    welcome = f"boleh ditambah: {optional}" if optional else ""
    return "; ".join(words for words in (required, welcome) if words)


def _input(code: str) -> str:
    """An input with what may stand for it."""
    row = INPUT[code]
    instead = [INPUT[other].label_id for other in row.alternatives]
    return row.label_id + "".join(f" (atau {label})" for label in instead)


def _remarks(step: Step) -> str:
    remarks = [step.note] if step.note else []
    if step.channels != EVERY_CHANNEL:
        remarks.append("jalur: " + sentence(row.label_id for row in CHANNELS if row.code in step.channels))
    if step.decided_in:
        remarks.append("diputuskan dalam " + " atau ".join(STAGE[code].label_id for code in step.decided_in))
    if step.second_approver:
        remarks.append(f"disetujui orang kedua: {ROLE[step.second_approver].label_id}")
    if step.sipd_event:
        remarks.append(f"di SIPD: {step.sipd_event}")
    return "; ".join(remarks)


def _undo() -> str:
    return "\n".join([
        "## Membatalkan penggabungan", "",
        f"**{UNDO.label_id}**: {UNDO.note}. Ini bukan langkah keluar dari status “Digabung dengan usulan "
        "lain”: usulan kembali seperti sebelum digabung, seolah-olah penggabungan tidak pernah ada.", "",
    ])  # fmt: skip


def _variants() -> str:
    lines = ["## Pilihan daerah", "", "Urutan pemeriksaan adalah pilihan daerah. Yang berlaku bila tidak "
             "diatur lain: " + next(row.label_id for row in VARIANTS if row.default) + ".", ""]  # fmt: skip
    return "\n".join([*lines, *[_variant(row) for row in VARIANTS]])


def _variant(variant: Variant) -> str:
    lines = [f"### {variant.label_id}", "", f"`{variant.code}`: {variant.meaning_id}.", ""]
    names = {step.id: step for step in STEPS}
    removed = [f"“{names[code].label_id}” dari {_from(names[code])}" for code in variant.remove]
    if removed:
        lines += [f"Tidak dipakai: {sentence(removed)}.", ""]
    if variant.add:
        lines += ["Langkah tambahan:", "", _steps_with_start(variant)]
    return "\n".join(lines)


def _steps_with_start(variant: Variant) -> str:
    head = ("Dari", "Langkah", "Menjadi", "Oleh", "Kapan", "Yang diminta", "Catatan")
    return table(head, [(_from(step), *_step(step)) for step in variant.add])


def _from(step: Step) -> str:
    return next(row.label_id for row in STATES if row.code == step.at)
