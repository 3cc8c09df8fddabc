"""The first guides for those who help and decide: facilitators, village teams, officers, planners."""

# ruff: noqa: E501  a paragraph is one line, as officials will find it in the editor

from .words import Words

OFFICE_GUIDES = (
    Words(
        "guide",
        "Untuk fasilitator",
        """\
Fasilitator membantu warga yang tidak dapat menulis sendiri: tidak punya ponsel, tidak membaca, tidak punya waktu.

## Menuliskan usulan orang lain
1. Dengarkan dulu sampai selesai. Tulis dengan kata-kata orang itu, bukan kata-kata Anda.
2. Bacakan kembali. Perbaiki yang belum tepat.
3. Catat cara menghubunginya, atau catat persetujuannya bila ia tidak punya telepon.
4. Kirim, lalu serahkan kodenya: cetak, tulis di kertas, atau kirim ke WhatsApp keluarganya.

## Menjaring suara yang jarang terdengar
- Datangi perempuan, penyandang disabilitas, lansia, dan warga miskin di tempat mereka berkumpul.
- Pilih jam yang mungkin bagi mereka. Pengajian, posyandu, dan arisan adalah tempat yang baik.
- Tanyakan kebutuhan, bukan proyek: "Apa yang paling menyulitkan setiap hari?"

## Yang tidak boleh
- Menjanjikan bahwa usulan pasti didanai.
- Mengubah usulan tanpa sepengetahuan pengusulnya.
- Menyimpan nomor telepon warga di luar Rembuk.""",
        "For facilitators",
        """\
Facilitators help residents who cannot write themselves: no phone, no reading, no time.

## Writing down somebody else's proposal
1. Listen to the end. Write in that person's words, not in yours.
2. Read it back. Mend what is not right.
3. Note how to reach the person, or that they agreed if they have no telephone.
4. Send it, then hand over the code: printed, on paper, or to the family's WhatsApp.

## Hearing those who are seldom heard
- Go to women, people with disabilities, the elderly and the poor where they meet.
- Choose an hour that suits them. Prayer groups, health posts and savings circles are good places.
- Ask for needs, not for projects: "What makes every day difficult?"

## What is not allowed
- Promising that a proposal will be funded.
- Changing a proposal without its proposer knowing.
- Keeping residents' telephone numbers outside Rembuk.""",
        position=4,
    ),
    Words(
        "guide",
        "Untuk tim desa dan kelurahan",
        """\
Tim desa atau kelurahan adalah pintu pertama. Di sini usulan menjadi lengkap, dan di sini pula ia dibahas lebih dulu.

## Begitu usulan masuk
1. Buka "Tugas Saya". Yang paling lama menunggu ada di atas.
2. Lengkapi bersama pengusul: pekerjaannya, volume dan satuan, perkiraan biaya, penerima manfaat. Kata-kata pengusul tetap tersimpan di samping teks yang Anda lengkapi.
3. Bila ada yang hanya diketahui pengusul, kembalikan dengan pertanyaan yang jelas.
4. Bila kebutuhannya sama dengan usulan lain di tempat yang sama, gabungkan. Selama musyawarah belum memutuskan, penggabungan dapat dibatalkan.

## Menilai kelayakan
Tim Verifikasi menilai tiap usulan: layak mendesak, layak, layak kurang mendesak, atau tidak layak. Musyawarah memerlukan penilaian ini; yang tidak layak tidak dapat disepakati, dan alasannya disampaikan kepada pengusul.

## Musyawarah
1. Buat musyawarahnya di "Musyawarah di wilayah saya", ambil daftar usulannya, catat siapa yang hadir menurut unsurnya.
2. Putuskan satu per satu, dengan alasan bila tidak disepakati. Sisa dana terlihat selama Anda memilih.
3. Tutup, bacakan Berita Acara, lalu tanda tangani. Sesudah itu keputusan berlaku dan kecamatan menerima daftarnya.

## Sesudah musyawarah
- Desa: yang didanai desa masuk RKP Desa, yang diusulkan ke atas masuk DU-RKP Desa.
- Kelurahan: yang tidak didanai kelurahan diusulkan ke kecamatan menurut urutannya.
- Yang tidak terbawa ditunda dengan alasan. Tidak satu pun dibiarkan tanpa kabar.

## Warga yang baru mendaftar
Pastikan tempat tinggalnya di "Warga desa saya". Mereka boleh mengusulkan sebelum itu.""",
        "For village teams",
        """\
The team of the desa or kelurahan is the first door. Here a proposal becomes complete, and here it is discussed first.

## When a proposal comes in
1. Open "My tasks". What has waited longest is on top.
2. Complete it with the proposer: the work, volume and unit, estimated cost, who benefits. The proposer's own words stay beside the text that you complete.
3. If only the proposer can know something, return it with a clear question.
4. If the need is the same as that of another proposal at the same place, merge them. Until a forum decides, a merge can be undone.

## Rating eligibility
The verification team rates each proposal: eligible and urgent, eligible, eligible but less urgent, or not eligible. The forum needs this rating; what is not eligible cannot be agreed, and the proposer is told why.

## The forum
1. Call it under "Forums at my level", draw its list of proposals, and note who is there by the group they speak for.
2. Decide one by one, with a reason where it is not agreed. The money that is left is shown while you choose.
3. Close it, read the minutes aloud, then sign them. After that the decisions are in force and the sub-district has its list.

## After the forum
- Desa: what the village pays goes into RKP Desa, what is asked from above into DU-RKP Desa.
- Kelurahan: what the kelurahan does not pay is proposed to the sub-district in its order.
- What finds no place is deferred with a reason. Nobody is left without an answer.

## Residents who have just signed up
Confirm where they live under "Residents of my village". They may propose before that.""",
        position=5,
    ),
    Words(
        "guide",
        "Untuk petugas",
        """\
Halaman "Tugas Saya" memuat semua yang menunggu keputusan Anda, yang paling lama di atas, dengan sisa waktunya.

## Memeriksa satu usulan
1. Baca masalah, lokasi, dan foto. Lihat juga pendapat pemeriksa sebelumnya.
2. Pilih satu keputusan. Hanya keputusan yang boleh Anda ambil saat ini yang ditampilkan.
3. Bila menolak, menunda, atau mengembalikan: pilih alasan, lalu jelaskan dengan kalimat yang dapat dibaca warga, sedikitnya 20 huruf.
4. Kirim. Pengusul dan pengikut langsung diberi tahu.

## Menulis alasan yang baik
- Sebut sebabnya, bukan pasalnya: "Jalan ini milik provinsi" lebih jelas daripada "di luar kewenangan".
- Sebut apa yang masih dapat dilakukan: diteruskan ke siapa, diajukan lagi kapan.
- Tulis untuk tetangga Anda, bukan untuk atasan.

## Dua orang, satu dokumen
Beberapa keputusan memerlukan orang kedua: pembatalan, penetapan dokumen rencana. Yang menyusun tidak memeriksa pekerjaannya sendiri.

## Batas waktu
Bila waktu pemeriksaan lewat tanpa keputusan, usulan ditunda dan tercatat sebagai "Usulan melewati batas waktu tanggapan". Catatan itu terbuka untuk umum.""",
        "For officers",
        """\
"My tasks" holds everything that waits for your decision, the oldest first, with the time that is left.

## Reviewing a proposal
1. Read the problem, the place and the photographs, and what earlier reviewers said.
2. Choose a decision. Only those that you may take now are shown.
3. To refuse, defer or return it: choose a reason, then explain in a sentence that residents can read, at least 20 characters.
4. Send it. The proposer and the followers are told at once.

## Writing a good reason
- Name the cause, not the article: "This road belongs to the province" says more than "outside our authority".
- Say what can still be done: to whom it was passed on, when to propose it again.
- Write for your neighbour, not for your superior.

## Two people, one paper
Some decisions need a second person: cancellations and plan documents. Nobody verifies their own work.

## Time limits
If a review ends without a decision, the proposal is deferred and recorded as "past its time limit". That record is public.""",
        position=6,
    ),
    Words(
        "guide",
        "Untuk tim perencana",
        """\
Bappeda membuka tahun, menjaga waktunya, dan menerbitkan rencananya. Semua yang Anda ubah tercatat dengan nama instansi dan waktunya.

## Menyiapkan tahun
1. Buka tahun rencana di "Persiapan tahun". Tahapannya terisi dari kalender bawaan dan sudah digeser dari hari libur.
2. Periksa tanggalnya. Tahapan boleh digeser kapan saja; alasannya tampil di halaman Jadwal. Yang melewati batas peraturan memerlukan nomor surat.
3. Isi daftar periksa, pemangku kepentingan, kuota desa, serta pagu kecamatan dan bidang.
4. Tulis "Aturan main" dan tetapkan "Kriteria prioritas" sebelum daftar diurutkan. Siapa pun dapat membaca keduanya.

## Menjaga waktu
- Sebelum pemeriksaan ditutup, atasan unit diingatkan berapa usulan yang masih terbuka.
- Pemeriksaan yang lewat waktu tercatat pada unitnya, tidak pernah pada pengusul.
- Perpanjangan untuk desa tertentu atau untuk satu pemeriksaan memerlukan surat bernomor, dan tampil untuk umum.

## Menerbitkan dokumen
1. Di "Susun dokumen rencana", pilih tahun dan statusnya: rancangan awal, rancangan, rancangan akhir, atau ditetapkan.
2. Orang kedua membandingkan isinya, lalu menyatakan sesuai. Penyusun tidak memeriksa pekerjaannya sendiri.
3. Terbitkan. Alamat dan sidik digitalnya tetap. Perbaikan terbit sebagai versi baru.

Sebut "RKPD" hanya untuk yang sudah ditetapkan dengan nomor dan tahun.

## Panduan, tanya jawab, dan dasar hukum
Ubah di "Ubah panduan", tanpa pemrogram. Cocokkan setiap dasar hukum dengan naskah resminya, lalu ubah statusnya dari "Belum diperiksa".""",
        "For planners",
        """\
The planning office opens the year, keeps its time and publishes its plan. Whatever you change is on record with office and time.

## Preparing the year
1. Open the plan year under "Prepare the year". Its stages come from the template calendar, moved off the holidays already.
2. Check the dates. A stage may be moved at any time; the reason stands on the schedule page. Beyond a legal limit the number of a letter is needed.
3. Fill in the checklist, the stakeholders, the quotas of villages, the ceilings of sub-districts and sectors.
4. Write the "Rules of the game" and set the "Criteria of the priorities" before lists are ranked. Everybody can read both.

## Keeping time
- Before a review closes, the superior of the unit is reminded how many proposals are still open.
- A review past its time is counted on its unit, never on the proposer.
- More time for certain villages or for one review needs a numbered letter, and is public.

## Publishing documents
1. Under "Prepare plan documents" choose the year and the status: initial draft, draft, final draft, or adopted.
2. A second person compares what is in it and verifies. Nobody verifies their own work.
3. Publish. Address and fingerprint never change. A correction is a new version.

Say "RKPD" only of what is adopted with number and year.

## Guides, questions and legal basis
Change them under "Edit guides", without a programmer. Compare each legal basis with the official text, then change its status from "Not verified".""",
        position=7,
    ),
)
