"""The first questions and answers of an installation: what residents ask at every meeting."""

# ruff: noqa: E501  a paragraph is one line, as officials will find it in the editor

from .words import Words

_ROWS = (
    (
        "Apakah usulan saya pasti dibangun?",
        "Belum tentu. Usulan Anda pasti dibahas dan pasti dijawab dengan alasan. Yang dibangun tergantung uang yang tersedia dan urutan prioritas yang disepakati dalam musyawarah.",
        "Will my proposal be built?",
        "Not necessarily. It will be discussed and it will be answered with a reason. What is built depends on the money there is and on the priorities that the forums agree on.",
    ),
    (
        "Apakah saya harus punya akun?",
        "Untuk melihat usulan, dokumen, dan jadwal: tidak. Untuk mengirim usulan sendiri, mendukung, dan mengikuti usulan orang lain: ya, supaya satu orang tidak dihitung dua kali. Fasilitator atau kantor desa dapat mengirimkan usulan untuk Anda tanpa akun.",
        "Do I need an account?",
        "Not to read proposals, documents and the schedule. To send a proposal yourself, support one or follow one, yes: so that nobody is counted twice. A facilitator or the village office can send a proposal for you without one.",
    ),
    (
        "Kapan usulan dapat dikirim? Apakah saya terlambat?",
        "Kapan saja. Di luar musim usulan tidak ditolak: usulan disimpan, Anda langsung mendapat kodenya, dan ia dibuka sendiri pada musim berikutnya. Tanggal setiap tahapan ada di halaman Jadwal. Desa bermusyawarah lebih awal daripada kelurahan, karena harus menyusun RKP Desa lebih dulu.",
        "When can I send a proposal? Am I too late?",
        "At any time. Out of season it is not refused: it is kept, you get its code at once, and it opens by itself in the next season. The dates of all stages are on the Schedule page. A desa holds its forum earlier than a kelurahan, because it draws up its own village plan first.",
    ),
    (
        "Berapa lama sampai usulan saya dijawab?",
        "Baris pertama riwayat usulan menyebut siapa yang sedang memeriksa dan paling lambat kapan. Musyawarah memutuskan sebelum tahapannya ditutup; dinas menjawab dalam 5 hari kerja. Setiap langkah dikabarkan kepada Anda.",
        "How long until I am answered?",
        "The first line of the history says who has your proposal and by which day they answer. Forums decide before their stage closes; agencies answer within 5 working days. You are told of every step.",
    ),
    (
        "Siapa yang memutuskan?",
        "Mula-mula musyawarah desa atau kelurahan, lalu musyawarah kecamatan. Sesudah itu Bappeda dan dinas memeriksa kewenangan, kelayakan, dan biayanya, dan TAPD memeriksa dananya. Rencana ditetapkan bupati atau wali kota, anggarannya bersama DPRD. Riwayat usulan menyebut setiap keputusan, alasannya, dan instansinya.",
        "Who decides?",
        "First the forum of the village, then that of the sub-district. After that the planning office and the agencies check whose task it is, whether it can be done and what it costs, and the budget team checks the money. The head of the region adopts the plan; the budget is adopted together with the council. The history names every decision, its reason and its office.",
    ),
    (
        "Apakah usulan dengan dukungan terbanyak pasti menang?",
        "Tidak. Dukungan hanya salah satu ukuran; kebutuhan, jumlah yang terbantu, dan kemiskinan setempat juga dihitung. Ukuran dan bobotnya terbuka di halaman Prioritas, dan skornya bahan musyawarah, bukan keputusan.",
        "Does the proposal with most support win?",
        "No. Support is one measure among others, beside need, the number of people helped and local poverty. The measures and their weights are open on the Priorities page, and the score is material for the forum, not a decision.",
    ),
    (
        "Bolehkah saya mengusulkan untuk desa lain?",
        "Anda mengusulkan untuk desa atau kelurahan tempat tinggal Anda. Untuk masalah di tempat lain, dukung usulan warga di sana, atau ceritakan kepada kantor desanya.",
        "May I propose something for another village?",
        "You propose for the village you live in. For a problem elsewhere, support the proposal of somebody who lives there, or tell its village office.",
    ),
    (
        "Saya tidak punya ponsel, atau sulit menulis. Bagaimana?",
        "Datang ke kantor desa atau kelurahan, atau minta tolong fasilitator. Mereka menuliskan usulan dengan kata-kata Anda, membacakannya kembali, dan memberikan kodenya. Surel tidak wajib: nomor telepon keluarga pun cukup.",
        "I have no phone, or writing is difficult. What then?",
        "Go to the village office or ask a facilitator. They write the proposal in your words, read it back to you and give you its code. You need no e-mail: the telephone number of a relative is enough.",
    ),
    (
        "Bagaimana memperbaiki atau menarik usulan yang sudah dikirim?",
        'Memperbaiki: sampaikan kepada kantor desa, yang melengkapi usulan bersama Anda; kata-kata Anda sendiri tetap tersimpan. Menarik: buka "Usulan saya", pilih usulannya, lalu "Tarik usulan". Itu dapat dilakukan selama musyawarah desa atau kelurahan belum memutuskan.',
        "How do I change a proposal that is sent, or take it back?",
        'To change it, tell the village office, who complete it together with you; your own words stay on record. To take it back, open "My proposals", choose it, then "Withdraw the proposal". That is possible until the forum of the village has decided.',
    ),
    (
        "Bagaimana anak, lansia, atau penyandang disabilitas ikut mengusulkan?",
        "Seperti semua warga. Anak ikut lewat Forum Anak bersama pendampingnya, dan namanya tidak pernah ditampilkan. Siapa pun yang sulit datang atau menulis boleh dibantu fasilitator; mintalah juru bahasa atau tempat yang mudah dimasuki kepada penyelenggara musyawarah.",
        "How do children, older people or people with disabilities take part?",
        "Like everybody. Children take part through the children's forum with their companion, and are never named. Whoever finds it hard to come or to write may be helped by a facilitator; ask the organiser of the forum for an interpreter or a place that is easy to enter.",
    ),
    (
        "Adakah biaya, atau orang yang dapat meloloskan usulan?",
        "Tidak ada biaya, dan tidak ada jalan belakang: setiap langkah tercatat dan dapat dibaca siapa pun. Bila ada yang meminta uang atau menjanjikan hasil, laporkan ke Inspektorat atau SP4N-LAPOR! (lapor.go.id).",
        "Does it cost anything, or can somebody push a proposal through?",
        "It costs nothing, and there is no back door: every step is on record for everybody to read. If anyone asks for money or promises a result, report it to the inspectorate or to SP4N-LAPOR! (lapor.go.id).",
    ),
    (
        "Apa bedanya dengan usulan lewat anggota DPRD?",
        "Anggota DPRD juga menampung usulan (pokok-pokok pikiran). Sekretariat DPRD memeriksanya lebih dulu, lalu Bappeda dan dinas memeriksa seperti usulan lain. Jalurnya tertulis di riwayat usulan.",
        "How is this different from a proposal through a member of the council?",
        "Members of the council collect proposals too (pokok-pokok pikiran). The secretariat of the council checks them first, then the planning office and the agencies check them like any other. The history of a proposal names its channel.",
    ),
    (
        "Saya lupa sandi. Bagaimana masuk lagi?",
        'Pilih "Saya lupa sandi" di halaman Masuk. Bila akun Anda tanpa surel, datang ke kantor desa atau kelurahan: mereka memberi tautan untuk memilih sandi baru. Tidak seorang pun perlu tahu sandi Anda.',
        "I forgot my password. How do I get in again?",
        'Choose "I forgot my password" on the sign-in page. If your account has no e-mail, go to the village office: they give you a link to choose a new one. Nobody needs to know your password.',
    ),
    (
        "Mengapa tempat tinggal saya perlu dipastikan?",
        "Supaya yang memutuskan tentang suatu desa adalah warganya. Mengajukan usulan tidak perlu menunggu. Kantor desa atau kelurahan memastikannya sekali saja.",
        "Why does my residence have to be confirmed?",
        "So that the people of a village decide about it. You need not wait for that to propose. The village office confirms it once.",
    ),
    (
        "Saya kehilangan kode usulan. Bagaimana menemukannya?",
        'Bila Anda masuk, semuanya ada di "Usulan saya". Bila tidak, buka "Usulan" lalu cari nama desa dan satu kata dari isinya.',
        "I lost the code of my proposal. How do I find it?",
        'If you sign in, they are all under "My proposals". If not, open "Proposals" and search for the village and a word of the text.',
    ),
    (
        "Siapa yang dapat melihat nama saya?",
        'Petugas yang memeriksa usulan Anda. Warga lain membaca "Warga RT 03/RW 02", kecuali Anda memilih menampilkan nama.',
        "Who can see my name?",
        'The officers who review your proposal. Others read "Warga RT 03/RW 02", unless you choose to show your name.',
    ),
    (
        "Usulan saya ditolak. Apa yang dapat saya lakukan?",
        "Baca alasannya di riwayat usulan. Bila kurang jelas, minta penjelasan: tombolnya ada di halaman yang sama, dan jawabannya paling lama 10 hari kerja. Anda boleh memperbaiki usulan dan mengajukannya lagi tahun depan.",
        "My proposal was refused. What can I do?",
        "Read the reason in its history. If it is not clear, ask for an explanation: the button is on the same page and the answer comes within 10 working days. You may improve the proposal and send it again next year.",
    ),
    (
        "Mengapa usulan saya digabung?",
        "Karena ada usulan lain untuk kebutuhan yang sama di tempat yang sama. Keduanya tetap dapat dibuka dengan kodenya, dan pengusulnya terus dikabari. Bila keliru, sampaikan kepada petugas; penggabungan dapat dibatalkan selama musyawarah belum memutuskan.",
        "Why was my proposal merged?",
        "Because there is another proposal for the same need at the same place. Both can still be opened by their codes, and those who proposed go on being told. If it is a mistake, tell the officer; a merge can be undone until a forum decides.",
    ),
    (
        "Mengapa usulan diajukan sekarang untuk dikerjakan tahun depan atau lusa?",
        "Rencana disusun satu tahun sebelum dikerjakan, karena anggarannya perlu dibahas dan ditetapkan dulu. Hal yang mendesak, seperti jembatan putus, laporkan langsung ke kantor desa, kecamatan, atau SP4N-LAPOR!.",
        "Why is a proposal made now for a work that is done next year or later?",
        "Plans are made a year ahead, because the money has to be discussed and adopted first. Report what cannot wait, such as a broken bridge, to the village office, the sub-district or SP4N-LAPOR!.",
    ),
    (
        "Bagaimana saya tahu dokumen rencana itu asli?",
        "Setiap versi punya alamat tetap dan sidik digital (SHA-256) yang tertulis di halamannya. Hitung sidik berkas yang Anda terima; bila sama, berkas itu asli dan tidak diubah. Dokumen yang sudah terbit tidak pernah diganti: perbaikan terbit sebagai versi baru.",
        "How do I know that a plan document is genuine?",
        "Every version has an address that never changes and a digital fingerprint (SHA-256) on its page. Compute the fingerprint of the file you got; if it is the same, the file is genuine and unchanged. What is published is never replaced: corrections are new versions.",
    ),
    (
        "Apa bedanya rancangan RKPD dan RKPD?",
        "Rancangan masih dapat berubah. Disebut RKPD hanya setelah ditetapkan dengan peraturan kepala daerah yang bernomor.",
        "What is the difference between a draft and the RKPD?",
        "A draft may still change. It is called RKPD only once a numbered regulation of the head of the region has adopted it.",
    ),
    (
        "Saya menemukan celah keamanan atau data pribadi yang bocor. Ke mana melapor?",
        "Sampaikan secara tertutup kepada Bappeda atau Dinas Komunikasi dan Informatika: apa yang Anda lihat, di alamat mana, dan kapan. Mohon jangan menyebarkannya sebelum diperbaiki.",
        "I found a security weakness or leaked personal data. Whom do I tell?",
        "Tell the planning office or the agency for communication and informatics in confidence: what you saw, at which address, and when. Please do not spread it before it is mended.",
    ),
)  # fmt: skip
QUESTIONS = tuple(
    Words("question", title, body, title_en, body_en, position=place)
    for place, (title, body, title_en, body_en) in enumerate(_ROWS, start=1)
)
