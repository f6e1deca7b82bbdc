<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Palembang Malay, baso sari-sari as everyone speaks it today, in the tone one keeps for elders: "Bapak/Ibu" and "sayo", never
     "kau", "kamu" or "aku". Baso alus (bebaso) is known to few and was not chosen. -o only where Palembang says it (apo, namo,
     kerjo, tando); words of the office and of the KTP stay Indonesian: permohonan, loket, petugas, struk, data, laki-laki,
     perempuan. "plm" is our own code. To be reviewed by: a native speaker who works at a counter in Palembang; an elder who
     reads little. -->
<TS version="2.1" language="plm" sourcelanguage="id_ID">
    <context>
        <name>Answer</name>
        <message>
            <source>(boleh kosong)</source>
            <translation>(boleh kosong)</translation>
        </message>
        <message>
            <source>Contoh: %1</source>
            <translation>Contoh: %1</translation>
        </message>
        <message>
            <source>Menurut NIK: %1</source>
            <translation>Dari NIK: %1</translation>
        </message>
        <message>
            <source>Pakai ini</source>
            <translation>Pake ini</translation>
        </message>
    </context>
    <context>
        <name>AttractPage</name>
        <message>
            <source>Sedang tutup</source>
            <translation>Lagi tutup</translation>
        </message>
        <message>
            <source>Selamat datang</source>
            <translation>Selamat datang</translation>
        </message>
        <message>
            <source>Urus surat, sampaikan pengaduan, dan cek permohonan Anda. Gratis.</source>
            <translation>Ngurus surat, nyampeke pengaduan, samo ngecek permohonan. Gratis.</translation>
        </message>
        <message>
            <source>Pengumuman kelurahan</source>
            <translation>Pengumuman kelurahan</translation>
        </message>
        <message>
            <source>Baca informasi</source>
            <translation>Baco informasi</translation>
        </message>
        <message>
            <source>Sentuh untuk mulai</source>
            <translation>Pencet untuk mulai</translation>
        </message>
        <message>
            <source>Cek permohonan</source>
            <translation>Cek permohonan</translation>
        </message>
        <message>
            <source>Nomor antrean saja</source>
            <translation>Nomor antrean bae</translation>
        </message>
        <message>
            <source>Suara</source>
            <translation>Suaro</translation>
        </message>
    </context>
    <context>
        <name>Catalogue</name>
        <message>
            <source>Gratis</source>
            <translation>Gratis</translation>
        </message>
        <message>
            <source>Tanyakan petugas di loket.</source>
            <translation>Tanyoke bae samo petugas di loket.</translation>
        </message>
        <message>
            <source>Lewat kiosk ini: {title} ({ref})</source>
            <translation>Lewat kiosk ini: {title} ({ref})</translation>
        </message>
        <message>
            <source>Syaratnya tetap bisa dibaca di sini.</source>
            <translation>Syaratnyo tetep pacak dibaco di sini.</translation>
        </message>
        <message>
            <source>Syaratnya tetap bisa dibaca di sini. Ambil nomor antrean kalau ingin bertanya di loket.</source>
            <translation>Syaratnyo tetep pacak dibaco di sini. Ambek nomor antrean kalu nak nanyo di loket.</translation>
        </message>
        <message>
            <source>Dibuka lagi {when}.</source>
            <translation>Dibukak lagi {when}.</translation>
        </message>
        <message>
            <source>Isi formulir ini, tanpa nama.</source>
            <translation>Isi formulir ini, tanpa namo.</translation>
        </message>
        <message>
            <source>Isi formulir ini. Anda mendapat nomor antrean dan bukti permohonan.</source>
            <translation>Isi formulir ini. Bapak/Ibu dapet nomor antrean samo bukti permohonan.</translation>
        </message>
        <message>
            <source>Isi formulir ini. Anda mendapat bukti permohonan.</source>
            <translation>Isi formulir ini. Bapak/Ibu dapet bukti permohonan.</translation>
        </message>
        <message>
            <source>Kiosk ini</source>
            <translation>Kiosk ini</translation>
        </message>
        <message>
            <source>Tergantung jawaban Anda</source>
            <translation>Tegantung jawaban Bapak/Ibu</translation>
        </message>
    </context>
    <context>
        <name>CataloguePage</name>
        <message>
            <source>Apa yang bisa kami bantu?</source>
            <translation>Apo yang biso kami bantu?</translation>
        </message>
        <message>
            <source>Kiosk ini sedang tutup, jadi belum bisa menerima permohonan. Informasi tetap bisa dibaca.</source>
            <translation>Kiosk ini lagi tutup, jadi belum biso nerimo permohonan. Informasi tetep biso dibaco.</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Cari: ketik keperluan Anda, misalnya KTP hilang</source>
            <translation>Cari: ketik keperluan Bapak/Ibu, misalnyo KTP ilang</translation>
        </message>
        <message>
            <source>Paling sering diurus</source>
            <translation>Paling sering diurus</translation>
        </message>
        <message>
            <source>Semua layanan</source>
            <translation>Semua layanan</translation>
        </message>
        <message>
            <source>Nomor antrean saja</source>
            <translation>Nomor antrean bae</translation>
        </message>
        <message>
            <source>Cek permohonan saya</source>
            <translation>Cek permohonan sayo</translation>
        </message>
    </context>
    <context>
        <name>CodePad</name>
        <message>
            <source>titik</source>
            <translation>titik</translation>
        </message>
        <message>
            <source>garis miring</source>
            <translation>garis miring</translation>
        </message>
        <message>
            <source>tanda hubung</source>
            <translation>tando hubung</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Baris %1 sampai %2</source>
            <translation>Baris %1 sampe %2</translation>
        </message>
    </context>
    <context>
        <name>DateAnswer</name>
        <message>
            <source>Tanggal</source>
            <translation>Tanggal</translation>
        </message>
        <message>
            <source>Bulan</source>
            <translation>Bulan</translation>
        </message>
        <message>
            <source>Januari</source>
            <translation>Januari</translation>
        </message>
        <message>
            <source>Februari</source>
            <translation>Februari</translation>
        </message>
        <message>
            <source>Maret</source>
            <translation>Maret</translation>
        </message>
        <message>
            <source>April</source>
            <translation>April</translation>
        </message>
        <message>
            <source>Mei</source>
            <translation>Mei</translation>
        </message>
        <message>
            <source>Juni</source>
            <translation>Juni</translation>
        </message>
        <message>
            <source>Juli</source>
            <translation>Juli</translation>
        </message>
        <message>
            <source>Agustus</source>
            <translation>Agustus</translation>
        </message>
        <message>
            <source>September</source>
            <translation>September</translation>
        </message>
        <message>
            <source>Oktober</source>
            <translation>Oktober</translation>
        </message>
        <message>
            <source>November</source>
            <translation>November</translation>
        </message>
        <message>
            <source>Desember</source>
            <translation>Desember</translation>
        </message>
        <message>
            <source>Tahun</source>
            <translation>Taun</translation>
        </message>
    </context>
    <context>
        <name>Done</name>
        <message>
            <source>Duduk dulu di ruang tunggu.</source>
            <translation>Duduk dulu di ruang tunggu.</translation>
        </message>
        <message>
            <source>Datang ke loket saat nomor Anda dipanggil.</source>
            <translation>Datang ke loket kalu nomornyo lah dipanggil.</translation>
        </message>
    </context>
    <context>
        <name>DonePage</name>
        <message>
            <source>Selesai</source>
            <translation>Selesai</translation>
        </message>
        <message>
            <source>Ini nomor Anda</source>
            <translation>Ini nomornyo</translation>
        </message>
        <message>
            <source>Permohonan Anda diterima</source>
            <translation>Permohonan lah diterimo</translation>
        </message>
        <message>
            <source>Nomor antrean Anda %1</source>
            <translation>Nomor antrean Bapak/Ibu %1</translation>
        </message>
        <message>
            <source>Nomor Anda %1</source>
            <translation>Nomor Bapak/Ibu %1</translation>
        </message>
        <message>
            <source>Nomor antrean Anda</source>
            <translation>Nomor antrean Bapak/Ibu</translation>
        </message>
        <message>
            <source>Nomor Anda</source>
            <translation>Nomor Bapak/Ibu</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Belum</translation>
        </message>
        <message>
            <source>Sudah keluar</source>
            <translation>Lah keluar</translation>
        </message>
        <message>
            <source>Cetak salinan</source>
            <translation>Cetak salinan</translation>
        </message>
        <message>
            <source>Setelah ini</source>
            <translation>Sesudah ini</translation>
        </message>
        <message>
            <source>Jam di kiosk ini mungkin kurang tepat. Nomor Anda tetap berlaku.</source>
            <translation>Jam di kiosk ini mungkin kurang pas. Nomornyo tetep belaku.</translation>
        </message>
        <message>
            <source>Kode permohonan</source>
            <translation>Kode permohonan</translation>
        </message>
        <message>
            <source>Untuk melihat kabar permohonan Anda. Jangan berikan kepada orang lain.</source>
            <translation>Untuk nyingok kabar permohonan. Jangan enjukke ke wong laen.</translation>
        </message>
        <message>
            <source>Potret layar ini</source>
            <translation>Poto layar ini</translation>
        </message>
        <message>
            <source>Fotonya sama gunanya dengan struk.</source>
            <translation>Potonyo samo gunonyo dengan struk.</translation>
        </message>
    </context>
    <context>
        <name>EntryCard</name>
        <message>
            <source>Sedang ditutup</source>
            <translation>Lagi ditutup</translation>
        </message>
        <message>
            <source>Info</source>
            <translation>Info</translation>
        </message>
        <message>
            <source>Formulir</source>
            <translation>Formulir</translation>
        </message>
    </context>
    <context>
        <name>EntryDock</name>
        <message>
            <source>Tombol untuk mengetik</source>
            <translation>Tombol untuk ngetik</translation>
        </message>
    </context>
    <context>
        <name>EventGrid</name>
        <message>
            <source>Keperluan lain</source>
            <translation>Keperluan laen</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Umur %n tahun</source>
            <translation>Umur %n taun</translation>
        </message>
        <message>
            <source>%n tahun yang lalu</source>
            <translation>%n taun yang lalu</translation>
        </message>
        <message>
            <source>%n angka lagi</source>
            <translation>%n angka lagi</translation>
        </message>
        <message>
            <source>Apakah ini NIK Anda?</source>
            <translation>Apo ini NIK Bapak/Ibu?</translation>
        </message>
        <message>
            <source>Apakah ini {label} yang benar?</source>
            <translation>Apo ini {label} yang bener?</translation>
        </message>
        <message>
            <source>Ada {most}.</source>
            <translation>Ado {most}.</translation>
        </message>
        <message>
            <source>Paling sedikit {least}, paling banyak {most}.</source>
            <translation>Paling dikit {least}, paling banyak {most}.</translation>
        </message>
        <message>
            <source>Boleh kosong, paling banyak {most}.</source>
            <translation>Boleh kosong, paling banyak {most}.</translation>
        </message>
        <message>
            <source>Sudah ada foto</source>
            <translation>Poto lah ado</translation>
        </message>
        <message>
            <source>Ada</source>
            <translation>Ado</translation>
        </message>
        <message>
            <source>Sudah difoto</source>
            <translation>Lah dipoto</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Belum</translation>
        </message>
    </context>
    <context>
        <name>Finding</name>
        <message>
            <source>Paling sering diurus</source>
            <translation>Paling sering diurus</translation>
        </message>
        <message>
            <source>Apa yang terjadi?</source>
            <translation>Ado apo?</translation>
        </message>
        <message>
            <source>Semua layanan</source>
            <translation>Semua layanan</translation>
        </message>
        <message>
            <source>Ini yang mungkin Anda perlukan.</source>
            <translation>Ini yang mungkin Bapak/Ibu perluke.</translation>
        </message>
        <message>
            <source>Yang paling banyak diminta warga di kiosk ini.</source>
            <translation>Yang paling banyak diminta warga di kiosk ini.</translation>
        </message>
        <message>
            <source>Pilih yang paling mirip dengan keadaan Anda.</source>
            <translation>Pilih yang paling pas samo keadaan Bapak/Ibu.</translation>
        </message>
        <message>
            <source>Menurut jenisnya, atau menurut kantor yang mengurusnya.</source>
            <translation>Menurut jenisnyo, atau menurut kantor yang ngurusnyo.</translation>
        </message>
        <message>
            <source>%n layanan</source>
            <translation>%n layanan</translation>
        </message>
        <message>
            <source>Info dan jadwal</source>
            <translation>Info samo jadwal</translation>
        </message>
        <message>
            <source>Posyandu, gotong royong, siaga bencana, dan lain-lain.</source>
            <translation>Posyandu, gotong royong, siaga bencana, samo laen-laen.</translation>
        </message>
        <message>
            <source>Surat dan permohonan</source>
            <translation>Surat samo permohonan</translation>
        </message>
        <message>
            <source>Surat keterangan, pengantar, dan izin.</source>
            <translation>Surat keterangan, pengantar, samo izin.</translation>
        </message>
        <message>
            <source>Urusan lewat beberapa kantor</source>
            <translation>Urusan lewat beberapo kantor</translation>
        </message>
        <message>
            <source>Kami bantu dari kantor ke kantor.</source>
            <translation>Kami bantu dari kantor ke kantor.</translation>
        </message>
        <message>
            <source>Layanan untuk lingkungan</source>
            <translation>Layanan untuk lingkungan</translation>
        </message>
        <message>
            <source>Keamanan dan sarana di RT dan RW Anda.</source>
            <translation>Keamanan samo sarana di RT samo RW Bapak/Ibu.</translation>
        </message>
        <message>
            <source>Sarana bersama</source>
            <translation>Sarana besamo</translation>
        </message>
        <message>
            <source>Kiosk dan internet untuk semua.</source>
            <translation>Kiosk samo internet untuk semua.</translation>
        </message>
        <message>
            <source>Pasar warga</source>
            <translation>Pasar warga</translation>
        </message>
        <message>
            <source>Yang menawarkan dan yang membutuhkan.</source>
            <translation>Yang nawarke samo yang perlu.</translation>
        </message>
        <message>
            <source>Usul dan musyawarah</source>
            <translation>Usul samo musyawarah</translation>
        </message>
        <message>
            <source>Ide, kritik, dan dokumen bersama.</source>
            <translation>Ide, kritik, samo dokumen besamo.</translation>
        </message>
        <message>
            <source>Saling bantu</source>
            <translation>Saling bantu</translation>
        </message>
        <message>
            <source>Warga menolong warga.</source>
            <translation>Warga nolong warga.</translation>
        </message>
        <message>
            <source>Kota dan pemerintah</source>
            <translation>Kota samo pemerintah</translation>
        </message>
        <message>
            <source>Pengaduan, pajak, anggaran, sekolah, dan kantor-kantor.</source>
            <translation>Pengaduan, pajak, anggaran, sekolah, samo kantor-kantor.</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>Pertanyaan {number} dari {total}</source>
            <translation>Pertanyoan {number} dari {total}</translation>
        </message>
        <message>
            <source>{section} · pertanyaan {number} dari {total}</source>
            <translation>{section} · pertanyoan {number} dari {total}</translation>
        </message>
        <message>
            <source>Lainnya</source>
            <translation>Laennyo</translation>
        </message>
        <message>
            <source>(kosong)</source>
            <translation>(kosong)</translation>
        </message>
    </context>
    <context>
        <name>Guide</name>
        <message>
            <source>Suara mati.</source>
            <translation>Suaronyo mati.</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>spasi</source>
            <translation>spasi</translation>
        </message>
        <message>
            <source>Selesai mengetik</source>
            <translation>Selesai ngetik</translation>
        </message>
        <message>
            <source>Kembali ke baris</source>
            <translation>Balek ke baris</translation>
        </message>
        <message>
            <source>Suara menyala. Di pojok kiri bawah layar ada tombol Berikutnya, di pojok kanan bawah tombol Pilih.</source>
            <translation>Suaronyo idup. Di pojok kiri bawah layar ado tombol Berikutnyo, di pojok kanan bawah tombol Pilih.</translation>
        </message>
        <message>
            <source>tombol</source>
            <translation>tombol</translation>
        </message>
        <message>
            <source>menyala</source>
            <translation>idup</translation>
        </message>
        <message>
            <source>mati</source>
            <translation>mati</translation>
        </message>
        <message>
            <source>terpilih</source>
            <translation>tepilih</translation>
        </message>
        <message>
            <source>belum terpilih</source>
            <translation>belum tepilih</translation>
        </message>
        <message>
            <source>pilihan</source>
            <translation>pilihan</translation>
        </message>
        <message>
            <source>kotak isian</source>
            <translation>kotak isian</translation>
        </message>
        <message>
            <source>belum bisa dipilih</source>
            <translation>belum biso dipilih</translation>
        </message>
        <message>
            <source>belum diisi</source>
            <translation>belum diisi</translation>
        </message>
        <message>
            <source>sudah diisi, %n angka</source>
            <translation>lah diisi, %n angka</translation>
        </message>
    </context>
    <context>
        <name>Hall</name>
        <message>
            <source>hari ini</source>
            <translation>hari ini</translation>
        </message>
        <message>
            <source>besok, {day}</source>
            <translation>besok, {day}</translation>
        </message>
        <message>
            <source>Buka lagi {when}.</source>
            <translation>Buka lagi {when}.</translation>
        </message>
        <message>
            <source>Buka lagi {day}, {time}.</source>
            <translation>Buka lagi {day}, {time}.</translation>
        </message>
    </context>
    <context>
        <name>Information</name>
        <message>
            <source>Semua</source>
            <translation>Semua</translation>
        </message>
        <message>
            <source>Bacaan</source>
            <translation>Bacoan</translation>
        </message>
        <message>
            <source>{what}: {ask}</source>
            <translation>{what}: {ask}</translation>
        </message>
        <message>
            <source>Daftar</source>
            <translation>Daftar</translation>
        </message>
        <message>
            <source>Dokumen</source>
            <translation>Dokumen</translation>
        </message>
        <message>
            <source>Angka</source>
            <translation>Angka</translation>
        </message>
    </context>
    <context>
        <name>InformationPage</name>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Contoh</source>
            <translation>Contoh</translation>
        </message>
        <message>
            <source>Yang bertanda "Contoh" dibuat untuk peragaan, bukan keterangan yang sebenarnya.</source>
            <translation>Yang ado tando "Contoh" dibuat untuk peragaan, bukan keterangan benernyo.</translation>
        </message>
        <message>
            <source>Belum ada yang diterbitkan di sini.</source>
            <translation>Belum ado yang diterbitke di sini.</translation>
        </message>
        <message>
            <source>Petugas di loket senang menjawab pertanyaan Anda.</source>
            <translation>Petugas di loket seneng njawab pertanyoan Bapak/Ibu.</translation>
        </message>
        <message>
            <source>Jadwal terdekat</source>
            <translation>Jadwal paling deket</translation>
        </message>
        <message>
            <source>Pilih yang Anda cari</source>
            <translation>Pilih yang Bapak/Ibu cari</translation>
        </message>
        <message>
            <source>Syarat dan cara mengurus</source>
            <translation>Syarat samo caro ngurusnyo</translation>
        </message>
        <message>
            <source>Mungkin Anda perlukan juga</source>
            <translation>Mungkin Bapak/Ibu perluke jugo</translation>
        </message>
    </context>
    <context>
        <name>KioskButton</name>
        <message>
            <source>Sedang dikerjakan</source>
            <translation>Lagi digaweke</translation>
        </message>
    </context>
    <context>
        <name>KioskPage</name>
        <message>
            <source>kolom kanan</source>
            <translation>kolom kanan</translation>
        </message>
    </context>
    <context>
        <name>Ktp</name>
        <message>
            <source>Kamera dimulai ulang. Sebentar.</source>
            <translation>Kamera diidupke lagi. Sebentar.</translation>
        </message>
        <message>
            <source>Kamera sedang dinyalakan.</source>
            <translation>Kamera lagi diidupke.</translation>
        </message>
        <message>
            <source>Letakkan KTP di dalam bingkai.</source>
            <translation>Taro KTP di dalem bingkai.</translation>
        </message>
        <message>
            <source>Dekatkan sedikit lagi.</source>
            <translation>Dekatke dikit lagi.</translation>
        </message>
        <message>
            <source>Tepi KTP belum terlihat. Jauhkan sedikit.</source>
            <translation>Pinggir KTP belum kejingok-an. Jaohke dikit.</translation>
        </message>
        <message>
            <source>Terlalu gelap. Hadapkan KTP ke cahaya.</source>
            <translation>Terlalu peteng. Adepke KTP ke cahayo.</translation>
        </message>
        <message>
            <source>Terlalu silau. Miringkan KTP sedikit.</source>
            <translation>Terlalu silau. Miringke KTP dikit.</translation>
        </message>
        <message>
            <source>Bagus. Tahan sebentar.</source>
            <translation>Bagus. Tahan sebentar.</translation>
        </message>
        <message>
            <source>Sedang dibaca.</source>
            <translation>Lagi dibaco.</translation>
        </message>
        <message>
            <source>Belum terbaca. Coba sekali lagi.</source>
            <translation>Belum kebaco. Cubo sekali lagi.</translation>
        </message>
        <message>
            <source>Foto ulang KTP Anda, atau ketik NIK-nya sendiri.</source>
            <translation>Poto lagi KTP-nyo, atau ketik dewek NIK-nyo.</translation>
        </message>
        <message>
            <source>Dua angka pertama bukan kode provinsi. Cocokkan dengan kartunya.</source>
            <translation>Duo angka pertamo bukan kode provinsi. Cocokke samo kartunyo.</translation>
        </message>
        <message>
            <source>Angka ke-7 sampai ke-12 bukan tanggal. Cocokkan dengan kartunya.</source>
            <translation>Angka ke-7 sampe ke-12 bukan tanggal. Cocokke samo kartunyo.</translation>
        </message>
        <message>
            <source>Empat angka terakhir tidak mungkin 0000. Cocokkan dengan kartunya.</source>
            <translation>Empat angka terakhir dak mungkin 0000. Cocokke samo kartunyo.</translation>
        </message>
        <message>
            <source>Ada angka yang kurang jelas. Cocokkan satu per satu.</source>
            <translation>Ado angka yang kurang jelas. Cocokke sikok-sikok.</translation>
        </message>
        <message>
            <source>Tanggal di NIK tidak sama dengan tanggal lahir di kartu.</source>
            <translation>Tanggal di NIK dak samo dengan tanggal laher di kartu.</translation>
        </message>
        <message>
            <source>Jenis kelamin di NIK tidak sama dengan yang tertulis di kartu.</source>
            <translation>Jenis kelamin di NIK dak samo dengan yang tetulis di kartu.</translation>
        </message>
        <message>
            <source>Tanggal lahir di kartu kurang jelas, jadi NIK ini perlu dicocokkan.</source>
            <translation>Tanggal laher di kartu kurang jelas, jadi NIK ini perlu dicocokke.</translation>
        </message>
    </context>
    <context>
        <name>KtpNik</name>
        <message>
            <source>Gambar baris NIK di KTP</source>
            <translation>Gambar baris NIK di KTP</translation>
        </message>
        <message>
            <source>NIK</source>
            <translation>NIK</translation>
        </message>
        <message>
            <source>Periksa lagi</source>
            <translation>Perikso lagi</translation>
        </message>
        <message>
            <source>Ubah NIK</source>
            <translation>Ubah NIK</translation>
        </message>
        <message>
            <source>Foto ulang</source>
            <translation>Poto lagi</translation>
        </message>
    </context>
    <context>
        <name>KtpPage</name>
        <message>
            <source>Ketik saja NIK Anda</source>
            <translation>Ketik bae NIK-nyo</translation>
        </message>
        <message>
            <source>Perlihatkan KTP ke kamera</source>
            <translation>Tunjukke KTP ke kamera</translation>
        </message>
        <message>
            <source>Ketik saja</source>
            <translation>Ketik bae</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Gambar dari kamera, dengan bingkai untuk KTP</source>
            <translation>Gambar dari kamera, ado bingkai untuk KTP</translation>
        </message>
        <message>
            <source>Kamera tidak menyala.</source>
            <translation>Kamera dak idup.</translation>
        </message>
        <message>
            <source>Permohonan Anda tetap jalan.</source>
            <translation>Permohonannyo tetep jalan.</translation>
        </message>
        <message>
            <source>KTP ini sulit dibaca kamera.</source>
            <translation>KTP ini saro dibaco kamera.</translation>
        </message>
        <message>
            <source>Tidak apa-apa, ketik saja. Atau coba sekali lagi.</source>
            <translation>Dak apo-apo, ketik bae. Atau cubo sekali lagi.</translation>
        </message>
        <message>
            <source>Gambar KTP tidak disimpan. Kamera menyala hanya di halaman ini.</source>
            <translation>Gambar KTP dak disimpen. Kamera idup cuma di halaman ini.</translation>
        </message>
    </context>
    <context>
        <name>KtpReadPage</name>
        <message>
            <source>Apakah ini benar?</source>
            <translation>Apo ini bener?</translation>
        </message>
        <message>
            <source>NIK belum terbaca</source>
            <translation>NIK belum kebaco</translation>
        </message>
        <message>
            <source>Cocokkan dengan KTP Anda. Yang salah bisa diubah.</source>
            <translation>Cocokke samo KTP-nyo. Yang salah pacak diubah.</translation>
        </message>
        <message>
            <source>Ya, sudah benar</source>
            <translation>Iyo, lah bener</translation>
        </message>
        <message>
            <source>Foto ulang</source>
            <translation>Poto lagi</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Ketik NIK</source>
            <translation>Ketik NIK</translation>
        </message>
        <message>
            <source>Gambar KTP tidak disimpan. Potongan di atas hilang begitu Anda lanjut.</source>
            <translation>Gambar KTP dak disimpen. Potongan di atas ilang kalu lah lanjut.</translation>
        </message>
    </context>
    <context>
        <name>KtpRow</name>
        <message>
            <source>Periksa lagi</source>
            <translation>Perikso lagi</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Ubah</translation>
        </message>
        <message>
            <source>Ubah %1</source>
            <translation>Ubah %1</translation>
        </message>
    </context>
    <context>
        <name>LetterKeys</name>
        <message>
            <source>titik</source>
            <translation>titik</translation>
        </message>
        <message>
            <source>koma</source>
            <translation>koma</translation>
        </message>
        <message>
            <source>tanda hubung</source>
            <translation>tando hubung</translation>
        </message>
        <message>
            <source>garis miring</source>
            <translation>garis miring</translation>
        </message>
        <message>
            <source>apostrof</source>
            <translation>apostrof</translation>
        </message>
        <message>
            <source>tanda kutip</source>
            <translation>tando kutip</translation>
        </message>
        <message>
            <source>titik koma</source>
            <translation>titik koma</translation>
        </message>
        <message>
            <source>titik dua</source>
            <translation>titik duo</translation>
        </message>
        <message>
            <source>tanda seru</source>
            <translation>tando seru</translation>
        </message>
        <message>
            <source>tanda tanya</source>
            <translation>tando tanyo</translation>
        </message>
        <message>
            <source>tanda et</source>
            <translation>tando et</translation>
        </message>
        <message>
            <source>tanda pagar</source>
            <translation>tando pagar</translation>
        </message>
        <message>
            <source>persen</source>
            <translation>persen</translation>
        </message>
        <message>
            <source>tanda dan</source>
            <translation>tando dan</translation>
        </message>
        <message>
            <source>tambah</source>
            <translation>tambah</translation>
        </message>
        <message>
            <source>kurung buka</source>
            <translation>kurung buka</translation>
        </message>
        <message>
            <source>kurung tutup</source>
            <translation>kurung tutup</translation>
        </message>
        <message>
            <source>e dengan garis</source>
            <translation>e pake garis</translation>
        </message>
        <message>
            <source>Baris tanda baca</source>
            <translation>Baris tando baco</translation>
        </message>
        <message>
            <source>Baris %1 sampai %2</source>
            <translation>Baris %1 sampe %2</translation>
        </message>
        <message>
            <source>Huruf besar</source>
            <translation>Huruf besak</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Baris tanda kutip</source>
            <translation>Baris tando kutip</translation>
        </message>
        <message>
            <source>Baris spasi</source>
            <translation>Baris spasi</translation>
        </message>
        <message>
            <source>Huruf</source>
            <translation>Huruf</translation>
        </message>
        <message>
            <source>Tanda baca</source>
            <translation>Tando baco</translation>
        </message>
        <message>
            <source>spasi</source>
            <translation>spasi</translation>
        </message>
        <message>
            <source>Baris baru</source>
            <translation>Baris baru</translation>
        </message>
    </context>
    <context>
        <name>ListAnswer</name>
        <message>
            <source>Cari namanya</source>
            <translation>Cari namonyo</translation>
        </message>
        <message>
            <source>Belum ada yang cocok. Coba kurangi hurufnya.</source>
            <translation>Belum ado yang cocok. Cubo kurangi hurufnyo.</translation>
        </message>
        <message>
            <source>Cari yang lain</source>
            <translation>Cari yang laen</translation>
        </message>
    </context>
    <context>
        <name>LocationAnswer</name>
        <message>
            <source>Tulis letaknya, misalnya: depan pos ronda RT 06.</source>
            <translation>Tulis letaknyo, misalnyo: depan pos ronda RT 06.</translation>
        </message>
        <message>
            <source>Geser tanda ke kiri</source>
            <translation>Geser tando ke kiri</translation>
        </message>
        <message>
            <source>Geser tanda ke kanan</source>
            <translation>Geser tando ke kanan</translation>
        </message>
        <message>
            <source>Geser tanda ke atas</source>
            <translation>Geser tando ke atas</translation>
        </message>
        <message>
            <source>Geser tanda ke bawah</source>
            <translation>Geser tando ke bawah</translation>
        </message>
        <message>
            <source>Perkecil peta</source>
            <translation>Kecikke peta</translation>
        </message>
        <message>
            <source>Perbesar peta</source>
            <translation>Besakke peta</translation>
        </message>
        <message>
            <source>Tanda Anda %1.</source>
            <translation>Tandonyo %1.</translation>
        </message>
        <message>
            <source>Saya tidak tahu tempatnya di peta</source>
            <translation>Sayo dak tau tempatnyo di peta</translation>
        </message>
        <message>
            <source>Peta contoh, bukan hasil ukur.</source>
            <translation>Peta contoh, bukan hasil ukur.</translation>
        </message>
    </context>
    <context>
        <name>LongTextAnswer</name>
        <message>
            <source>%1 dari %2 huruf</source>
            <translation>%1 dari %2 huruf</translation>
        </message>
    </context>
    <context>
        <name>LookSheet</name>
        <message>
            <source>Atur tampilan</source>
            <translation>Atur tampilan</translation>
        </message>
        <message>
            <source>Sudah pas</source>
            <translation>Lah pas</translation>
        </message>
        <message>
            <source>Huruf biasa</source>
            <translation>Huruf biaso</translation>
        </message>
        <message>
            <source>Huruf besar</source>
            <translation>Huruf besak</translation>
        </message>
        <message>
            <source>Huruf terbesar</source>
            <translation>Huruf paling besak</translation>
        </message>
        <message>
            <source>Warna kontras</source>
            <translation>Warno kontras</translation>
        </message>
        <message>
            <source>Huruf putih di atas hitam, untuk mata yang kurang awas.</source>
            <translation>Huruf putih di atas item, untuk mato yang kurang awas.</translation>
        </message>
        <message>
            <source>Tombol di bawah</source>
            <translation>Tombol di bawah</translation>
        </message>
        <message>
            <source>Semua tombol turun, supaya terjangkau dari kursi roda atau sambil duduk.</source>
            <translation>Tombolnyo turun galo, biar kejangkau dari kursi roda atau sambil duduk.</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Bahasa, bantuan, tampilan, suara, selesai</source>
            <translation>Baso, bantuan, tampilan, suaro, selesai</translation>
        </message>
        <message>
            <source>Butuh bantuan?</source>
            <translation>Nak dibantu?</translation>
        </message>
        <message>
            <source>Petugas di loket senang membantu, panggil saja. Tidak apa-apa mengajak orang yang Anda percaya untuk membantu mengetik.

