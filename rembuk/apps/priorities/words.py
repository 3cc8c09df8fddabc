"""Rules, completions, steps and reasons in the words of both languages."""

from dataclasses import dataclass

from rembuk.rules.labels import Labelled


@dataclass(frozen=True, slots=True)
class Word(Labelled):
    """A code of the engine, its name, and a sentence that explains it."""

    code: str
    label_id: str
    label_en: str
    hint_id: str = ""
    hint_en: str = ""

    def hint(self, lang: str) -> str:
        return self.hint_en if lang == "en" else self.hint_id


# fmt: off
RULE_WORDS = (
    Word("equal-shares", "Bagian yang sama", "Equal shares",
         "Dana dibagi rata kepada semua yang memilih; usulan terpilih dibayar oleh pendukungnya.",
         "The money is split evenly among all who chose; a funded proposal is paid by its supporters."),
    Word("equal-shares-bos", "Bagian yang sama, boleh kurang sedikit", "Equal shares, bounded overspending",
         "Seperti bagian yang sama, tetapi kekurangan kecil pendukung boleh ditutup.",
         "Like equal shares, but what supporters lack a little may be made up."),
    Word("phragmen", "Giliran beban (Phragmén)", "Sequential Phragmén",
         "Usulan berikutnya ialah yang bebannya paling ringan bagi pendukungnya.",
         "The next proposal is the one whose burden on its supporters is lightest."),
    Word("greedy-votes", "Dukungan terbanyak", "Most votes",
         "Dari dukungan terbanyak ke bawah selama dananya cukup; kelompok kecil mudah tertinggal.",
         "From most votes downwards as far as the money goes; small groups are easily left out."),
    Word("greedy-votes-per-cost", "Dukungan terbanyak per rupiah", "Most votes per rupiah"),
    Word("welfare", "Jumlah dukungan terbesar", "Largest sum of votes"),
)
UTILITY_WORDS = (
    Word("cost", "Besarnya dana usulan", "Money of the proposal",
         "Usulan besar dihitung sesuai dananya.", "A large proposal counts by its money."),
    Word("cardinality", "Banyaknya usulan", "Number of proposals",
         "Setiap usulan dihitung satu.", "Every proposal counts as one."),
    Word("points", "Poin pada lembar pilihan", "Points on the ballot",
         "Sesuai poin atau urutan yang diberikan.", "By the points or the order given."),
)
COMPLETION_WORDS = (
    Word("add1", "Bagian semua orang dinaikkan sampai dana terpakai", "Everybody's share is raised"),
    Word("none", "Sisa dana dibiarkan", "What is left stays"),
    Word("utilitarian", "Sisa dana menurut dukungan terbanyak", "What is left goes by votes"),
    Word("add1u", "Bagian dinaikkan, lalu sisanya menurut dukungan", "Raised, then by votes"),
)
STEP_WORDS = (
    Word("", "Menunggu giliran", "Waiting for its turn"),
    Word("ballots", "Membaca lembar pilihan", "Reading the ballots"),
    Word("counting", "Membagi dana", "Sharing out the money"),
    Word("comparing", "Membandingkan dengan aturan lain", "Comparing with other rules"),
    Word("explaining", "Mencari apa yang sudah cukup bagi setiap usulan",
         "Finding what would have been enough for each"),
)
# In a word or two for lists; the sentences stand in `explained`.
REASON_WORDS = (
    Word("FUNDED", "Masuk rancangan", "In the draft"),
    Word("SUPPORT", "Dukungan belum cukup", "Too little support"),
    Word("SPENT", "Dana pendukungnya terpakai usulan lain", "Its supporters' money went to others"),
    Word("BUDGET", "Dana keseluruhan habis", "The money as a whole ran out"),
    Word("CEILING", "Pagu penuh", "A ceiling is full"),
    Word("EXCLUDED", "Tidak dapat bersama usulan lain", "Cannot stand beside another"),
    Word("TIE", "Kalah undian", "Lost the lot"),
    Word("OUTRANKED", "Usulan lain didahulukan", "Others came first"),
)
# fmt: on
RULE_WORD = {row.code: row for row in RULE_WORDS}
UTILITY_WORD = {row.code: row for row in UTILITY_WORDS}
COMPLETION_WORD = {row.code: row for row in COMPLETION_WORDS}
STEP_WORD = {row.code: row for row in STEP_WORDS}
REASON_WORD = {row.code: row for row in REASON_WORDS}
