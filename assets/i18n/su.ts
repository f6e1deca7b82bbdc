<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Sundanese, lemes as it is spoken at a counter today: lemes for the other where it is about the resident ("Bapa/Ibu", jenengan,
     linggih, sumping), the humble "abdi" where the resident speaks. Known to everyone, without literary words; "Bapa/Ibu" is left
     out wherever the sentence is clear. Words of the office stay Indonesian: permohonan, loket, petugas, struk, NIK, KTP, KK.
     é and eu as in today's spelling. To be reviewed by: a native speaker from Priangan who works at a counter; an elder who
     reads little. -->
<TS version="2.1" language="su_ID" sourcelanguage="id_ID">
    <context>
        <name>Answer</name>
        <message>
            <source>(boleh kosong)</source>
            <translation>(kénging kosong)</translation>
        </message>
        <message>
            <source>Contoh: %1</source>
            <translation>Conto: %1</translation>
        </message>
        <message>
            <source>Menurut NIK: %1</source>
            <translation>Dina NIK: %1</translation>
        </message>
        <message>
            <source>Pakai ini</source>
            <translation>Anggo ieu</translation>
        </message>
    </context>
    <context>
        <name>AttractPage</name>
        <message>
            <source>Sedang tutup</source>
            <translation>Nuju tutup</translation>
        </message>
        <message>
            <source>Selamat datang</source>
            <translation>Wilujeng sumping</translation>
        </message>
        <message>
            <source>Urus surat, sampaikan pengaduan, dan cek permohonan Anda. Gratis.</source>
            <translation>Ngurus surat, ngadugikeun pangaduan, sareng ngecék permohonan. Gratis.</translation>
        </message>
        <message>
            <source>Pengumuman kelurahan</source>
            <translation>Béwara kalurahan</translation>
        </message>
        <message>
            <source>Baca informasi</source>
            <translation>Maca informasi</translation>
        </message>
        <message>
            <source>Sentuh untuk mulai</source>
            <translation>Pencét di dieu</translation>
        </message>
        <message>
            <source>Cek permohonan</source>
            <translation>Cék permohonan</translation>
        </message>
        <message>
            <source>Nomor antrean saja</source>
            <translation>Mung nomer antrean</translation>
        </message>
        <message>
            <source>Suara</source>
            <translation>Sora</translation>
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
            <translation>Mangga taroskeun ka petugas di loket.</translation>
        </message>
        <message>
            <source>Lewat kiosk ini: {title} ({ref})</source>
            <translation>Ngalangkungan kiosk ieu: {title} ({ref})</translation>
        </message>
        <message>
            <source>Syaratnya tetap bisa dibaca di sini.</source>
            <translation>Saratna tetep tiasa dibaca di dieu.</translation>
        </message>
        <message>
            <source>Syaratnya tetap bisa dibaca di sini. Ambil nomor antrean kalau ingin bertanya di loket.</source>
            <translation>Saratna tetep tiasa dibaca di dieu. Mangga candak nomer antrean upami badé naros di loket.</translation>
        </message>
        <message>
            <source>Dibuka lagi {when}.</source>
            <translation>Dibuka deui {when}.</translation>
        </message>
        <message>
            <source>Isi formulir ini, tanpa nama.</source>
            <translation>Eusian formulir ieu, tanpa nami.</translation>
        </message>
        <message>
            <source>Isi formulir ini. Anda mendapat nomor antrean dan bukti permohonan.</source>
            <translation>Eusian formulir ieu. Bapa/Ibu kénging nomer antrean sareng bukti permohonan.</translation>
        </message>
        <message>
            <source>Isi formulir ini. Anda mendapat bukti permohonan.</source>
            <translation>Eusian formulir ieu. Bapa/Ibu kénging bukti permohonan.</translation>
        </message>
        <message>
            <source>Kiosk ini</source>
            <translation>Kiosk ieu</translation>
        </message>
        <message>
            <source>Tergantung jawaban Anda</source>
            <translation>Gumantung kana waleran Bapa/Ibu</translation>
        </message>
    </context>
    <context>
        <name>CataloguePage</name>
        <message>
            <source>Apa yang bisa kami bantu?</source>
            <translation>Aya nu tiasa dibantos?</translation>
        </message>
        <message>
            <source>Kiosk ini sedang tutup, jadi belum bisa menerima permohonan. Informasi tetap bisa dibaca.</source>
            <translation>Kiosk ieu nuju tutup, janten teu acan tiasa nampi permohonan. Informasi tetep tiasa diaos.</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Cari: ketik keperluan Anda, misalnya KTP hilang</source>
            <translation>Pilari: ketik kaperyogian Bapa/Ibu, misalna KTP ical</translation>
        </message>
        <message>
            <source>Paling sering diurus</source>
            <translation>Pangseringna diurus</translation>
        </message>
        <message>
            <source>Semua layanan</source>
            <translation>Sadaya layanan</translation>
        </message>
        <message>
            <source>Nomor antrean saja</source>
            <translation>Mung nomer antrean</translation>
        </message>
        <message>
            <source>Cek permohonan saya</source>
            <translation>Cék permohonan abdi</translation>
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
            <translation>tanda hubung</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Baris %1 sampai %2</source>
            <translation>Baris %1 dugi ka %2</translation>
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
            <translation>Sasih</translation>
        </message>
        <message>
            <source>Januari</source>
            <translation>Januari</translation>
        </message>
        <message>
            <source>Februari</source>
            <translation>Pébruari</translation>
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
            <translation>Méi</translation>
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
            <translation>Séptémber</translation>
        </message>
        <message>
            <source>Oktober</source>
            <translation>Oktober</translation>
        </message>
        <message>
            <source>November</source>
            <translation>Nopémber</translation>
        </message>
        <message>
            <source>Desember</source>
            <translation>Désémber</translation>
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
            <translation>Mangga calik heula di rohangan tunggu.</translation>
        </message>
        <message>
            <source>Datang ke loket saat nomor Anda dipanggil.</source>
            <translation>Mangga ka loket upami nomerna parantos dipanggil.</translation>
        </message>
    </context>
    <context>
        <name>DonePage</name>
        <message>
            <source>Selesai</source>
            <translation>Réngsé</translation>
        </message>
        <message>
            <source>Ini nomor Anda</source>
            <translation>Ieu nomerna</translation>
        </message>
        <message>
            <source>Permohonan Anda diterima</source>
            <translation>Permohonan parantos ditampi</translation>
        </message>
        <message>
            <source>Nomor antrean Anda %1</source>
            <translation>Nomer antrean Bapa/Ibu %1</translation>
        </message>
        <message>
            <source>Nomor Anda %1</source>
            <translation>Nomer Bapa/Ibu %1</translation>
        </message>
        <message>
            <source>Nomor antrean Anda</source>
            <translation>Nomer antrean Bapa/Ibu</translation>
        </message>
        <message>
            <source>Nomor Anda</source>
            <translation>Nomer Bapa/Ibu</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Teu acan</translation>
        </message>
        <message>
            <source>Sudah keluar</source>
            <translation>Parantos kaluar</translation>
        </message>
        <message>
            <source>Cetak salinan</source>
            <translation>Citak salinan</translation>
        </message>
        <message>
            <source>Setelah ini</source>
            <translation>Saatos ieu</translation>
        </message>
        <message>
            <source>Jam di kiosk ini mungkin kurang tepat. Nomor Anda tetap berlaku.</source>
            <translation>Jam di kiosk ieu panginten kirang pas. Nomerna tetep tiasa dianggo.</translation>
        </message>
        <message>
            <source>Kode permohonan</source>
            <translation>Kode permohonan</translation>
        </message>
        <message>
            <source>Untuk melihat kabar permohonan Anda. Jangan berikan kepada orang lain.</source>
            <translation>Kanggo ningali kabar permohonan. Ulah dipasihkeun ka nu sanés.</translation>
        </message>
        <message>
            <source>Potret layar ini</source>
            <translation>Poto layar ieu</translation>
        </message>
        <message>
            <source>Fotonya sama gunanya dengan struk.</source>
            <translation>Potona sami gunana sareng struk.</translation>
        </message>
    </context>
    <context>
        <name>EntryCard</name>
        <message>
            <source>Sedang ditutup</source>
            <translation>Nuju ditutup</translation>
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
            <translation>Tombol kanggo ngetik</translation>
        </message>
    </context>
    <context>
        <name>EventGrid</name>
        <message>
            <source>Keperluan lain</source>
            <translation>Kaperyogian sanés</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Umur %n tahun</source>
            <translation>Yuswa %n taun</translation>
        </message>
        <message>
            <source>%n tahun yang lalu</source>
            <translation>%n taun kapengker</translation>
        </message>
        <message>
            <source>%n angka lagi</source>
            <translation>%n angka deui</translation>
        </message>
        <message>
            <source>Apakah ini NIK Anda?</source>
            <translation>Naha ieu NIK Bapa/Ibu?</translation>
        </message>
        <message>
            <source>Apakah ini {label} yang benar?</source>
            <translation>Naha ieu {label} nu leres?</translation>
        </message>
        <message>
            <source>Ada {most}.</source>
            <translation>Aya {most}.</translation>
        </message>
        <message>
            <source>Paling sedikit {least}, paling banyak {most}.</source>
            <translation>Pangsaeutikna {least}, pangseueurna {most}.</translation>
        </message>
        <message>
            <source>Boleh kosong, paling banyak {most}.</source>
            <translation>Kénging kosong, pangseueurna {most}.</translation>
        </message>
        <message>
            <source>Sudah ada foto</source>
            <translation>Poto parantos aya</translation>
        </message>
        <message>
            <source>Ada</source>
            <translation>Aya</translation>
        </message>
        <message>
            <source>Sudah difoto</source>
            <translation>Parantos dipoto</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Teu acan</translation>
        </message>
    </context>
    <context>
        <name>Finding</name>
        <message>
            <source>Paling sering diurus</source>
            <translation>Pangseringna diurus</translation>
        </message>
        <message>
            <source>Apa yang terjadi?</source>
            <translation>Aya naon?</translation>
        </message>
        <message>
            <source>Semua layanan</source>
            <translation>Sadaya layanan</translation>
        </message>
        <message>
            <source>Ini yang mungkin Anda perlukan.</source>
            <translation>Ieu nu panginten diperyogikeun ku Bapa/Ibu.</translation>
        </message>
        <message>
            <source>Yang paling banyak diminta warga di kiosk ini.</source>
            <translation>Nu pangseueurna disuhunkeun ku warga di kiosk ieu.</translation>
        </message>
        <message>
            <source>Pilih yang paling mirip dengan keadaan Anda.</source>
            <translation>Pilih nu pangcocogna sareng kaayaan Bapa/Ibu.</translation>
        </message>
        <message>
            <source>Menurut jenisnya, atau menurut kantor yang mengurusnya.</source>
            <translation>Dumasar kana jinisna, atanapi kantor nu ngurusna.</translation>
        </message>
        <message>
            <source>%n layanan</source>
            <translation>%n layanan</translation>
        </message>
        <message>
            <source>Info dan jadwal</source>
            <translation>Info sareng jadwal</translation>
        </message>
        <message>
            <source>Posyandu, gotong royong, siaga bencana, dan lain-lain.</source>
            <translation>Posyandu, gotong royong, siaga bencana, sareng nu sanésna.</translation>
        </message>
        <message>
            <source>Surat dan permohonan</source>
            <translation>Serat sareng permohonan</translation>
        </message>
        <message>
            <source>Surat keterangan, pengantar, dan izin.</source>
            <translation>Serat katerangan, panganteur, sareng idin.</translation>
        </message>
        <message>
            <source>Urusan lewat beberapa kantor</source>
            <translation>Urusan ngalangkungan sababaraha kantor</translation>
        </message>
        <message>
            <source>Kami bantu dari kantor ke kantor.</source>
            <translation>Dibantos ti kantor ka kantor.</translation>
        </message>
        <message>
            <source>Layanan untuk lingkungan</source>
            <translation>Layanan kanggo lingkungan</translation>
        </message>
        <message>
            <source>Keamanan dan sarana di RT dan RW Anda.</source>
            <translation>Kaamanan sareng sarana di RT sareng RW Bapa/Ibu.</translation>
        </message>
        <message>
            <source>Sarana bersama</source>
            <translation>Sarana sasarengan</translation>
        </message>
        <message>
            <source>Kiosk dan internet untuk semua.</source>
            <translation>Kiosk sareng internet kanggo sadaya.</translation>
        </message>
        <message>
            <source>Pasar warga</source>
            <translation>Pasar warga</translation>
        </message>
        <message>
            <source>Yang menawarkan dan yang membutuhkan.</source>
            <translation>Nu nawiskeun sareng nu meryogikeun.</translation>
        </message>
        <message>
            <source>Usul dan musyawarah</source>
            <translation>Usul sareng musawarah</translation>
        </message>
        <message>
            <source>Ide, kritik, dan dokumen bersama.</source>
            <translation>Ide, kritik, sareng dokumén sasarengan.</translation>
        </message>
        <message>
            <source>Saling bantu</source>
            <translation>Silih bantos</translation>
        </message>
        <message>
            <source>Warga menolong warga.</source>
            <translation>Warga nulungan warga.</translation>
        </message>
        <message>
            <source>Kota dan pemerintah</source>
            <translation>Kota sareng pamaréntah</translation>
        </message>
        <message>
            <source>Pengaduan, pajak, anggaran, sekolah, dan kantor-kantor.</source>
            <translation>Pangaduan, pajeg, anggaran, sakola, sareng kantor-kantor.</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>Pertanyaan {number} dari {total}</source>
            <translation>Patarosan {number} ti {total}</translation>
        </message>
        <message>
            <source>{section} · pertanyaan {number} dari {total}</source>
            <translation>{section} · patarosan {number} ti {total}</translation>
        </message>
        <message>
            <source>Lainnya</source>
            <translation>Sanésna</translation>
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
            <translation>Sorana pareum.</translation>
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
            <translation>Réngsé ngetik</translation>
        </message>
        <message>
            <source>Kembali ke baris</source>
            <translation>Mundur ka baris</translation>
        </message>
        <message>
            <source>Suara menyala. Di pojok kiri bawah layar ada tombol Berikutnya, di pojok kanan bawah tombol Pilih.</source>
            <translation>Sorana hurung. Di pojok kénca handap layar aya tombol Salajengna, di pojok katuhu handap tombol Pilih.</translation>
        </message>
        <message>
            <source>tombol</source>
            <translation>tombol</translation>
        </message>
        <message>
            <source>menyala</source>
            <translation>hurung</translation>
        </message>
        <message>
            <source>mati</source>
            <translation>pareum</translation>
        </message>
        <message>
            <source>terpilih</source>
            <translation>kapilih</translation>
        </message>
        <message>
            <source>belum terpilih</source>
            <translation>teu acan kapilih</translation>
        </message>
        <message>
            <source>pilihan</source>
            <translation>pilihan</translation>
        </message>
        <message>
            <source>kotak isian</source>
            <translation>kotak eusian</translation>
        </message>
        <message>
            <source>belum bisa dipilih</source>
            <translation>teu acan tiasa dipilih</translation>
        </message>
        <message>
            <source>belum diisi</source>
            <translation>teu acan dieusian</translation>
        </message>
        <message>
            <source>sudah diisi, %n angka</source>
            <translation>parantos dieusian, %n angka</translation>
        </message>
    </context>
    <context>
        <name>Hall</name>
        <message>
            <source>hari ini</source>
            <translation>dinten ieu</translation>
        </message>
        <message>
            <source>besok, {day}</source>
            <translation>énjing, {day}</translation>
        </message>
        <message>
            <source>Buka lagi {when}.</source>
            <translation>Buka deui {when}.</translation>
        </message>
        <message>
            <source>Buka lagi {day}, {time}.</source>
            <translation>Buka deui {day}, {time}.</translation>
        </message>
    </context>
    <context>
        <name>Information</name>
        <message>
            <source>Semua</source>
            <translation>Sadaya</translation>
        </message>
        <message>
            <source>Bacaan</source>
            <translation>Bacaan</translation>
        </message>
        <message>
            <source>{what}: {ask}</source>
            <translation>{what}: {ask}</translation>
        </message>
        <message>
            <source>Daftar</source>
            <translation>Daptar</translation>
        </message>
        <message>
            <source>Dokumen</source>
            <translation>Dokumén</translation>
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
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Contoh</source>
            <translation>Conto</translation>
        </message>
        <message>
            <source>Yang bertanda "Contoh" dibuat untuk peragaan, bukan keterangan yang sebenarnya.</source>
            <translation>Nu ditandaan "Conto" didamel kanggo conto, sanés katerangan anu saleresna.</translation>
        </message>
        <message>
            <source>Belum ada yang diterbitkan di sini.</source>
            <translation>Teu acan aya nu diterbitkeun di dieu.</translation>
        </message>
        <message>
            <source>Petugas di loket senang menjawab pertanyaan Anda.</source>
            <translation>Petugas di loket sadia ngawaler patarosan Bapa/Ibu.</translation>
        </message>
        <message>
            <source>Jadwal terdekat</source>
            <translation>Jadwal pangcaketna</translation>
        </message>
        <message>
            <source>Pilih yang Anda cari</source>
            <translation>Pilih nu dipilari</translation>
        </message>
        <message>
            <source>Syarat dan cara mengurus</source>
            <translation>Sarat sareng cara ngurusna</translation>
        </message>
        <message>
            <source>Mungkin Anda perlukan juga</source>
            <translation>Panginten diperyogikeun ogé</translation>
        </message>
    </context>
    <context>
        <name>KioskButton</name>
        <message>
            <source>Sedang dikerjakan</source>
            <translation>Nuju digarap</translation>
        </message>
    </context>
    <context>
        <name>KioskPage</name>
        <message>
            <source>kolom kanan</source>
            <translation>kolom katuhu</translation>
        </message>
    </context>
    <context>
        <name>Ktp</name>
        <message>
            <source>Kamera dimulai ulang. Sebentar.</source>
            <translation>Kaméra dimimitian deui. Sakedap.</translation>
        </message>
        <message>
            <source>Kamera sedang dinyalakan.</source>
            <translation>Kaméra nuju dihurungkeun.</translation>
        </message>
        <message>
            <source>Letakkan KTP di dalam bingkai.</source>
            <translation>Lebetkeun KTP kana pigura.</translation>
        </message>
        <message>
            <source>Dekatkan sedikit lagi.</source>
            <translation>Caketkeun sakedik deui.</translation>
        </message>
        <message>
            <source>Tepi KTP belum terlihat. Jauhkan sedikit.</source>
            <translation>Sisi KTP teu acan katingal. Anggangkeun sakedik.</translation>
        </message>
        <message>
            <source>Terlalu gelap. Hadapkan KTP ke cahaya.</source>
            <translation>Poék teuing. Payunkeun KTP ka nu caang.</translation>
        </message>
        <message>
            <source>Terlalu silau. Miringkan KTP sedikit.</source>
            <translation>Serab teuing. Déngdékkeun KTP sakedik.</translation>
        </message>
        <message>
            <source>Bagus. Tahan sebentar.</source>
            <translation>Saé. Tahan sakedap.</translation>
        </message>
        <message>
            <source>Sedang dibaca.</source>
            <translation>Nuju diaos.</translation>
        </message>
        <message>
            <source>Belum terbaca. Coba sekali lagi.</source>
            <translation>Teu acan kaaos. Mangga cobian sakali deui.</translation>
        </message>
        <message>
            <source>Foto ulang KTP Anda, atau ketik NIK-nya sendiri.</source>
            <translation>Poto deui KTP-na, atanapi ketik NIK-na ku nyalira.</translation>
        </message>
        <message>
            <source>Dua angka pertama bukan kode provinsi. Cocokkan dengan kartunya.</source>
            <translation>Dua angka kahiji sanés kode provinsi. Mangga cocogkeun sareng kartuna.</translation>
        </message>
        <message>
            <source>Angka ke-7 sampai ke-12 bukan tanggal. Cocokkan dengan kartunya.</source>
            <translation>Angka ka-7 dugi ka-12 sanés tanggal. Mangga cocogkeun sareng kartuna.</translation>
        </message>
        <message>
            <source>Empat angka terakhir tidak mungkin 0000. Cocokkan dengan kartunya.</source>
            <translation>Opat angka panungtung moal mungkin 0000. Mangga cocogkeun sareng kartuna.</translation>
        </message>
        <message>
            <source>Ada angka yang kurang jelas. Cocokkan satu per satu.</source>
            <translation>Aya angka nu kirang jelas. Mangga cocogkeun hiji-hiji.</translation>
        </message>
        <message>
            <source>Tanggal di NIK tidak sama dengan tanggal lahir di kartu.</source>
            <translation>Tanggal dina NIK teu sami sareng tanggal lahir dina kartu.</translation>
        </message>
        <message>
            <source>Jenis kelamin di NIK tidak sama dengan yang tertulis di kartu.</source>
            <translation>Jinis kelamin dina NIK teu sami sareng nu diserat dina kartu.</translation>
        </message>
        <message>
            <source>Tanggal lahir di kartu kurang jelas, jadi NIK ini perlu dicocokkan.</source>
            <translation>Tanggal lahir dina kartu kirang jelas, janten NIK ieu kedah dicocogkeun.</translation>
        </message>
    </context>
    <context>
        <name>KtpNik</name>
        <message>
            <source>Gambar baris NIK di KTP</source>
            <translation>Gambar baris NIK dina KTP</translation>
        </message>
        <message>
            <source>NIK</source>
            <translation>NIK</translation>
        </message>
        <message>
            <source>Periksa lagi</source>
            <translation>Pariksa deui</translation>
        </message>
        <message>
            <source>Ubah NIK</source>
            <translation>Robih NIK</translation>
        </message>
        <message>
            <source>Foto ulang</source>
            <translation>Poto deui</translation>
        </message>
    </context>
    <context>
        <name>KtpPage</name>
        <message>
            <source>Ketik saja NIK Anda</source>
            <translation>Mangga ketik waé NIK-na</translation>
        </message>
        <message>
            <source>Perlihatkan KTP ke kamera</source>
            <translation>Tingalikeun KTP ka kaméra</translation>
        </message>
        <message>
            <source>Ketik saja</source>
            <translation>Ketik waé</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Gambar dari kamera, dengan bingkai untuk KTP</source>
            <translation>Gambar tina kaméra, nganggo pigura kanggo KTP</translation>
        </message>
        <message>
            <source>Kamera tidak menyala.</source>
            <translation>Kaméra teu hurung.</translation>
        </message>
        <message>
            <source>Permohonan Anda tetap jalan.</source>
            <translation>Panyuhunna tetep lumangsung.</translation>
        </message>
        <message>
            <source>KTP ini sulit dibaca kamera.</source>
            <translation>KTP ieu sesah diaos ku kaméra.</translation>
        </message>
        <message>
            <source>Tidak apa-apa, ketik saja. Atau coba sekali lagi.</source>
            <translation>Teu nanaon, ketik waé. Atanapi cobian sakali deui.</translation>
        </message>
        <message>
            <source>Gambar KTP tidak disimpan. Kamera menyala hanya di halaman ini.</source>
            <translation>Gambar KTP teu disimpen. Kaméra hurung mung dina kaca ieu.</translation>
        </message>
    </context>
    <context>
        <name>KtpReadPage</name>
        <message>
            <source>Apakah ini benar?</source>
            <translation>Naha ieu leres?</translation>
        </message>
        <message>
            <source>NIK belum terbaca</source>
            <translation>NIK teu acan kaaos</translation>
        </message>
        <message>
            <source>Cocokkan dengan KTP Anda. Yang salah bisa diubah.</source>
            <translation>Cocogkeun sareng KTP-na. Nu lepat tiasa dirobih.</translation>
        </message>
        <message>
            <source>Ya, sudah benar</source>
            <translation>Muhun, parantos leres</translation>
        </message>
        <message>
            <source>Foto ulang</source>
            <translation>Poto deui</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Ketik NIK</source>
            <translation>Ketik NIK</translation>
        </message>
        <message>
            <source>Gambar KTP tidak disimpan. Potongan di atas hilang begitu Anda lanjut.</source>
            <translation>Gambar KTP teu disimpen. Potongan di luhur ical saatos diteraskeun.</translation>
        </message>
    </context>
    <context>
        <name>KtpRow</name>
        <message>
            <source>Periksa lagi</source>
            <translation>Pariksa deui</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Robih</translation>
        </message>
        <message>
            <source>Ubah %1</source>
            <translation>Robih %1</translation>
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
            <translation>tanda hubung</translation>
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
            <translation>tanda kutip</translation>
        </message>
        <message>
            <source>titik koma</source>
            <translation>titik koma</translation>
        </message>
        <message>
            <source>titik dua</source>
            <translation>titik dua</translation>
        </message>
        <message>
            <source>tanda seru</source>
            <translation>tanda seru</translation>
        </message>
        <message>
            <source>tanda tanya</source>
            <translation>tanda tanya</translation>
        </message>
        <message>
            <source>tanda et</source>
            <translation>tanda ét</translation>
        </message>
        <message>
            <source>tanda pagar</source>
            <translation>tanda pager</translation>
        </message>
        <message>
            <source>persen</source>
            <translation>persén</translation>
        </message>
        <message>
            <source>tanda dan</source>
            <translation>tanda sareng</translation>
        </message>
        <message>
            <source>tambah</source>
            <translation>tambah</translation>
        </message>
        <message>
            <source>kurung buka</source>
            <translation>kurung muka</translation>
        </message>
        <message>
            <source>kurung tutup</source>
            <translation>kurung nutup</translation>
        </message>
        <message>
            <source>e dengan garis</source>
            <translation>é nganggo garis</translation>
        </message>
        <message>
            <source>Baris tanda baca</source>
            <translation>Baris tanda baca</translation>
        </message>
        <message>
            <source>Baris %1 sampai %2</source>
            <translation>Baris %1 dugi ka %2</translation>
        </message>
        <message>
            <source>Huruf besar</source>
            <translation>Huruf ageung</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Baris tanda kutip</source>
            <translation>Baris tanda kutip</translation>
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
            <translation>Tanda baca</translation>
        </message>
        <message>
            <source>spasi</source>
            <translation>spasi</translation>
        </message>
        <message>
            <source>Baris baru</source>
            <translation>Baris anyar</translation>
        </message>
    </context>
    <context>
        <name>ListAnswer</name>
        <message>
            <source>Cari namanya</source>
            <translation>Pilari namina</translation>
        </message>
        <message>
            <source>Belum ada yang cocok. Coba kurangi hurufnya.</source>
            <translation>Teu acan aya nu cocog. Cobi kirangan hurufna.</translation>
        </message>
        <message>
            <source>Cari yang lain</source>
            <translation>Pilari nu sanés</translation>
        </message>
    </context>
    <context>
        <name>LocationAnswer</name>
        <message>
            <source>Tulis letaknya, misalnya: depan pos ronda RT 06.</source>
            <translation>Serat tempatna, misalna: payuneun pos ronda RT 06.</translation>
        </message>
        <message>
            <source>Geser tanda ke kiri</source>
            <translation>Géser tanda ka kénca</translation>
        </message>
        <message>
            <source>Geser tanda ke kanan</source>
            <translation>Géser tanda ka katuhu</translation>
        </message>
        <message>
            <source>Geser tanda ke atas</source>
            <translation>Géser tanda ka luhur</translation>
        </message>
        <message>
            <source>Geser tanda ke bawah</source>
            <translation>Géser tanda ka handap</translation>
        </message>
        <message>
            <source>Perkecil peta</source>
            <translation>Alitkeun peta</translation>
        </message>
        <message>
            <source>Perbesar peta</source>
            <translation>Ageungkeun peta</translation>
        </message>
        <message>
            <source>Tanda Anda %1.</source>
            <translation>Tandana %1.</translation>
        </message>
        <message>
            <source>Saya tidak tahu tempatnya di peta</source>
            <translation>Abdi teu terang tempatna dina peta</translation>
        </message>
        <message>
            <source>Peta contoh, bukan hasil ukur.</source>
            <translation>Peta conto, sanés hasil ukur.</translation>
        </message>
    </context>
    <context>
        <name>LongTextAnswer</name>
        <message>
            <source>%1 dari %2 huruf</source>
            <translation>%1 ti %2 huruf</translation>
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
            <translation>Parantos pas</translation>
        </message>
        <message>
            <source>Huruf biasa</source>
            <translation>Huruf biasa</translation>
        </message>
        <message>
            <source>Huruf besar</source>
            <translation>Huruf ageung</translation>
        </message>
        <message>
            <source>Huruf terbesar</source>
            <translation>Huruf pangageungna</translation>
        </message>
        <message>
            <source>Warna kontras</source>
            <translation>Warna kontras</translation>
        </message>
        <message>
            <source>Huruf putih di atas hitam, untuk mata yang kurang awas.</source>
            <translation>Huruf bodas dina dasar hideung, kanggo nu paningalna kirang awas.</translation>
        </message>
        <message>
            <source>Tombol di bawah</source>
            <translation>Tombol di handap</translation>
        </message>
        <message>
            <source>Semua tombol turun, supaya terjangkau dari kursi roda atau sambil duduk.</source>
            <translation>Sadaya tombol lungsur, supados kajangkau tina korsi roda atanapi bari calik.</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Bahasa, bantuan, tampilan, suara, selesai</source>
            <translation>Basa, bantosan, tampilan, sora, réngsé</translation>
        </message>
        <message>
            <source>Butuh bantuan?</source>
            <translation>Peryogi bantosan?</translation>
        </message>
        <message>
            <source>Petugas di loket senang membantu, panggil saja. Tidak apa-apa mengajak orang yang Anda percaya untuk membantu mengetik.

