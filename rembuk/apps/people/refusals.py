"""Why an account cannot be opened, changed or given a role: code, and the sentence in both languages."""

Sentence = tuple[str, str, str]

CONTACT_TAKEN: Sentence = (
    "contact_taken",
    "Nomor HP, surel, atau nama pengguna ini tidak dapat dipakai untuk akun baru. "
    "Bila Anda sudah pernah mendaftar, silakan masuk; bila lupa sandi, kantor desa dapat membantu.",
    "This telephone number, e-mail address or username cannot be used for a new account. "
    "If you signed up before, please sign in; if you forgot the password, the village office can help.",
)
CONTACT_IN_USE: Sentence = (
    "contact_in_use",
    "Nomor HP atau surel ini tidak dapat dipakai untuk akun Anda. Periksa lagi, atau pakai yang lain.",
    "This telephone number or e-mail address cannot be used for your account. Check it, or use another.",
)
WRONG_PASSWORD: Sentence = (
    "wrong_password",
    "Sandi Anda saat ini belum cocok. Coba ketik sekali lagi.",
    "That is not your present password. Please type it once more.",
)
NOT_YOUR_VILLAGE: Sentence = (
    "not_your_village",
    "Tempat tinggal warga dipastikan oleh kantor desa atau kelurahannya sendiri.",
    "A resident's home is confirmed by the office of that resident's own village.",
)
NOT_ONESELF: Sentence = (
    "not_oneself",
    "Hal ini tidak dapat dilakukan untuk diri sendiri. Mintalah petugas lain.",
    "Nobody can do this for themselves. Please ask another officer.",
)
NOT_WAITING: Sentence = (
    "not_waiting",
    "Tempat tinggal warga ini baru saja diurus petugas lain. Muat ulang daftarnya.",
    "Another officer has just dealt with this resident. Reload the list.",
)
NOT_CONFIRMED: Sentence = (
    "not_confirmed",
    "Tempat tinggal warga ini belum dipastikan. Pastikan dahulu tempat tinggalnya.",
    "The home of this resident is not confirmed yet. Confirm it first.",
)
NOT_ACCOUNTS: Sentence = (
    "not_accounts",
    "Akun dan peran diatur oleh admin perencanaan atau administrator sistem.",
    "Accounts and roles are kept by the planning administrator or the system administrator.",
)
NOT_A_RESIDENT_HERE: Sentence = (
    "not_a_resident_here",
    "Kantor desa atau kelurahan membantu warganya sendiri. Petugas yang lupa sandi meminta tautan kepada "
    "Bappeda atau administrator sistem.",
    "A village office helps its own residents. Officers who forgot their password ask Bappeda or the system "
    "administrator for a link.",
)
UNKNOWN_ROLE: Sentence = (
    "unknown_role",
    "Peran ini tidak dapat diberikan dari halaman ini.",
    "This role cannot be given from this page.",
)
WRONG_PLACE: Sentence = (
    "wrong_place",
    "Wilayah atau dinas yang dipilih tidak cocok dengan perannya.",
    "The place or agency chosen does not fit the role.",
)
LETTER_NEEDED: Sentence = (
    "letter_needed",
    "Tuliskan nomor surat penunjukannya.",
    "Please give the number of the letter of appointment.",
)
DATES_REVERSED: Sentence = (
    "dates_reversed",
    "Tanggal berakhir harus sesudah tanggal mulai.",
    "The last day must come after the first.",
)
ALREADY_HELD: Sentence = (
    "already_held",
    "Orang ini sudah memegang peran itu di sana.",
    "This person already holds that role there.",
)
LINK_USED: Sentence = (
    "link_used",
    "Tautan ini sudah dipakai atau sudah berakhir. Mintalah tautan baru kepada yang memberikannya.",
    "This link was used before or has ended. Please ask whoever gave it to you for a new one.",
)
WRONG_CODE: Sentence = (
    "wrong_code",
    "Kodenya belum cocok. Tunggu kode berikutnya di aplikasi, lalu coba lagi.",
    "That code does not fit. Wait for the next one in the app, then try again.",
)
