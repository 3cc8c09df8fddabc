"""The first guides for residents: short, true on the first day, and the officials' own from then on."""

# ruff: noqa: E501  a paragraph is one line, as officials will find it in the editor

from .default_office_guides import OFFICE_GUIDES
from .default_priority_guides import PRIORITY_GUIDES
from .words import Words

SAMPLE_CODE = "NSW-27-7K4M2P-X"  # in the texts below; a region writes one of its own in its place

_FOR_RESIDENTS = (
    Words(
        "guide",
        "Cara mengusulkan",
        """\
Siapa pun yang tinggal di sini boleh mengusulkan. Tidak perlu surat, tidak perlu tahu istilah anggaran, tidak dipungut biaya.

## Langkahnya
1. Pilih "Tulis usulan" di beranda. Yang pertama kali datang mendaftar dulu: nama, desa atau kelurahan, dan sandi.
2. Periksa tempatnya: desa atau kelurahan, lalu RT dan RW bila Anda tahu.
3. Ceritakan masalahnya dengan kata-kata sendiri: apa yang terjadi, siapa yang terkena, sejak kapan.
4. Tambahkan foto bila ada, paling banyak lima. Lokasi di dalam foto kami hapus.
5. Isi cara kami menghubungi Anda, nyatakan bahwa isinya benar, lalu kirim.

Belum selesai? Pilih "Simpan draf" dan lanjutkan kapan saja dari "Usulan saya".

## Sesudah dikirim
Anda mendapat kode, misalnya NSW-27-7K4M2P-X. Simpan kode itu atau kirim ke WhatsApp Anda sendiri. Dengan kode itu siapa pun dapat membuka riwayat usulan, tanpa akun.

## Supaya mudah dipahami
- Satu usulan untuk satu kebutuhan di satu tempat.
- Tulis ukurannya bila tahu: "jalan rusak sepanjang 120 meter" lebih jelas daripada "jalan rusak parah".
- Sebutkan siapa yang akan terbantu: berapa rumah, anak sekolah, petani.
- Biaya boleh dikosongkan. Petugas membantu menghitung.

## Tidak punya ponsel atau sulit menulis?
Datang ke kantor desa atau kelurahan, atau minta tolong fasilitator. Mereka menuliskan usulan atas nama Anda dan mencetak bukti terimanya.""",
        "How to submit a proposal",
        """\
Everybody who lives here may propose. You need no letter, no budget terms, and it costs nothing.

## The steps
1. Choose "Write a proposal" on the first page. Who comes for the first time signs up: a name, a village, a password.
2. Check the place: the village, and the neighbourhood (RT and RW) if you know it.
3. Describe the problem in your own words: what happens, whom it affects, since when.
4. Add photographs if you have any, up to five. We remove the location stored inside them.
5. Say how we can reach you, state that it is true, and send it.

Not finished? Choose "Save as a draft" and go on at any time from "My proposals".

## Afterwards
You get a code, for example NSW-27-7K4M2P-X. Keep it, or send it to your own WhatsApp. With the code anybody can open the history of the proposal, without an account.

## What makes it easy to understand
- One proposal for one need in one place.
- Give the size if you know it: "120 metres of broken road" says more than "a very bad road".
- Say who will be helped: how many houses, schoolchildren, farmers.
- You may leave the cost empty. Officers help with it.

## No phone, or writing is difficult?
Go to the village office or ask a facilitator. They write the proposal down in your name and print the receipt.""",
        position=1,
    ),
    Words(
        "guide",
        "Apa yang terjadi dengan usulan Anda",
        """\
Usulan yang diterima akan dibahas. Itu belum berarti pasti didanai: uang daerah terbatas, dan usulan dari semua desa dan kelurahan dibandingkan dengan ukuran yang sama.

## Perjalanannya
1. Desa atau kelurahan memeriksa kelengkapan dan membahasnya dalam musyawarah.
2. Kecamatan memeriksa, lalu musyawarah kecamatan menyusun urutan prioritas.
3. Bappeda dan dinas memeriksa: kewenangan siapa, layak atau tidak, berapa biayanya. Kadang ada survei ke lokasi.
4. Yang diterima masuk rancangan rencana kerja pemerintah daerah (RKPD), lalu ditetapkan.
5. Anggarannya disusun dalam KUA-PPAS dan APBD.
6. Pekerjaan dilaksanakan, dilaporkan dengan foto, lalu diperiksa warga.

## Bila tidak dilanjutkan
Setiap penolakan atau penundaan disertai alasan tertulis dan nama instansinya. Anda membacanya di riwayat usulan. Bila kurang jelas, pengusul boleh meminta penjelasan satu kali; jawabannya paling lama 10 hari kerja.

## Jalan lain
Usulan yang kecil dapat didanai desa atau kelurahan sendiri. Usulan yang bukan kewenangan kabupaten/kota diteruskan ke provinsi atau pusat. Usulan yang sama digabung, dan semua pengusulnya tetap tercatat.

## Di mana melihatnya
- "Usulan" memuat semua usulan. Cari dengan kode, nama desa, atau kata.
- "Musyawarah" memuat tanggal, daftar yang dibahas, keputusan, dan Berita Acara.
- "Prioritas" memuat urutan usulan tiap wilayah beserta skornya, sebagai bahan musyawarah.
- "Dokumen" memuat rencana yang sudah terbit, dan apa yang berubah dari hasil musyawarah.""",
        "What happens to your proposal",
        """\
A proposal that was received will be discussed. That does not mean it will be funded: public money is limited, and proposals from all villages are compared by the same measures.

## Its way
1. The village completes it and discusses it in its forum.
2. The sub-district checks it, and its forum draws up the order of priorities.
3. The planning office and the agencies check whose task it is, whether it can be done, and what it costs. Sometimes they visit the place.
4. What is accepted goes into the draft of the yearly plan (RKPD), which is then adopted.
5. The money is allotted in the budget (KUA-PPAS, then APBD).
6. The work is done, reported with photographs, and checked by residents.

## If it is not continued
Every refusal or delay comes with a written reason and the name of the office. You read it in the history of the proposal. If it is not clear, the proposer may ask once for an explanation; the answer comes within 10 working days.

## Other ways
Small proposals can be paid by the village itself. What is not a task of the regency is passed on to the province or the ministry. Equal proposals are merged, and all who proposed stay on record.

## Where to see it
- "Proposals" holds all of them. Search by code, village or a word.
- "Deliberations" holds dates, the list that is discussed, decisions and minutes.
- "Priorities" holds the order of proposals in each place with their scores, as material for the forums.
- "Documents" holds the plans that are published, and what changed since the forums.""",
        position=2,
    ),
    Words(
        "guide",
        "Hak Anda",
        """\
## Anda berhak
- mengajukan usulan tanpa biaya dan tanpa perantara;
- mendapat bukti terima dan kode begitu usulan terkirim;
- membaca setiap keputusan, alasannya, dan instansi yang memutuskan;
- meminta penjelasan bila usulan Anda ditolak, dan dijawab paling lama 10 hari kerja;
- menarik kembali usulan Anda selama belum diputuskan musyawarah;
- hadir dan bicara dalam musyawarah di desa atau kelurahan Anda.

## Nama dan data Anda
Di halaman umum, pengusul tampil sebagai "Warga RT 03/RW 02". Nama Anda hanya tampil bila Anda memilihnya, dan pilihan itu dapat dicabut di halaman Akun. Nomor telepon, alamat, dan pendukung usulan tidak pernah ditampilkan.

Anda boleh meminta salinan data pribadi Anda, memperbaikinya, atau menutup akun. Usulannya tetap ada, tetapi tidak lagi terhubung dengan Anda.

## Bila hak ini tidak dipenuhi
Sampaikan ke kantor kecamatan, Bappeda, atau SP4N-LAPOR! (lapor.go.id).""",
        "Your rights",
        """\
## You have the right
- to propose at no cost and without a go-between;
- to get a receipt and a code as soon as the proposal is sent;
- to read every decision, its reason and the office that took it;
- to ask for an explanation if your proposal is refused, and to be answered within 10 working days;
- to take your proposal back as long as no forum has decided on it;
- to attend and speak at the forum of your village.

## Your name and your data
On public pages a proposer appears as "Warga RT 03/RW 02" (a resident of that neighbourhood). Your name appears only if you choose so, and you can take that back on your account page. Telephone numbers, addresses and supporters are never shown.

You may ask for a copy of your personal data, have it corrected, or close your account. The proposal stays, but is no longer connected with you.

## If a right is not kept
Tell the sub-district office, the planning office, or SP4N-LAPOR! (lapor.go.id).""",
        position=3,
    ),
)
GUIDES = (*_FOR_RESIDENTS, *OFFICE_GUIDES, *PRIORITY_GUIDES)
