<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Javanese, krama as it is spoken at a counter: the office speaks up to the resident ("Panjenengan"), in everyday krama that
     a speaker of ngoko follows, without literary words. Krama inggil only where everyone says it (asma, rawuh, lenggah).
     Words of the office stay Indonesian: loket, petugas, struk, NIK, KTP, KK. é and è are told apart as dictionaries do.
     To be reviewed by: a native speaker from Central or East Java who works at a counter; an elder who reads little. -->
<TS version="2.1" language="jv_ID" sourcelanguage="id_ID">
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
            <translation>Miturut NIK: %1</translation>
        </message>
        <message>
            <source>Pakai ini</source>
            <translation>Agem menika</translation>
        </message>
    </context>
    <context>
        <name>AttractPage</name>
        <message>
            <source>Sedang tutup</source>
            <translation>Saweg tutup</translation>
        </message>
        <message>
            <source>Selamat datang</source>
            <translation>Sugeng rawuh</translation>
        </message>
        <message>
            <source>Urus surat, sampaikan pengaduan, dan cek permohonan Anda. Gratis.</source>
            <translation>Ngurus serat, matur aduan, lan mriksani panyuwunan Panjenengan. Gratis.</translation>
        </message>
        <message>
            <source>Pengumuman kelurahan</source>
            <translation>Wara-wara kelurahan</translation>
        </message>
        <message>
            <source>Baca informasi</source>
            <translation>Maos informasi</translation>
        </message>
        <message>
            <source>Sentuh untuk mulai</source>
            <translation>Pencèt kanggé miwiti</translation>
        </message>
        <message>
            <source>Cek permohonan</source>
            <translation>Cèk panyuwunan</translation>
        </message>
        <message>
            <source>Nomor antrean saja</source>
            <translation>Nomer antrean kémawon</translation>
        </message>
        <message>
            <source>Suara</source>
            <translation>Swanten</translation>
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
            <translation>Mangga nyuwun pirsa petugas ing loket.</translation>
        </message>
        <message>
            <source>Lewat kiosk ini: {title} ({ref})</source>
            <translation>Lumantar kiosk menika: {title} ({ref})</translation>
        </message>
        <message>
            <source>Syaratnya tetap bisa dibaca di sini.</source>
            <translation>Saratipun tetep saged dipunwaos ing mriki.</translation>
        </message>
        <message>
            <source>Syaratnya tetap bisa dibaca di sini. Ambil nomor antrean kalau ingin bertanya di loket.</source>
            <translation>Saratipun tetep saged dipunwaos ing mriki. Mangga mundhut nomer antrean menawi badhé nyuwun pirsa ing loket.</translation>
        </message>
        <message>
            <source>Dibuka lagi {when}.</source>
            <translation>Dipunbikak malih {when}.</translation>
        </message>
        <message>
            <source>Isi formulir ini, tanpa nama.</source>
            <translation>Isi formulir menika, tanpa asma.</translation>
        </message>
        <message>
            <source>Isi formulir ini. Anda mendapat nomor antrean dan bukti permohonan.</source>
            <translation>Isi formulir menika. Panjenengan pikantuk nomer antrean lan bukti panyuwunan.</translation>
        </message>
        <message>
            <source>Isi formulir ini. Anda mendapat bukti permohonan.</source>
            <translation>Isi formulir menika. Panjenengan pikantuk bukti panyuwunan.</translation>
        </message>
        <message>
            <source>Kiosk ini</source>
            <translation>Kiosk menika</translation>
        </message>
        <message>
            <source>Tergantung jawaban Anda</source>
            <translation>Gumantung wangsulan Panjenengan</translation>
        </message>
    </context>
    <context>
        <name>CataloguePage</name>
        <message>
            <source>Apa yang bisa kami bantu?</source>
            <translation>Mangga, betah menapa?</translation>
        </message>
        <message>
            <source>Kiosk ini sedang tutup, jadi belum bisa menerima permohonan. Informasi tetap bisa dibaca.</source>
            <translation>Kiosk menika saweg tutup, dados dèrèng saged nampi panyuwunan. Informasi taksih saged dipunwaos.</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Cari: ketik keperluan Anda, misalnya KTP hilang</source>
            <translation>Padosi: ketik kabetahan, upaminipun KTP ical</translation>
        </message>
        <message>
            <source>Paling sering diurus</source>
            <translation>Asring dipunurus</translation>
        </message>
        <message>
            <source>Semua layanan</source>
            <translation>Sedaya layanan</translation>
        </message>
        <message>
            <source>Nomor antrean saja</source>
            <translation>Nomer antrean kémawon</translation>
        </message>
        <message>
            <source>Cek permohonan saya</source>
            <translation>Cèk panyuwunan kula</translation>
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
            <translation>tandha hubung</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Busak</translation>
        </message>
        <message>
            <source>Baris %1 sampai %2</source>
            <translation>Larik %1 dumugi %2</translation>
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
            <translation>Wulan</translation>
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
            <translation>Mangga lenggah rumiyin ing ruang tunggu.</translation>
        </message>
        <message>
            <source>Datang ke loket saat nomor Anda dipanggil.</source>
            <translation>Mangga dhateng loket menawi nomer Panjenengan dipuntimbali.</translation>
        </message>
    </context>
    <context>
        <name>DonePage</name>
        <message>
            <source>Selesai</source>
            <translation>Rampung</translation>
        </message>
        <message>
            <source>Ini nomor Anda</source>
            <translation>Menika nomer Panjenengan</translation>
        </message>
        <message>
            <source>Permohonan Anda diterima</source>
            <translation>Panyuwunan sampun katampi</translation>
        </message>
        <message>
            <source>Nomor antrean Anda %1</source>
            <translation>Nomer antrean Panjenengan %1</translation>
        </message>
        <message>
            <source>Nomor Anda %1</source>
            <translation>Nomer Panjenengan %1</translation>
        </message>
        <message>
            <source>Nomor antrean Anda</source>
            <translation>Nomer antrean Panjenengan</translation>
        </message>
        <message>
            <source>Nomor Anda</source>
            <translation>Nomer Panjenengan</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Dèrèng</translation>
        </message>
        <message>
            <source>Sudah keluar</source>
            <translation>Sampun medal</translation>
        </message>
        <message>
            <source>Cetak salinan</source>
            <translation>Cithak salinan</translation>
        </message>
        <message>
            <source>Setelah ini</source>
            <translation>Sasampunipun menika</translation>
        </message>
        <message>
            <source>Jam di kiosk ini mungkin kurang tepat. Nomor Anda tetap berlaku.</source>
            <translation>Jam ing kiosk menika mbokbilih kirang leres. Nomer Panjenengan tetep sah.</translation>
        </message>
        <message>
            <source>Kode permohonan</source>
            <translation>Kode panyuwunan</translation>
        </message>
        <message>
            <source>Untuk melihat kabar permohonan Anda. Jangan berikan kepada orang lain.</source>
            <translation>Kanggé mriksani kabar panyuwunan Panjenengan. Sampun dipunparingaken tiyang sanès.</translation>
        </message>
        <message>
            <source>Potret layar ini</source>
            <translation>Layar menika dipunfoto</translation>
        </message>
        <message>
            <source>Fotonya sama gunanya dengan struk.</source>
            <translation>Fotonipun sami ginanipun kaliyan struk.</translation>
        </message>
    </context>
    <context>
        <name>EntryCard</name>
        <message>
            <source>Sedang ditutup</source>
            <translation>Saweg dipuntutup</translation>
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
            <translation>Tombol kanggé ngetik</translation>
        </message>
    </context>
    <context>
        <name>EventGrid</name>
        <message>
            <source>Keperluan lain</source>
            <translation>Kabetahan sanès</translation>
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
            <translation>%n taun kepengker</translation>
        </message>
        <message>
            <source>%n angka lagi</source>
            <translation>%n angka malih</translation>
        </message>
        <message>
            <source>Apakah ini NIK Anda?</source>
            <translation>Menapa menika NIK Panjenengan?</translation>
        </message>
        <message>
            <source>Apakah ini {label} yang benar?</source>
            <translation>Menapa menika {label} ingkang leres?</translation>
        </message>
        <message>
            <source>Ada {most}.</source>
            <translation>Wonten {most}.</translation>
        </message>
        <message>
            <source>Paling sedikit {least}, paling banyak {most}.</source>
            <translation>Paling sekedhik {least}, paling kathah {most}.</translation>
        </message>
        <message>
            <source>Boleh kosong, paling banyak {most}.</source>
            <translation>Kénging kosong, paling kathah {most}.</translation>
        </message>
        <message>
            <source>Sudah ada foto</source>
            <translation>Sampun wonten foto</translation>
        </message>
        <message>
            <source>Ada</source>
            <translation>Wonten</translation>
        </message>
        <message>
            <source>Sudah difoto</source>
            <translation>Sampun dipunfoto</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Dèrèng</translation>
        </message>
    </context>
    <context>
        <name>Finding</name>
        <message>
            <source>Paling sering diurus</source>
            <translation>Asring dipunurus</translation>
        </message>
        <message>
            <source>Apa yang terjadi?</source>
            <translation>Wonten menapa?</translation>
        </message>
        <message>
            <source>Semua layanan</source>
            <translation>Sedaya layanan</translation>
        </message>
        <message>
            <source>Ini yang mungkin Anda perlukan.</source>
            <translation>Menika ingkang saged Panjenengan betahaken.</translation>
        </message>
        <message>
            <source>Yang paling banyak diminta warga di kiosk ini.</source>
            <translation>Ingkang paling kathah dipunsuwun warga ing kiosk menika.</translation>
        </message>
        <message>
            <source>Pilih yang paling mirip dengan keadaan Anda.</source>
            <translation>Pilih ingkang paling cocog kaliyan kawontenan Panjenengan.</translation>
        </message>
        <message>
            <source>Menurut jenisnya, atau menurut kantor yang mengurusnya.</source>
            <translation>Miturut jinisipun, utawi miturut kantor ingkang ngurus.</translation>
        </message>
        <message>
            <source>%n layanan</source>
            <translation>%n layanan</translation>
        </message>
        <message>
            <source>Info dan jadwal</source>
            <translation>Info lan jadwal</translation>
        </message>
        <message>
            <source>Posyandu, gotong royong, siaga bencana, dan lain-lain.</source>
            <translation>Posyandu, gotong royong, siaga bencana, lan sanèsipun.</translation>
        </message>
        <message>
            <source>Surat dan permohonan</source>
            <translation>Serat lan panyuwunan</translation>
        </message>
        <message>
            <source>Surat keterangan, pengantar, dan izin.</source>
            <translation>Serat katrangan, pengantar, lan idin.</translation>
        </message>
        <message>
            <source>Urusan lewat beberapa kantor</source>
            <translation>Urusan lumantar sawetawis kantor</translation>
        </message>
        <message>
            <source>Kami bantu dari kantor ke kantor.</source>
            <translation>Kula biyantu saking kantor dhateng kantor.</translation>
        </message>
        <message>
            <source>Layanan untuk lingkungan</source>
            <translation>Layanan kanggé lingkungan</translation>
        </message>
        <message>
            <source>Keamanan dan sarana di RT dan RW Anda.</source>
            <translation>Katentreman lan sarana ing RT lan RW Panjenengan.</translation>
        </message>
        <message>
            <source>Sarana bersama</source>
            <translation>Sarana sesarengan</translation>
        </message>
        <message>
            <source>Kiosk dan internet untuk semua.</source>
            <translation>Kiosk lan internet kanggé sedaya.</translation>
        </message>
        <message>
            <source>Pasar warga</source>
            <translation>Peken warga</translation>
        </message>
        <message>
            <source>Yang menawarkan dan yang membutuhkan.</source>
            <translation>Ingkang nawakaken lan ingkang mbetahaken.</translation>
        </message>
        <message>
            <source>Usul dan musyawarah</source>
            <translation>Usul lan rembagan</translation>
        </message>
        <message>
            <source>Ide, kritik, dan dokumen bersama.</source>
            <translation>Gagasan, kritik, lan dokumen sesarengan.</translation>
        </message>
        <message>
            <source>Saling bantu</source>
            <translation>Sami mbiyantu</translation>
        </message>
        <message>
            <source>Warga menolong warga.</source>
            <translation>Warga mitulungi warga.</translation>
        </message>
        <message>
            <source>Kota dan pemerintah</source>
            <translation>Kitha lan pamaréntah</translation>
        </message>
        <message>
            <source>Pengaduan, pajak, anggaran, sekolah, dan kantor-kantor.</source>
            <translation>Aduan, pajeg, anggaran, sekolah, lan kantor-kantor.</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>Pertanyaan {number} dari {total}</source>
            <translation>Pitakèn {number} saking {total}</translation>
        </message>
        <message>
            <source>{section} · pertanyaan {number} dari {total}</source>
            <translation>{section} · pitakèn {number} saking {total}</translation>
        </message>
        <message>
            <source>Lainnya</source>
            <translation>Sanèsipun</translation>
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
            <translation>Swanten dipunpejahi.</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Busak</translation>
        </message>
        <message>
            <source>spasi</source>
            <translation>spasi</translation>
        </message>
        <message>
            <source>Selesai mengetik</source>
            <translation>Rampung ngetik</translation>
        </message>
        <message>
            <source>Kembali ke baris</source>
            <translation>Wangsul dhateng larik</translation>
        </message>
        <message>
            <source>Suara menyala. Di pojok kiri bawah layar ada tombol Berikutnya, di pojok kanan bawah tombol Pilih.</source>
            <translation>Swanten sampun murub. Ing pojok kiwa ngandhap layar wonten tombol Salajengipun, ing pojok tengen ngandhap tombol Pilih.</translation>
        </message>
        <message>
            <source>tombol</source>
            <translation>tombol</translation>
        </message>
        <message>
            <source>menyala</source>
            <translation>murub</translation>
        </message>
        <message>
            <source>mati</source>
            <translation>pejah</translation>
        </message>
        <message>
            <source>terpilih</source>
            <translation>kapilih</translation>
        </message>
        <message>
            <source>belum terpilih</source>
            <translation>dèrèng kapilih</translation>
        </message>
        <message>
            <source>pilihan</source>
            <translation>pilihan</translation>
        </message>
        <message>
            <source>kotak isian</source>
            <translation>kothak isèn</translation>
        </message>
        <message>
            <source>belum bisa dipilih</source>
            <translation>dèrèng saged dipunpilih</translation>
        </message>
        <message>
            <source>belum diisi</source>
            <translation>dèrèng dipunisi</translation>
        </message>
        <message>
            <source>sudah diisi, %n angka</source>
            <translation>sampun dipunisi, %n angka</translation>
        </message>
    </context>
    <context>
        <name>Hall</name>
        <message>
            <source>hari ini</source>
            <translation>dinten menika</translation>
        </message>
        <message>
            <source>besok, {day}</source>
            <translation>mbénjing, {day}</translation>
        </message>
        <message>
            <source>Buka lagi {when}.</source>
            <translation>Bikak malih {when}.</translation>
        </message>
        <message>
            <source>Buka lagi {day}, {time}.</source>
            <translation>Bikak malih {day}, {time}.</translation>
        </message>
    </context>
    <context>
        <name>Information</name>
        <message>
            <source>Semua</source>
            <translation>Sedaya</translation>
        </message>
        <message>
            <source>Bacaan</source>
            <translation>Waosan</translation>
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
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Contoh</source>
            <translation>Conto</translation>
        </message>
        <message>
            <source>Yang bertanda "Contoh" dibuat untuk peragaan, bukan keterangan yang sebenarnya.</source>
            <translation>Ingkang mawi tandha "Conto" kadamel kanggé conto, sanès katrangan ingkang saèstu.</translation>
        </message>
        <message>
            <source>Belum ada yang diterbitkan di sini.</source>
            <translation>Dèrèng wonten ingkang dipunterbitaken ing mriki.</translation>
        </message>
        <message>
            <source>Petugas di loket senang menjawab pertanyaan Anda.</source>
            <translation>Petugas ing loket remen mangsuli pitakèn Panjenengan.</translation>
        </message>
        <message>
            <source>Jadwal terdekat</source>
            <translation>Jadwal paling celak</translation>
        </message>
        <message>
            <source>Pilih yang Anda cari</source>
            <translation>Pilih ingkang Panjenengan padosi</translation>
        </message>
        <message>
            <source>Syarat dan cara mengurus</source>
            <translation>Sarat lan caranipun ngurus</translation>
        </message>
        <message>
            <source>Mungkin Anda perlukan juga</source>
            <translation>Mbokbilih ugi Panjenengan betahaken</translation>
        </message>
    </context>
    <context>
        <name>KioskButton</name>
        <message>
            <source>Sedang dikerjakan</source>
            <translation>Saweg dipungarap</translation>
        </message>
    </context>
    <context>
        <name>KioskPage</name>
        <message>
            <source>kolom kanan</source>
            <translation>kolom tengen</translation>
        </message>
    </context>
    <context>
        <name>Ktp</name>
        <message>
            <source>Kamera dimulai ulang. Sebentar.</source>
            <translation>Kaméra dipunwiwiti malih. Sekedhap.</translation>
        </message>
        <message>
            <source>Kamera sedang dinyalakan.</source>
            <translation>Kaméra saweg dipungesangaken.</translation>
        </message>
        <message>
            <source>Letakkan KTP di dalam bingkai.</source>
            <translation>Mangga KTP-ipun ing lebet pigura.</translation>
        </message>
        <message>
            <source>Dekatkan sedikit lagi.</source>
            <translation>Dipuncaketaken sekedhik malih.</translation>
        </message>
        <message>
            <source>Tepi KTP belum terlihat. Jauhkan sedikit.</source>
            <translation>Pinggir KTP dèrèng katingal. Dipuntebihaken sekedhik.</translation>
        </message>
        <message>
            <source>Terlalu gelap. Hadapkan KTP ke cahaya.</source>
            <translation>Kepetengen. KTP dipunadhepaken dhateng padhang.</translation>
        </message>
        <message>
            <source>Terlalu silau. Miringkan KTP sedikit.</source>
            <translation>Kesulapen. KTP dipunmiringaken sekedhik.</translation>
        </message>
        <message>
            <source>Bagus. Tahan sebentar.</source>
            <translation>Saé. Dipuntahan sekedhap.</translation>
        </message>
        <message>
            <source>Sedang dibaca.</source>
            <translation>Saweg dipunwaos.</translation>
        </message>
        <message>
            <source>Belum terbaca. Coba sekali lagi.</source>
            <translation>Dèrèng kawaos. Mangga dipuncobi sepisan malih.</translation>
        </message>
        <message>
            <source>Foto ulang KTP Anda, atau ketik NIK-nya sendiri.</source>
            <translation>KTP dipunfoto malih, utawi NIK-ipun dipunketik piyambak.</translation>
        </message>
        <message>
            <source>Dua angka pertama bukan kode provinsi. Cocokkan dengan kartunya.</source>
            <translation>Kalih angka kapisan sanès kode provinsi. Mangga dipuncocogaken kaliyan kertunipun.</translation>
        </message>
        <message>
            <source>Angka ke-7 sampai ke-12 bukan tanggal. Cocokkan dengan kartunya.</source>
            <translation>Angka kaping 7 dumugi 12 sanès tanggal. Mangga dipuncocogaken kaliyan kertunipun.</translation>
        </message>
        <message>
            <source>Empat angka terakhir tidak mungkin 0000. Cocokkan dengan kartunya.</source>
            <translation>Sekawan angka pungkasan mboten mungkin 0000. Mangga dipuncocogaken kaliyan kertunipun.</translation>
        </message>
        <message>
            <source>Ada angka yang kurang jelas. Cocokkan satu per satu.</source>
            <translation>Wonten angka ingkang kirang cetha. Mangga dipuncocogaken setunggal-setunggal.</translation>
        </message>
        <message>
            <source>Tanggal di NIK tidak sama dengan tanggal lahir di kartu.</source>
            <translation>Tanggal ing NIK mboten sami kaliyan tanggal lair ing kertu.</translation>
        </message>
        <message>
            <source>Jenis kelamin di NIK tidak sama dengan yang tertulis di kartu.</source>
            <translation>Jinis kelamin ing NIK mboten sami kaliyan ingkang kaserat ing kertu.</translation>
        </message>
        <message>
            <source>Tanggal lahir di kartu kurang jelas, jadi NIK ini perlu dicocokkan.</source>
            <translation>Tanggal lair ing kertu kirang cetha, mila NIK menika perlu dipuncocogaken.</translation>
        </message>
    </context>
    <context>
        <name>KtpNik</name>
        <message>
            <source>Gambar baris NIK di KTP</source>
            <translation>Gambar larik NIK ing KTP</translation>
        </message>
        <message>
            <source>NIK</source>
            <translation>NIK</translation>
        </message>
        <message>
            <source>Periksa lagi</source>
            <translation>Dipunpriksa malih</translation>
        </message>
        <message>
            <source>Ubah NIK</source>
            <translation>Gantos NIK</translation>
        </message>
        <message>
            <source>Foto ulang</source>
            <translation>Foto malih</translation>
        </message>
    </context>
    <context>
        <name>KtpPage</name>
        <message>
            <source>Ketik saja NIK Anda</source>
            <translation>Mangga NIK-ipun dipunketik kémawon</translation>
        </message>
        <message>
            <source>Perlihatkan KTP ke kamera</source>
            <translation>KTP dipuntedahaken dhateng kaméra</translation>
        </message>
        <message>
            <source>Ketik saja</source>
            <translation>Ketik kémawon</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Gambar dari kamera, dengan bingkai untuk KTP</source>
            <translation>Gambar saking kaméra, mawi pigura kanggé KTP</translation>
        </message>
        <message>
            <source>Kamera tidak menyala.</source>
            <translation>Kaméra mboten murub.</translation>
        </message>
        <message>
            <source>Permohonan Anda tetap jalan.</source>
            <translation>Panyuwunan Panjenengan tetep lumampah.</translation>
        </message>
        <message>
            <source>KTP ini sulit dibaca kamera.</source>
            <translation>KTP menika angèl dipunwaos kaméra.</translation>
        </message>
        <message>
            <source>Tidak apa-apa, ketik saja. Atau coba sekali lagi.</source>
            <translation>Mboten menapa-menapa, dipunketik kémawon. Utawi dipuncobi sepisan malih.</translation>
        </message>
        <message>
            <source>Gambar KTP tidak disimpan. Kamera menyala hanya di halaman ini.</source>
            <translation>Gambar KTP mboten dipunsimpen. Kaméra namung murub ing kaca menika.</translation>
        </message>
    </context>
    <context>
        <name>KtpReadPage</name>
        <message>
            <source>Apakah ini benar?</source>
            <translation>Menapa menika leres?</translation>
        </message>
        <message>
            <source>NIK belum terbaca</source>
            <translation>NIK dèrèng kawaos</translation>
        </message>
        <message>
            <source>Cocokkan dengan KTP Anda. Yang salah bisa diubah.</source>
            <translation>Mangga dipuncocogaken kaliyan KTP. Ingkang lepat saged dipungantos.</translation>
        </message>
        <message>
            <source>Ya, sudah benar</source>
            <translation>Inggih, sampun leres</translation>
        </message>
        <message>
            <source>Foto ulang</source>
            <translation>Foto malih</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Ketik NIK</source>
            <translation>Ketik NIK</translation>
        </message>
        <message>
            <source>Gambar KTP tidak disimpan. Potongan di atas hilang begitu Anda lanjut.</source>
            <translation>Gambar KTP mboten dipunsimpen. Pethilan ing nginggil ical menawi Panjenengan lajeng.</translation>
        </message>
    </context>
    <context>
        <name>KtpRow</name>
        <message>
            <source>Periksa lagi</source>
            <translation>Dipunpriksa malih</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Gantos</translation>
        </message>
        <message>
            <source>Ubah %1</source>
            <translation>Gantos %1</translation>
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
            <translation>tandha hubung</translation>
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
            <translation>tandha kutip</translation>
        </message>
        <message>
            <source>titik koma</source>
            <translation>titik koma</translation>
        </message>
        <message>
            <source>titik dua</source>
            <translation>titik kalih</translation>
        </message>
        <message>
            <source>tanda seru</source>
            <translation>tandha sèru</translation>
        </message>
        <message>
            <source>tanda tanya</source>
            <translation>tandha pitakèn</translation>
        </message>
        <message>
            <source>tanda et</source>
            <translation>tandha èt</translation>
        </message>
        <message>
            <source>tanda pagar</source>
            <translation>tandha pager</translation>
        </message>
        <message>
            <source>persen</source>
            <translation>persèn</translation>
        </message>
        <message>
            <source>tanda dan</source>
            <translation>tandha lan</translation>
        </message>
        <message>
            <source>tambah</source>
            <translation>tambah</translation>
        </message>
        <message>
            <source>kurung buka</source>
            <translation>kurung bikak</translation>
        </message>
        <message>
            <source>kurung tutup</source>
            <translation>kurung tutup</translation>
        </message>
        <message>
            <source>e dengan garis</source>
            <translation>é mawi garis</translation>
        </message>
        <message>
            <source>Baris tanda baca</source>
            <translation>Larik tandha waosan</translation>
        </message>
        <message>
            <source>Baris %1 sampai %2</source>
            <translation>Larik %1 dumugi %2</translation>
        </message>
        <message>
            <source>Huruf besar</source>
            <translation>Huruf ageng</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Busak</translation>
        </message>
        <message>
            <source>Baris tanda kutip</source>
            <translation>Larik tandha kutip</translation>
        </message>
        <message>
            <source>Baris spasi</source>
            <translation>Larik spasi</translation>
        </message>
        <message>
            <source>Huruf</source>
            <translation>Huruf</translation>
        </message>
        <message>
            <source>Tanda baca</source>
            <translation>Tandha</translation>
        </message>
        <message>
            <source>spasi</source>
            <translation>spasi</translation>
        </message>
        <message>
            <source>Baris baru</source>
            <translation>Baris énggal</translation>
        </message>
    </context>
    <context>
        <name>ListAnswer</name>
        <message>
            <source>Cari namanya</source>
            <translation>Pados naminipun</translation>
        </message>
        <message>
            <source>Belum ada yang cocok. Coba kurangi hurufnya.</source>
            <translation>Dèrèng wonten ingkang cocog. Cobi hurufipun dipunkirangi.</translation>
        </message>
        <message>
            <source>Cari yang lain</source>
            <translation>Pados sanèsipun</translation>
        </message>
    </context>
    <context>
        <name>LocationAnswer</name>
        <message>
            <source>Tulis letaknya, misalnya: depan pos ronda RT 06.</source>
            <translation>Mangga kaserat papanipun, upaminipun: ngajeng pos rondha RT 06.</translation>
        </message>
        <message>
            <source>Geser tanda ke kiri</source>
            <translation>Gèsèr tandha mangiwa</translation>
        </message>
        <message>
            <source>Geser tanda ke kanan</source>
            <translation>Gèsèr tandha manengen</translation>
        </message>
        <message>
            <source>Geser tanda ke atas</source>
            <translation>Gèsèr tandha minggah</translation>
        </message>
        <message>
            <source>Geser tanda ke bawah</source>
            <translation>Gèsèr tandha mandhap</translation>
        </message>
        <message>
            <source>Perkecil peta</source>
            <translation>Alitaken peta</translation>
        </message>
        <message>
            <source>Perbesar peta</source>
            <translation>Agengaken peta</translation>
        </message>
        <message>
            <source>Tanda Anda %1.</source>
            <translation>Tandha Panjenengan %1.</translation>
        </message>
        <message>
            <source>Saya tidak tahu tempatnya di peta</source>
            <translation>Kula mboten mangertos papanipun ing peta</translation>
        </message>
        <message>
            <source>Peta contoh, bukan hasil ukur.</source>
            <translation>Peta conto, sanès asil ukuran.</translation>
        </message>
    </context>
    <context>
        <name>LongTextAnswer</name>
        <message>
            <source>%1 dari %2 huruf</source>
            <translation>%1 saking %2 huruf</translation>
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
            <translation>Sampun pas</translation>
        </message>
        <message>
            <source>Huruf biasa</source>
            <translation>Huruf biasa</translation>
        </message>
        <message>
            <source>Huruf besar</source>
            <translation>Huruf ageng</translation>
        </message>
        <message>
            <source>Huruf terbesar</source>
            <translation>Huruf paling ageng</translation>
        </message>
        <message>
            <source>Warna kontras</source>
            <translation>Warni kontras</translation>
        </message>
        <message>
            <source>Huruf putih di atas hitam, untuk mata yang kurang awas.</source>
            <translation>Huruf pethak ing dhasar cemeng, kanggé paningal ingkang kirang awas.</translation>
        </message>
        <message>
            <source>Tombol di bawah</source>
            <translation>Tombol ing ngandhap</translation>
        </message>
        <message>
            <source>Semua tombol turun, supaya terjangkau dari kursi roda atau sambil duduk.</source>
            <translation>Sedaya tombol mandhap, supados kajangkah saking kursi rodha utawi kaliyan lenggah.</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Bahasa, bantuan, tampilan, suara, selesai</source>
            <translation>Basa, bantuan, tampilan, swanten, rampung</translation>
        </message>
        <message>
            <source>Butuh bantuan?</source>
            <translation>Betah pambiyantu?</translation>
        </message>
        <message>
            <source>Petugas di loket senang membantu, panggil saja. Tidak apa-apa mengajak orang yang Anda percaya untuk membantu mengetik.