Tombol Kembali tidak menghapus jawaban Anda. Tombol Selesai mengosongkan layar.</source>
            <translation>Petugas di loket seneng mbantu, panggil bae. Dak apo-apo ngajak wong yang dipercayo untuk mbantu ngetik.

Tombol Balek dak ngapus jawaban. Tombol Selesai ngosongke layar.</translation>
        </message>
        <message>
            <source>Lanjutkan</source>
            <translation>Lanjutke</translation>
        </message>
        <message>
            <source>Selesai dan hapus jawaban?</source>
            <translation>Selesai, jawaban dihapus galo?</translation>
        </message>
        <message>
            <source>Permohonan ini belum dikirim. Kalau Anda selesai sekarang, semua jawaban dihapus dari layar.</source>
            <translation>Permohonan ini belum dikirim. Kalu selesai sekarang, jawabannyo dihapus galo dari layar.</translation>
        </message>
        <message>
            <source>Lanjut mengisi</source>
            <translation>Lanjut ngisi</translation>
        </message>
        <message>
            <source>Ya, hapus dan selesai</source>
            <translation>Iyo, hapus dan selesai</translation>
        </message>
        <message>
            <source>Pilih bahasa</source>
            <translation>Pilih baso</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Masih di sini?</source>
            <translation>Masih di sini?</translation>
        </message>
        <message>
            <source>Kalau tidak, layar ini akan dikosongkan dalam %1 detik.</source>
            <translation>Kalu idak, layar ini nak dikosongke %1 detik lagi.</translation>
        </message>
        <message>
            <source>Ya, masih di sini</source>
            <translation>Iyo, masih di sini</translation>
        </message>
    </context>
    <context>
        <name>Map</name>
        <message>
            <source>Titik itu di luar {name}. Sentuh di dalam garis.</source>
            <translation>Titik itu di luar {name}. Pencet di dalem garis.</translation>
        </message>
    </context>
    <context>
        <name>MapBoard</name>
        <message>
            <source>Peta %1. Sentuh tempatnya.</source>
            <translation>Peta %1. Pencet tempatnyo.</translation>
        </message>
        <message>
            <source>Peta %1. Tanda Anda %2.</source>
            <translation>Peta %1. Tandonyo %2.</translation>
        </message>
        <message>
            <source>Tombol panah menggeser tanda.</source>
            <translation>Tombol panah nggeser tando.</translation>
        </message>
    </context>
    <context>
        <name>MonthPad</name>
        <message>
            <source>Januari</source>
            <translation>Januari</translation>
        </message>
        <message>
            <source>Februari</source>
            <translation>Februari</translation>
        </message>
        <message>
            <source>Maret</source>
            <translation>Maret</translation>
        </message>
        <message>
            <source>April</source>
            <translation>April</translation>
        </message>
        <message>
            <source>Mei</source>
            <translation>Mei</translation>
        </message>
        <message>
            <source>Juni</source>
            <translation>Juni</translation>
        </message>
        <message>
            <source>Juli</source>
            <translation>Juli</translation>
        </message>
        <message>
            <source>Agustus</source>
            <translation>Agustus</translation>
        </message>
        <message>
            <source>September</source>
            <translation>September</translation>
        </message>
        <message>
            <source>Oktober</source>
            <translation>Oktober</translation>
        </message>
        <message>
            <source>November</source>
            <translation>November</translation>
        </message>
        <message>
            <source>Desember</source>
            <translation>Desember</translation>
        </message>
        <message>
            <source>Bulan</source>
            <translation>Bulan</translation>
        </message>
    </context>
    <context>
        <name>NikAnswer</name>
        <message>
            <source>Sudah 16 angka, terima kasih.</source>
            <translation>Lah 16 angka, terimo kasih.</translation>
        </message>
        <message>
            <source>Foto KTP saja</source>
            <translation>Poto KTP bae</translation>
        </message>
        <message>
            <source>Lebih cepat: kamera membaca KTP Anda, Anda tinggal memeriksa.</source>
            <translation>Lebih cepet: kamera baco KTP-nyo, tinggal diperikso.</translation>
        </message>
    </context>
    <context>
        <name>NumberPad</name>
        <message>
            <source>Angka</source>
            <translation>Angka</translation>
        </message>
        <message>
            <source>Kosongkan</source>
            <translation>Kosongke</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Hapus</translation>
        </message>
    </context>
    <context>
        <name>OutOfService</name>
        <message>
            <source>Kiosk ini belum terhubung ke kelurahan</source>
            <translation>Kiosk ini belum nyambung ke kelurahan</translation>
        </message>
        <message>
            <source>Maaf, kiosk sedang tidak bisa melayani</source>
            <translation>Maaf, kiosk lagi dak pacak ngelayani</translation>
        </message>
        <message>
            <source>Kiosk ini baru dipasang. Silakan ke loket, petugas akan membantu Anda.</source>
            <translation>Kiosk ini baru dipasang. Silakan ke loket, petugas nak mbantu.</translation>
        </message>
        <message>
            <source>Silakan ke loket, petugas akan membantu Anda. Nomor dan permohonan yang sudah diterima tetap berlaku.</source>
            <translation>Silakan ke loket, petugas nak mbantu. Nomor samo permohonan yang sudah diterimo tetep belaku.</translation>
        </message>
        <message>
            <source>Kiosk segera mencoba menyala lagi.</source>
            <translation>Kiosk sebentar lagi nyubo idup lagi.</translation>
        </message>
        <message>
            <source>Kiosk mencoba menyala lagi dalam %n menit.</source>
            <translation>Kiosk nyubo idup lagi %n menit lagi.</translation>
        </message>
    </context>
    <context>
        <name>OutOfServiceNotice</name>
        <message>
            <source>Kode untuk petugas</source>
            <translation>Kode buat petugas</translation>
        </message>
    </context>
    <context>
        <name>Paper</name>
        <message>
            <source>Anda tetap bisa membacanya di sini, atau memotret layarnya.</source>
            <translation>Masih biso dibaco di sini, atau poto layarnyo.</translation>
        </message>
        <message>
            <source>Nomor dan kode Anda tetap berlaku, juga tanpa salinan.</source>
            <translation>Nomor samo kodenyo tetep belaku, biar dak pake salinan.</translation>
        </message>
        <message>
            <source>Menunggu printer</source>
            <translation>Nunggu printer</translation>
        </message>
        <message>
            <source>Sudah tercetak</source>
            <translation>Lah tecetak</translation>
        </message>
        <message>
            <source>Ambil kertasnya di bawah layar.</source>
            <translation>Ambek kertasnyo di bawah layar.</translation>
        </message>
        <message>
            <source>Sedang dicetak</source>
            <translation>Lagi dicetak</translation>
        </message>
        <message>
            <source>Tunggu sebentar, kertasnya keluar di bawah layar.</source>
            <translation>Tunggu sebentar, kertasnyo keluar di bawah layar.</translation>
        </message>
        <message>
            <source>Sudah dikirim</source>
            <translation>Lah dikirim</translation>
        </message>
        <message>
            <source>Sudah dikirim ke printer</source>
            <translation>Lah dikirim ke printer</translation>
        </message>
        <message>
            <source>Kertasnya tidak keluar? {here}</source>
            <translation>Kertasnyo dak keluar? {here}</translation>
        </message>
        <message>
            <source>Belum tercetak</source>
            <translation>Belum tecetak</translation>
        </message>
    </context>
    <context>
        <name>PaperCard</name>
        <message>
            <source>Ada</source>
            <translation>Ado</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Belum</translation>
        </message>
        <message>
            <source>Sudah difoto</source>
            <translation>Lah dipoto</translation>
        </message>
        <message>
            <source>Foto sekarang</source>
            <translation>Poto sekarang</translation>
        </message>
    </context>
    <context>
        <name>PhoneCode</name>
        <message>
            <source>Arahkan kamera HP ke kotak ini.</source>
            <translation>Arahke kamera HP ke kotak ini.</translation>
        </message>
    </context>
    <context>
        <name>PhotoFrame</name>
        <message>
            <source>Foto Anda</source>
            <translation>Potonyo</translation>
        </message>
        <message>
            <source>Gambar dari kamera</source>
            <translation>Gambar dari kamera</translation>
        </message>
        <message>
            <source>Kamera sedang dinyalakan.</source>
            <translation>Kamera lagi diidupke.</translation>
        </message>
        <message>
            <source>Kamera tidak ada. Lanjut saja, foto boleh dibawa ke loket.</source>
            <translation>Kamera dak ado. Lanjut bae, poto boleh dibawak ke loket.</translation>
        </message>
        <message>
            <source>Ambil sekarang</source>
            <translation>Ambek sekarang</translation>
        </message>
        <message>
            <source>Ambil foto</source>
            <translation>Ambek poto</translation>
        </message>
        <message>
            <source>Ulangi</source>
            <translation>Ulangi</translation>
        </message>
        <message>
            <source>Pakai foto ini</source>
            <translation>Pake poto ini</translation>
        </message>
        <message>
            <source>Foto ini ikut dikirim. Hanya petugas yang melihatnya.</source>
            <translation>Poto ini ikut dikirim. Cuma petugas yang jingok.</translation>
        </message>
        <message>
            <source>Kamera dimulai ulang.</source>
            <translation>Kamera diidupke lagi.</translation>
        </message>
        <message>
            <source>Kamera menyala hanya di halaman ini.</source>
            <translation>Kamera idup cuma di halaman ini.</translation>
        </message>
    </context>
    <context>
        <name>Pin</name>
        <message>
            <source>PIN belum cocok. Masih bisa dicoba %n kali.</source>
            <translation>PIN belum cocok. Masih biso dicubo %n kali.</translation>
        </message>
        <message>
            <source>Terlalu sering dicoba. Tunggu %n detik.</source>
            <translation>Terlalu sering dicubo. Tunggu %n detik.</translation>
        </message>
        <message>
            <source>Terlalu sering dicoba. Tunggu %n menit.</source>
            <translation>Terlalu sering dicubo. Tunggu %n menit.</translation>
        </message>
        <message>
            <source>Kiosk ini belum punya PIN. Pasang dulu dari komputer kantor.</source>
            <translation>Kiosk ini belum punyo PIN. Pasang dulu dari komputer kantor.</translation>
        </message>
    </context>
    <context>
        <name>PinPage</name>
        <message>
            <source>PIN petugas</source>
            <translation>PIN petugas</translation>
        </message>
        <message>
            <source>Halaman ini untuk petugas kelurahan.</source>
            <translation>Halaman ini untuk petugas kelurahan.</translation>
        </message>
        <message>
            <source>Masuk</source>
            <translation>Masuk</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>PIN, sudah %1 angka</source>
            <translation>PIN, lah %1 angka</translation>
        </message>
    </context>
    <context>
        <name>Place</name>
        <message>
            <source>{name}, RT {rt}</source>
            <translation>{name}, RT {rt}</translation>
        </message>
        <message>
            <source>di {landmark}</source>
            <translation>di {landmark}</translation>
        </message>
        <message>
            <source>dekat {landmark}, sekitar {metres} m ke {direction}</source>
            <translation>deket {landmark}, kiro-kiro {metres} m ke {direction}</translation>
        </message>
        <message>
            <source>utara</source>
            <translation>utara</translation>
        </message>
        <message>
            <source>timur laut</source>
            <translation>timur laut</translation>
        </message>
        <message>
            <source>timur</source>
            <translation>timur</translation>
        </message>
        <message>
            <source>tenggara</source>
            <translation>tenggara</translation>
        </message>
        <message>
            <source>selatan</source>
            <translation>selatan</translation>
        </message>
        <message>
            <source>barat daya</source>
            <translation>barat daya</translation>
        </message>
        <message>
            <source>barat</source>
            <translation>barat</translation>
        </message>
        <message>
            <source>barat laut</source>
            <translation>barat laut</translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Pilih provinsi</source>
            <translation>Pilih provinsi</translation>
        </message>
        <message>
            <source>Pilih kabupaten atau kota</source>
            <translation>Pilih kabupaten atau kota</translation>
        </message>
        <message>
            <source>Pilih kecamatan</source>
            <translation>Pilih kecamatan</translation>
        </message>
        <message>
            <source>Pilih kelurahan atau desa</source>
            <translation>Pilih kelurahan atau desa</translation>
        </message>
        <message>
            <source>Provinsi</source>
            <translation>Provinsi</translation>
        </message>
        <message>
            <source>Kabupaten atau kota</source>
            <translation>Kabupaten atau kota</translation>
        </message>
        <message>
            <source>Kecamatan</source>
            <translation>Kecamatan</translation>
        </message>
        <message>
            <source>Kelurahan atau desa</source>
            <translation>Kelurahan atau desa</translation>
        </message>
    </context>
    <context>
        <name>Print</name>
        <message>
            <source>Nomor Anda {ticket} tetap berlaku. Potret layar ini atau catat, ya.</source>
            <translation>Nomor {ticket} tetep belaku. Poto layar ini atau catet, yo.</translation>
        </message>
        <message>
            <source>Ambil struk Anda di bawah layar.</source>
            <translation>Ambek struknyo di bawah layar.</translation>
        </message>
        <message>
            <source>Printernya sudah siap lagi. Ambil struk Anda di bawah layar.</source>
            <translation>Printernyo lah siap lagi. Ambek struknyo di bawah layar.</translation>
        </message>
        <message>
            <source>Struk sudah tercetak</source>
            <translation>Struk lah tecetak</translation>
        </message>
        <message>
            <source>Struk sedang dicetak</source>
            <translation>Struk lagi dicetak</translation>
        </message>
        <message>
            <source>Tunggu sebentar di sini, ya.</source>
            <translation>Tunggu sebentar di sini, yo.</translation>
        </message>
        <message>
            <source>Kalau printer segera siap, struk keluar sendiri.</source>
            <translation>Kalu printernyo cepet siap, struknyo keluar dewek.</translation>
        </message>
        <message>
            <source>Nomor Anda {ticket} tetap berlaku.</source>
            <translation>Nomor {ticket} tetep belaku.</translation>
        </message>
        <message>
            <source>Struk Anda dicetak di printer lain. Tanyakan petugas.</source>
            <translation>Struknyo dicetak di printer laen. Tanyoke ke petugas.</translation>
        </message>
        <message>
            <source>Belum pasti tercetak. Nomor Anda {ticket} tetap berlaku.</source>
            <translation>Belum pasti tecetak. Nomor {ticket} tetep belaku.</translation>
        </message>
        <message>
            <source>Apakah struknya keluar?</source>
            <translation>Apo struknyo keluar?</translation>
        </message>
        <message>
            <source>Terima kasih</source>
            <translation>Terimo kaseh</translation>
        </message>
        <message>
            <source>Simpan struk Anda baik-baik.</source>
            <translation>Simpen struknyo baek-baek.</translation>
        </message>
        <message>
            <source>Maaf, struk belum keluar</source>
            <translation>Maaf, struk belum keluar</translation>
        </message>
        <message>
            <source>Salinan paling banyak dua, supaya kertas cukup untuk semua.</source>
            <translation>Salinan paling banyak duo, supayo kertas cukup untuk galo.</translation>
        </message>
        <message>
            <source>Kertas habis. Mohon beri tahu petugas.</source>
            <translation>Kertasnyo abis. Tolong enjuk tau petugas.</translation>
        </message>
        <message>
            <source>Tutup printer terbuka. Mohon beri tahu petugas.</source>
            <translation>Tutup printernyo tebuka. Tolong enjuk tau petugas.</translation>
        </message>
        <message>
            <source>Pemotong kertas macet. Mohon beri tahu petugas.</source>
            <translation>Pemotong kertasnyo macet. Tolong enjuk tau petugas.</translation>
        </message>
        <message>
            <source>Printer perlu mendingin sebentar.</source>
            <translation>Printernyo nak nunggu dingin sebentar.</translation>
        </message>
        <message>
            <source>Printer rusak. Mohon beri tahu petugas.</source>
            <translation>Printernyo rusak. Tolong enjuk tau petugas.</translation>
        </message>
        <message>
            <source>Printer tidak menjawab. Mohon beri tahu petugas.</source>
            <translation>Printernyo dak nyaut. Tolong enjuk tau petugas.</translation>
        </message>
        <message>
            <source>Printer belum bisa dipakai. Mohon beri tahu petugas.</source>
            <translation>Printernyo belum biso dipake. Tolong enjuk tau petugas.</translation>
        </message>
        <message>
            <source>Printer masih sibuk.</source>
            <translation>Printernyo masih sibuk.</translation>
        </message>
        <message>
            <source>Kiosk ini tidak punya printer.</source>
            <translation>Kiosk ini dak punyo printer.</translation>
        </message>
        <message>
            <source>Struk ini terlalu lama menunggu printer.</source>
            <translation>Struk ini kelamoan nunggu printer.</translation>
        </message>
        <message>
            <source>Petugas menghentikan pencetakannya.</source>
            <translation>Petugas nyetopke cetakannyo.</translation>
        </message>
        <message>
            <source>Dicetak di printer lain. Tanyakan petugas.</source>
            <translation>Dicetak di printer laen. Tanyoke ke petugas.</translation>
        </message>
        <message>
            <source>Disimpan untuk petugas, belum di atas kertas.</source>
            <translation>Disimpen untuk petugas, belum di atas kertas.</translation>
        </message>
        <message>
            <source>Struk belum tercetak.</source>
            <translation>Struk belum tecetak.</translation>
        </message>
    </context>
    <context>
        <name>PrivacyPage</name>
        <message>
            <source>Lanjut</source>
            <translation>Lanjut</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Jawaban Anda langsung dikunci dan hanya bisa dibuka oleh kelurahan. Setelah terkirim, kiosk ini tidak bisa membacanya lagi.</source>
            <translation>Jawaban Bapak/Ibu langsung dikunci, cuma biso dibuka kelurahan. Kalu lah tekirim, kiosk ini dak biso lagi mbaconyo.</translation>
        </message>
        <message>
            <source>Kami hanya menanyakan yang diperlukan untuk permohonan ini.</source>
            <translation>Kami cuma nanyoke yang perlu untuk permohonan ini.</translation>
        </message>
        <message>
            <source>Yang membaca: petugas kelurahan yang mengurus permohonan Anda.</source>
            <translation>Yang mbaco: petugas kelurahan yang ngurus permohonan ini.</translation>
        </message>
        <message>
            <source>Struk Anda tidak memuat nama, NIK, atau alamat.</source>
            <translation>Di struk dak ado namo, NIK, atau alamat.</translation>
        </message>
        <message>
            <source>Anda boleh meminta data Anda dibetulkan atau dihapus di loket.</source>
            <translation>Bapak/Ibu boleh mintak datanyo dibenerke atau dihapus di loket.</translation>
        </message>
        <message>
            <source>Aturannya: Undang-Undang Pelindungan Data Pribadi (UU 27 Tahun 2022).</source>
            <translation>Aturannyo: Undang-Undang Pelindungan Data Pribadi (UU 27 Tahun 2022).</translation>
        </message>
        <message>
            <source>Baca selengkapnya</source>
            <translation>Baco selengkapnyo</translation>
        </message>
    </context>
    <context>
        <name>Problem</name>
        <message>
            <source>Ada yang belum lengkap. Sentuh Ubah di kartunya.</source>
            <translation>Ado yang belum lengkap. Pencet Ubah di kartunyo.</translation>
        </message>
        <message>
            <source>Nomor HP dimulai dengan 08, panjangnya 10 sampai 13 angka.</source>
            <translation>Nomor HP mulainyo 08, panjangnyo 10 sampe 13 angka.</translation>
        </message>
        <message>
            <source>Tulis tahunnya lengkap, misalnya 1951.</source>
            <translation>Tulis taunnyo lengkap, misalnyo 1951.</translation>
        </message>
        <message>
            <source>Isi dulu tanggal, bulan, dan tahunnya.</source>
            <translation>Isi dulu tanggal, bulan, samo taunnyo.</translation>
        </message>
        <message>
            <source>{label} ada {expected} angka. Anda baru mengisi {got}.</source>
            <translation>{label} ado {expected} angka. Baru diisi {got}.</translation>
        </message>
        <message>
            <source>Angka-angka depan {label} ini tidak dikenal. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Angka depan {label} ini dak dikenal. Cubo cocokke lagi samo kartunyo.</translation>
        </message>
        <message>
            <source>Angka ke-7 sampai ke-12 {label} berisi tanggal. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Angka ke-7 sampe ke-12 {label} isinyo tanggal. Cubo cocokke lagi samo kartunyo.</translation>
        </message>
        <message>
            <source>Tanggal itu tidak ada di kalender. Coba periksa lagi.</source>
            <translation>Tanggal itu dak ado di kalender. Cubo perikso lagi.</translation>
        </message>
        <message>
            <source>Tanggal itu belum tiba. Coba periksa tahunnya.</source>
            <translation>Tanggal itu belum nyampe. Cubo perikso taunnyo.</translation>
        </message>
        <message>
            <source>Tanggal itu sudah lewat. Coba pilih hari ini atau sesudahnya.</source>
            <translation>Tanggal itu lah lewat. Cubo pilih hari ini atau sesudahnyo.</translation>
        </message>
        <message>
            <source>Tahunnya mulai dari {min}. Coba periksa lagi.</source>
            <translation>Taunnyo mulai dari {min}. Cubo perikso lagi.</translation>
        </message>
        <message>
            <source>Empat angka terakhir {label} tidak mungkin 0000. Coba cocokkan lagi.</source>
            <translation>Empat angka terakhir {label} dak mungkin 0000. Cubo cocokke lagi.</translation>
        </message>
        <message>
            <source>Nomor ini sama dengan NIK. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Nomor ini samo dengan NIK. Cubo cocokke lagi samo kartunyo.</translation>
        </message>
        <message>
            <source>Masih kurang. Tulis paling sedikit {min}.</source>
            <translation>Masih kurang. Tulis paling dikit {min}.</translation>
        </message>
        <message>
            <source>Ini terlalu banyak. Paling banyak {max}.</source>
            <translation>Ini kebanyakan. Paling banyak {max}.</translation>
        </message>
        <message>
            <source>Fotonya paling banyak {max}. Yang lain boleh dibawa ke loket.</source>
            <translation>Potonyo paling banyak {max}. Yang laen boleh dibawak ke loket.</translation>
        </message>
        <message>
            <source>Masih kurang. Nomornya paling sedikit {min} tanda.</source>
            <translation>Masih kurang. Nomornyo paling dikit {min} tando.</translation>
        </message>
        <message>
            <source>Nomor polisi ditulis seperti BG 1234 AB. Coba cocokkan dengan STNK.</source>
            <translation>Nomor polisi ditulis cak BG 1234 AB. Cubo cocokke samo STNK.</translation>
        </message>
        <message>
            <source>Coba cocokkan lagi {label} dengan jawaban yang lain.</source>
            <translation>Cubo cocokke lagi {label} samo jawaban yang laen.</translation>
        </message>
        <message>
            <source>Tulis sedikit lagi, paling sedikit {min} huruf.</source>
            <translation>Tulis dikit lagi, paling dikit {min} huruf.</translation>
        </message>
        <message>
            <source>Ini terlalu panjang. Paling banyak {max} huruf.</source>
            <translation>Ini kepanjangan. Paling banyak {max} huruf.</translation>
        </message>
        <message>
            <source>Ada tanda yang tidak bisa dipakai di sini. Pakai huruf saja, ya.</source>
            <translation>Ado tando yang dak biso dipake di sini. Pake huruf bae, yo.</translation>
        </message>
        <message>
            <source>Isi dengan angka saja.</source>
            <translation>Isi pake angka bae.</translation>
        </message>
        <message>
            <source>Paling banyak {max}.</source>
            <translation>Paling banyak {max}.</translation>
        </message>
        <message>
            <source>Isi angka dari {min} sampai {max}.</source>
            <translation>Isi angka dari {min} sampe {max}.</translation>
        </message>
        <message>
            <source>Sentuh kotak setuju dulu, supaya kami boleh memproses permohonan Anda.</source>
            <translation>Pencet dulu kotak setuju, biar kami boleh ngurus permohonannyo.</translation>
        </message>
        <message>
            <source>Jam ditulis dari 00.00 sampai 23.59. Coba periksa lagi.</source>
            <translation>Jam ditulis dari 00.00 sampe 23.59. Cubo perikso lagi.</translation>
        </message>
        <message>
            <source>Tempat itu di luar peta. Coba sentuh tempat lain.</source>
            <translation>Tempat itu di luar peta. Cubo pencet tempat laen.</translation>
        </message>
        <message>
            <source>Foto itu tidak bisa dipakai. Coba ambil sekali lagi.</source>
            <translation>Poto itu dak biso dipake. Cubo ambek sekali lagi.</translation>
        </message>
        <message>
            <source>Pilih salah satu jawaban yang ada.</source>
            <translation>Pilih salah satu jawaban yang ado.</translation>
        </message>
        <message>
            <source>Pilih dulu satu jawaban.</source>
            <translation>Pilih dulu sikok jawaban.</translation>
        </message>
        <message>
            <source>Pilih dulu, boleh lebih dari satu.</source>
            <translation>Pilih dulu, boleh lebih dari sikok.</translation>
        </message>
        <message>
            <source>Tulis dulu ceritanya di kotak ini.</source>
            <translation>Tulis dulu ceritonyo di kotak ini.</translation>
        </message>
        <message>
            <source>Isi dulu jam dan menitnya.</source>
            <translation>Isi dulu jam samo menitnyo.</translation>
        </message>
        <message>
            <source>Pilih dulu wilayahnya, satu per satu dari atas.</source>
            <translation>Pilih dulu wilayahnyo, sikok-sikok dari atas.</translation>
        </message>
        <message>
            <source>Sentuh dulu tempatnya di peta.</source>
            <translation>Pencet dulu tempatnyo di peta.</translation>
        </message>
        <message>
            <source>Tulis dulu paling sedikit {min}.</source>
            <translation>Tulis dulu paling dikit {min}.</translation>
        </message>
        <message>
            <source>Isi dulu {label}.</source>
            <translation>Isi dulu {label}.</translation>
        </message>
        <message>
            <source>Kode daerah di NIK ini tidak ada di daftar kami. Kalau sudah cocok dengan KTP, lanjut saja.</source>
            <translation>Kode daerah di NIK ini dak ado di daftar kami. Kalu lah cocok samo KTP, lanjut bae.</translation>
        </message>
        <message>
            <source>Berbeda dengan tanggal di NIK. Kalau sudah benar, lanjut saja.</source>
            <translation>Beda samo tanggal di NIK. Kalu lah bener, lanjut bae.</translation>
        </message>
        <message>
            <source>Berbeda dengan yang tertulis di NIK. Kalau sudah benar, lanjut saja.</source>
            <translation>Beda samo yang tetulis di NIK. Kalu lah bener, lanjut bae.</translation>
        </message>
        <message>
            <source>Fotonya belum ada. Lanjut saja, foto boleh dibawa ke loket.</source>
            <translation>Potonyo belum ado. Lanjut bae, poto boleh dibawak ke loket.</translation>
        </message>
        <message>
            <source>Coba cocokkan lagi dengan jawaban yang lain. Kalau sudah benar, lanjut saja.</source>
            <translation>Cubo cocokke lagi samo jawaban yang laen. Kalu lah bener, lanjut bae.</translation>
        </message>
    </context>
    <context>
        <name>QrPicture</name>
        <message>
            <source>Kode QR permohonan Anda</source>
            <translation>Kode QR permohonan Bapak/Ibu</translation>
        </message>
    </context>
    <context>
        <name>QueuePage</name>
        <message>
            <source>Nomor antrean untuk apa?</source>
            <translation>Nomor antrean untuk apo?</translation>
        </message>
        <message>
            <source>Struk belum bisa dicetak. Nomor Anda tampil di layar: potret atau catat, ya.</source>
            <translation>Struk belum biso dicetak. Nomornyo keliatan di layar: poto atau catet, yo.</translation>
        </message>
        <message>
            <source>Sentuh salah satu, nomor Anda langsung keluar.</source>
            <translation>Pencet salah satu, nomornyo langsung keluar.</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Saya perlu didahulukan</source>
            <translation>Sayo perlu duluan</translation>
        </message>
        <message>
            <source>Lansia, ibu hamil atau membawa bayi, penyandang disabilitas</source>
            <translation>Lansia, ibu hamil atau bawak bayi, penyandang disabilitas</translation>
        </message>
    </context>
    <context>
        <name>Reading</name>
        <message>
            <source>Tempat</source>
            <translation>Tempat</translation>
        </message>
        <message>
            <source>Hari</source>
            <translation>Hari</translation>
        </message>
        <message>
            <source>Standar pelayanan</source>
            <translation>Standar pelayanan</translation>
        </message>
        <message>
            <source>Dasar hukum: {basis}</source>
            <translation>Dasar hukum: {basis}</translation>
        </message>
        <message>
            <source>Sumber: {source}. Diperbarui {day}.</source>
            <translation>Sumber: {source}. Diperbarui {day}.</translation>
        </message>
        <message>
            <source>Data {period}.</source>
            <translation>Data {period}.</translation>
        </message>
        <message>
            <source>Sumber: {source}.</source>
            <translation>Sumber: {source}.</translation>
        </message>
        <message>
            <source>Telepon</source>
            <translation>Telepon</translation>
        </message>
        <message>
            <source>Letaknya</source>
            <translation>Letaknyo</translation>
        </message>
        <message>
            <source>Buka di HP Anda</source>
            <translation>Buka di HP</translation>
        </message>
        <message>
            <source>Peta di HP Anda</source>
            <translation>Peta di HP</translation>
        </message>
        <message>
            <source>tanyakan petugas</source>
            <translation>tanyoke petugas</translation>
        </message>
        <message>
            <source>hari ini</source>
            <translation>hari ini</translation>
        </message>
        <message>
            <source>besok</source>
            <translation>besok</translation>
        </message>
        <message>
            <source>lusa</source>
            <translation>lusa</translation>
        </message>
        <message>
            <source>%n hari lagi</source>
            <translation>%n hari lagi</translation>
        </message>
        <message>
            <source>{start} sampai {end}</source>
            <translation>{start} sampe {end}</translation>
        </message>
        <message>
            <source>mulai {start}</source>
            <translation>mulai {start}</translation>
        </message>
        <message>
            <source>Seminggu sekali</source>
            <translation>Seminggu sekali</translation>
        </message>
        <message>
            <source>Setiap hari {day}</source>
            <translation>Tiap hari {day}</translation>
        </message>
        <message>
            <source>Sebulan sekali</source>
            <translation>Sebulan sekali</translation>
        </message>
        <message>
            <source>Setiap bulan, tanggal {day}</source>
            <translation>Tiap bulan, tanggal {day}</translation>
        </message>
        <message>
            <source>Tiga bulan sekali</source>
            <translation>Tigo bulan sekali</translation>
        </message>
        <message>
            <source>Setiap tiga bulan, tanggal {day}</source>
            <translation>Tiap tigo bulan, tanggal {day}</translation>
        </message>
        <message>
            <source>Sudah lewat</source>
            <translation>Lah lewat</translation>
        </message>
        <message>
            <source>Hari berikutnya</source>
            <translation>Hari berikutnyo</translation>
        </message>
        <message>
            <source>Berulang</source>
            <translation>Diadoke</translation>
        </message>
        <message>
            <source>Jam</source>
            <translation>Jam</translation>
        </message>
        <message>
            <source>Yang mengadakan</source>
            <translation>Yang ngadoke</translation>
        </message>
        <message>
            <source>Yang bisa ditanya</source>
            <translation>Yang biso ditanyo</translation>
        </message>
        <message>
            <source>Biaya</source>
            <translation>Biaya</translation>
        </message>
        <message>
            <source>Bawa ini</source>
            <translation>Bawak ini</translation>
        </message>
        <message>
            <source>Tahun</source>
            <translation>Taun</translation>
        </message>
        <message>
            <source>Jenis</source>
            <translation>Jenis</translation>
        </message>
        <message>
            <source>Naskahnya</source>
            <translation>Naskahnyo</translation>
        </message>
        <message>
            <source>Angkanya</source>
            <translation>Angkanyo</translation>
        </message>
        <message>
            <source>Syarat</source>
            <translation>Syarat</translation>
        </message>
        <message>
            <source>Tidak ada yang perlu dibawa.</source>
            <translation>Dak ado yang perlu dibawak.</translation>
        </message>
        <message>
            <source>Langkah-langkah</source>
            <translation>Langkah-langkah</translation>
        </message>
        <message>
            <source>Isi permohonan di kiosk ini.</source>
            <translation>Isi permohonan di kiosk ini.</translation>
        </message>
        <message>
            <source>Lamanya</source>
            <translation>Lamonyo</translation>
        </message>
        <message>
            <source>Yang Anda dapat</source>
            <translation>Yang didapet</translation>
        </message>
        <message>
            <source>Sampaikan kepada petugas di loket.</source>
            <translation>Sampeke samo petugas di loket.</translation>
        </message>
        <message>
            <source>Lewat kiosk ini: {service}. Atau langsung kepada petugas di loket.</source>
            <translation>Lewat kiosk ini: {service}. Atau langsung ke petugas di loket.</translation>
        </message>
        <message>
            <source>Pengaduan</source>
            <translation>Pengaduan</translation>
        </message>
    </context>
    <context>
        <name>ReadingPage</name>
        <message>
            <source>Cetak</source>
            <translation>Cetak</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Contoh</source>
            <translation>Contoh</translation>
        </message>
        <message>
            <source>Nama, tanggal, dan angka di sini dibuat untuk peragaan, bukan keterangan yang sebenarnya.</source>
            <translation>Namo, tanggal, samo angka di sini dibuat untuk peragaan, bukan keterangan benernyo.</translation>
        </message>
        <message>
            <source>Tulisan ini baru ada dalam bahasa Indonesia.</source>
            <translation>Tulisan ini baru ado dalem baso Indonesia.</translation>
        </message>
        <message>
            <source>Ajukan di kiosk ini</source>
            <translation>Ajuke di kiosk ini</translation>
        </message>
        <message>
            <source>Bacaan berikutnya</source>
            <translation>Bacoan berikutnyo</translation>
        </message>
        <message>
            <source>Bacaan sebelumnya</source>
            <translation>Bacoan sebelumnyo</translation>
        </message>
    </context>
    <context>
        <name>Remark</name>
        <message>
            <source>Perlu dibetulkan</source>
            <translation>Perlu dibenerke</translation>
        </message>
        <message>
            <source>Perhatikan</source>
            <translation>Perhatike</translation>
        </message>
        <message>
            <source>Info</source>
            <translation>Info</translation>
        </message>
    </context>
    <context>
        <name>ResultPage</name>
        <message>
            <source>Nomor %1 · %2</source>
            <translation>Nomor %1 · %2</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Selesai</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Catatan petugas</source>
            <translation>Catetan petugas</translation>
        </message>
        <message>
            <source>Dibuat di kiosk lain kelurahan ini.</source>
            <translation>Dibuat di kiosk lain kelurahan ini.</translation>
        </message>
        <message>
            <source>Cetak status</source>
            <translation>Cetak status</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Cetak rujukan</source>
            <translation>Cetak rujukan</translation>
        </message>
        <message>
            <source>Rujukan</source>
            <translation>Rujukan</translation>
        </message>
        <message>
            <source>Cetak salinan struk</source>
            <translation>Cetak salinan struk</translation>
        </message>
        <message>
            <source>Salinan</source>
            <translation>Salinan</translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>Sudah benar semua?</source>
            <translation>Lah bener galo?</translation>
        </message>
        <message>
            <source>Sentuh Ubah kalau ada yang perlu dibetulkan.</source>
            <translation>Pencet Ubah kalu ado yang perlu dibenerke.</translation>
        </message>
        <message>
            <source>Kirim permohonan</source>
            <translation>Kirim permohonan</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Umur Anda %1 tahun. Lansia boleh dilayani lebih dulu, kalau Anda mau.</source>
            <translation>Umur Bapak/Ibu %1 taun. Lansia boleh dilayani dulu, kalu galak.</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Ubah</translation>
        </message>
        <message>
            <source>Ubah %1</source>
            <translation>Ubah %1</translation>
        </message>
        <message>
            <source>Lansia, ibu hamil atau membawa bayi, penyandang disabilitas</source>
            <translation>Lansia, ibu hamil atau bawak bayi, penyandang disabilitas</translation>
        </message>
        <message>
            <source>Saya perlu didahulukan</source>
            <translation>Sayo perlu duluan</translation>
        </message>
    </context>
    <context>
        <name>RouteStop</name>
        <message>
            <source>Tidak selalu: tergantung jawaban Anda.</source>
            <translation>Idak selalu: tegantung jawaban Bapak/Ibu.</translation>
        </message>
        <message>
            <source>Bawa: %1</source>
            <translation>Bawak: %1</translation>
        </message>
        <message>
            <source>Alamat dan jam buka: tanyakan petugas.</source>
            <translation>Alamat samo jam buka: tanyoke petugas.</translation>
        </message>
        <message>
            <source>Alamat: tanyakan petugas.</source>
            <translation>Alamat: tanyoke petugas.</translation>
        </message>
        <message>
            <source>Jam buka: tanyakan petugas.</source>
            <translation>Jam buka: tanyoke petugas.</translation>
        </message>
        <message>
            <source>Contoh, bukan alamat sebenarnya.</source>
            <translation>Contoh, bukan alamat benernyo.</translation>
        </message>
    </context>
    <context>
        <name>RowCard</name>
        <message>
            <source>Belum lengkap</source>
            <translation>Belum lengkap</translation>
        </message>
        <message>
            <source>Hapus %1?</source>
            <translation>Hapus %1?</translation>
        </message>
        <message>
            <source>Hapus %1, %2?</source>
            <translation>Hapus %1, %2?</translation>
        </message>
        <message>
            <source>Ya, hapus</source>
            <translation>Iyo, hapus</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Ubah</translation>
        </message>
        <message>
            <source>Tidak jadi</source>
            <translation>Dak jadi</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Hapus</translation>
        </message>
    </context>
    <context>
        <name>RowsAnswer</name>
        <message>
            <source>Belum ada yang ditulis.</source>
            <translation>Belum ado yang ditulis.</translation>
        </message>
        <message>
            <source>Tulis %1</source>
            <translation>Tulis %1</translation>
        </message>
        <message>
            <source>Tambah %1</source>
            <translation>Tambah %1</translation>
        </message>
    </context>
    <context>
        <name>ScrollArea</name>
        <message>
            <source>Masih ada di bawah</source>
            <translation>Masih ado di bawah</translation>
        </message>
        <message>
            <source>Kembali ke atas</source>
            <translation>Balek ke atas</translation>
        </message>
    </context>
    <context>
        <name>SearchPage</name>
        <message>
            <source>Apa yang Anda cari?</source>
            <translation>Apo yang Bapak/Ibu cari?</translation>
        </message>
        <message>
            <source>Lihat gambar</source>
            <translation>Jingok gambar</translation>
        </message>
        <message>
            <source>Lihat %n hasil</source>
            <translation>Jingok %n hasil</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Kata yang dicari</source>
            <translation>Kato yang dicari</translation>
        </message>
        <message>
            <source>Misalnya: KTP hilang</source>
            <translation>Misalnyo: KTP ilang</translation>
        </message>
        <message>
            <source>Belum ketemu.</source>
            <translation>Belum ketemu.</translation>
        </message>
        <message>
            <source>Coba kata lain, atau tanya petugas di loket.</source>
            <translation>Cubo kato laen, atau tanyo petugas di loket.</translation>
        </message>
        <message>
            <source>Yang sering dicari</source>
            <translation>Yang sering dicari</translation>
        </message>
        <message>
            <source>Atau pilih dari sini</source>
            <translation>Atau pilih dari sini</translation>
        </message>
    </context>
    <context>
        <name>SendingPage</name>
        <message>
            <source>Sebentar, sedang disimpan</source>
            <translation>Sebentar, lagi disimpen</translation>
        </message>
    </context>
    <context>
        <name>ServicePage</name>
        <message>
            <source>Mulai</source>
            <translation>Mulai</translation>
        </message>
        <message>
            <source>Ambil nomor antrean</source>
            <translation>Ambek nomor antrean</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Sedang ditutup</source>
            <translation>Lagi ditutup</translation>
        </message>
        <message>
            <source>Tanpa nama.</source>
            <translation>Tanpa namo.</translation>
        </message>
        <message>
            <source>Kami tidak menanyakan siapa Anda.</source>
            <translation>Kami idak nanyoke siapo Bapak/Ibu.</translation>
        </message>
        <message>
            <source>Lamanya</source>
            <translation>Lamonyo</translation>
        </message>
        <message>
            <source>Biaya</source>
            <translation>Biaya</translation>
        </message>
        <message>
            <source>Yang memutuskan</source>
            <translation>Yang mutuske</translation>
        </message>
        <message>
            <source>Yang Anda dapat</source>
            <translation>Yang didapet</translation>
        </message>
        <message>
            <source>Bawa ke loket nanti</source>
            <translation>Bawak ke loket kagek</translation>
        </message>
        <message>
            <source>Alurnya</source>
            <translation>Alurnyo</translation>
        </message>
        <message>
            <source>Cetak rute dan syarat</source>
            <translation>Cetak rute samo sarat</translation>
        </message>
        <message>
            <source>Rute dan syarat</source>
            <translation>Rute samo sarat</translation>
        </message>
        <message>
            <source>Pengaduan</source>
            <translation>Pengaduan</translation>
        </message>
        <message>
            <source>Dasar hukum: %1</source>
            <translation>Dasar hukum: %1</translation>
        </message>
        <message>
            <source>Baca dulu kalau mau</source>
            <translation>Baco dulu kalu galak</translation>
        </message>
    </context>
    <context>
        <name>ShelfPage</name>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Menurut jenis layanan</source>
            <translation>Menurut jenis layanan</translation>
        </message>
        <message>
            <source>Menurut kantor yang mengurus</source>
            <translation>Menurut kantor yang ngurus</translation>
        </message>
    </context>
    <context>
        <name>Slip</name>
        <message>
            <source>Bukti permohonan</source>
            <translation>Bukti permohonan</translation>
        </message>
        <message>
            <source>Nomor antrean</source>
            <translation>Nomor antrean</translation>
        </message>
        <message>
            <source>Lembar uji</source>
            <translation>Lembar uji</translation>
        </message>
        <message>
            <source>Informasi</source>
            <translation>Informasi</translation>
        </message>
        <message>
            <source>Status permohonan</source>
            <translation>Status permohonan</translation>
        </message>
        <message>
            <source>Rute dan syarat</source>
            <translation>Rute samo sarat</translation>
        </message>
        <message>
            <source>Lembar untuk kantor</source>
            <translation>Lembar untuk kantor</translation>
        </message>
        <message>
            <source>Laporan kesiapan</source>
            <translation>Laporan kesiapan</translation>
        </message>
        <message>
            <source>Sudah tercetak</source>
            <translation>Lah tecetak</translation>
        </message>
        <message>
            <source>Sedang dicetak</source>
            <translation>Lagi dicetak</translation>
        </message>
        <message>
            <source>Menunggu. {why}</source>
            <translation>Nunggu. {why}</translation>
        </message>
        <message>
            <source>Terkirim, tetapi printer ini tidak bisa memastikan.</source>
            <translation>Tekirim, tapi printer ini dak biso mastike.</translation>
        </message>
        <message>
            <source>Tidak tercetak. {why}</source>
            <translation>Dak tecetak. {why}</translation>
        </message>
        <message>
            <source>Kertas habis. Pasang gulungan baru.</source>
            <translation>Kertas abis. Pasang gulungan baru.</translation>
        </message>
        <message>
            <source>Tutup printer terbuka. Tutup rapat.</source>
            <translation>Tutup printer tebuka. Tutup rapet.</translation>
        </message>
        <message>
            <source>Pemotong kertas macet. Matikan printer, keluarkan kertas yang terjepit.</source>
            <translation>Pemotong kertas macet. Matike printer, keluarke kertas yang tejepit.</translation>
        </message>
        <message>
            <source>Printer terlalu panas. Tunggu beberapa menit.</source>
            <translation>Printer kepanasan. Tunggu beberapo menit.</translation>
        </message>
        <message>
            <source>Printer rusak. Matikan dan nyalakan lagi; bila tetap, hubungi teknisi.</source>
            <translation>Printer rusak. Matike terus idupke lagi; kalu tetep, hubungi teknisi.</translation>
        </message>
        <message>
            <source>Printer tidak siap. Periksa tombol dan lampunya.</source>
            <translation>Printer dak siap. Perikso tombol samo lampunyo.</translation>
        </message>
        <message>
            <source>Printer tidak tersambung. Periksa kabel dan listriknya.</source>
            <translation>Printer dak nyambung. Perikso kabel samo listriknyo.</translation>
        </message>
        <message>
            <source>Printer sedang dipakai komputer lain.</source>
            <translation>Printer lagi dipake komputer laen.</translation>
        </message>
        <message>
            <source>Sistem tidak mengizinkan kiosk memakai printer ini. Hubungi teknisi.</source>
            <translation>Sistem dak ngizinke kiosk make printer ini. Hubungi teknisi.</translation>
        </message>
        <message>
            <source>Printer tidak menjawab. Matikan dan nyalakan lagi.</source>
            <translation>Printer dak nyaut. Matike terus idupke lagi.</translation>
        </message>
        <message>
            <source>Terhenti di tengah jalan. Lihat apakah kertasnya keluar.</source>
            <translation>Tehenti di tengah jalan. Jingok apo kertasnyo keluar.</translation>
        </message>
        <message>
            <source>Tanpa printer: nomor hanya tampil di layar.</source>
            <translation>Tanpa printer: nomor cuma tampil di layar.</translation>
        </message>
        <message>
            <source>Terlalu lama menunggu. Nomornya tetap berlaku.</source>
            <translation>Kelamoan nunggu. Nomornyo tetep belaku.</translation>
        </message>
        <message>
            <source>Dibatalkan petugas.</source>
            <translation>Dibatalke petugas.</translation>
        </message>
        <message>
            <source>Dikirim ke printer pengganti.</source>
            <translation>Dikirim ke printer ganti.</translation>
        </message>
        <message>
            <source>Disimpan sebagai berkas, belum di atas kertas.</source>
            <translation>Disimpen jadi berkas, belum di atas kertas.</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Sudah diterima</source>
            <translation>Lah diterimo</translation>
        </message>
        <message>
            <source>Permohonan Anda menunggu diperiksa petugas.</source>
            <translation>Permohonannyo nunggu diperikso petugas.</translation>
        </message>
        <message>
            <source>Sedang diperiksa</source>
            <translation>Lagi diperikso</translation>
        </message>
        <message>
            <source>Petugas sedang memeriksa permohonan Anda.</source>
            <translation>Petugas lagi merikso permohonannyo.</translation>
        </message>
        <message>
            <source>Ada yang perlu dilengkapi</source>
            <translation>Ado yang perlu dilengkapi</translation>
        </message>
        <message>
            <source>Baca catatan petugas di bawah, lalu datang ke loket.</source>
            <translation>Baco catetan petugas di bawah, terus datang ke loket.</translation>
        </message>
        <message>
            <source>Menunggu tanda tangan</source>
            <translation>Nunggu tando tangan</translation>
        </message>
        <message>
            <source>Suratnya sudah dibuat dan menunggu tanda tangan.</source>
            <translation>Suratnyo lah dibuat, tinggal nunggu tando tangan.</translation>
        </message>
        <message>
            <source>Siap diambil</source>
            <translation>Siap diambek</translation>
        </message>
        <message>
            <source>Silakan ambil di loket. Bawa struk atau kode ini.</source>
            <translation>Silakan ambek di loket. Bawak struk atau kode ini.</translation>
        </message>
        <message>
            <source>Sudah diambil</source>
            <translation>Lah diambek</translation>
        </message>
        <message>
            <source>Permohonan ini sudah selesai.</source>
            <translation>Permohonan ini lah selesai.</translation>
        </message>
        <message>
            <source>Tidak dapat dikabulkan</source>
            <translation>Dak biso dikabulke</translation>
        </message>
        <message>
            <source>Baca alasannya di bawah. Anda boleh bertanya di loket.</source>
            <translation>Baco alasannyo di bawah. Boleh jugo nanyo di loket.</translation>
        </message>
        <message>
            <source>Dibatalkan</source>
            <translation>Dibatalke</translation>
        </message>
        <message>
            <source>Permohonan ini tidak diteruskan.</source>
            <translation>Permohonan ini dak diteruske.</translation>
        </message>
        <message>
            <source>Laporan Anda menunggu diperiksa petugas.</source>
            <translation>Laporannyo nunggu diperikso petugas.</translation>
        </message>
        <message>
            <source>Petugas sedang memeriksa laporan Anda.</source>
            <translation>Petugas lagi merikso laporannyo.</translation>
        </message>
        <message>
            <source>Menunggu keputusan</source>
            <translation>Nunggu keputusan</translation>
        </message>
        <message>
            <source>Laporan sudah diperiksa dan menunggu keputusan.</source>
            <translation>Laporan lah diperikso, tinggal nunggu keputusan.</translation>
        </message>
        <message>
            <source>Jawaban siap</source>
            <translation>Jawaban lah siap</translation>
        </message>
        <message>
            <source>Baca catatan petugas di bawah, atau tanyakan di loket.</source>
            <translation>Baco catetan petugas di bawah, atau tanyoke di loket.</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Selesai</translation>
        </message>
        <message>
            <source>Laporan ini sudah selesai ditangani.</source>
            <translation>Laporan ini lah selesai diurus.</translation>
        </message>
    </context>
    <context>
        <name>StepPage</name>
        <message>
            <source>Simpan</source>
            <translation>Simpen</translation>
        </message>
        <message>
            <source>Lewati</source>
            <translation>Lewati</translation>
        </message>
        <message>
            <source>Lanjut</source>
            <translation>Lanjut</translation>
        </message>
        <message>
            <source>Batal</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message>
            <source>dini hari</source>
            <translation>dini hari</translation>
        </message>
        <message>
            <source>pagi</source>
            <translation>pagi</translation>
        </message>
        <message>
            <source>siang</source>
            <translation>siang</translation>
        </message>
        <message>
            <source>sore</source>
            <translation>sore</translation>
        </message>
        <message>
            <source>malam</source>
            <translation>malem</translation>
        </message>
    </context>
    <context>
        <name>TimeAnswer</name>
        <message>
            <source>Jam</source>
            <translation>Jam</translation>
        </message>
        <message>
            <source>Menit</source>
            <translation>Menit</translation>
        </message>
        <message>
            <source>Pukul %1 %2</source>
            <translation>Jam %1 %2</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Bahasa: %1</source>
            <translation>Baso: %1</translation>
        </message>
        <message>
            <source>Bantuan</source>
            <translation>Bantuan</translation>
        </message>
        <message>
            <source>Tampilan</source>
            <translation>Tampilan</translation>
        </message>
        <message>
            <source>Suara</source>
            <translation>Suaro</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Selesai</translation>
        </message>
        <message>
            <source>%1, kosongkan layar</source>
            <translation>%1, kosongke layar</translation>
        </message>
    </context>
    <context>
        <name>Track</name>
        <message>
            <source>Ada huruf yang belum cocok. Coba lihat lagi kode di struk Anda.</source>
            <translation>Ado huruf yang belum cocok. Cubo jingok lagi kode di struk.</translation>
        </message>
        <message>
            <source>Kode ini tidak dibuat oleh kiosk kami. Silakan bertanya di loket.</source>
            <translation>Kode ini bukan dari kiosk kami. Silakan nanyo di loket.</translation>
        </message>
        <message>
            <source>Kode ini belum ada di kiosk ini. Silakan bertanya di loket, bawa struk Anda.</source>
            <translation>Kode ini belum ado di kiosk ini. Silakan nanyo di loket, bawak struknyo.</translation>
        </message>
        <message>
            <source>Struk ini dari kiosk lain, dan kabarnya belum sampai ke sini. Tunggu sebentar, atau bertanya di loket.</source>
            <translation>Struk ini dari kiosk lain, kabarnyo belum sampe sini. Tunggu sebentar, atau nanyo di loket.</translation>
        </message>
        <message>
            <source>Permohonan {ref}</source>
            <translation>Permohonan {ref}</translation>
        </message>
        <message>
            <source>Belum terkirim ke kelurahan (tidak ada sinyal). Data aman di sini dan akan dikirim sendiri.</source>
            <translation>Belum tekirim ke kelurahan (dak ado sinyal). Datanyo aman di sini, kagek tekirim dewek.</translation>
        </message>
        <message>
            <source>Data per {when}</source>
            <translation>Data per {when}</translation>
        </message>
        <message>
            <source>Itu NIK, bukan kode struk. Pindai kode di struk Anda, atau ketik kodenya.</source>
            <translation>Itu NIK, bukan kode struk. Pindai kode di struk, atau ketik kodenyo.</translation>
        </message>
        <message>
            <source>Ini kode dokumen Dukcapil. Keasliannya diperiksa petugas dengan aplikasi IKD.</source>
            <translation>Ini kode dokumen Dukcapil. Asli idaknyo diperikso petugas pake aplikasi IKD.</translation>
        </message>
        <message>
            <source>Kode ini dari surat asli {office}, nomor {number}, tanggal {day}. Cocok tidaknya isi surat, dan apakah masih berlaku, tanyakan di loket.</source>
            <translation>Kode ini dari surat asli {office}, nomor {number}, tanggal {day}. Cocok idaknyo isi surat, dan masih berlaku apo idak, tanyoke di loket.</translation>
        </message>
        <message>
            <source>Surat {office} nomor {number} ini sudah dibatalkan oleh kantor dan tidak berlaku lagi. Silakan bertanya di loket.</source>
            <translation>Surat {office} nomor {number} ini lah dibatalke kantor dan idak berlaku lagi. Silake betanyo di loket.</translation>
        </message>
        <message>
            <source>Kode surat ini tidak dibuat oleh kantor kami. Silakan bertanya di loket.</source>
            <translation>Kode surat ini bukan kantor kami yang buat. Silake betanyo di loket.</translation>
        </message>
        <message>
            <source>Ini kode surat dari kantor lain. Keasliannya diperiksa di kantor itu.</source>
            <translation>Ini kode surat dari kantor lain. Asli idaknyo dipereso di kantor itu.</translation>
        </message>
        <message>
            <source>Kiosk ini belum bisa memeriksa surat ini. Petugas di loket bisa.</source>
            <translation>Kiosk ini belum pacak mereso surat ini. Petugas di loket pacak.</translation>
        </message>
        <message>
            <source>Ini tautan ke {host}. Kiosk ini tidak membuka tautan.</source>
            <translation>Ini tautan ke {host}. Kiosk ini dak mukak tautan.</translation>
        </message>
        <message>
            <source>Ini nomor buku (ISBN), bukan kode struk. Tentang buku ada layanan Perpustakaan Warga.</source>
            <translation>Ini nomor buku (ISBN), bukan kode struk. Soal buku ado layanan Perpustakaan Warga.</translation>
        </message>
        <message>
            <source>Kode ini tidak dikenal di sini. Pindai kode QR di struk Anda.</source>
            <translation>Kode ini dak dikenal di sini. Pindai kode QR di struk.</translation>
        </message>
    </context>
    <context>
        <name>TrackPage</name>
        <message>
            <source>Ketik kode di struk Anda</source>
            <translation>Ketik kode di struk</translation>
        </message>
        <message>
            <source>Atau perlihatkan kode QR di struk ke kamera.</source>
            <translation>Atau tunjukke kode QR di struk ke kamera.</translation>
        </message>
        <message>
            <source>Atau dekatkan kode QR di struk ke pemindai.</source>
            <translation>Atau dekatke kode QR di struk ke pemindai.</translation>
        </message>
        <message>
            <source>Sedang dicari</source>
            <translation>Lagi dicari</translation>
        </message>
        <message>
            <source>Cari</source>
            <translation>Cari</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Balek</translation>
        </message>
        <message>
            <source>Kode permohonan</source>
            <translation>Kode permohonan</translation>
        </message>
        <message>
            <source>Gambar dari kamera</source>
            <translation>Gambar dari kamera</translation>
        </message>
    </context>
    <context>
        <name>Trouble</name>
        <message>
            <source>Kiosk ini belum bisa menerima permohonan baru</source>
            <translation>Kiosk ini belum biso nerimo permohonan baru</translation>
        </message>
        <message>
            <source>Tempat penyimpanannya penuh. Silakan ke loket, petugas akan membantu. Permohonan yang sudah diterima tetap aman.</source>
            <translation>Tempat nyimpennyo penuh. Silakan ke loket, petugas bakal mbantu. Permohonan yang lah diterimo tetep aman.</translation>
        </message>
        <message>
            <source>Kiosk ini perlu diperbaiki</source>
            <translation>Kiosk ini perlu dibaeki</translation>
        </message>
        <message>
            <source>Jawaban Anda tidak tersimpan. Silakan ke loket, petugas akan membantu. Permohonan yang sudah diterima tetap aman.</source>
            <translation>Jawabannyo dak tesimpen. Silakan ke loket, petugas bakal mbantu. Permohonan yang lah diterimo tetep aman.</translation>
        </message>
        <message>
            <source>Kiosk ini sedang sibuk</source>
            <translation>Kiosk ini lagi sibuk</translation>
        </message>
        <message>
            <source>Tunggu sebentar, lalu coba lagi. Jawaban Anda masih ada.</source>
            <translation>Tunggu sebentar, terus cubo lagi. Jawabannyo masih ado.</translation>
        </message>
        <message>
            <source>Maaf, ada yang tidak beres di kiosk ini</source>
            <translation>Maaf, ado yang dak beres di kiosk ini</translation>
        </message>
        <message>
            <source>Ini bukan salah Anda. Coba sekali lagi, atau silakan ke loket.</source>
            <translation>Ini bukan salah Bapak/Ibu. Cubo sekali lagi, atau silakan ke loket.</translation>
        </message>
    </context>
    <context>
        <name>TroublePage</name>
        <message>
            <source>Coba lagi</source>
            <translation>Cubo lagi</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Selesai</translation>
        </message>
    </context>
    <context>
        <name>VoiceBar</name>
        <message>
            <source>Suara</source>
            <translation>Suaro</translation>
        </message>
        <message>
            <source>Berikutnya</source>
            <translation>Berikutnyo</translation>
        </message>
        <message>
            <source>Sebelumnya</source>
            <translation>Sebelumnyo</translation>
        </message>
        <message>
            <source>Ulangi</source>
            <translation>Ulangi</translation>
        </message>
        <message>
            <source>Pilih</source>
            <translation>Pilih</translation>
        </message>
    </context>
    <context>
        <name>WilayahAnswer</name>
        <message>
            <source>Sentuh untuk mengganti</source>
            <translation>Pencet untuk ngganti</translation>
        </message>
        <message>
            <source>Kalau keliru, sentuh bagian yang mau diganti.</source>
            <translation>Kalu salah, pencet bagian yang nak diganti.</translation>
        </message>
        <message>
            <source>Cari namanya</source>
            <translation>Cari namonyo</translation>
        </message>
        <message>
            <source>Sebentar, daftarnya sedang dibuka.</source>
            <translation>Sebentar, daftarnyo lagi dibuka.</translation>
        </message>
        <message>
            <source>Belum ada yang cocok. Coba kurangi hurufnya.</source>
            <translation>Belum ado yang cocok. Cubo kurangi hurufnyo.</translation>
        </message>
        <message>
            <source>Masih ada %n lagi. Ketik beberapa huruf namanya di atas.</source>
            <translation>Masih ado %n lagi. Ketik beberapo huruf namonyo di atas.</translation>
        </message>
    </context>
    <context>
        <name>WovenBand</name>
        <message>
            <source>Sudah %1 dari 100</source>
            <translation>Lah %1 dari 100</translation>
        </message>
    </context>
</TS>
