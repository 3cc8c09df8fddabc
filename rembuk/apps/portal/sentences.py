"""The first line of a trace: where a proposal stands, as one tells it to a neighbour.

A sentence for each state; {office} is who has it now, {year} the year of the plan.
"""

from rembuk.rules.labels import in_language

# fmt: off
_SENTENCES: dict[str, tuple[str, str]] = {
    "recorded": ("Usulan ini tersimpan dan akan dibahas pada musim usulan berikutnya.",
                 "This proposal is kept and will be discussed in the next season."),
    "submitted": ("Usulan ini sudah diterima dan segera diteruskan ke {office}.",
                  "This proposal has been received and is about to be passed to {office}."),
    "returned": ("Usulan ini dikembalikan kepada pengusulnya untuk dilengkapi.",
                 "This proposal went back to its proposer to be completed."),
    "merged": ("Usulan ini digabung dengan usulan lain dan dibahas bersama di sana.",
               "This proposal was joined with another one and is discussed there."),
    "village_review": ("Usulan ini sedang diperiksa {office}.", "{office} is reviewing this proposal."),
    "village_agreed": ("Usulan ini disepakati musyawarah {office}. Berikutnya: siapa yang mendanai.",
                       "The forum of {office} agreed to this proposal. Next comes who pays."),
    "village_funded": ("Usulan ini didanai dan akan dikerjakan {office}.",
                       "{office} pays for this proposal and will build it."),
    "transfer_funded": ("Usulan ini didanai bantuan keuangan khusus dan akan dikerjakan {office}.",
                        "A special transfer pays for this proposal; {office} will build it."),
    "grant_route": ("Usulan ini diperiksa {office} lewat jalur hibah/bansos.",
                    "{office} is reviewing this proposal on the grant route."),
    "district_review": ("Usulan ini sedang diperiksa {office}.", "{office} is reviewing this proposal."),
    "district_agreed": ("Usulan ini menjadi prioritas Musrenbang {office}.",
                        "This proposal is a priority of the Musrenbang of {office}."),
    "district_not_agreed": ("Usulan ini belum disepakati Musrenbang {office}.",
                            "The Musrenbang of {office} has not agreed to this proposal yet."),
    "council_review": ("Usulan ini sedang diperiksa {office}.", "{office} is reviewing this proposal."),
    "partner_review": ("Usulan ini sedang diperiksa {office}.", "{office} is reviewing this proposal."),
    "agency_review": ("Usulan ini sedang diperiksa {office}.", "{office} is reviewing this proposal."),
    "survey": ("{office} sedang menyurvei lokasi usulan ini.",
               "{office} is surveying the place of this proposal."),
    "agency_accepted": ("{office} menerima usulan ini ke dalam rencana kerjanya.",
                        "{office} accepted this proposal into its work plan."),
    "redirected": ("Usulan ini dialihkan ke {office}.", "This proposal was redirected to {office}."),
    "forwarded": ("Usulan ini diteruskan ke pemerintah yang berwenang.",
                  "This proposal was passed on to the government that may decide."),
    "tapd_review": ("Usulan ini sedang diperiksa {office}.", "{office} is reviewing this proposal."),
    "plan_draft": ("Usulan ini masuk rancangan rencana kerja daerah tahun {year}.",
                   "This proposal is in the draft of the regional plan for {year}."),
    "rkpd": ("Usulan ini masuk rencana kerja daerah (RKPD) tahun {year}.",
             "This proposal is in the regional plan (RKPD) for {year}."),
    "kua_ppas": ("Usulan ini masuk kebijakan anggaran (KUA-PPAS) tahun {year}.",
                 "This proposal is in the budget policy (KUA-PPAS) for {year}."),
    "apbd": ("Usulan ini sudah dianggarkan dalam APBD tahun {year}.",
             "This proposal is in the budget (APBD) for {year}."),
    "already_budgeted": ("Kebutuhan ini sudah dianggarkan tahun ini.",
                         "This need is already in this year's budget."),
    "procurement": ("Pekerjaan ini sedang dalam proses pengadaan.", "These works are being procured."),
    "in_progress": ("Usulan ini sedang dikerjakan.", "This proposal is being built."),
    "completed": ("Pekerjaan ini sudah selesai. Warga setempat dapat memeriksa hasilnya.",
                  "These works are completed. Residents of the place can check the result."),
    "checked_by_residents": ("Pekerjaan ini selesai dan sudah diperiksa warga.",
                             "These works are completed and checked by residents."),
    "deferred": ("Usulan ini belum dapat dilanjutkan tahun ini. Pengusulnya dapat mengusulkannya kembali.",
                 "This proposal cannot go on this year. Its proposer can propose it again."),
    "rejected": ("Usulan ini tidak dapat dilanjutkan tahun ini.", "This proposal cannot go on this year."),
    "cancelled": ("Pekerjaan ini dibatalkan.", "These works were cancelled."),
    "withdrawn": ("Usulan ini ditarik oleh pengusulnya.", "This proposal was withdrawn by its proposer."),
}
# fmt: on


def answer(state: str, *, office: str, year: int | None, due: str, lang: str) -> str:
    """The sentence of a state, and the day by which somebody answers where there is one."""
    told = in_language(lang, *_SENTENCES[state]).format(office=office, year=year or "")
    first = told[:1].upper() + told[1:]
    if not due:
        return first
    return f"{first} {in_language(lang, f'Jawaban paling lambat {due}.', f'An answer is due by {due}.')}"
