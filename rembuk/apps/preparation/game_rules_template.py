"""A first text for the rules of the game, offered where a year has none: nobody starts from an empty page."""

FIRST_TEXT = """\
## Siapa boleh mengajukan usulan
Semua warga, kelompok, dan lembaga di kabupaten/kota ini boleh mengajukan usulan.
Satu usulan untuk satu kebutuhan di satu tempat.

## Bagaimana usulan dipilih
- Usulan dibahas dulu di desa atau kelurahan, lalu di kecamatan, lalu bersama dinas dan Bappeda.
- Musyawarah mengutamakan mufakat. Pemungutan suara hanya bila mufakat tidak tercapai dan hal itu dicatat.
- Usulan diurutkan dengan ukuran yang sama untuk semua: mendesak, banyak penerima, mengurangi kemiskinan.

## Siapa harus hadir
- Sedikitnya 30 persen peserta musyawarah adalah perempuan.
- Penyandang disabilitas, lansia, anak, dan warga miskin diundang dan diberi waktu bicara.

## Batas dan jawaban
- Setiap desa atau kelurahan mengusulkan ke kecamatan sebanyak kuotanya, dalam batas pagu kecamatan.
- Setiap keputusan disertai alasan tertulis yang dapat dibaca pengusul dan warga lain.
- Pengusul boleh meminta penjelasan satu kali bila usulannya ditolak. Jawaban paling lama 10 hari kerja.

## Keberatan
Peserta yang tidak sepakat boleh menuliskan catatan keberatan. Catatan itu dimuat dalam berita acara.
"""
