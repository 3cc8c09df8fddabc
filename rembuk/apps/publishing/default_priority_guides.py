"""The first guides about choosing, sharing out and pricing: for residents, and for planners."""

# ruff: noqa: E501  a paragraph is one line, as officials will find it in the editor

from .words import Words

PRIORITY_GUIDES = (
    Words(
        "guide",
        "Penjaringan prioritas: ikut memilih usulan",
        """\
Penjaringan prioritas menanyakan kepada warga: dari usulan yang sudah layak, mana yang paling diperlukan? Hasilnya bahan musyawarah, bukan keputusan. Musyawarah tetap yang memutuskan.

## Siapa yang boleh ikut
- Warga setempat yang tempat tinggalnya dan umurnya sudah dipastikan kantor desa atau kelurahan. Umur paling muda 17 tahun, kecuali aturan main daerah menyebut lain. Tanggal lahir Anda tidak disimpan.
- Setiap warga satu lembar pilihan. Utusan musyawarah dapat berbobot lebih bila aturan penjaringan menyebutnya sebelum dibuka.

## Langkahnya
1. Buka halaman penjaringan dari beranda, lalu pilih wilayah Anda.
2. Baca kartunya: nama usulan, tempat, harga, foto, dan skor kebutuhan. Urutan kartu diundi untuk setiap orang, supaya yang di atas tidak selalu sama.
3. Pilih. Ada lembar yang meminta Anda memilih beberapa, membelanjakan dana, membagikan poin, atau mengurutkan. Petunjuknya ada di atas lembar.
4. Periksa sekali lagi, lalu serahkan. Anda dapat mengubahnya sampai penjaringan ditutup.
5. Simpan buktinya. Dengan bukti itu Anda dapat memeriksa apakah lembar Anda dihitung.

## Tanpa ponsel
Minta kode sekali pakai di kantor desa atau kelurahan, atau isi lembar kertas. Lembar kertas diketik dua orang dan baru dihitung bila keduanya membaca hal yang sama.

## Pilihan Anda rahasia
Siapa yang ikut dan apa yang dipilih disimpan terpisah, tanpa waktu dan tanpa urutan. Jenis kelamin dan kelompok umur hanya ditanyakan bila Anda berkenan, untuk melihat apakah hasilnya adil. Angka di bawah sepuluh orang tidak ditampilkan.""",
        "Rounds of priorities: help to choose",
        """\
A round of priorities asks residents: of the proposals that can be done, which are needed most? The result is material for the forum, not a decision. The forum still decides.

## Who may take part
- Residents whose home and age the village office has confirmed. The youngest age is 17, unless the rules of the region say otherwise. Your birth date is not kept.
- Every resident has one ballot. Delegates of a forum may count for more, if the rules of the round say so before it opens.

## The steps
1. Open the page of the round from the first page, then choose your place.
2. Read the cards: name, place, price, photograph and need score. The order of the cards is drawn for each person, so that the same one is not always on top.
3. Choose. Some ballots ask you to choose several, to spend the money, to share out points, or to put in order. What to do stands above the ballot.
4. Look once more, then hand it in. You may change it until the round closes.
5. Keep the receipt. With it you can check that your ballot is counted.

## Without a telephone
Ask for a one-time code at the village office, or fill in a paper ballot. Paper ballots are typed by two people and count only when both read the same.

## Your choice is secret
Who took part and what was chosen are kept apart, without time and without order. Sex and age band are asked only if you like, to see whether the result is fair. Figures below ten people are not shown.""",
        position=8,
    ),
    Words(
        "guide",
        "Membaca hasil penjaringan",
        """\
Setiap hasil diawali kalimat "Bahan musyawarah, bukan keputusan". Di bawahnya ada temuan, daftar usulan, dan alasannya.

## Bagaimana dana dibagi
Dana dibagi sama rata kepada semua peserta. Sebuah usulan masuk bila bagian para pendukungnya cukup untuk membayarnya, dan pendukungnya membayar sama banyak. Dengan cara ini kelompok besar tidak dapat menghabiskan semua dana: bagian warga lain tetap bekerja untuk pilihan mereka.

## Mengapa sebuah usulan belum masuk
Halaman riwayat usulan menjelaskannya dengan kalimat biasa. Yang paling sering:
- dukungannya terlalu sedikit;
- bagian pendukungnya sudah terpakai untuk usulan lain;
- pagu wilayah atau bidangnya sudah penuh;
- jumlahnya sama dengan usulan lain dan kalah undian.

Di sana juga tertulis apa yang sudah cukup: pada biaya berapa, atau dengan berapa pendukung lagi, usulan itu masuk. Angkanya dihitung ulang sungguh-sungguh, bukan dikira-kira.

## Apakah hasilnya adil
Setiap hasil memuat berapa peserta yang tidak melihat satu pun pilihannya masuk, bagian suara dan bagian dana menurut desa, bidang, jenis kelamin, dan kelompok umur, serta perbandingannya dengan cara lain.

## Bila musyawarah mengubahnya
Musyawarah boleh menyesuaikan hasil. Setiap penyesuaian disertai alasan, nama forum dan kantornya, serta akibatnya pada keadilan, dan terbit untuk selamanya.

## Hitung sendiri
Unduh berkas hasilnya. Di dalamnya ada lembar pilihan tanpa nama, biaya, aturan, benih undian, dan program pemeriksa. Di komputer mana pun, program itu menjawab apakah hasilnya benar-benar mengikuti dari lembar pilihan.""",
        "Reading the result of a round",
        """\
Every result begins with the sentence "Material for deliberation, not a decision". Below stand the finding, the list of proposals, and the reasons.

## How the money is shared
The money is shared equally among all who took part. A proposal is in when the shares of its supporters can pay for it, and they pay the same each. So a large group cannot spend everything: the shares of other residents still work for what they chose.

## Why a proposal is not in
The history of the proposal explains it in plain words. Most often:
- too few supported it;
- the shares of its supporters were spent on other proposals;
- the ceiling of its place or sector is full;
- it was level with another and lost the draw.

It also says what would have been enough: at which cost, or with how many more supporters, it would be in. The figures are really calculated again, not guessed.

## Is it fair
Every result shows how many saw nothing of what they chose, shares of votes and of money by village, sector, sex and age band, and how other ways of counting compare.

## If the forum changes it
A forum may adjust the result. Each adjustment comes with a reason, the forum and its office, and its effect on fairness, and is published for ever.

## Calculate it yourself
Download the file of the result. It holds the ballots without names, the costs, the rules, the seed of the draw, and a program that checks. On any computer it answers whether the result really follows from the ballots.""",
        position=9,
    ),
    Words(
        "guide",
        "Untuk perencana: dari pagu sampai hasil penjaringan",
        """\
Urutannya tetap: pagu dihitung, usulan diperiksa harganya dan kesiapannya, warga memilih, dana dibagi, dua orang menyetujui, musyawarah memutuskan.

## 1. Hitung pagu sebelum musyawarah dibuka
1. Di "Persiapan tahun", buka pagu, lalu isi pendapatan daerah, belanja wajib, pelayanan dasar (SPM), dan transfer yang sudah ditentukan penggunaannya. Semuanya disisihkan sebelum ada yang dibagi.
2. Tentukan bagian yang sama rata dan bobot setiap ukuran: penduduk, kemiskinan, jumlah desa, luas.
3. Lihat usulan hitungannya. Bila cocok, sebutkan keputusan Bupati dan terbitkan. Hitungannya tersimpan sebagai versi dengan semua angkanya, dan lampirannya dapat dicetak.

## 2. Susun penjaringan
- Pilih wilayah, bidang, dana, jenis lembar, dan waktunya. Hibah, SPM, dan yang disisihkan tidak pernah ikut.
- Sesudah dibuka, usulan, biaya, batas, dan waktu tidak berubah lagi. Nilai hash-nya terbit, begitu juga hash benih undian.
- Cetak kode untuk warga tanpa ponsel, dan atur dua orang yang mengetik lembar kertas.

## 3. Bagi dananya
- Jalankan hitungan dengan aturan bawaan, lalu bandingkan dengan aturan lain: dana menurut desa dan bidang, peserta tanpa hasil, usulan yang masuk dan keluar.
- Mitra Bappeda mengajukan satu hitungan, Kepala Bappeda menyetujuinya. Baru sesudah itu hasilnya terbit.
- Bobot dari neraca kecamatan tersedia, tetapi tidak dipakai kecuali Anda menyalakannya sebelum penjaringan dibuka. Aturannya terbit di halaman neraca.

## 4. Bawa ke musyawarah
Catat setiap penyesuaian dengan alasan dan forumnya. Lihat dulu akibatnya pada keadilan, baru simpan.

## Kata-kata
Sebut "penjaringan prioritas" dan "lembar pilihan". Ini konsultasi, bukan pemungutan suara yang memutuskan.""",
        "For planners: from ceilings to the result of a round",
        """\
The order is fixed: ceilings are calculated, prices and readiness are looked at, residents choose, the money is shared, two people agree, the forum decides.

## 1. Calculate the ceilings before forums open
1. Under "Prepare the year" open the ceilings and fill in the income of the region, mandatory spending, minimum services (SPM) and transfers with a purpose of their own. All of it is set aside before anything is shared.
2. Decide on the equal part and the weight of each measure: people, poverty, villages, area.
3. Look at what is suggested. If it is right, name the decision of the Bupati and publish. The calculation is kept as a version with all its figures, and its annex can be printed.

## 2. Prepare the round
- Choose place, sector, money, kind of ballot and time. Grants, minimum services and what is set aside never take part.
- Once open, proposals, costs, limits and times do not change. Their hash is published, and so is the hash of the seed of the draw.
- Print codes for residents without a telephone, and name two people who type paper ballots.

## 3. Share out the money
- Run the usual rule, then compare it with others: money by village and sector, residents with nothing, proposals gained and lost.
- A planning partner puts one run forward, the head of the planning agency confirms it. Only then is the result published.
- Weights from the ledger of sub-districts are there, but not used unless you switch them on before the round opens. Their rule stands on the page of the ledger.

## 4. Bring it to the forum
Record each adjustment with its reason and forum. Look at its effect on fairness first, then save.

## Words
Say "round of priorities" and "ballot". It is a consultation, not a vote that decides.""",
        position=10,
    ),
    Words(
        "guide",
        "Standar harga, kesiapan, dan warga terdampak",
        """\
Tiga hal dibaca sebelum sebuah usulan diputuskan: apakah biayanya wajar, apakah pekerjaannya siap, dan siapa yang tersentuh olehnya.

## Standar harga
- SSH menyebut harga barang dan jasa, HSPK harga satu satuan pekerjaan, ASB belanja satu kegiatan utuh. Semuanya ada di halaman standar harga beserta peraturannya.
- Perkiraan biaya dihitung dari volume dikali harga standar terdekat yang satuannya sama.
- Bila biaya yang diisi tim desa atau dinas berbeda lebih dari 30%, sebabnya harus ditulis. Usulannya tidak ditolak: jalan di bukit memang lebih mahal. Sebabnya terbaca semua orang.
- Bagi admin: siapkan lembarnya dengan perintah template prices, lalu masukkan dengan perintah import prices. Petunjuk lengkapnya ada di panduan pemasangan.

## Lembar kesiapan
Setiap jenis pekerjaan punya pertanyaannya: lahan, gambar, izin lewat, pengelola, pemelihara. Jawabannya ya, belum, atau tidak perlu. "Belum" menyebut apa yang kurang; "Tidak perlu" menyebut mengapa. Tim desa dan dinas menjawab di halaman usulan.

## Warga terdampak
- Warga yang lahan, pohon, usaha, atau jalan masuknya tersentuh didengar dulu: berapa orang, apa yang tersentuh, setuju atau keberatan.
- Tulis tanpa nama, nomor telepon, atau NIK. Yang memutuskan membaca kata-katanya; publik hanya membaca berapa orang dan sikapnya, dan di bawah sepuluh orang tidak disebut jumlahnya.
- Warga dapat menyampaikan pernyataannya sendiri dari halaman usulan.""",
        "Price standards, readiness and residents affected",
        """\
Three things are read before a proposal is decided on: is the cost reasonable, is the work ready, and whom does it touch.

## Price standards
- SSH gives the price of goods and services, HSPK that of one unit of a work, ASB the spending for one whole activity. All of them stand on the page of price standards with their regulation.
- The estimate is the volume times the closest standard price with the same unit.
- Where the cost set by the village team or the agency differs by more than 30%, the reason has to be written. The proposal is not refused: a road in the hills does cost more. Everybody can read the reason.
- For administrators: make the sheet with the command template prices, then bring it in with import prices. The installation guide says how.

## Readiness
Every kind of work has its questions: land, design, right of way, operator, upkeep. The answer is yes, not yet, or not needed. "Not yet" says what is missing, "not needed" says why. The village team and the agency answer on the page of the proposal.

## Residents affected
- Residents whose land, trees, trade or access is touched are heard first: how many, what is touched, whether they agree or object.
- Write it without names, telephone or identity numbers. Those who decide read the words; the public reads how many and what they say, and below ten people no number is given.
- Residents can make their own statement from the page of a proposal.""",
        position=11,
    ),
)