Tombol Kembali tidak menghapus jawaban Anda. Tombol Selesai mengosongkan layar.</source>
            <translation>Petugas ing loket remen mbiyantu, mangga dipunundang kémawon. Mboten menapa-menapa ngajak tiyang ingkang Panjenengan pitados kanggé mbiyantu ngetik.

Tombol Wangsul mboten mbusak wangsulan Panjenengan. Tombol Rampung ngosongaken layar.</translation>
        </message>
        <message>
            <source>Lanjutkan</source>
            <translation>Lajengaken</translation>
        </message>
        <message>
            <source>Selesai dan hapus jawaban?</source>
            <translation>Rampung lan wangsulan dipunbusak?</translation>
        </message>
        <message>
            <source>Permohonan ini belum dikirim. Kalau Anda selesai sekarang, semua jawaban dihapus dari layar.</source>
            <translation>Panyuwunan menika dèrèng dipunkintun. Menawi Panjenengan rampung samenika, sedaya wangsulan dipunbusak saking layar.</translation>
        </message>
        <message>
            <source>Lanjut mengisi</source>
            <translation>Lajengaken ngisi</translation>
        </message>
        <message>
            <source>Ya, hapus dan selesai</source>
            <translation>Inggih, busak lan rampung</translation>
        </message>
        <message>
            <source>Pilih bahasa</source>
            <translation>Pilih basa</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Masih di sini?</source>
            <translation>Taksih ing mriki?</translation>
        </message>
        <message>
            <source>Kalau tidak, layar ini akan dikosongkan dalam %1 detik.</source>
            <translation>Menawi mboten, layar menika badhé dipunkosongaken %1 detik malih.</translation>
        </message>
        <message>
            <source>Ya, masih di sini</source>
            <translation>Inggih, taksih ing mriki</translation>
        </message>
    </context>
    <context>
        <name>Map</name>
        <message>
            <source>Titik itu di luar {name}. Sentuh di dalam garis.</source>
            <translation>Titik menika sanjabanipun {name}. Mangga pencèt ing salebetipun garis.</translation>
        </message>
    </context>
    <context>
        <name>MapBoard</name>
        <message>
            <source>Peta %1. Sentuh tempatnya.</source>
            <translation>Peta %1. Mangga pencèt papanipun.</translation>
        </message>
        <message>
            <source>Peta %1. Tanda Anda %2.</source>
            <translation>Peta %1. Tandha Panjenengan %2.</translation>
        </message>
        <message>
            <source>Tombol panah menggeser tanda.</source>
            <translation>Tombol panah nggèsèr tandha.</translation>
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
            <translation>Wulan</translation>
        </message>
    </context>
    <context>
        <name>NikAnswer</name>
        <message>
            <source>Sudah 16 angka, terima kasih.</source>
            <translation>Sampun 16 angka, matur nuwun.</translation>
        </message>
        <message>
            <source>Foto KTP saja</source>
            <translation>Foto KTP kémawon</translation>
        </message>
        <message>
            <source>Lebih cepat: kamera membaca KTP Anda, Anda tinggal memeriksa.</source>
            <translation>Langkung rikat: kaméra maos KTP, Panjenengan kantun mriksa.</translation>
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
            <translation>Kosongaken</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Busak</translation>
        </message>
    </context>
    <context>
        <name>OutOfService</name>
        <message>
            <source>Kiosk ini belum terhubung ke kelurahan</source>
            <translation>Kiosk menika dereng kasambung dhateng kelurahan</translation>
        </message>
        <message>
            <source>Maaf, kiosk sedang tidak bisa melayani</source>
            <translation>Nyuwun pangapunten, kiosk saweg mboten saged ngladosi</translation>
        </message>
        <message>
            <source>Kiosk ini baru dipasang. Silakan ke loket, petugas akan membantu Anda.</source>
            <translation>Kiosk menika nembe dipunpasang. Sumangga dhateng loket, petugas badhe mbiyantu Panjenengan.</translation>
        </message>
        <message>
            <source>Silakan ke loket, petugas akan membantu Anda. Nomor dan permohonan yang sudah diterima tetap berlaku.</source>
            <translation>Sumangga dhateng loket, petugas badhe mbiyantu Panjenengan. Nomer lan panyuwunan ingkang sampun katampi tetep sah.</translation>
        </message>
        <message>
            <source>Kiosk segera mencoba menyala lagi.</source>
            <translation>Kiosk sekedhap malih badhe nyobi murub malih.</translation>
        </message>
        <message>
            <source>Kiosk mencoba menyala lagi dalam %n menit.</source>
            <translation>Kiosk badhe nyobi murub malih. Kirang %n menit.</translation>
        </message>
    </context>
    <context>
        <name>OutOfServiceNotice</name>
        <message>
            <source>Kode untuk petugas</source>
            <translation>Kode kangge petugas</translation>
        </message>
    </context>
    <context>
        <name>Paper</name>
        <message>
            <source>Anda tetap bisa membacanya di sini, atau memotret layarnya.</source>
            <translation>Panjenengan tetep saged maos ing mriki, utawi layaripun dipunfoto.</translation>
        </message>
        <message>
            <source>Nomor dan kode Anda tetap berlaku, juga tanpa salinan.</source>
            <translation>Nomer lan kode Panjenengan tetep sah, sanadyan tanpa salinan.</translation>
        </message>
        <message>
            <source>Menunggu printer</source>
            <translation>Nengga printer</translation>
        </message>
        <message>
            <source>Sudah tercetak</source>
            <translation>Sampun kacithak</translation>
        </message>
        <message>
            <source>Ambil kertasnya di bawah layar.</source>
            <translation>Mangga kapundhut kertasipun ing ngandhap layar.</translation>
        </message>
        <message>
            <source>Sedang dicetak</source>
            <translation>Saweg dipuncithak</translation>
        </message>
        <message>
            <source>Tunggu sebentar, kertasnya keluar di bawah layar.</source>
            <translation>Mangga tengga sekedhap, kertasipun medal ing ngandhap layar.</translation>
        </message>
        <message>
            <source>Sudah dikirim</source>
            <translation>Sampun kakintun</translation>
        </message>
        <message>
            <source>Sudah dikirim ke printer</source>
            <translation>Sampun dipunkintun dhateng printer</translation>
        </message>
        <message>
            <source>Kertasnya tidak keluar? {here}</source>
            <translation>Kertasipun mboten medal? {here}</translation>
        </message>
        <message>
            <source>Belum tercetak</source>
            <translation>Dèrèng kacithak</translation>
        </message>
    </context>
    <context>
        <name>PaperCard</name>
        <message>
            <source>Ada</source>
            <translation>Wonten</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Dèrèng</translation>
        </message>
        <message>
            <source>Sudah difoto</source>
            <translation>Sampun dipunfoto</translation>
        </message>
        <message>
            <source>Foto sekarang</source>
            <translation>Foto samenika</translation>
        </message>
    </context>
    <context>
        <name>PhoneCode</name>
        <message>
            <source>Arahkan kamera HP ke kotak ini.</source>
            <translation>Arahaken kaméra HP dhateng kothak menika.</translation>
        </message>
    </context>
    <context>
        <name>PhotoFrame</name>
        <message>
            <source>Foto Anda</source>
            <translation>Foto Panjenengan</translation>
        </message>
        <message>
            <source>Gambar dari kamera</source>
            <translation>Gambar saking kaméra</translation>
        </message>
        <message>
            <source>Kamera sedang dinyalakan.</source>
            <translation>Kaméra saweg dipungesangaken.</translation>
        </message>
        <message>
            <source>Kamera tidak ada. Lanjut saja, foto boleh dibawa ke loket.</source>
            <translation>Mboten wonten kaméra. Lajeng kémawon, foto kénging dipunbekta dhateng loket.</translation>
        </message>
        <message>
            <source>Ambil sekarang</source>
            <translation>Foto samenika</translation>
        </message>
        <message>
            <source>Ambil foto</source>
            <translation>Pendhet foto</translation>
        </message>
        <message>
            <source>Ulangi</source>
            <translation>Cobi malih</translation>
        </message>
        <message>
            <source>Pakai foto ini</source>
            <translation>Agem foto menika</translation>
        </message>
        <message>
            <source>Foto ini ikut dikirim. Hanya petugas yang melihatnya.</source>
            <translation>Foto menika tumut dipunkintun. Namung petugas ingkang mirsani.</translation>
        </message>
        <message>
            <source>Kamera dimulai ulang.</source>
            <translation>Kaméra dipunwiwiti malih.</translation>
        </message>
        <message>
            <source>Kamera menyala hanya di halaman ini.</source>
            <translation>Kaméra namung murub ing kaca menika.</translation>
        </message>
    </context>
    <context>
        <name>Pin</name>
        <message>
            <source>PIN belum cocok. Masih bisa dicoba %n kali.</source>
            <translation>PIN dèrèng cocog. Taksih saged dipuncobi kaping %n.</translation>
        </message>
        <message>
            <source>Terlalu sering dicoba. Tunggu %n detik.</source>
            <translation>Kekathahen dipuncobi. Mangga tengga %n detik.</translation>
        </message>
        <message>
            <source>Terlalu sering dicoba. Tunggu %n menit.</source>
            <translation>Kekathahen dipuncobi. Mangga tengga %n menit.</translation>
        </message>
        <message>
            <source>Kiosk ini belum punya PIN. Pasang dulu dari komputer kantor.</source>
            <translation>Kiosk menika dèrèng gadhah PIN. Mangga dipunpasang rumiyin saking komputer kantor.</translation>
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
            <translation>Kaca menika kanggé petugas kelurahan.</translation>
        </message>
        <message>
            <source>Masuk</source>
            <translation>Mlebet</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>PIN, sudah %1 angka</source>
            <translation>PIN, sampun %1 angka</translation>
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
            <translation>ing {landmark}</translation>
        </message>
        <message>
            <source>dekat {landmark}, sekitar {metres} m ke {direction}</source>
            <translation>celak {landmark}, kirang langkung {metres} m dhateng {direction}</translation>
        </message>
        <message>
            <source>utara</source>
            <translation>lèr</translation>
        </message>
        <message>
            <source>timur laut</source>
            <translation>lèr wétan</translation>
        </message>
        <message>
            <source>timur</source>
            <translation>wétan</translation>
        </message>
        <message>
            <source>tenggara</source>
            <translation>kidul wétan</translation>
        </message>
        <message>
            <source>selatan</source>
            <translation>kidul</translation>
        </message>
        <message>
            <source>barat daya</source>
            <translation>kidul kilèn</translation>
        </message>
        <message>
            <source>barat</source>
            <translation>kilèn</translation>
        </message>
        <message>
            <source>barat laut</source>
            <translation>lèr kilèn</translation>
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
            <translation>Pilih kabupatèn utawi kitha</translation>
        </message>
        <message>
            <source>Pilih kecamatan</source>
            <translation>Pilih kecamatan</translation>
        </message>
        <message>
            <source>Pilih kelurahan atau desa</source>
            <translation>Pilih kelurahan utawi désa</translation>
        </message>
        <message>
            <source>Provinsi</source>
            <translation>Provinsi</translation>
        </message>
        <message>
            <source>Kabupaten atau kota</source>
            <translation>Kabupatèn utawi kitha</translation>
        </message>
        <message>
            <source>Kecamatan</source>
            <translation>Kecamatan</translation>
        </message>
        <message>
            <source>Kelurahan atau desa</source>
            <translation>Kelurahan utawi désa</translation>
        </message>
    </context>
    <context>
        <name>Print</name>
        <message>
            <source>Nomor Anda {ticket} tetap berlaku. Potret layar ini atau catat, ya.</source>
            <translation>Nomer {ticket} tetep sah. Layar menika dipunfoto utawi dipuncathet, nggih.</translation>
        </message>
        <message>
            <source>Ambil struk Anda di bawah layar.</source>
            <translation>Mangga kapundhut struk Panjenengan ing ngandhap layar.</translation>
        </message>
        <message>
            <source>Printernya sudah siap lagi. Ambil struk Anda di bawah layar.</source>
            <translation>Printer sampun saged malih. Mangga kapundhut struk ing ngandhap layar.</translation>
        </message>
        <message>
            <source>Struk sudah tercetak</source>
            <translation>Struk sampun kacithak</translation>
        </message>
        <message>
            <source>Struk sedang dicetak</source>
            <translation>Struk saweg dipuncithak</translation>
        </message>
        <message>
            <source>Tunggu sebentar di sini, ya.</source>
            <translation>Mangga tengga sekedhap ing mriki, nggih.</translation>
        </message>
        <message>
            <source>Kalau printer segera siap, struk keluar sendiri.</source>
            <translation>Menawi printer énggal siap, strukipun medal piyambak.</translation>
        </message>
        <message>
            <source>Nomor Anda {ticket} tetap berlaku.</source>
            <translation>Nomer {ticket} tetep sah.</translation>
        </message>
        <message>
            <source>Struk Anda dicetak di printer lain. Tanyakan petugas.</source>
            <translation>Struk Panjenengan dipuncithak ing printer sanès. Mangga takèn petugas.</translation>
        </message>
        <message>
            <source>Belum pasti tercetak. Nomor Anda {ticket} tetap berlaku.</source>
            <translation>Dèrèng mesthi kacithak. Nomer {ticket} tetep sah.</translation>
        </message>
        <message>
            <source>Apakah struknya keluar?</source>
            <translation>Menapa strukipun medal?</translation>
        </message>
        <message>
            <source>Terima kasih</source>
            <translation>Matur nuwun</translation>
        </message>
        <message>
            <source>Simpan struk Anda baik-baik.</source>
            <translation>Strukipun mangga dipunsimpen.</translation>
        </message>
        <message>
            <source>Maaf, struk belum keluar</source>
            <translation>Nyuwun pangapunten, struk dèrèng medal</translation>
        </message>
        <message>
            <source>Salinan paling banyak dua, supaya kertas cukup untuk semua.</source>
            <translation>Salinan paling kathah kalih, supados kertasipun cekap kanggé sedaya.</translation>
        </message>
        <message>
            <source>Kertas habis. Mohon beri tahu petugas.</source>
            <translation>Kertasipun telas. Nyuwun tulung petugas dipunaturi pirsa.</translation>
        </message>
        <message>
            <source>Tutup printer terbuka. Mohon beri tahu petugas.</source>
            <translation>Tutup printer menga. Nyuwun tulung petugas dipunaturi pirsa.</translation>
        </message>
        <message>
            <source>Pemotong kertas macet. Mohon beri tahu petugas.</source>
            <translation>Pangethok kertas macet. Nyuwun tulung petugas dipunaturi pirsa.</translation>
        </message>
        <message>
            <source>Printer perlu mendingin sebentar.</source>
            <translation>Printer kedah asrep rumiyin sekedhap.</translation>
        </message>
        <message>
            <source>Printer rusak. Mohon beri tahu petugas.</source>
            <translation>Printer risak. Nyuwun tulung petugas dipunaturi pirsa.</translation>
        </message>
        <message>
            <source>Printer tidak menjawab. Mohon beri tahu petugas.</source>
            <translation>Printer mboten mangsuli. Nyuwun tulung petugas dipunaturi pirsa.</translation>
        </message>
        <message>
            <source>Printer belum bisa dipakai. Mohon beri tahu petugas.</source>
            <translation>Printer dèrèng saged dipunginakaken. Nyuwun tulung petugas dipunaturi pirsa.</translation>
        </message>
        <message>
            <source>Printer masih sibuk.</source>
            <translation>Printer taksih répot.</translation>
        </message>
        <message>
            <source>Kiosk ini tidak punya printer.</source>
            <translation>Kiosk menika mboten gadhah printer.</translation>
        </message>
        <message>
            <source>Struk ini terlalu lama menunggu printer.</source>
            <translation>Struk menika kedangon nengga printer.</translation>
        </message>
        <message>
            <source>Petugas menghentikan pencetakannya.</source>
            <translation>Petugas mèndelaken cithakanipun.</translation>
        </message>
        <message>
            <source>Dicetak di printer lain. Tanyakan petugas.</source>
            <translation>Dipuncithak ing printer sanès. Mangga takèn petugas.</translation>
        </message>
        <message>
            <source>Disimpan untuk petugas, belum di atas kertas.</source>
            <translation>Dipunsimpen kanggé petugas, dèrèng wonten kertasipun.</translation>
        </message>
        <message>
            <source>Struk belum tercetak.</source>
            <translation>Struk dèrèng kacithak.</translation>
        </message>
    </context>
    <context>
        <name>PrivacyPage</name>
        <message>
            <source>Lanjut</source>
            <translation>Lajeng</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Jawaban Anda langsung dikunci dan hanya bisa dibuka oleh kelurahan. Setelah terkirim, kiosk ini tidak bisa membacanya lagi.</source>
            <translation>Wangsulan Panjenengan langsung dipunkunci lan namung saged dipunbikak kelurahan. Sasampunipun kakintun, kiosk menika mboten saged maos malih.</translation>
        </message>
        <message>
            <source>Kami hanya menanyakan yang diperlukan untuk permohonan ini.</source>
            <translation>Ingkang dipuntakèkaken namung ingkang perlu kanggé panyuwunan menika.</translation>
        </message>
        <message>
            <source>Yang membaca: petugas kelurahan yang mengurus permohonan Anda.</source>
            <translation>Ingkang maos: petugas kelurahan ingkang ngurus panyuwunan Panjenengan.</translation>
        </message>
        <message>
            <source>Struk Anda tidak memuat nama, NIK, atau alamat.</source>
            <translation>Struk Panjenengan mboten ngewrat asma, NIK, utawi alamat.</translation>
        </message>
        <message>
            <source>Anda boleh meminta data Anda dibetulkan atau dihapus di loket.</source>
            <translation>Panjenengan kénging nyuwun data Panjenengan dipunleresaken utawi dipunbusak ing loket.</translation>
        </message>
        <message>
            <source>Aturannya: Undang-Undang Pelindungan Data Pribadi (UU 27 Tahun 2022).</source>
            <translation>Aturanipun: Undang-Undang Pelindungan Data Pribadi (UU 27 Tahun 2022).</translation>
        </message>
        <message>
            <source>Baca selengkapnya</source>
            <translation>Waos jangkepipun</translation>
        </message>
    </context>
    <context>
        <name>Problem</name>
        <message>
            <source>Ada yang belum lengkap. Sentuh Ubah di kartunya.</source>
            <translation>Wonten ingkang dèrèng jangkep. Pencèt Gantos ing kertunipun.</translation>
        </message>
        <message>
            <source>Nomor HP dimulai dengan 08, panjangnya 10 sampai 13 angka.</source>
            <translation>Nomer HP wiwitanipun 08, panjangipun 10 dumugi 13 angka.</translation>
        </message>
        <message>
            <source>Tulis tahunnya lengkap, misalnya 1951.</source>
            <translation>Taunipun mangga kaserat jangkep, upaminipun 1951.</translation>
        </message>
        <message>
            <source>Isi dulu tanggal, bulan, dan tahunnya.</source>
            <translation>Mangga dipunisi rumiyin tanggal, wulan, lan taunipun.</translation>
        </message>
        <message>
            <source>{label} ada {expected} angka. Anda baru mengisi {got}.</source>
            <translation>{label} wonten {expected} angka. Panjenengan nembé ngisi {got}.</translation>
        </message>
        <message>
            <source>Angka-angka depan {label} ini tidak dikenal. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Angka ngajeng {label} menika mboten dipuntepangi. Mangga dipuncocogaken malih kaliyan kertunipun.</translation>
        </message>
        <message>
            <source>Angka ke-7 sampai ke-12 {label} berisi tanggal. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Angka kaping 7 dumugi 12 ing {label} isinipun tanggal. Mangga dipuncocogaken malih kaliyan kertunipun.</translation>
        </message>
        <message>
            <source>Tanggal itu tidak ada di kalender. Coba periksa lagi.</source>
            <translation>Tanggal menika mboten wonten ing kalèndher. Mangga dipunpriksa malih.</translation>
        </message>
        <message>
            <source>Tanggal itu belum tiba. Coba periksa tahunnya.</source>
            <translation>Tanggal menika dèrèng dumugi. Mangga dipunpriksa taunipun.</translation>
        </message>
        <message>
            <source>Tanggal itu sudah lewat. Coba pilih hari ini atau sesudahnya.</source>
            <translation>Tanggal menika sampun kepengker. Mangga pilih dinten menika utawi sasampunipun.</translation>
        </message>
        <message>
            <source>Tahunnya mulai dari {min}. Coba periksa lagi.</source>
            <translation>Taunipun wiwit saking {min}. Mangga dipunpriksa malih.</translation>
        </message>
        <message>
            <source>Empat angka terakhir {label} tidak mungkin 0000. Coba cocokkan lagi.</source>
            <translation>Sekawan angka pungkasan {label} mboten mungkin 0000. Mangga dipuncocogaken malih.</translation>
        </message>
        <message>
            <source>Nomor ini sama dengan NIK. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Nomer menika sami kaliyan NIK. Mangga dipuncocogaken malih kaliyan kertunipun.</translation>
        </message>
        <message>
            <source>Masih kurang. Tulis paling sedikit {min}.</source>
            <translation>Taksih kirang. Serat paling sekedhik {min}.</translation>
        </message>
        <message>
            <source>Ini terlalu banyak. Paling banyak {max}.</source>
            <translation>Menika kekathahen. Paling kathah {max}.</translation>
        </message>
        <message>
            <source>Fotonya paling banyak {max}. Yang lain boleh dibawa ke loket.</source>
            <translation>Fotonipun paling kathah {max}. Sanèsipun kénging dipunbekta dhateng loket.</translation>
        </message>
        <message>
            <source>Masih kurang. Nomornya paling sedikit {min} tanda.</source>
            <translation>Taksih kirang. Nomeripun paling sekedhik {min} tandha.</translation>
        </message>
        <message>
            <source>Nomor polisi ditulis seperti BG 1234 AB. Coba cocokkan dengan STNK.</source>
            <translation>Nomer pulisi dipunserat kados BG 1234 AB. Mangga dipuncocogaken kaliyan STNK.</translation>
        </message>
        <message>
            <source>Coba cocokkan lagi {label} dengan jawaban yang lain.</source>
            <translation>Mangga dipuncocogaken malih {label} kaliyan wangsulan sanèsipun.</translation>
        </message>
        <message>
            <source>Tulis sedikit lagi, paling sedikit {min} huruf.</source>
            <translation>Mangga kaserat sekedhik malih, paling sekedhik {min} huruf.</translation>
        </message>
        <message>
            <source>Ini terlalu panjang. Paling banyak {max} huruf.</source>
            <translation>Menika kepanjangen. Paling kathah {max} huruf.</translation>
        </message>
        <message>
            <source>Ada tanda yang tidak bisa dipakai di sini. Pakai huruf saja, ya.</source>
            <translation>Wonten tandha ingkang mboten saged dipunagem ing mriki. Ngagem huruf kémawon, nggih.</translation>
        </message>
        <message>
            <source>Isi dengan angka saja.</source>
            <translation>Mangga dipunisi angka kémawon.</translation>
        </message>
        <message>
            <source>Paling banyak {max}.</source>
            <translation>Paling kathah {max}.</translation>
        </message>
        <message>
            <source>Isi angka dari {min} sampai {max}.</source>
            <translation>Mangga dipunisi angka {min} dumugi {max}.</translation>
        </message>
        <message>
            <source>Sentuh kotak setuju dulu, supaya kami boleh memproses permohonan Anda.</source>
            <translation>Pencèt kothak sarujuk rumiyin, supados panyuwunan Panjenengan saged dipungarap.</translation>
        </message>
        <message>
            <source>Jam ditulis dari 00.00 sampai 23.59. Coba periksa lagi.</source>
            <translation>Jam kaserat saking 00.00 dumugi 23.59. Mangga dipunpriksa malih.</translation>
        </message>
        <message>
            <source>Tempat itu di luar peta. Coba sentuh tempat lain.</source>
            <translation>Papan menika sanjabanipun peta. Mangga pencèt papan sanès.</translation>
        </message>
        <message>
            <source>Foto itu tidak bisa dipakai. Coba ambil sekali lagi.</source>
            <translation>Foto menika mboten saged dipunagem. Mangga dipunfoto sepisan malih.</translation>
        </message>
        <message>
            <source>Pilih salah satu jawaban yang ada.</source>
            <translation>Mangga pilih salah setunggal wangsulan ingkang wonten.</translation>
        </message>
        <message>
            <source>Pilih dulu satu jawaban.</source>
            <translation>Mangga pilih rumiyin setunggal wangsulan.</translation>
        </message>
        <message>
            <source>Pilih dulu, boleh lebih dari satu.</source>
            <translation>Mangga pilih rumiyin, kénging langkung saking setunggal.</translation>
        </message>
        <message>
            <source>Tulis dulu ceritanya di kotak ini.</source>
            <translation>Mangga kaserat rumiyin cariyosipun ing kothak menika.</translation>
        </message>
        <message>
            <source>Isi dulu jam dan menitnya.</source>
            <translation>Mangga dipunisi rumiyin jam lan menitipun.</translation>
        </message>
        <message>
            <source>Pilih dulu wilayahnya, satu per satu dari atas.</source>
            <translation>Mangga pilih rumiyin wewengkonipun, setunggal-setunggal saking nginggil.</translation>
        </message>
        <message>
            <source>Sentuh dulu tempatnya di peta.</source>
            <translation>Mangga pencèt rumiyin papanipun ing peta.</translation>
        </message>
        <message>
            <source>Tulis dulu paling sedikit {min}.</source>
            <translation>Mangga kaserat rumiyin paling sekedhik {min}.</translation>
        </message>
        <message>
            <source>Isi dulu {label}.</source>
            <translation>Mangga dipunisi rumiyin {label}.</translation>
        </message>
        <message>
            <source>Kode daerah di NIK ini tidak ada di daftar kami. Kalau sudah cocok dengan KTP, lanjut saja.</source>
            <translation>Kode wewengkon ing NIK menika mboten wonten ing daftar ing mriki. Menawi sampun cocog kaliyan KTP, lajeng kémawon.</translation>
        </message>
        <message>
            <source>Berbeda dengan tanggal di NIK. Kalau sudah benar, lanjut saja.</source>
            <translation>Bènten kaliyan tanggal ing NIK. Menawi sampun leres, lajeng kémawon.</translation>
        </message>
        <message>
            <source>Berbeda dengan yang tertulis di NIK. Kalau sudah benar, lanjut saja.</source>
            <translation>Bènten kaliyan ingkang kaserat ing NIK. Menawi sampun leres, lajeng kémawon.</translation>
        </message>
        <message>
            <source>Fotonya belum ada. Lanjut saja, foto boleh dibawa ke loket.</source>
            <translation>Fotonipun dèrèng wonten. Lajeng kémawon, foto kénging dipunbekta dhateng loket.</translation>
        </message>
        <message>
            <source>Coba cocokkan lagi dengan jawaban yang lain. Kalau sudah benar, lanjut saja.</source>
            <translation>Mangga dipuncocogaken malih kaliyan wangsulan sanèsipun. Menawi sampun leres, lajeng kémawon.</translation>
        </message>
    </context>
    <context>
        <name>QrPicture</name>
        <message>
            <source>Kode QR permohonan Anda</source>
            <translation>Kode QR panyuwunan Panjenengan</translation>
        </message>
    </context>
    <context>
        <name>QueuePage</name>
        <message>
            <source>Nomor antrean untuk apa?</source>
            <translation>Nomer antrean kanggé menapa?</translation>
        </message>
        <message>
            <source>Struk belum bisa dicetak. Nomor Anda tampil di layar: potret atau catat, ya.</source>
            <translation>Struk dèrèng saged dipuncithak. Nomeripun katingal ing layar: mangga dipunfoto utawi dipuncathet.</translation>
        </message>
        <message>
            <source>Sentuh salah satu, nomor Anda langsung keluar.</source>
            <translation>Pencèt salah setunggal, nomer Panjenengan langsung medal.</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Saya perlu didahulukan</source>
            <translation>Kula perlu dipunrumiyinaken</translation>
        </message>
        <message>
            <source>Lansia, ibu hamil atau membawa bayi, penyandang disabilitas</source>
            <translation>Sepuh, mbobot utawi mbekta bayi, difabel</translation>
        </message>
    </context>
    <context>
        <name>Reading</name>
        <message>
            <source>Tempat</source>
            <translation>Papan</translation>
        </message>
        <message>
            <source>Hari</source>
            <translation>Dinten</translation>
        </message>
        <message>
            <source>Standar pelayanan</source>
            <translation>Standar paladosan</translation>
        </message>
        <message>
            <source>Dasar hukum: {basis}</source>
            <translation>Dhasar ukum: {basis}</translation>
        </message>
        <message>
            <source>Sumber: {source}. Diperbarui {day}.</source>
            <translation>Sumber: {source}. Dipunénggalaken {day}.</translation>
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
            <translation>Tèlpon</translation>
        </message>
        <message>
            <source>Letaknya</source>
            <translation>Papanipun</translation>
        </message>
        <message>
            <source>Buka di HP Anda</source>
            <translation>Bikak ing HP Panjenengan</translation>
        </message>
        <message>
            <source>Peta di HP Anda</source>
            <translation>Peta ing HP Panjenengan</translation>
        </message>
        <message>
            <source>tanyakan petugas</source>
            <translation>nyuwun pirsa petugas</translation>
        </message>
        <message>
            <source>hari ini</source>
            <translation>dinten menika</translation>
        </message>
        <message>
            <source>besok</source>
            <translation>mbénjing</translation>
        </message>
        <message>
            <source>lusa</source>
            <translation>kalih dinten malih</translation>
        </message>
        <message>
            <source>%n hari lagi</source>
            <translation>%n dinten malih</translation>
        </message>
        <message>
            <source>{start} sampai {end}</source>
            <translation>{start} dumugi {end}</translation>
        </message>
        <message>
            <source>mulai {start}</source>
            <translation>wiwit {start}</translation>
        </message>
        <message>
            <source>Seminggu sekali</source>
            <translation>Seminggu sepisan</translation>
        </message>
        <message>
            <source>Setiap hari {day}</source>
            <translation>Saben dinten {day}</translation>
        </message>
        <message>
            <source>Sebulan sekali</source>
            <translation>Sewulan sepisan</translation>
        </message>
        <message>
            <source>Setiap bulan, tanggal {day}</source>
            <translation>Saben wulan, tanggal {day}</translation>
        </message>
        <message>
            <source>Tiga bulan sekali</source>
            <translation>Tigang wulan sepisan</translation>
        </message>
        <message>
            <source>Setiap tiga bulan, tanggal {day}</source>
            <translation>Saben tigang wulan, tanggal {day}</translation>
        </message>
        <message>
            <source>Sudah lewat</source>
            <translation>Sampun kepengker</translation>
        </message>
        <message>
            <source>Hari berikutnya</source>
            <translation>Dinten salajengipun</translation>
        </message>
        <message>
            <source>Berulang</source>
            <translation>Dipunwontenaken</translation>
        </message>
        <message>
            <source>Jam</source>
            <translation>Jam</translation>
        </message>
        <message>
            <source>Yang mengadakan</source>
            <translation>Ingkang ngawontenaken</translation>
        </message>
        <message>
            <source>Yang bisa ditanya</source>
            <translation>Nyuwun pirsa dhateng</translation>
        </message>
        <message>
            <source>Biaya</source>
            <translation>Ragad</translation>
        </message>
        <message>
            <source>Bawa ini</source>
            <translation>Mangga dipunbekta</translation>
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
            <translation>Naskahipun</translation>
        </message>
        <message>
            <source>Angkanya</source>
            <translation>Angkanipun</translation>
        </message>
        <message>
            <source>Syarat</source>
            <translation>Sarat</translation>
        </message>
        <message>
            <source>Tidak ada yang perlu dibawa.</source>
            <translation>Mboten wonten ingkang kedah dipunbekta.</translation>
        </message>
        <message>
            <source>Langkah-langkah</source>
            <translation>Lampah-lampahipun</translation>
        </message>
        <message>
            <source>Isi permohonan di kiosk ini.</source>
            <translation>Isi panyuwunan ing kiosk menika.</translation>
        </message>
        <message>
            <source>Lamanya</source>
            <translation>Dangunipun</translation>
        </message>
        <message>
            <source>Yang Anda dapat</source>
            <translation>Ingkang katampi</translation>
        </message>
        <message>
            <source>Sampaikan kepada petugas di loket.</source>
            <translation>Mangga matur dhateng petugas ing loket.</translation>
        </message>
        <message>
            <source>Lewat kiosk ini: {service}. Atau langsung kepada petugas di loket.</source>
            <translation>Lumantar kiosk menika: {service}. Utawi langsung dhateng petugas ing loket.</translation>
        </message>
        <message>
            <source>Pengaduan</source>
            <translation>Aduan</translation>
        </message>
    </context>
    <context>
        <name>ReadingPage</name>
        <message>
            <source>Cetak</source>
            <translation>Cithak</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Contoh</source>
            <translation>Conto</translation>
        </message>
        <message>
            <source>Nama, tanggal, dan angka di sini dibuat untuk peragaan, bukan keterangan yang sebenarnya.</source>
            <translation>Nama, tanggal, lan angka ing mriki kadamel kanggé conto, sanès katrangan ingkang saèstu.</translation>
        </message>
        <message>
            <source>Tulisan ini baru ada dalam bahasa Indonesia.</source>
            <translation>Seratan menika nembé wonten ing basa Indonésia.</translation>
        </message>
        <message>
            <source>Ajukan di kiosk ini</source>
            <translation>Nyuwun ing kiosk menika</translation>
        </message>
        <message>
            <source>Bacaan berikutnya</source>
            <translation>Waosan salajengipun</translation>
        </message>
        <message>
            <source>Bacaan sebelumnya</source>
            <translation>Waosan saderengipun</translation>
        </message>
    </context>
    <context>
        <name>Remark</name>
        <message>
            <source>Perlu dibetulkan</source>
            <translation>Perlu dipunleresaken</translation>
        </message>
        <message>
            <source>Perhatikan</source>
            <translation>Mangga dipungatosaken</translation>
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
            <translation>Rampung</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Catatan petugas</source>
            <translation>Cathetan petugas</translation>
        </message>
        <message>
            <source>Dibuat di kiosk lain kelurahan ini.</source>
            <translation>Dipundamel ing kiosk sanès wonten kelurahan menika.</translation>
        </message>
        <message>
            <source>Cetak status</source>
            <translation>Cithak status</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Cetak rujukan</source>
            <translation>Cithak rujukan</translation>
        </message>
        <message>
            <source>Rujukan</source>
            <translation>Rujukan</translation>
        </message>
        <message>
            <source>Cetak salinan struk</source>
            <translation>Cithak salinan struk</translation>
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
            <translation>Sampun leres sedaya?</translation>
        </message>
        <message>
            <source>Sentuh Ubah kalau ada yang perlu dibetulkan.</source>
            <translation>Pencèt Gantos menawi wonten ingkang kedah dipunleresaken.</translation>
        </message>
        <message>
            <source>Kirim permohonan</source>
            <translation>Kintun panyuwunan</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Umur Anda %1 tahun. Lansia boleh dilayani lebih dulu, kalau Anda mau.</source>
            <translation>Yuswa Panjenengan %1 taun. Lansia kénging dipunladosi rumiyin, menawi kersa.</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Gantos</translation>
        </message>
        <message>
            <source>Ubah %1</source>
            <translation>Gantos %1</translation>
        </message>
        <message>
            <source>Lansia, ibu hamil atau membawa bayi, penyandang disabilitas</source>
            <translation>Sepuh, mbobot utawi mbekta bayi, difabel</translation>
        </message>
        <message>
            <source>Saya perlu didahulukan</source>
            <translation>Kula perlu dipunrumiyinaken</translation>
        </message>
    </context>
    <context>
        <name>RouteStop</name>
        <message>
            <source>Tidak selalu: tergantung jawaban Anda.</source>
            <translation>Mboten temtu: gumantung wangsulan Panjenengan.</translation>
        </message>
        <message>
            <source>Bawa: %1</source>
            <translation>Bekta: %1</translation>
        </message>
        <message>
            <source>Alamat dan jam buka: tanyakan petugas.</source>
            <translation>Alamat lan jam bikak: nyuwun pirsa petugas.</translation>
        </message>
        <message>
            <source>Alamat: tanyakan petugas.</source>
            <translation>Alamat: nyuwun pirsa petugas.</translation>
        </message>
        <message>
            <source>Jam buka: tanyakan petugas.</source>
            <translation>Jam bikak: nyuwun pirsa petugas.</translation>
        </message>
        <message>
            <source>Contoh, bukan alamat sebenarnya.</source>
            <translation>Conto, sanès alamat saèstu.</translation>
        </message>
    </context>
    <context>
        <name>RowCard</name>
        <message>
            <source>Belum lengkap</source>
            <translation>Dèrèng jangkep</translation>
        </message>
        <message>
            <source>Hapus %1?</source>
            <translation>Busak %1?</translation>
        </message>
        <message>
            <source>Hapus %1, %2?</source>
            <translation>Busak %1, %2?</translation>
        </message>
        <message>
            <source>Ya, hapus</source>
            <translation>Inggih, busak</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Gantos</translation>
        </message>
        <message>
            <source>Tidak jadi</source>
            <translation>Mboten saèstu</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Busak</translation>
        </message>
    </context>
    <context>
        <name>RowsAnswer</name>
        <message>
            <source>Belum ada yang ditulis.</source>
            <translation>Dèrèng wonten ingkang dipunserat.</translation>
        </message>
        <message>
            <source>Tulis %1</source>
            <translation>Serat %1</translation>
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
            <translation>Taksih wonten ing ngandhap</translation>
        </message>
        <message>
            <source>Kembali ke atas</source>
            <translation>Wangsul minggah</translation>
        </message>
    </context>
    <context>
        <name>SearchPage</name>
        <message>
            <source>Apa yang Anda cari?</source>
            <translation>Panjenengan madosi menapa?</translation>
        </message>
        <message>
            <source>Lihat gambar</source>
            <translation>Mirsani gambar</translation>
        </message>
        <message>
            <source>Lihat %n hasil</source>
            <translation>Mirsani %n asil</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Kata yang dicari</source>
            <translation>Tembung ingkang dipunpadosi</translation>
        </message>
        <message>
            <source>Misalnya: KTP hilang</source>
            <translation>Upaminipun: KTP ical</translation>
        </message>
        <message>
            <source>Belum ketemu.</source>
            <translation>Dèrèng kepanggih.</translation>
        </message>
        <message>
            <source>Coba kata lain, atau tanya petugas di loket.</source>
            <translation>Cobi tembung sanès, utawi nyuwun pirsa petugas ing loket.</translation>
        </message>
        <message>
            <source>Yang sering dicari</source>
            <translation>Ingkang asring dipunpadosi</translation>
        </message>
        <message>
            <source>Atau pilih dari sini</source>
            <translation>Utawi pilih saking ngriki</translation>
        </message>
    </context>
    <context>
        <name>SendingPage</name>
        <message>
            <source>Sebentar, sedang disimpan</source>
            <translation>Sekedhap, saweg dipunsimpen</translation>
        </message>
    </context>
    <context>
        <name>ServicePage</name>
        <message>
            <source>Mulai</source>
            <translation>Wiwiti</translation>
        </message>
        <message>
            <source>Ambil nomor antrean</source>
            <translation>Mundhut nomer antrean</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Sedang ditutup</source>
            <translation>Saweg dipuntutup</translation>
        </message>
        <message>
            <source>Tanpa nama.</source>
            <translation>Tanpa asma.</translation>
        </message>
        <message>
            <source>Kami tidak menanyakan siapa Anda.</source>
            <translation>Kula mboten nyuwun pirsa sinten Panjenengan.</translation>
        </message>
        <message>
            <source>Lamanya</source>
            <translation>Dangunipun</translation>
        </message>
        <message>
            <source>Biaya</source>
            <translation>Ragad</translation>
        </message>
        <message>
            <source>Yang memutuskan</source>
            <translation>Ingkang mutusaken</translation>
        </message>
        <message>
            <source>Yang Anda dapat</source>
            <translation>Ingkang katampi</translation>
        </message>
        <message>
            <source>Bawa ke loket nanti</source>
            <translation>Dipunbekta dhateng loket</translation>
        </message>
        <message>
            <source>Alurnya</source>
            <translation>Lampahipun</translation>
        </message>
        <message>
            <source>Cetak rute dan syarat</source>
            <translation>Cithak lampah lan sarat</translation>
        </message>
        <message>
            <source>Rute dan syarat</source>
            <translation>Lampah lan sarat</translation>
        </message>
        <message>
            <source>Pengaduan</source>
            <translation>Aduan</translation>
        </message>
        <message>
            <source>Dasar hukum: %1</source>
            <translation>Dhasar ukum: %1</translation>
        </message>
        <message>
            <source>Baca dulu kalau mau</source>
            <translation>Mangga dipunwaos rumiyin menawi kersa</translation>
        </message>
    </context>
    <context>
        <name>ShelfPage</name>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Menurut jenis layanan</source>
            <translation>Miturut jinis layanan</translation>
        </message>
        <message>
            <source>Menurut kantor yang mengurus</source>
            <translation>Miturut kantor ingkang ngurus</translation>
        </message>
    </context>
    <context>
        <name>Slip</name>
        <message>
            <source>Bukti permohonan</source>
            <translation>Bukti panyuwunan</translation>
        </message>
        <message>
            <source>Nomor antrean</source>
            <translation>Nomer antrean</translation>
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
            <translation>Status panyuwunan</translation>
        </message>
        <message>
            <source>Rute dan syarat</source>
            <translation>Lampah lan sarat</translation>
        </message>
        <message>
            <source>Lembar untuk kantor</source>
            <translation>Lembar kanggé kantor</translation>
        </message>
        <message>
            <source>Laporan kesiapan</source>
            <translation>Laporan kesiapan</translation>
        </message>
        <message>
            <source>Sudah tercetak</source>
            <translation>Sampun kacithak</translation>
        </message>
        <message>
            <source>Sedang dicetak</source>
            <translation>Saweg dipuncithak</translation>
        </message>
        <message>
            <source>Menunggu. {why}</source>
            <translation>Nengga. {why}</translation>
        </message>
        <message>
            <source>Terkirim, tetapi printer ini tidak bisa memastikan.</source>
            <translation>Kakintun, nanging printer menika mboten saged mesthèkaken.</translation>
        </message>
        <message>
            <source>Tidak tercetak. {why}</source>
            <translation>Mboten kacithak. {why}</translation>
        </message>
        <message>
            <source>Kertas habis. Pasang gulungan baru.</source>
            <translation>Kertas telas. Gulungan énggal dipunpasang.</translation>
        </message>
        <message>
            <source>Tutup printer terbuka. Tutup rapat.</source>
            <translation>Tutup printer menga. Dipuntutup rapet.</translation>
        </message>
        <message>
            <source>Pemotong kertas macet. Matikan printer, keluarkan kertas yang terjepit.</source>
            <translation>Pangethok kertas macet. Printer dipunpejahi, kertas ingkang kejepit dipunwedalaken.</translation>
        </message>
        <message>
            <source>Printer terlalu panas. Tunggu beberapa menit.</source>
            <translation>Printer kebenteren. Tengga sawetawis menit.</translation>
        </message>
        <message>
            <source>Printer rusak. Matikan dan nyalakan lagi; bila tetap, hubungi teknisi.</source>
            <translation>Printer risak. Dipunpejahi lajeng dipungesangaken malih; menawi tetep, teknisi dipunaturi.</translation>
        </message>
        <message>
            <source>Printer tidak siap. Periksa tombol dan lampunya.</source>
            <translation>Printer dèrèng siap. Tombol lan lampunipun dipunpriksa.</translation>
        </message>
        <message>
            <source>Printer tidak tersambung. Periksa kabel dan listriknya.</source>
            <translation>Printer mboten kasambung. Kabel lan setrumipun dipunpriksa.</translation>
        </message>
        <message>
            <source>Printer sedang dipakai komputer lain.</source>
            <translation>Printer saweg dipunginakaken komputer sanès.</translation>
        </message>
        <message>
            <source>Sistem tidak mengizinkan kiosk memakai printer ini. Hubungi teknisi.</source>
            <translation>Sistem mboten ngidinaken kiosk ngginakaken printer menika. Teknisi dipunaturi.</translation>
        </message>
        <message>
            <source>Printer tidak menjawab. Matikan dan nyalakan lagi.</source>
            <translation>Printer mboten mangsuli. Dipunpejahi lajeng dipungesangaken malih.</translation>
        </message>
        <message>
            <source>Terhenti di tengah jalan. Lihat apakah kertasnya keluar.</source>
            <translation>Kèndel ing satengahing margi. Dipunpriksa menapa kertasipun medal.</translation>
        </message>
        <message>
            <source>Tanpa printer: nomor hanya tampil di layar.</source>
            <translation>Tanpa printer: nomer namung katingal ing layar.</translation>
        </message>
        <message>
            <source>Terlalu lama menunggu. Nomornya tetap berlaku.</source>
            <translation>Kedangon nengga. Nomeripun tetep sah.</translation>
        </message>
        <message>
            <source>Dibatalkan petugas.</source>
            <translation>Dipunbatalaken petugas.</translation>
        </message>
        <message>
            <source>Dikirim ke printer pengganti.</source>
            <translation>Kakintun dhateng printer gantos.</translation>
        </message>
        <message>
            <source>Disimpan sebagai berkas, belum di atas kertas.</source>
            <translation>Dipunsimpen minangka berkas, dèrèng wonten kertasipun.</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Sudah diterima</source>
            <translation>Sampun katampi</translation>
        </message>
        <message>
            <source>Permohonan Anda menunggu diperiksa petugas.</source>
            <translation>Panyuwunan Panjenengan nengga dipunpriksa petugas.</translation>
        </message>
        <message>
            <source>Sedang diperiksa</source>
            <translation>Saweg dipunpriksa</translation>
        </message>
        <message>
            <source>Petugas sedang memeriksa permohonan Anda.</source>
            <translation>Petugas saweg mriksa panyuwunan Panjenengan.</translation>
        </message>
        <message>
            <source>Ada yang perlu dilengkapi</source>
            <translation>Wonten ingkang kedah dipunjangkepi</translation>
        </message>
        <message>
            <source>Baca catatan petugas di bawah, lalu datang ke loket.</source>
            <translation>Mangga kawaos cathetan petugas ing ngandhap, lajeng rawuh dhateng loket.</translation>
        </message>
        <message>
            <source>Menunggu tanda tangan</source>
            <translation>Nengga tapak asta</translation>
        </message>
        <message>
            <source>Suratnya sudah dibuat dan menunggu tanda tangan.</source>
            <translation>Seratipun sampun dipundamel lan nengga tapak asta.</translation>
        </message>
        <message>
            <source>Siap diambil</source>
            <translation>Saged kapundhut</translation>
        </message>
        <message>
            <source>Silakan ambil di loket. Bawa struk atau kode ini.</source>
            <translation>Mangga kapundhut ing loket. Struk utawi kode menika mangga dipunbekta.</translation>
        </message>
        <message>
            <source>Sudah diambil</source>
            <translation>Sampun kapundhut</translation>
        </message>
        <message>
            <source>Permohonan ini sudah selesai.</source>
            <translation>Panyuwunan menika sampun rampung.</translation>
        </message>
        <message>
            <source>Tidak dapat dikabulkan</source>
            <translation>Mboten saged dipunkabulaken</translation>
        </message>
        <message>
            <source>Baca alasannya di bawah. Anda boleh bertanya di loket.</source>
            <translation>Mangga kawaos alesanipun ing ngandhap. Panjenengan kénging takèn ing loket.</translation>
        </message>
        <message>
            <source>Dibatalkan</source>
            <translation>Dipunbatalaken</translation>
        </message>
        <message>
            <source>Permohonan ini tidak diteruskan.</source>
            <translation>Panyuwunan menika mboten dipunlajengaken.</translation>
        </message>
        <message>
            <source>Laporan Anda menunggu diperiksa petugas.</source>
            <translation>Laporan Panjenengan nengga dipunpriksa petugas.</translation>
        </message>
        <message>
            <source>Petugas sedang memeriksa laporan Anda.</source>
            <translation>Petugas saweg mriksa laporan Panjenengan.</translation>
        </message>
        <message>
            <source>Menunggu keputusan</source>
            <translation>Nengga putusan</translation>
        </message>
        <message>
            <source>Laporan sudah diperiksa dan menunggu keputusan.</source>
            <translation>Laporan sampun dipunpriksa lan nengga putusan.</translation>
        </message>
        <message>
            <source>Jawaban siap</source>
            <translation>Wangsulan sampun wonten</translation>
        </message>
        <message>
            <source>Baca catatan petugas di bawah, atau tanyakan di loket.</source>
            <translation>Mangga kawaos cathetan petugas ing ngandhap, utawi takèn ing loket.</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Rampung</translation>
        </message>
        <message>
            <source>Laporan ini sudah selesai ditangani.</source>
            <translation>Laporan menika sampun rampung dipungarap.</translation>
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
            <translation>Langkungi</translation>
        </message>
        <message>
            <source>Lanjut</source>
            <translation>Lajeng</translation>
        </message>
        <message>
            <source>Batal</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message>
            <source>dini hari</source>
            <translation>lingsir dalu</translation>
        </message>
        <message>
            <source>pagi</source>
            <translation>énjing</translation>
        </message>
        <message>
            <source>siang</source>
            <translation>siyang</translation>
        </message>
        <message>
            <source>sore</source>
            <translation>sonten</translation>
        </message>
        <message>
            <source>malam</source>
            <translation>dalu</translation>
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
            <translation>Basa: %1</translation>
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
            <translation>Swanten</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Rampung</translation>
        </message>
        <message>
            <source>%1, kosongkan layar</source>
            <translation>%1, layar dipunsuwungaken</translation>
        </message>
    </context>
    <context>
        <name>Track</name>
        <message>
            <source>Ada huruf yang belum cocok. Coba lihat lagi kode di struk Anda.</source>
            <translation>Wonten huruf ingkang dèrèng cocog. Mangga dipunpirsani malih kode ing struk Panjenengan.</translation>
        </message>
        <message>
            <source>Kode ini tidak dibuat oleh kiosk kami. Silakan bertanya di loket.</source>
            <translation>Kode menika sanès saking kiosk ing mriki. Mangga takèn ing loket.</translation>
        </message>
        <message>
            <source>Kode ini belum ada di kiosk ini. Silakan bertanya di loket, bawa struk Anda.</source>
            <translation>Kode menika dèrèng wonten ing kiosk menika. Mangga takèn ing loket, strukipun dipunbekta.</translation>
        </message>
        <message>
            <source>Struk ini dari kiosk lain, dan kabarnya belum sampai ke sini. Tunggu sebentar, atau bertanya di loket.</source>
            <translation>Struk menika saking kiosk sanès, lan kabaripun dèrèng dumugi mriki. Mangga tengga sakedhap, utawi takèn ing loket.</translation>
        </message>
        <message>
            <source>Permohonan {ref}</source>
            <translation>Panyuwunan {ref}</translation>
        </message>
        <message>
            <source>Belum terkirim ke kelurahan (tidak ada sinyal). Data aman di sini dan akan dikirim sendiri.</source>
            <translation>Dèrèng kakintun dhateng kelurahan (mboten wonten sinyal). Data aman ing mriki lan mangké kakintun piyambak.</translation>
        </message>
        <message>
            <source>Data per {when}</source>
            <translation>Data per {when}</translation>
        </message>
        <message>
            <source>Itu NIK, bukan kode struk. Pindai kode di struk Anda, atau ketik kodenya.</source>
            <translation>Menika NIK, sanès kode struk. Kode ing struk dipunpindai, utawi dipunketik.</translation>
        </message>
        <message>
            <source>Ini kode dokumen Dukcapil. Keasliannya diperiksa petugas dengan aplikasi IKD.</source>
            <translation>Menika kode dokumèn Dukcapil. Asli botenipun dipunpriksa petugas mawi aplikasi IKD.</translation>
        </message>
        <message>
            <source>Kode ini dari surat asli {office}, nomor {number}, tanggal {day}. Cocok tidaknya isi surat, dan apakah masih berlaku, tanyakan di loket.</source>
            <translation>Kode punika saking serat asli {office}, nomer {number}, tanggal {day}. Cocog mbotenipun isi serat, lan punapa taksih lumampah, mangga dipuntakokaken ing loket.</translation>
        </message>
        <message>
            <source>Surat {office} nomor {number} ini sudah dibatalkan oleh kantor dan tidak berlaku lagi. Silakan bertanya di loket.</source>
            <translation>Serat {office} nomer {number} punika sampun dipunbatalaken dening kantor lan mboten lumampah malih. Mangga nyuwun pirsa ing loket.</translation>
        </message>
        <message>
            <source>Kode surat ini tidak dibuat oleh kantor kami. Silakan bertanya di loket.</source>
            <translation>Kode serat punika mboten dipundamel dening kantor kula. Mangga nyuwun pirsa ing loket.</translation>
        </message>
        <message>
            <source>Ini kode surat dari kantor lain. Keasliannya diperiksa di kantor itu.</source>
            <translation>Punika kode serat saking kantor sanes. Aslinipun dipunpriksa ing kantor punika.</translation>
        </message>
        <message>
            <source>Kiosk ini belum bisa memeriksa surat ini. Petugas di loket bisa.</source>
            <translation>Kiosk punika dereng saged mriksa serat punika. Petugas ing loket saged.</translation>
        </message>
        <message>
            <source>Ini tautan ke {host}. Kiosk ini tidak membuka tautan.</source>
            <translation>Menika tautan dhateng {host}. Kiosk menika mboten mbikak tautan.</translation>
        </message>
        <message>
            <source>Ini nomor buku (ISBN), bukan kode struk. Tentang buku ada layanan Perpustakaan Warga.</source>
            <translation>Menika nomer buku (ISBN), sanès kode struk. Bab buku wonten layanan Perpustakaan Warga.</translation>
        </message>
        <message>
            <source>Kode ini tidak dikenal di sini. Pindai kode QR di struk Anda.</source>
            <translation>Kode menika mboten dipuntepangi ing mriki. Kode QR ing struk dipunpindai.</translation>
        </message>
    </context>
    <context>
        <name>TrackPage</name>
        <message>
            <source>Ketik kode di struk Anda</source>
            <translation>Ketik kode ing struk Panjenengan</translation>
        </message>
        <message>
            <source>Atau perlihatkan kode QR di struk ke kamera.</source>
            <translation>Utawi kode QR ing struk dipuntedahaken dhateng kaméra.</translation>
        </message>
        <message>
            <source>Atau dekatkan kode QR di struk ke pemindai.</source>
            <translation>Utawi kode QR ing struk dipuncaketaken dhateng pemindai.</translation>
        </message>
        <message>
            <source>Sedang dicari</source>
            <translation>Saweg dipunpadosi</translation>
        </message>
        <message>
            <source>Cari</source>
            <translation>Pados</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Wangsul</translation>
        </message>
        <message>
            <source>Kode permohonan</source>
            <translation>Kode panyuwunan</translation>
        </message>
        <message>
            <source>Gambar dari kamera</source>
            <translation>Gambar saking kaméra</translation>
        </message>
    </context>
    <context>
        <name>Trouble</name>
        <message>
            <source>Kiosk ini belum bisa menerima permohonan baru</source>
            <translation>Kiosk menika dèrèng saged nampi panyuwunan énggal</translation>
        </message>
        <message>
            <source>Tempat penyimpanannya penuh. Silakan ke loket, petugas akan membantu. Permohonan yang sudah diterima tetap aman.</source>
            <translation>Panyimpenanipun kebak. Mangga dhateng loket, petugas badhé mbiyantu. Panyuwunan ingkang sampun katampi tetep aman.</translation>
        </message>
        <message>
            <source>Kiosk ini perlu diperbaiki</source>
            <translation>Kiosk menika kedah dipundandosi</translation>
        </message>
        <message>
            <source>Jawaban Anda tidak tersimpan. Silakan ke loket, petugas akan membantu. Permohonan yang sudah diterima tetap aman.</source>
            <translation>Wangsulan Panjenengan mboten kasimpen. Mangga dhateng loket, petugas badhé mbiyantu. Panyuwunan ingkang sampun katampi tetep aman.</translation>
        </message>
        <message>
            <source>Kiosk ini sedang sibuk</source>
            <translation>Kiosk menika saweg répot</translation>
        </message>
        <message>
            <source>Tunggu sebentar, lalu coba lagi. Jawaban Anda masih ada.</source>
            <translation>Mangga tengga sekedhap, lajeng dipuncobi malih. Wangsulan Panjenengan taksih wonten.</translation>
        </message>
        <message>
            <source>Maaf, ada yang tidak beres di kiosk ini</source>
            <translation>Nyuwun pangapunten, wonten ingkang mboten beres ing kiosk menika</translation>
        </message>
        <message>
            <source>Ini bukan salah Anda. Coba sekali lagi, atau silakan ke loket.</source>
            <translation>Menika sanès kalepatan Panjenengan. Cobi sepisan malih, utawi mangga dhateng loket.</translation>
        </message>
    </context>
    <context>
        <name>TroublePage</name>
        <message>
            <source>Coba lagi</source>
            <translation>Cobi malih</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Rampung</translation>
        </message>
    </context>
    <context>
        <name>VoiceBar</name>
        <message>
            <source>Suara</source>
            <translation>Swanten</translation>
        </message>
        <message>
            <source>Berikutnya</source>
            <translation>Salajengipun</translation>
        </message>
        <message>
            <source>Sebelumnya</source>
            <translation>Saderengipun</translation>
        </message>
        <message>
            <source>Ulangi</source>
            <translation>Wangsuli</translation>
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
            <translation>Pencèt kanggé nggantos</translation>
        </message>
        <message>
            <source>Kalau keliru, sentuh bagian yang mau diganti.</source>
            <translation>Menawi klèntu, pencèt pérangan ingkang badhé dipungantos.</translation>
        </message>
        <message>
            <source>Cari namanya</source>
            <translation>Pados naminipun</translation>
        </message>
        <message>
            <source>Sebentar, daftarnya sedang dibuka.</source>
            <translation>Sekedhap, daftaripun saweg dipunbikak.</translation>
        </message>
        <message>
            <source>Belum ada yang cocok. Coba kurangi hurufnya.</source>
            <translation>Dèrèng wonten ingkang cocog. Cobi hurufipun dipunkirangi.</translation>
        </message>
        <message>
            <source>Masih ada %n lagi. Ketik beberapa huruf namanya di atas.</source>
            <translation>Taksih wonten %n malih. Ketik sawetawis huruf namanipun ing nginggil.</translation>
        </message>
    </context>
    <context>
        <name>WovenBand</name>
        <message>
            <source>Sudah %1 dari 100</source>
            <translation>Sampun %1 saking 100</translation>
        </message>
    </context>
</TS>