Tombol Kembali tidak menghapus jawaban Anda. Tombol Selesai mengosongkan layar.</source>
            <translation>Petugas di loket sadia ngabantos, mangga panggil waé. Kénging ogé ngajak nu dipercanten kanggo ngabantos ngetik.

Tombol Mundur moal ngahapus waleran. Tombol Réngsé ngosongkeun layar.</translation>
        </message>
        <message>
            <source>Lanjutkan</source>
            <translation>Teraskeun</translation>
        </message>
        <message>
            <source>Selesai dan hapus jawaban?</source>
            <translation>Réngsé, waleran dihapus?</translation>
        </message>
        <message>
            <source>Permohonan ini belum dikirim. Kalau Anda selesai sekarang, semua jawaban dihapus dari layar.</source>
            <translation>Permohonan ieu teu acan dikintun. Upami réngsé ayeuna, sadaya waleran dihapus tina layar.</translation>
        </message>
        <message>
            <source>Lanjut mengisi</source>
            <translation>Teraskeun ngeusian</translation>
        </message>
        <message>
            <source>Ya, hapus dan selesai</source>
            <translation>Muhun, hapus sareng réngsé</translation>
        </message>
        <message>
            <source>Pilih bahasa</source>
            <translation>Pilih basa</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Masih di sini?</source>
            <translation>Masih aya di dieu?</translation>
        </message>
        <message>
            <source>Kalau tidak, layar ini akan dikosongkan dalam %1 detik.</source>
            <translation>Upami henteu, layar ieu badé dikosongkeun %1 detik deui.</translation>
        </message>
        <message>
            <source>Ya, masih di sini</source>
            <translation>Muhun, masih di dieu</translation>
        </message>
    </context>
    <context>
        <name>Map</name>
        <message>
            <source>Titik itu di luar {name}. Sentuh di dalam garis.</source>
            <translation>Titik éta di luar {name}. Pencét di jero garis.</translation>
        </message>
    </context>
    <context>
        <name>MapBoard</name>
        <message>
            <source>Peta %1. Sentuh tempatnya.</source>
            <translation>Peta %1. Pencét tempatna.</translation>
        </message>
        <message>
            <source>Peta %1. Tanda Anda %2.</source>
            <translation>Peta %1. Tandana %2.</translation>
        </message>
        <message>
            <source>Tombol panah menggeser tanda.</source>
            <translation>Tombol panah ngagéser tanda.</translation>
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
            <translation>Pébruari</translation>
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
            <translation>Méi</translation>
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
            <translation>Séptémber</translation>
        </message>
        <message>
            <source>Oktober</source>
            <translation>Oktober</translation>
        </message>
        <message>
            <source>November</source>
            <translation>Nopémber</translation>
        </message>
        <message>
            <source>Desember</source>
            <translation>Désémber</translation>
        </message>
        <message>
            <source>Bulan</source>
            <translation>Sasih</translation>
        </message>
    </context>
    <context>
        <name>NikAnswer</name>
        <message>
            <source>Sudah 16 angka, terima kasih.</source>
            <translation>Parantos 16 angka, hatur nuhun.</translation>
        </message>
        <message>
            <source>Foto KTP saja</source>
            <translation>Poto KTP waé</translation>
        </message>
        <message>
            <source>Lebih cepat: kamera membaca KTP Anda, Anda tinggal memeriksa.</source>
            <translation>Langkung gancang: kaméra maos KTP, kantun mariksa.</translation>
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
            <translation>Kosongkeun</translation>
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
            <translation>Kiosk ieu teu acan nyambung ka kelurahan</translation>
        </message>
        <message>
            <source>Maaf, kiosk sedang tidak bisa melayani</source>
            <translation>Hapunten, kiosk nuju teu tiasa ngaladosan</translation>
        </message>
        <message>
            <source>Kiosk ini baru dipasang. Silakan ke loket, petugas akan membantu Anda.</source>
            <translation>Kiosk ieu nembe dipasang. Mangga ka loket, petugas bakal ngabantosan.</translation>
        </message>
        <message>
            <source>Silakan ke loket, petugas akan membantu Anda. Nomor dan permohonan yang sudah diterima tetap berlaku.</source>
            <translation>Mangga ka loket, petugas bakal ngabantosan. Nomer sareng pamundut nu parantos ditampi tetep tiasa dianggo.</translation>
        </message>
        <message>
            <source>Kiosk segera mencoba menyala lagi.</source>
            <translation>Kiosk sakedap deui bakal nyobian hurung deui.</translation>
        </message>
        <message>
            <source>Kiosk mencoba menyala lagi dalam %n menit.</source>
            <translation>Kiosk bakal nyobian hurung deui. Kantun %n menit deui.</translation>
        </message>
    </context>
    <context>
        <name>OutOfServiceNotice</name>
        <message>
            <source>Kode untuk petugas</source>
            <translation>Kode kanggo petugas</translation>
        </message>
    </context>
    <context>
        <name>Paper</name>
        <message>
            <source>Anda tetap bisa membacanya di sini, atau memotret layarnya.</source>
            <translation>Tetep tiasa diaos di dieu, atanapi layarna dipoto.</translation>
        </message>
        <message>
            <source>Nomor dan kode Anda tetap berlaku, juga tanpa salinan.</source>
            <translation>Nomer sareng kodena tetep tiasa dianggo, sanajan teu nganggo salinan.</translation>
        </message>
        <message>
            <source>Menunggu printer</source>
            <translation>Ngantosan printer</translation>
        </message>
        <message>
            <source>Sudah tercetak</source>
            <translation>Parantos kacitak</translation>
        </message>
        <message>
            <source>Ambil kertasnya di bawah layar.</source>
            <translation>Mangga candak kertasna di handapeun layar.</translation>
        </message>
        <message>
            <source>Sedang dicetak</source>
            <translation>Nuju dicitak</translation>
        </message>
        <message>
            <source>Tunggu sebentar, kertasnya keluar di bawah layar.</source>
            <translation>Antosan sakedap, kertasna kaluar di handapeun layar.</translation>
        </message>
        <message>
            <source>Sudah dikirim</source>
            <translation>Parantos dikintun</translation>
        </message>
        <message>
            <source>Sudah dikirim ke printer</source>
            <translation>Parantos dikintun ka printer</translation>
        </message>
        <message>
            <source>Kertasnya tidak keluar? {here}</source>
            <translation>Kertasna teu kaluar? {here}</translation>
        </message>
        <message>
            <source>Belum tercetak</source>
            <translation>Teu acan kacitak</translation>
        </message>
    </context>
    <context>
        <name>PaperCard</name>
        <message>
            <source>Ada</source>
            <translation>Aya</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Teu acan</translation>
        </message>
        <message>
            <source>Sudah difoto</source>
            <translation>Parantos dipoto</translation>
        </message>
        <message>
            <source>Foto sekarang</source>
            <translation>Potret ayeuna</translation>
        </message>
    </context>
    <context>
        <name>PhoneCode</name>
        <message>
            <source>Arahkan kamera HP ke kotak ini.</source>
            <translation>Arahkeun kaméra HP kana kotak ieu.</translation>
        </message>
    </context>
    <context>
        <name>PhotoFrame</name>
        <message>
            <source>Foto Anda</source>
            <translation>Potona</translation>
        </message>
        <message>
            <source>Gambar dari kamera</source>
            <translation>Gambar tina kaméra</translation>
        </message>
        <message>
            <source>Kamera sedang dinyalakan.</source>
            <translation>Kaméra nuju dihurungkeun.</translation>
        </message>
        <message>
            <source>Kamera tidak ada. Lanjut saja, foto boleh dibawa ke loket.</source>
            <translation>Kaméra teu aya. Teraskeun waé, poto kénging dicandak ka loket.</translation>
        </message>
        <message>
            <source>Ambil sekarang</source>
            <translation>Potret ayeuna</translation>
        </message>
        <message>
            <source>Ambil foto</source>
            <translation>Potret</translation>
        </message>
        <message>
            <source>Ulangi</source>
            <translation>Ulang</translation>
        </message>
        <message>
            <source>Pakai foto ini</source>
            <translation>Anggo poto ieu</translation>
        </message>
        <message>
            <source>Foto ini ikut dikirim. Hanya petugas yang melihatnya.</source>
            <translation>Poto ieu ngiring dikintun. Mung petugas nu ningalina.</translation>
        </message>
        <message>
            <source>Kamera dimulai ulang.</source>
            <translation>Kaméra dimimitian deui.</translation>
        </message>
        <message>
            <source>Kamera menyala hanya di halaman ini.</source>
            <translation>Kaméra hurung mung dina kaca ieu.</translation>
        </message>
    </context>
    <context>
        <name>Pin</name>
        <message>
            <source>PIN belum cocok. Masih bisa dicoba %n kali.</source>
            <translation>PIN teu acan cocog. Masih tiasa dicobian %n kali.</translation>
        </message>
        <message>
            <source>Terlalu sering dicoba. Tunggu %n detik.</source>
            <translation>Sering teuing dicobian. Antosan %n detik.</translation>
        </message>
        <message>
            <source>Terlalu sering dicoba. Tunggu %n menit.</source>
            <translation>Sering teuing dicobian. Antosan %n menit.</translation>
        </message>
        <message>
            <source>Kiosk ini belum punya PIN. Pasang dulu dari komputer kantor.</source>
            <translation>Kiosk ieu teu acan gaduh PIN. Pasang heula tina komputer kantor.</translation>
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
            <translation>Kaca ieu kanggo petugas kelurahan.</translation>
        </message>
        <message>
            <source>Masuk</source>
            <translation>Lebet</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>PIN, sudah %1 angka</source>
            <translation>PIN, parantos %1 angka</translation>
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
            <translation>caket {landmark}, kirang langkung {metres} m ka {direction}</translation>
        </message>
        <message>
            <source>utara</source>
            <translation>kalér</translation>
        </message>
        <message>
            <source>timur laut</source>
            <translation>kalér-wétan</translation>
        </message>
        <message>
            <source>timur</source>
            <translation>wétan</translation>
        </message>
        <message>
            <source>tenggara</source>
            <translation>kidul-wétan</translation>
        </message>
        <message>
            <source>selatan</source>
            <translation>kidul</translation>
        </message>
        <message>
            <source>barat daya</source>
            <translation>kidul-kulon</translation>
        </message>
        <message>
            <source>barat</source>
            <translation>kulon</translation>
        </message>
        <message>
            <source>barat laut</source>
            <translation>kalér-kulon</translation>
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
            <translation>Pilih kabupatén atanapi kota</translation>
        </message>
        <message>
            <source>Pilih kecamatan</source>
            <translation>Pilih kecamatan</translation>
        </message>
        <message>
            <source>Pilih kelurahan atau desa</source>
            <translation>Pilih kelurahan atanapi désa</translation>
        </message>
        <message>
            <source>Provinsi</source>
            <translation>Provinsi</translation>
        </message>
        <message>
            <source>Kabupaten atau kota</source>
            <translation>Kabupatén atanapi kota</translation>
        </message>
        <message>
            <source>Kecamatan</source>
            <translation>Kecamatan</translation>
        </message>
        <message>
            <source>Kelurahan atau desa</source>
            <translation>Kelurahan atanapi désa</translation>
        </message>
    </context>
    <context>
        <name>Print</name>
        <message>
            <source>Nomor Anda {ticket} tetap berlaku. Potret layar ini atau catat, ya.</source>
            <translation>Nomer {ticket} tetep tiasa dianggo. Poto layar ieu atanapi catet, nya.</translation>
        </message>
        <message>
            <source>Ambil struk Anda di bawah layar.</source>
            <translation>Mangga candak strukna di handapeun layar.</translation>
        </message>
        <message>
            <source>Printernya sudah siap lagi. Ambil struk Anda di bawah layar.</source>
            <translation>Printerna parantos siap deui. Mangga candak strukna di handapeun layar.</translation>
        </message>
        <message>
            <source>Struk sudah tercetak</source>
            <translation>Struk parantos kacitak</translation>
        </message>
        <message>
            <source>Struk sedang dicetak</source>
            <translation>Struk nuju dicitak</translation>
        </message>
        <message>
            <source>Tunggu sebentar di sini, ya.</source>
            <translation>Antosan sakedap di dieu, nya.</translation>
        </message>
        <message>
            <source>Kalau printer segera siap, struk keluar sendiri.</source>
            <translation>Upami printerna énggal siap, strukna kaluar nyalira.</translation>
        </message>
        <message>
            <source>Nomor Anda {ticket} tetap berlaku.</source>
            <translation>Nomer {ticket} tetep tiasa dianggo.</translation>
        </message>
        <message>
            <source>Struk Anda dicetak di printer lain. Tanyakan petugas.</source>
            <translation>Strukna dicitak di printer nu sanés. Mangga taroskeun ka petugas.</translation>
        </message>
        <message>
            <source>Belum pasti tercetak. Nomor Anda {ticket} tetap berlaku.</source>
            <translation>Teu acan pasti kacitak. Nomer {ticket} tetep tiasa dianggo.</translation>
        </message>
        <message>
            <source>Apakah struknya keluar?</source>
            <translation>Naha strukna kaluar?</translation>
        </message>
        <message>
            <source>Terima kasih</source>
            <translation>Hatur nuhun</translation>
        </message>
        <message>
            <source>Simpan struk Anda baik-baik.</source>
            <translation>Mangga simpen strukna.</translation>
        </message>
        <message>
            <source>Maaf, struk belum keluar</source>
            <translation>Punten, strukna teu acan kaluar</translation>
        </message>
        <message>
            <source>Salinan paling banyak dua, supaya kertas cukup untuk semua.</source>
            <translation>Salinan paling seueur dua, supados kertasna cekap kanggo sadayana.</translation>
        </message>
        <message>
            <source>Kertas habis. Mohon beri tahu petugas.</source>
            <translation>Kertasna séép. Punten wartosan petugas.</translation>
        </message>
        <message>
            <source>Tutup printer terbuka. Mohon beri tahu petugas.</source>
            <translation>Tutup printerna kabuka. Punten wartosan petugas.</translation>
        </message>
        <message>
            <source>Pemotong kertas macet. Mohon beri tahu petugas.</source>
            <translation>Pamotong kertasna macét. Punten wartosan petugas.</translation>
        </message>
        <message>
            <source>Printer perlu mendingin sebentar.</source>
            <translation>Printerna kedah tiis heula sakedap.</translation>
        </message>
        <message>
            <source>Printer rusak. Mohon beri tahu petugas.</source>
            <translation>Printerna ruksak. Punten wartosan petugas.</translation>
        </message>
        <message>
            <source>Printer tidak menjawab. Mohon beri tahu petugas.</source>
            <translation>Printerna teu ngawaler. Punten wartosan petugas.</translation>
        </message>
        <message>
            <source>Printer belum bisa dipakai. Mohon beri tahu petugas.</source>
            <translation>Printerna teu acan tiasa dianggo. Punten wartosan petugas.</translation>
        </message>
        <message>
            <source>Printer masih sibuk.</source>
            <translation>Printerna masih sibuk.</translation>
        </message>
        <message>
            <source>Kiosk ini tidak punya printer.</source>
            <translation>Kiosk ieu teu gaduh printer.</translation>
        </message>
        <message>
            <source>Struk ini terlalu lama menunggu printer.</source>
            <translation>Struk ieu lami teuing ngantosan printer.</translation>
        </message>
        <message>
            <source>Petugas menghentikan pencetakannya.</source>
            <translation>Petugas ngeureunkeun nyitakna.</translation>
        </message>
        <message>
            <source>Dicetak di printer lain. Tanyakan petugas.</source>
            <translation>Dicitak di printer nu sanés. Mangga taroskeun ka petugas.</translation>
        </message>
        <message>
            <source>Disimpan untuk petugas, belum di atas kertas.</source>
            <translation>Disimpen kanggo petugas, teu acan dina kertas.</translation>
        </message>
        <message>
            <source>Struk belum tercetak.</source>
            <translation>Struk teu acan kacitak.</translation>
        </message>
    </context>
    <context>
        <name>PrivacyPage</name>
        <message>
            <source>Lanjut</source>
            <translation>Teraskeun</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Jawaban Anda langsung dikunci dan hanya bisa dibuka oleh kelurahan. Setelah terkirim, kiosk ini tidak bisa membacanya lagi.</source>
            <translation>Waleran Bapa/Ibu langsung dikonci, mung tiasa dibuka ku kelurahan. Saatos kakintun, kiosk ieu moal tiasa maosna deui.</translation>
        </message>
        <message>
            <source>Kami hanya menanyakan yang diperlukan untuk permohonan ini.</source>
            <translation>Nu ditaroskeun mung anu diperyogikeun kanggo permohonan ieu.</translation>
        </message>
        <message>
            <source>Yang membaca: petugas kelurahan yang mengurus permohonan Anda.</source>
            <translation>Nu maosna: petugas kelurahan anu ngurus permohonan ieu.</translation>
        </message>
        <message>
            <source>Struk Anda tidak memuat nama, NIK, atau alamat.</source>
            <translation>Dina struk teu aya nami, NIK, atanapi alamat.</translation>
        </message>
        <message>
            <source>Anda boleh meminta data Anda dibetulkan atau dihapus di loket.</source>
            <translation>Bapa/Ibu kénging mundut datana dilereskeun atanapi dihapus di loket.</translation>
        </message>
        <message>
            <source>Aturannya: Undang-Undang Pelindungan Data Pribadi (UU 27 Tahun 2022).</source>
            <translation>Aturanana: Undang-Undang Pelindungan Data Pribadi (UU 27 Tahun 2022).</translation>
        </message>
        <message>
            <source>Baca selengkapnya</source>
            <translation>Aos salengkepna</translation>
        </message>
    </context>
    <context>
        <name>Problem</name>
        <message>
            <source>Ada yang belum lengkap. Sentuh Ubah di kartunya.</source>
            <translation>Aya nu teu acan lengkep. Pencét Robih dina kartuna.</translation>
        </message>
        <message>
            <source>Nomor HP dimulai dengan 08, panjangnya 10 sampai 13 angka.</source>
            <translation>Nomer HP dikawitan ku 08, panjangna 10 dugi ka 13 angka.</translation>
        </message>
        <message>
            <source>Tulis tahunnya lengkap, misalnya 1951.</source>
            <translation>Serat taunna lengkep, misalna 1951.</translation>
        </message>
        <message>
            <source>Isi dulu tanggal, bulan, dan tahunnya.</source>
            <translation>Eusian heula tanggal, sasih, sareng taunna.</translation>
        </message>
        <message>
            <source>{label} ada {expected} angka. Anda baru mengisi {got}.</source>
            <translation>{label} aya {expected} angka. Nembé dieusian {got}.</translation>
        </message>
        <message>
            <source>Angka-angka depan {label} ini tidak dikenal. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Angka payunna {label} ieu teu dikenal. Mangga cocogkeun deui sareng kartuna.</translation>
        </message>
        <message>
            <source>Angka ke-7 sampai ke-12 {label} berisi tanggal. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Angka ka-7 dugi ka ka-12 dina {label} téh tanggal. Mangga cocogkeun deui sareng kartuna.</translation>
        </message>
        <message>
            <source>Tanggal itu tidak ada di kalender. Coba periksa lagi.</source>
            <translation>Tanggal éta teu aya dina kalénder. Mangga pariksa deui.</translation>
        </message>
        <message>
            <source>Tanggal itu belum tiba. Coba periksa tahunnya.</source>
            <translation>Tanggal éta teu acan dugi. Mangga pariksa taunna.</translation>
        </message>
        <message>
            <source>Tanggal itu sudah lewat. Coba pilih hari ini atau sesudahnya.</source>
            <translation>Tanggal éta parantos kalangkung. Mangga pilih dinten ieu atanapi saatosna.</translation>
        </message>
        <message>
            <source>Tahunnya mulai dari {min}. Coba periksa lagi.</source>
            <translation>Taunna ngawitan ti {min}. Mangga pariksa deui.</translation>
        </message>
        <message>
            <source>Empat angka terakhir {label} tidak mungkin 0000. Coba cocokkan lagi.</source>
            <translation>Opat angka panungtung {label} moal mungkin 0000. Mangga cocogkeun deui.</translation>
        </message>
        <message>
            <source>Nomor ini sama dengan NIK. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Nomer ieu sami sareng NIK. Mangga cocogkeun deui sareng kartuna.</translation>
        </message>
        <message>
            <source>Masih kurang. Tulis paling sedikit {min}.</source>
            <translation>Kirang kénéh. Serat pangsaeutikna {min}.</translation>
        </message>
        <message>
            <source>Ini terlalu banyak. Paling banyak {max}.</source>
            <translation>Ieu seueur teuing. Pangseueurna {max}.</translation>
        </message>
        <message>
            <source>Fotonya paling banyak {max}. Yang lain boleh dibawa ke loket.</source>
            <translation>Potona pangseueurna {max}. Nu sanésna kénging dicandak ka loket.</translation>
        </message>
        <message>
            <source>Masih kurang. Nomornya paling sedikit {min} tanda.</source>
            <translation>Kirang kénéh. Nomerna pangsaeutikna {min} tanda.</translation>
        </message>
        <message>
            <source>Nomor polisi ditulis seperti BG 1234 AB. Coba cocokkan dengan STNK.</source>
            <translation>Nomer polisi diserat sapertos BG 1234 AB. Mangga cocogkeun sareng STNK.</translation>
        </message>
        <message>
            <source>Coba cocokkan lagi {label} dengan jawaban yang lain.</source>
            <translation>Mangga cocogkeun deui {label} sareng waleran nu sanés.</translation>
        </message>
        <message>
            <source>Tulis sedikit lagi, paling sedikit {min} huruf.</source>
            <translation>Serat sakedik deui, sakedikna {min} huruf.</translation>
        </message>
        <message>
            <source>Ini terlalu panjang. Paling banyak {max} huruf.</source>
            <translation>Ieu panjang teuing. Paling seueur {max} huruf.</translation>
        </message>
        <message>
            <source>Ada tanda yang tidak bisa dipakai di sini. Pakai huruf saja, ya.</source>
            <translation>Aya tanda nu teu tiasa dianggo di dieu. Anggo huruf waé, nya.</translation>
        </message>
        <message>
            <source>Isi dengan angka saja.</source>
            <translation>Eusian ku angka waé.</translation>
        </message>
        <message>
            <source>Paling banyak {max}.</source>
            <translation>Paling seueur {max}.</translation>
        </message>
        <message>
            <source>Isi angka dari {min} sampai {max}.</source>
            <translation>Eusian angka ti {min} dugi ka {max}.</translation>
        </message>
        <message>
            <source>Sentuh kotak setuju dulu, supaya kami boleh memproses permohonan Anda.</source>
            <translation>Pencét heula kotak satuju, supados permohonanana tiasa diolah.</translation>
        </message>
        <message>
            <source>Jam ditulis dari 00.00 sampai 23.59. Coba periksa lagi.</source>
            <translation>Jam diserat ti 00.00 dugi ka 23.59. Mangga pariksa deui.</translation>
        </message>
        <message>
            <source>Tempat itu di luar peta. Coba sentuh tempat lain.</source>
            <translation>Tempat éta di luar peta. Cobi pencét tempat nu sanés.</translation>
        </message>
        <message>
            <source>Foto itu tidak bisa dipakai. Coba ambil sekali lagi.</source>
            <translation>Poto éta teu tiasa dianggo. Cobi poto sakali deui.</translation>
        </message>
        <message>
            <source>Pilih salah satu jawaban yang ada.</source>
            <translation>Pilih salah sahiji waleran nu aya.</translation>
        </message>
        <message>
            <source>Pilih dulu satu jawaban.</source>
            <translation>Pilih heula hiji waleran.</translation>
        </message>
        <message>
            <source>Pilih dulu, boleh lebih dari satu.</source>
            <translation>Pilih heula, kénging langkung ti hiji.</translation>
        </message>
        <message>
            <source>Tulis dulu ceritanya di kotak ini.</source>
            <translation>Serat heula kajadianana dina kotak ieu.</translation>
        </message>
        <message>
            <source>Isi dulu jam dan menitnya.</source>
            <translation>Eusian heula jam sareng menitna.</translation>
        </message>
        <message>
            <source>Pilih dulu wilayahnya, satu per satu dari atas.</source>
            <translation>Pilih heula wilayahna, hiji-hiji ti luhur.</translation>
        </message>
        <message>
            <source>Sentuh dulu tempatnya di peta.</source>
            <translation>Pencét heula tempatna dina peta.</translation>
        </message>
        <message>
            <source>Tulis dulu paling sedikit {min}.</source>
            <translation>Mangga serat heula pangsaeutikna {min}.</translation>
        </message>
        <message>
            <source>Isi dulu {label}.</source>
            <translation>Eusian heula {label}.</translation>
        </message>
        <message>
            <source>Kode daerah di NIK ini tidak ada di daftar kami. Kalau sudah cocok dengan KTP, lanjut saja.</source>
            <translation>Kode daérah dina NIK ieu teu aya dina daptar. Upami parantos cocog sareng KTP, teraskeun waé.</translation>
        </message>
        <message>
            <source>Berbeda dengan tanggal di NIK. Kalau sudah benar, lanjut saja.</source>
            <translation>Bénten sareng tanggal dina NIK. Upami parantos leres, teraskeun waé.</translation>
        </message>
        <message>
            <source>Berbeda dengan yang tertulis di NIK. Kalau sudah benar, lanjut saja.</source>
            <translation>Bénten sareng anu aya dina NIK. Upami parantos leres, teraskeun waé.</translation>
        </message>
        <message>
            <source>Fotonya belum ada. Lanjut saja, foto boleh dibawa ke loket.</source>
            <translation>Potona teu acan aya. Teraskeun waé, poto kénging dicandak ka loket.</translation>
        </message>
        <message>
            <source>Coba cocokkan lagi dengan jawaban yang lain. Kalau sudah benar, lanjut saja.</source>
            <translation>Mangga cocogkeun deui sareng waleran nu sanés. Upami parantos leres, teraskeun waé.</translation>
        </message>
    </context>
    <context>
        <name>QrPicture</name>
        <message>
            <source>Kode QR permohonan Anda</source>
            <translation>Kode QR permohonan Bapa/Ibu</translation>
        </message>
    </context>
    <context>
        <name>QueuePage</name>
        <message>
            <source>Nomor antrean untuk apa?</source>
            <translation>Nomer antrean kanggo naon?</translation>
        </message>
        <message>
            <source>Struk belum bisa dicetak. Nomor Anda tampil di layar: potret atau catat, ya.</source>
            <translation>Strukna teu acan tiasa dicitak. Nomerna aya dina layar: mangga poto atanapi catet.</translation>
        </message>
        <message>
            <source>Sentuh salah satu, nomor Anda langsung keluar.</source>
            <translation>Pencét salah sahiji, nomerna langsung kaluar.</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Saya perlu didahulukan</source>
            <translation>Abdi peryogi diheulakeun</translation>
        </message>
        <message>
            <source>Lansia, ibu hamil atau membawa bayi, penyandang disabilitas</source>
            <translation>Lansia, ibu hamil atanapi nu nyandak orok, panyandang disabilitas</translation>
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
            <translation>Dinten</translation>
        </message>
        <message>
            <source>Standar pelayanan</source>
            <translation>Standar palayanan</translation>
        </message>
        <message>
            <source>Dasar hukum: {basis}</source>
            <translation>Dasar hukum: {basis}</translation>
        </message>
        <message>
            <source>Sumber: {source}. Diperbarui {day}.</source>
            <translation>Sumber: {source}. Dianyarkeun {day}.</translation>
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
            <translation>Tempatna</translation>
        </message>
        <message>
            <source>Buka di HP Anda</source>
            <translation>Buka dina HP</translation>
        </message>
        <message>
            <source>Peta di HP Anda</source>
            <translation>Peta dina HP</translation>
        </message>
        <message>
            <source>tanyakan petugas</source>
            <translation>taroskeun ka petugas</translation>
        </message>
        <message>
            <source>hari ini</source>
            <translation>dinten ieu</translation>
        </message>
        <message>
            <source>besok</source>
            <translation>énjing</translation>
        </message>
        <message>
            <source>lusa</source>
            <translation>pageto</translation>
        </message>
        <message>
            <source>%n hari lagi</source>
            <translation>%n dinten deui</translation>
        </message>
        <message>
            <source>{start} sampai {end}</source>
            <translation>{start} dugi ka {end}</translation>
        </message>
        <message>
            <source>mulai {start}</source>
            <translation>ngawitan {start}</translation>
        </message>
        <message>
            <source>Seminggu sekali</source>
            <translation>Saminggu sakali</translation>
        </message>
        <message>
            <source>Setiap hari {day}</source>
            <translation>Unggal dinten {day}</translation>
        </message>
        <message>
            <source>Sebulan sekali</source>
            <translation>Sasasih sakali</translation>
        </message>
        <message>
            <source>Setiap bulan, tanggal {day}</source>
            <translation>Unggal sasih, tanggal {day}</translation>
        </message>
        <message>
            <source>Tiga bulan sekali</source>
            <translation>Tilu sasih sakali</translation>
        </message>
        <message>
            <source>Setiap tiga bulan, tanggal {day}</source>
            <translation>Unggal tilu sasih, tanggal {day}</translation>
        </message>
        <message>
            <source>Sudah lewat</source>
            <translation>Parantos kalangkung</translation>
        </message>
        <message>
            <source>Hari berikutnya</source>
            <translation>Dinten salajengna</translation>
        </message>
        <message>
            <source>Berulang</source>
            <translation>Diayakeun</translation>
        </message>
        <message>
            <source>Jam</source>
            <translation>Jam</translation>
        </message>
        <message>
            <source>Yang mengadakan</source>
            <translation>Nu ngayakeun</translation>
        </message>
        <message>
            <source>Yang bisa ditanya</source>
            <translation>Nu tiasa ditaros</translation>
        </message>
        <message>
            <source>Biaya</source>
            <translation>Biaya</translation>
        </message>
        <message>
            <source>Bawa ini</source>
            <translation>Candak ieu</translation>
        </message>
        <message>
            <source>Tahun</source>
            <translation>Taun</translation>
        </message>
        <message>
            <source>Jenis</source>
            <translation>Jinis</translation>
        </message>
        <message>
            <source>Naskahnya</source>
            <translation>Naskahna</translation>
        </message>
        <message>
            <source>Angkanya</source>
            <translation>Angkana</translation>
        </message>
        <message>
            <source>Syarat</source>
            <translation>Sarat</translation>
        </message>
        <message>
            <source>Tidak ada yang perlu dibawa.</source>
            <translation>Teu aya nu kedah dicandak.</translation>
        </message>
        <message>
            <source>Langkah-langkah</source>
            <translation>Léngkah-léngkahna</translation>
        </message>
        <message>
            <source>Isi permohonan di kiosk ini.</source>
            <translation>Eusian permohonan di kiosk ieu.</translation>
        </message>
        <message>
            <source>Lamanya</source>
            <translation>Lamina</translation>
        </message>
        <message>
            <source>Yang Anda dapat</source>
            <translation>Nu bakal ditampi</translation>
        </message>
        <message>
            <source>Sampaikan kepada petugas di loket.</source>
            <translation>Mangga dugikeun ka petugas di loket.</translation>
        </message>
        <message>
            <source>Lewat kiosk ini: {service}. Atau langsung kepada petugas di loket.</source>
            <translation>Ngalangkungan kiosk ieu: {service}. Atanapi langsung ka petugas di loket.</translation>
        </message>
        <message>
            <source>Pengaduan</source>
            <translation>Pangaduan</translation>
        </message>
    </context>
    <context>
        <name>ReadingPage</name>
        <message>
            <source>Cetak</source>
            <translation>Citak</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Contoh</source>
            <translation>Conto</translation>
        </message>
        <message>
            <source>Nama, tanggal, dan angka di sini dibuat untuk peragaan, bukan keterangan yang sebenarnya.</source>
            <translation>Nami, tanggal, sareng angka di dieu didamel kanggo conto, sanés katerangan anu saleresna.</translation>
        </message>
        <message>
            <source>Tulisan ini baru ada dalam bahasa Indonesia.</source>
            <translation>Seratan ieu nembé aya dina basa Indonésia.</translation>
        </message>
        <message>
            <source>Ajukan di kiosk ini</source>
            <translation>Ajukeun di kiosk ieu</translation>
        </message>
        <message>
            <source>Bacaan berikutnya</source>
            <translation>Bacaan salajengna</translation>
        </message>
        <message>
            <source>Bacaan sebelumnya</source>
            <translation>Bacaan sateuacanna</translation>
        </message>
    </context>
    <context>
        <name>Remark</name>
        <message>
            <source>Perlu dibetulkan</source>
            <translation>Kedah dilereskeun</translation>
        </message>
        <message>
            <source>Perhatikan</source>
            <translation>Perhatoskeun</translation>
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
            <translation>Nomer %1 · %2</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Réngsé</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Catatan petugas</source>
            <translation>Catetan petugas</translation>
        </message>
        <message>
            <source>Dibuat di kiosk lain kelurahan ini.</source>
            <translation>Didamel di kiosk sanés di kalurahan ieu.</translation>
        </message>
        <message>
            <source>Cetak status</source>
            <translation>Citak status</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Cetak rujukan</source>
            <translation>Citak rujukan</translation>
        </message>
        <message>
            <source>Rujukan</source>
            <translation>Rujukan</translation>
        </message>
        <message>
            <source>Cetak salinan struk</source>
            <translation>Citak salinan struk</translation>
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
            <translation>Parantos leres sadayana?</translation>
        </message>
        <message>
            <source>Sentuh Ubah kalau ada yang perlu dibetulkan.</source>
            <translation>Pencét Robih upami aya nu kedah dilereskeun.</translation>
        </message>
        <message>
            <source>Kirim permohonan</source>
            <translation>Kintun permohonan</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Umur Anda %1 tahun. Lansia boleh dilayani lebih dulu, kalau Anda mau.</source>
            <translation>Yuswa Bapa/Ibu %1 taun. Lansia kénging dilayanan tipayun, upami palay.</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Robih</translation>
        </message>
        <message>
            <source>Ubah %1</source>
            <translation>Robih %1</translation>
        </message>
        <message>
            <source>Lansia, ibu hamil atau membawa bayi, penyandang disabilitas</source>
            <translation>Lansia, ibu hamil atanapi nu nyandak orok, panyandang disabilitas</translation>
        </message>
        <message>
            <source>Saya perlu didahulukan</source>
            <translation>Abdi peryogi diheulakeun</translation>
        </message>
    </context>
    <context>
        <name>RouteStop</name>
        <message>
            <source>Tidak selalu: tergantung jawaban Anda.</source>
            <translation>Teu tangtos: gumantung kana waleran Bapa/Ibu.</translation>
        </message>
        <message>
            <source>Bawa: %1</source>
            <translation>Candak: %1</translation>
        </message>
        <message>
            <source>Alamat dan jam buka: tanyakan petugas.</source>
            <translation>Alamat sareng jam buka: taroskeun ka petugas.</translation>
        </message>
        <message>
            <source>Alamat: tanyakan petugas.</source>
            <translation>Alamat: taroskeun ka petugas.</translation>
        </message>
        <message>
            <source>Jam buka: tanyakan petugas.</source>
            <translation>Jam buka: taroskeun ka petugas.</translation>
        </message>
        <message>
            <source>Contoh, bukan alamat sebenarnya.</source>
            <translation>Conto, sanés alamat saleresna.</translation>
        </message>
    </context>
    <context>
        <name>RowCard</name>
        <message>
            <source>Belum lengkap</source>
            <translation>Teu acan lengkep</translation>
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
            <translation>Muhun, hapus</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Robih</translation>
        </message>
        <message>
            <source>Tidak jadi</source>
            <translation>Henteu janten</translation>
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
            <translation>Teu acan aya nu diserat.</translation>
        </message>
        <message>
            <source>Tulis %1</source>
            <translation>Serat %1</translation>
        </message>
        <message>
            <source>Tambah %1</source>
            <translation>Tambih %1</translation>
        </message>
    </context>
    <context>
        <name>ScrollArea</name>
        <message>
            <source>Masih ada di bawah</source>
            <translation>Masih aya di handap</translation>
        </message>
        <message>
            <source>Kembali ke atas</source>
            <translation>Ka luhur deui</translation>
        </message>
    </context>
    <context>
        <name>SearchPage</name>
        <message>
            <source>Apa yang Anda cari?</source>
            <translation>Milari naon, Bapa/Ibu?</translation>
        </message>
        <message>
            <source>Lihat gambar</source>
            <translation>Tingali gambar</translation>
        </message>
        <message>
            <source>Lihat %n hasil</source>
            <translation>Tingali %n hasil</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Kata yang dicari</source>
            <translation>Kecap nu dipilari</translation>
        </message>
        <message>
            <source>Misalnya: KTP hilang</source>
            <translation>Misalna: KTP ical</translation>
        </message>
        <message>
            <source>Belum ketemu.</source>
            <translation>Teu acan kapendak.</translation>
        </message>
        <message>
            <source>Coba kata lain, atau tanya petugas di loket.</source>
            <translation>Cobi kecap sanés, atanapi taroskeun ka petugas di loket.</translation>
        </message>
        <message>
            <source>Yang sering dicari</source>
            <translation>Nu sering dipilari</translation>
        </message>
        <message>
            <source>Atau pilih dari sini</source>
            <translation>Atanapi pilih ti dieu</translation>
        </message>
    </context>
    <context>
        <name>SendingPage</name>
        <message>
            <source>Sebentar, sedang disimpan</source>
            <translation>Sakedap, nuju disimpen</translation>
        </message>
    </context>
    <context>
        <name>ServicePage</name>
        <message>
            <source>Mulai</source>
            <translation>Ngawitan</translation>
        </message>
        <message>
            <source>Ambil nomor antrean</source>
            <translation>Candak nomer antrean</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Sedang ditutup</source>
            <translation>Nuju ditutup</translation>
        </message>
        <message>
            <source>Tanpa nama.</source>
            <translation>Tanpa nami.</translation>
        </message>
        <message>
            <source>Kami tidak menanyakan siapa Anda.</source>
            <translation>Di dieu teu ditaros saha Bapa/Ibu.</translation>
        </message>
        <message>
            <source>Lamanya</source>
            <translation>Lamina</translation>
        </message>
        <message>
            <source>Biaya</source>
            <translation>Biaya</translation>
        </message>
        <message>
            <source>Yang memutuskan</source>
            <translation>Nu mutuskeun</translation>
        </message>
        <message>
            <source>Yang Anda dapat</source>
            <translation>Nu bakal ditampi</translation>
        </message>
        <message>
            <source>Bawa ke loket nanti</source>
            <translation>Candak ka loket engké</translation>
        </message>
        <message>
            <source>Alurnya</source>
            <translation>Jalanna</translation>
        </message>
        <message>
            <source>Cetak rute dan syarat</source>
            <translation>Citak jalan sareng sarat</translation>
        </message>
        <message>
            <source>Rute dan syarat</source>
            <translation>Jalan sareng sarat</translation>
        </message>
        <message>
            <source>Pengaduan</source>
            <translation>Pangaduan</translation>
        </message>
        <message>
            <source>Dasar hukum: %1</source>
            <translation>Dasar hukum: %1</translation>
        </message>
        <message>
            <source>Baca dulu kalau mau</source>
            <translation>Mangga baca heula upami palay</translation>
        </message>
    </context>
    <context>
        <name>ShelfPage</name>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Menurut jenis layanan</source>
            <translation>Dumasar kana jinis layanan</translation>
        </message>
        <message>
            <source>Menurut kantor yang mengurus</source>
            <translation>Dumasar kana kantor nu ngurus</translation>
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
            <translation>Nomer antrean</translation>
        </message>
        <message>
            <source>Lembar uji</source>
            <translation>Lambar uji</translation>
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
            <translation>Jalan sareng sarat</translation>
        </message>
        <message>
            <source>Lembar untuk kantor</source>
            <translation>Lambar kanggo kantor</translation>
        </message>
        <message>
            <source>Laporan kesiapan</source>
            <translation>Laporan kasiapan</translation>
        </message>
        <message>
            <source>Sudah tercetak</source>
            <translation>Parantos kacitak</translation>
        </message>
        <message>
            <source>Sedang dicetak</source>
            <translation>Nuju dicitak</translation>
        </message>
        <message>
            <source>Menunggu. {why}</source>
            <translation>Ngantosan. {why}</translation>
        </message>
        <message>
            <source>Terkirim, tetapi printer ini tidak bisa memastikan.</source>
            <translation>Kakintun, tapi printer ieu teu tiasa mastikeun.</translation>
        </message>
        <message>
            <source>Tidak tercetak. {why}</source>
            <translation>Teu kacitak. {why}</translation>
        </message>
        <message>
            <source>Kertas habis. Pasang gulungan baru.</source>
            <translation>Kertasna séép. Pasang gulungan anyar.</translation>
        </message>
        <message>
            <source>Tutup printer terbuka. Tutup rapat.</source>
            <translation>Tutup printerna kabuka. Tutup rapet.</translation>
        </message>
        <message>
            <source>Pemotong kertas macet. Matikan printer, keluarkan kertas yang terjepit.</source>
            <translation>Pamotong kertasna macét. Pareuman printerna, kaluarkeun kertas nu kajepit.</translation>
        </message>
        <message>
            <source>Printer terlalu panas. Tunggu beberapa menit.</source>
            <translation>Printerna panas teuing. Antosan sababaraha menit.</translation>
        </message>
        <message>
            <source>Printer rusak. Matikan dan nyalakan lagi; bila tetap, hubungi teknisi.</source>
            <translation>Printerna ruksak. Pareuman teras hurungkeun deui; upami tetep, hubungi teknisi.</translation>
        </message>
        <message>
            <source>Printer tidak siap. Periksa tombol dan lampunya.</source>
            <translation>Printerna teu siap. Pariksa tombol sareng lampuna.</translation>
        </message>
        <message>
            <source>Printer tidak tersambung. Periksa kabel dan listriknya.</source>
            <translation>Printerna teu nyambung. Pariksa kabel sareng listrikna.</translation>
        </message>
        <message>
            <source>Printer sedang dipakai komputer lain.</source>
            <translation>Printerna nuju dianggo ku komputer nu sanés.</translation>
        </message>
        <message>
            <source>Sistem tidak mengizinkan kiosk memakai printer ini. Hubungi teknisi.</source>
            <translation>Sistem teu ngidinan kiosk nganggo printer ieu. Hubungi teknisi.</translation>
        </message>
        <message>
            <source>Printer tidak menjawab. Matikan dan nyalakan lagi.</source>
            <translation>Printerna teu ngawaler. Pareuman teras hurungkeun deui.</translation>
        </message>
        <message>
            <source>Terhenti di tengah jalan. Lihat apakah kertasnya keluar.</source>
            <translation>Eureun satengah jalan. Tingali naha kertasna kaluar.</translation>
        </message>
        <message>
            <source>Tanpa printer: nomor hanya tampil di layar.</source>
            <translation>Teu nganggo printer: nomer ukur dina layar.</translation>
        </message>
        <message>
            <source>Terlalu lama menunggu. Nomornya tetap berlaku.</source>
            <translation>Lami teuing ngantosan. Nomerna tetep tiasa dianggo.</translation>
        </message>
        <message>
            <source>Dibatalkan petugas.</source>
            <translation>Dibatalkeun ku petugas.</translation>
        </message>
        <message>
            <source>Dikirim ke printer pengganti.</source>
            <translation>Dikintun ka printer gaganti.</translation>
        </message>
        <message>
            <source>Disimpan sebagai berkas, belum di atas kertas.</source>
            <translation>Disimpen salaku berkas, teu acan dina kertas.</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Sudah diterima</source>
            <translation>Parantos ditampi</translation>
        </message>
        <message>
            <source>Permohonan Anda menunggu diperiksa petugas.</source>
            <translation>Permohonanana ngantosan dipariksa ku petugas.</translation>
        </message>
        <message>
            <source>Sedang diperiksa</source>
            <translation>Nuju dipariksa</translation>
        </message>
        <message>
            <source>Petugas sedang memeriksa permohonan Anda.</source>
            <translation>Petugas nuju mariksa permohonanana.</translation>
        </message>
        <message>
            <source>Ada yang perlu dilengkapi</source>
            <translation>Aya nu kedah dilengkepan</translation>
        </message>
        <message>
            <source>Baca catatan petugas di bawah, lalu datang ke loket.</source>
            <translation>Aos catetan petugas di handap, teras mangga ka loket.</translation>
        </message>
        <message>
            <source>Menunggu tanda tangan</source>
            <translation>Ngantosan tanda tangan</translation>
        </message>
        <message>
            <source>Suratnya sudah dibuat dan menunggu tanda tangan.</source>
            <translation>Suratna parantos didamel, kantun ngantosan tanda tangan.</translation>
        </message>
        <message>
            <source>Siap diambil</source>
            <translation>Tiasa dicandak</translation>
        </message>
        <message>
            <source>Silakan ambil di loket. Bawa struk atau kode ini.</source>
            <translation>Mangga candak di loket. Ulah hilap struk atanapi kode ieu.</translation>
        </message>
        <message>
            <source>Sudah diambil</source>
            <translation>Parantos dicandak</translation>
        </message>
        <message>
            <source>Permohonan ini sudah selesai.</source>
            <translation>Permohonan ieu parantos réngsé.</translation>
        </message>
        <message>
            <source>Tidak dapat dikabulkan</source>
            <translation>Teu tiasa dikabulkeun</translation>
        </message>
        <message>
            <source>Baca alasannya di bawah. Anda boleh bertanya di loket.</source>
            <translation>Aos alesanana di handap. Kénging ogé ditaroskeun di loket.</translation>
        </message>
        <message>
            <source>Dibatalkan</source>
            <translation>Dibatalkeun</translation>
        </message>
        <message>
            <source>Permohonan ini tidak diteruskan.</source>
            <translation>Permohonan ieu teu diteraskeun.</translation>
        </message>
        <message>
            <source>Laporan Anda menunggu diperiksa petugas.</source>
            <translation>Laporanana ngantosan dipariksa ku petugas.</translation>
        </message>
        <message>
            <source>Petugas sedang memeriksa laporan Anda.</source>
            <translation>Petugas nuju mariksa laporanana.</translation>
        </message>
        <message>
            <source>Menunggu keputusan</source>
            <translation>Ngantosan kaputusan</translation>
        </message>
        <message>
            <source>Laporan sudah diperiksa dan menunggu keputusan.</source>
            <translation>Laporan parantos dipariksa, kantun ngantosan kaputusan.</translation>
        </message>
        <message>
            <source>Jawaban siap</source>
            <translation>Waleran parantos aya</translation>
        </message>
        <message>
            <source>Baca catatan petugas di bawah, atau tanyakan di loket.</source>
            <translation>Aos catetan petugas di handap, atanapi taroskeun di loket.</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Réngsé</translation>
        </message>
        <message>
            <source>Laporan ini sudah selesai ditangani.</source>
            <translation>Laporan ieu parantos réngsé diurus.</translation>
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
            <translation>Liwatan</translation>
        </message>
        <message>
            <source>Lanjut</source>
            <translation>Teraskeun</translation>
        </message>
        <message>
            <source>Batal</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message>
            <source>dini hari</source>
            <translation>janari</translation>
        </message>
        <message>
            <source>pagi</source>
            <translation>énjing</translation>
        </message>
        <message>
            <source>siang</source>
            <translation>siang</translation>
        </message>
        <message>
            <source>sore</source>
            <translation>sonten</translation>
        </message>
        <message>
            <source>malam</source>
            <translation>wengi</translation>
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
            <translation>Tabuh %1 %2</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Bahasa: %1</source>
            <translation>Basa: %1</translation>
        </message>
        <message>
            <source>Bantuan</source>
            <translation>Bantosan</translation>
        </message>
        <message>
            <source>Tampilan</source>
            <translation>Tampilan</translation>
        </message>
        <message>
            <source>Suara</source>
            <translation>Sora</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Réngsé</translation>
        </message>
        <message>
            <source>%1, kosongkan layar</source>
            <translation>%1, kosongkeun layar</translation>
        </message>
    </context>
    <context>
        <name>Track</name>
        <message>
            <source>Ada huruf yang belum cocok. Coba lihat lagi kode di struk Anda.</source>
            <translation>Aya huruf nu teu acan cocog. Mangga tingali deui kode dina struk.</translation>
        </message>
        <message>
            <source>Kode ini tidak dibuat oleh kiosk kami. Silakan bertanya di loket.</source>
            <translation>Kode ieu sanés ti kiosk di dieu. Mangga taroskeun di loket.</translation>
        </message>
        <message>
            <source>Kode ini belum ada di kiosk ini. Silakan bertanya di loket, bawa struk Anda.</source>
            <translation>Kode ieu teu acan aya di kiosk ieu. Mangga taroskeun di loket, strukna candak.</translation>
        </message>
        <message>
            <source>Struk ini dari kiosk lain, dan kabarnya belum sampai ke sini. Tunggu sebentar, atau bertanya di loket.</source>
            <translation>Struk ieu ti kiosk sanés, sareng kabarna teu acan dugi ka dieu. Mangga antosan sakedap, atanapi taroskeun di loket.</translation>
        </message>
        <message>
            <source>Permohonan {ref}</source>
            <translation>Permohonan {ref}</translation>
        </message>
        <message>
            <source>Belum terkirim ke kelurahan (tidak ada sinyal). Data aman di sini dan akan dikirim sendiri.</source>
            <translation>Teu acan kakintun ka kelurahan (teu aya sinyal). Datana aman di dieu, engké dikintun otomatis.</translation>
        </message>
        <message>
            <source>Data per {when}</source>
            <translation>Data dugi ka {when}</translation>
        </message>
        <message>
            <source>Itu NIK, bukan kode struk. Pindai kode di struk Anda, atau ketik kodenya.</source>
            <translation>Éta NIK, sanés kode struk. Pindai kode dina struk, atanapi ketik kodena.</translation>
        </message>
        <message>
            <source>Ini kode dokumen Dukcapil. Keasliannya diperiksa petugas dengan aplikasi IKD.</source>
            <translation>Ieu kode dokumén Dukcapil. Asli henteuna dipariksa ku petugas nganggo aplikasi IKD.</translation>
        </message>
        <message>
            <source>Kode ini dari surat asli {office}, nomor {number}, tanggal {day}. Cocok tidaknya isi surat, dan apakah masih berlaku, tanyakan di loket.</source>
            <translation>Kode ieu tina surat asli {office}, nomer {number}, tanggal {day}. Cocog henteuna eusi surat, sareng naha masih berlaku, mangga taroskeun di loket.</translation>
        </message>
        <message>
            <source>Surat {office} nomor {number} ini sudah dibatalkan oleh kantor dan tidak berlaku lagi. Silakan bertanya di loket.</source>
            <translation>Surat {office} nomor {number} ieu parantos dibatalkeun ku kantor sareng henteu berlaku deui. Mangga taroskeun di loket.</translation>
        </message>
        <message>
            <source>Kode surat ini tidak dibuat oleh kantor kami. Silakan bertanya di loket.</source>
            <translation>Kode surat ieu sanés didamel ku kantor kami. Mangga taroskeun di loket.</translation>
        </message>
        <message>
            <source>Ini kode surat dari kantor lain. Keasliannya diperiksa di kantor itu.</source>
            <translation>Ieu kode surat ti kantor séjén. Asli henteuna dipariksa di kantor éta.</translation>
        </message>
        <message>
            <source>Kiosk ini belum bisa memeriksa surat ini. Petugas di loket bisa.</source>
            <translation>Kiosk ieu can tiasa mariksa surat ieu. Patugas di loket tiasa.</translation>
        </message>
        <message>
            <source>Ini tautan ke {host}. Kiosk ini tidak membuka tautan.</source>
            <translation>Ieu tautan ka {host}. Kiosk ieu teu muka tautan.</translation>
        </message>
        <message>
            <source>Ini nomor buku (ISBN), bukan kode struk. Tentang buku ada layanan Perpustakaan Warga.</source>
            <translation>Ieu nomer buku (ISBN), sanés kode struk. Ngeunaan buku aya layanan Perpustakaan Warga.</translation>
        </message>
        <message>
            <source>Kode ini tidak dikenal di sini. Pindai kode QR di struk Anda.</source>
            <translation>Kode ieu teu dikenal di dieu. Pindai kode QR dina struk.</translation>
        </message>
    </context>
    <context>
        <name>TrackPage</name>
        <message>
            <source>Ketik kode di struk Anda</source>
            <translation>Ketik kode dina struk</translation>
        </message>
        <message>
            <source>Atau perlihatkan kode QR di struk ke kamera.</source>
            <translation>Atanapi tingalikeun kode QR dina struk ka kaméra.</translation>
        </message>
        <message>
            <source>Atau dekatkan kode QR di struk ke pemindai.</source>
            <translation>Atanapi caketkeun kode QR dina struk ka pamindai.</translation>
        </message>
        <message>
            <source>Sedang dicari</source>
            <translation>Nuju dipilari</translation>
        </message>
        <message>
            <source>Cari</source>
            <translation>Pilari</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Mundur</translation>
        </message>
        <message>
            <source>Kode permohonan</source>
            <translation>Kode permohonan</translation>
        </message>
        <message>
            <source>Gambar dari kamera</source>
            <translation>Gambar tina kaméra</translation>
        </message>
    </context>
    <context>
        <name>Trouble</name>
        <message>
            <source>Kiosk ini belum bisa menerima permohonan baru</source>
            <translation>Kiosk ieu teu acan tiasa nampi permohonan anyar</translation>
        </message>
        <message>
            <source>Tempat penyimpanannya penuh. Silakan ke loket, petugas akan membantu. Permohonan yang sudah diterima tetap aman.</source>
            <translation>Tempat nyimpenna pinuh. Mangga ka loket, petugas badé ngabantos. Permohonan nu parantos ditampi tetep aman.</translation>
        </message>
        <message>
            <source>Kiosk ini perlu diperbaiki</source>
            <translation>Kiosk ieu kedah dilereskeun</translation>
        </message>
        <message>
            <source>Jawaban Anda tidak tersimpan. Silakan ke loket, petugas akan membantu. Permohonan yang sudah diterima tetap aman.</source>
            <translation>Waleranana teu kasimpen. Mangga ka loket, petugas badé ngabantos. Permohonan nu parantos ditampi tetep aman.</translation>
        </message>
        <message>
            <source>Kiosk ini sedang sibuk</source>
            <translation>Kiosk ieu nuju sibuk</translation>
        </message>
        <message>
            <source>Tunggu sebentar, lalu coba lagi. Jawaban Anda masih ada.</source>
            <translation>Antosan sakedap, teras cobian deui. Waleranana masih aya.</translation>
        </message>
        <message>
            <source>Maaf, ada yang tidak beres di kiosk ini</source>
            <translation>Punten, aya nu teu bérés di kiosk ieu</translation>
        </message>
        <message>
            <source>Ini bukan salah Anda. Coba sekali lagi, atau silakan ke loket.</source>
            <translation>Ieu sanés kalepatan Bapa/Ibu. Cobian sakali deui, atanapi mangga ka loket.</translation>
        </message>
    </context>
    <context>
        <name>TroublePage</name>
        <message>
            <source>Coba lagi</source>
            <translation>Cobian deui</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Réngsé</translation>
        </message>
    </context>
    <context>
        <name>VoiceBar</name>
        <message>
            <source>Suara</source>
            <translation>Sora</translation>
        </message>
        <message>
            <source>Berikutnya</source>
            <translation>Salajengna</translation>
        </message>
        <message>
            <source>Sebelumnya</source>
            <translation>Sateuacanna</translation>
        </message>
        <message>
            <source>Ulangi</source>
            <translation>Ulang</translation>
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
            <translation>Pencét kanggo ngagentos</translation>
        </message>
        <message>
            <source>Kalau keliru, sentuh bagian yang mau diganti.</source>
            <translation>Upami lepat, pencét bagian nu badé digentos.</translation>
        </message>
        <message>
            <source>Cari namanya</source>
            <translation>Pilari namina</translation>
        </message>
        <message>
            <source>Sebentar, daftarnya sedang dibuka.</source>
            <translation>Sakedap, daptarna nuju dibuka.</translation>
        </message>
        <message>
            <source>Belum ada yang cocok. Coba kurangi hurufnya.</source>
            <translation>Teu acan aya nu cocog. Cobi kirangan hurufna.</translation>
        </message>
        <message>
            <source>Masih ada %n lagi. Ketik beberapa huruf namanya di atas.</source>
            <translation>Masih aya %n deui. Ketik sababaraha huruf namina di luhur.</translation>
        </message>
    </context>
    <context>
        <name>WovenBand</name>
        <message>
            <source>Sudah %1 dari 100</source>
            <translation>Parantos %1 ti 100</translation>
        </message>
    </context>
</TS>
