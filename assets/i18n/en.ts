<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Plain English for residents, written by the project. To be reviewed by: a native speaker who works at a counter. -->
<TS version="2.1" language="en_US" sourcelanguage="id_ID">
    <context>
        <name>Answer</name>
        <message>
            <source>(boleh kosong)</source>
            <translation>(may be left empty)</translation>
        </message>
        <message>
            <source>Contoh: %1</source>
            <translation>Example: %1</translation>
        </message>
        <message>
            <source>Menurut NIK: %1</source>
            <translation>From your NIK: %1</translation>
        </message>
        <message>
            <source>Pakai ini</source>
            <translation>Use this</translation>
        </message>
    </context>
    <context>
        <name>AttractPage</name>
        <message>
            <source>Sedang tutup</source>
            <translation>Closed now</translation>
        </message>
        <message>
            <source>Selamat datang</source>
            <translation>Welcome</translation>
        </message>
        <message>
            <source>Urus surat, sampaikan pengaduan, dan cek permohonan Anda. Gratis.</source>
            <translation>Ask for a letter, report a problem, check your request. Free of charge.</translation>
        </message>
        <message>
            <source>Pengumuman kelurahan</source>
            <translation>From the kelurahan</translation>
        </message>
        <message>
            <source>Baca informasi</source>
            <translation>Read information</translation>
        </message>
        <message>
            <source>Sentuh untuk mulai</source>
            <translation>Touch to begin</translation>
        </message>
        <message>
            <source>Cek permohonan</source>
            <translation>Check a request</translation>
        </message>
        <message>
            <source>Nomor antrean saja</source>
            <translation>Queue number only</translation>
        </message>
        <message>
            <source>Suara</source>
            <translation>Voice</translation>
        </message>
    </context>
    <context>
        <name>Catalogue</name>
        <message>
            <source>Gratis</source>
            <translation>Free of charge</translation>
        </message>
        <message>
            <source>Tanyakan petugas di loket.</source>
            <translation>Ask the officer at the counter.</translation>
        </message>
        <message>
            <source>Lewat kiosk ini: {title} ({ref})</source>
            <translation>At this kiosk: {title} ({ref})</translation>
        </message>
        <message>
            <source>Syaratnya tetap bisa dibaca di sini.</source>
            <translation>You can still read here what it needs.</translation>
        </message>
        <message>
            <source>Syaratnya tetap bisa dibaca di sini. Ambil nomor antrean kalau ingin bertanya di loket.</source>
            <translation>You can still read here what it needs. Take a queue number if you want to ask at the counter.</translation>
        </message>
        <message>
            <source>Dibuka lagi {when}.</source>
            <translation>Opens again {when}.</translation>
        </message>
        <message>
            <source>Isi formulir ini, tanpa nama.</source>
            <translation>Fill in this form, without your name.</translation>
        </message>
        <message>
            <source>Isi formulir ini. Anda mendapat nomor antrean dan bukti permohonan.</source>
            <translation>Fill in this form. You get a queue number and a receipt.</translation>
        </message>
        <message>
            <source>Isi formulir ini. Anda mendapat bukti permohonan.</source>
            <translation>Fill in this form. You get a receipt.</translation>
        </message>
        <message>
            <source>Kiosk ini</source>
            <translation>This kiosk</translation>
        </message>
        <message>
            <source>Tergantung jawaban Anda</source>
            <translation>Depends on your answers</translation>
        </message>
    </context>
    <context>
        <name>CataloguePage</name>
        <message>
            <source>Apa yang bisa kami bantu?</source>
            <translation>How can we help you?</translation>
        </message>
        <message>
            <source>Kiosk ini sedang tutup, jadi belum bisa menerima permohonan. Informasi tetap bisa dibaca.</source>
            <translation>This kiosk is closed now and takes no requests. Information can still be read.</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Cari: ketik keperluan Anda, misalnya KTP hilang</source>
            <translation>Search: type what you need, for example lost KTP</translation>
        </message>
        <message>
            <source>Paling sering diurus</source>
            <translation>Most asked for</translation>
        </message>
        <message>
            <source>Semua layanan</source>
            <translation>All services</translation>
        </message>
        <message>
            <source>Nomor antrean saja</source>
            <translation>Queue number only</translation>
        </message>
        <message>
            <source>Cek permohonan saya</source>
            <translation>Check my request</translation>
        </message>
    </context>
    <context>
        <name>CodePad</name>
        <message>
            <source>titik</source>
            <translation>full stop</translation>
        </message>
        <message>
            <source>garis miring</source>
            <translation>slash</translation>
        </message>
        <message>
            <source>tanda hubung</source>
            <translation>hyphen</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Baris %1 sampai %2</source>
            <translation>Row %1 to %2</translation>
        </message>
    </context>
    <context>
        <name>DateAnswer</name>
        <message>
            <source>Tanggal</source>
            <translation>Day</translation>
        </message>
        <message>
            <source>Bulan</source>
            <translation>Month</translation>
        </message>
        <message>
            <source>Januari</source>
            <translation>January</translation>
        </message>
        <message>
            <source>Februari</source>
            <translation>February</translation>
        </message>
        <message>
            <source>Maret</source>
            <translation>March</translation>
        </message>
        <message>
            <source>April</source>
            <translation>April</translation>
        </message>
        <message>
            <source>Mei</source>
            <translation>May</translation>
        </message>
        <message>
            <source>Juni</source>
            <translation>June</translation>
        </message>
        <message>
            <source>Juli</source>
            <translation>July</translation>
        </message>
        <message>
            <source>Agustus</source>
            <translation>August</translation>
        </message>
        <message>
            <source>September</source>
            <translation>September</translation>
        </message>
        <message>
            <source>Oktober</source>
            <translation>October</translation>
        </message>
        <message>
            <source>November</source>
            <translation>November</translation>
        </message>
        <message>
            <source>Desember</source>
            <translation>December</translation>
        </message>
        <message>
            <source>Tahun</source>
            <translation>Year</translation>
        </message>
    </context>
    <context>
        <name>Done</name>
        <message>
            <source>Duduk dulu di ruang tunggu.</source>
            <translation>Please take a seat in the waiting room.</translation>
        </message>
        <message>
            <source>Datang ke loket saat nomor Anda dipanggil.</source>
            <translation>Come to the counter when your number is called.</translation>
        </message>
    </context>
    <context>
        <name>DonePage</name>
        <message>
            <source>Selesai</source>
            <translation>Finish</translation>
        </message>
        <message>
            <source>Ini nomor Anda</source>
            <translation>This is your number</translation>
        </message>
        <message>
            <source>Permohonan Anda diterima</source>
            <translation>We have received your request</translation>
        </message>
        <message>
            <source>Nomor antrean Anda %1</source>
            <translation>Your queue number %1</translation>
        </message>
        <message>
            <source>Nomor Anda %1</source>
            <translation>Your number %1</translation>
        </message>
        <message>
            <source>Nomor antrean Anda</source>
            <translation>Your queue number</translation>
        </message>
        <message>
            <source>Nomor Anda</source>
            <translation>Your number</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Not yet</translation>
        </message>
        <message>
            <source>Sudah keluar</source>
            <translation>It came out</translation>
        </message>
        <message>
            <source>Cetak salinan</source>
            <translation>Print a copy</translation>
        </message>
        <message>
            <source>Setelah ini</source>
            <translation>What happens next</translation>
        </message>
        <message>
            <source>Jam di kiosk ini mungkin kurang tepat. Nomor Anda tetap berlaku.</source>
            <translation>This kiosk's clock may be wrong. Your number is still valid.</translation>
        </message>
        <message>
            <source>Kode permohonan</source>
            <translation>Request code</translation>
        </message>
        <message>
            <source>Untuk melihat kabar permohonan Anda. Jangan berikan kepada orang lain.</source>
            <translation>To see how your request is doing. Keep it to yourself.</translation>
        </message>
        <message>
            <source>Potret layar ini</source>
            <translation>Photograph this screen</translation>
        </message>
        <message>
            <source>Fotonya sama gunanya dengan struk.</source>
            <translation>The photo is as good as the slip.</translation>
        </message>
    </context>
    <context>
        <name>EntryCard</name>
        <message>
            <source>Sedang ditutup</source>
            <translation>Closed for now</translation>
        </message>
        <message>
            <source>Info</source>
            <translation>Info</translation>
        </message>
        <message>
            <source>Formulir</source>
            <translation>Form</translation>
        </message>
    </context>
    <context>
        <name>EntryDock</name>
        <message>
            <source>Tombol untuk mengetik</source>
            <translation>Keys to type with</translation>
        </message>
    </context>
    <context>
        <name>EventGrid</name>
        <message>
            <source>Keperluan lain</source>
            <translation>Other needs</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Umur %n tahun</source>
            <translation>Age: %n</translation>
        </message>
        <message>
            <source>%n tahun yang lalu</source>
            <translation>Years ago: %n</translation>
        </message>
        <message>
            <source>%n angka lagi</source>
            <translation>Digits still to come: %n</translation>
        </message>
        <message>
            <source>Apakah ini NIK Anda?</source>
            <translation>Is this your NIK?</translation>
        </message>
        <message>
            <source>Apakah ini {label} yang benar?</source>
            <translation>Is this the right {label}?</translation>
        </message>
        <message>
            <source>Ada {most}.</source>
            <translation>There are {most}.</translation>
        </message>
        <message>
            <source>Paling sedikit {least}, paling banyak {most}.</source>
            <translation>At least {least}, at most {most}.</translation>
        </message>
        <message>
            <source>Boleh kosong, paling banyak {most}.</source>
            <translation>May be left empty, at most {most}.</translation>
        </message>
        <message>
            <source>Sudah ada foto</source>
            <translation>A photo is there</translation>
        </message>
        <message>
            <source>Ada</source>
            <translation>Here</translation>
        </message>
        <message>
            <source>Sudah difoto</source>
            <translation>Photographed</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Not yet</translation>
        </message>
    </context>
    <context>
        <name>Finding</name>
        <message>
            <source>Paling sering diurus</source>
            <translation>Most asked for</translation>
        </message>
        <message>
            <source>Apa yang terjadi?</source>
            <translation>What happened?</translation>
        </message>
        <message>
            <source>Semua layanan</source>
            <translation>All services</translation>
        </message>
        <message>
            <source>Ini yang mungkin Anda perlukan.</source>
            <translation>This is what you may need.</translation>
        </message>
        <message>
            <source>Yang paling banyak diminta warga di kiosk ini.</source>
            <translation>What people ask for most at this kiosk.</translation>
        </message>
        <message>
            <source>Pilih yang paling mirip dengan keadaan Anda.</source>
            <translation>Choose what is most like your situation.</translation>
        </message>
        <message>
            <source>Menurut jenisnya, atau menurut kantor yang mengurusnya.</source>
            <translation>By kind, or by the office in charge.</translation>
        </message>
        <message>
            <source>%n layanan</source>
            <translation>Services: %n</translation>
        </message>
        <message>
            <source>Info dan jadwal</source>
            <translation>Information and dates</translation>
        </message>
        <message>
            <source>Posyandu, gotong royong, siaga bencana, dan lain-lain.</source>
            <translation>Health post, community work, disasters and more.</translation>
        </message>
        <message>
            <source>Surat dan permohonan</source>
            <translation>Letters and requests</translation>
        </message>
        <message>
            <source>Surat keterangan, pengantar, dan izin.</source>
            <translation>Certificates, introductions and permits.</translation>
        </message>
        <message>
            <source>Urusan lewat beberapa kantor</source>
            <translation>Matters for several offices</translation>
        </message>
        <message>
            <source>Kami bantu dari kantor ke kantor.</source>
            <translation>We help from office to office.</translation>
        </message>
        <message>
            <source>Layanan untuk lingkungan</source>
            <translation>For the neighbourhood</translation>
        </message>
        <message>
            <source>Keamanan dan sarana di RT dan RW Anda.</source>
            <translation>Safety and facilities in your RT and RW.</translation>
        </message>
        <message>
            <source>Sarana bersama</source>
            <translation>Shared facilities</translation>
        </message>
        <message>
            <source>Kiosk dan internet untuk semua.</source>
            <translation>Kiosk and internet for all.</translation>
        </message>
        <message>
            <source>Pasar warga</source>
            <translation>Residents' market</translation>
        </message>
        <message>
            <source>Yang menawarkan dan yang membutuhkan.</source>
            <translation>Those who offer and those who need.</translation>
        </message>
        <message>
            <source>Usul dan musyawarah</source>
            <translation>Ideas and deliberation</translation>
        </message>
        <message>
            <source>Ide, kritik, dan dokumen bersama.</source>
            <translation>Ideas, criticism and shared documents.</translation>
        </message>
        <message>
            <source>Saling bantu</source>
            <translation>Helping each other</translation>
        </message>
        <message>
            <source>Warga menolong warga.</source>
            <translation>Residents help residents.</translation>
        </message>
        <message>
            <source>Kota dan pemerintah</source>
            <translation>City and government</translation>
        </message>
        <message>
            <source>Pengaduan, pajak, anggaran, sekolah, dan kantor-kantor.</source>
            <translation>Complaints, taxes, budget, schools and offices.</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>Pertanyaan {number} dari {total}</source>
            <translation>Question {number} of {total}</translation>
        </message>
        <message>
            <source>{section} · pertanyaan {number} dari {total}</source>
            <translation>{section} · question {number} of {total}</translation>
        </message>
        <message>
            <source>Lainnya</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>(kosong)</source>
            <translation>(empty)</translation>
        </message>
    </context>
    <context>
        <name>Guide</name>
        <message>
            <source>Suara mati.</source>
            <translation>Voice is off.</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>spasi</source>
            <translation>space</translation>
        </message>
        <message>
            <source>Selesai mengetik</source>
            <translation>Done typing</translation>
        </message>
        <message>
            <source>Kembali ke baris</source>
            <translation>Back to the rows</translation>
        </message>
        <message>
            <source>Suara menyala. Di pojok kiri bawah layar ada tombol Berikutnya, di pojok kanan bawah tombol Pilih.</source>
            <translation>Voice is on. In the bottom left corner of the screen is the button Forward, in the bottom right corner the button Choose.</translation>
        </message>
        <message>
            <source>tombol</source>
            <translation>button</translation>
        </message>
        <message>
            <source>menyala</source>
            <translation>on</translation>
        </message>
        <message>
            <source>mati</source>
            <translation>off</translation>
        </message>
        <message>
            <source>terpilih</source>
            <translation>chosen</translation>
        </message>
        <message>
            <source>belum terpilih</source>
            <translation>not chosen</translation>
        </message>
        <message>
            <source>pilihan</source>
            <translation>choice</translation>
        </message>
        <message>
            <source>kotak isian</source>
            <translation>box to fill in</translation>
        </message>
        <message>
            <source>belum bisa dipilih</source>
            <translation>cannot be chosen yet</translation>
        </message>
        <message>
            <source>belum diisi</source>
            <translation>empty</translation>
        </message>
        <message>
            <source>sudah diisi, %n angka</source>
            <translation>filled in, %n digits</translation>
        </message>
    </context>
    <context>
        <name>Hall</name>
        <message>
            <source>hari ini</source>
            <translation>today</translation>
        </message>
        <message>
            <source>besok, {day}</source>
            <translation>tomorrow, {day}</translation>
        </message>
        <message>
            <source>Buka lagi {when}.</source>
            <translation>Opens again {when}.</translation>
        </message>
        <message>
            <source>Buka lagi {day}, {time}.</source>
            <translation>Opens again {day}, {time}.</translation>
        </message>
    </context>
    <context>
        <name>Information</name>
        <message>
            <source>Semua</source>
            <translation>All</translation>
        </message>
        <message>
            <source>Bacaan</source>
            <translation>Articles</translation>
        </message>
        <message>
            <source>{what}: {ask}</source>
            <translation>{what}: {ask}</translation>
        </message>
        <message>
            <source>Daftar</source>
            <translation>List</translation>
        </message>
        <message>
            <source>Dokumen</source>
            <translation>Documents</translation>
        </message>
        <message>
            <source>Angka</source>
            <translation>Figures</translation>
        </message>
    </context>
    <context>
        <name>InformationPage</name>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Contoh</source>
            <translation>Example</translation>
        </message>
        <message>
            <source>Yang bertanda "Contoh" dibuat untuk peragaan, bukan keterangan yang sebenarnya.</source>
            <translation>What is marked "Example" was made up for a demonstration and is not real information.</translation>
        </message>
        <message>
            <source>Belum ada yang diterbitkan di sini.</source>
            <translation>Nothing has been published here yet.</translation>
        </message>
        <message>
            <source>Petugas di loket senang menjawab pertanyaan Anda.</source>
            <translation>The officers at the counter are glad to answer your questions.</translation>
        </message>
        <message>
            <source>Jadwal terdekat</source>
            <translation>Coming dates</translation>
        </message>
        <message>
            <source>Pilih yang Anda cari</source>
            <translation>Choose what you are looking for</translation>
        </message>
        <message>
            <source>Syarat dan cara mengurus</source>
            <translation>What you need and how to get it done</translation>
        </message>
        <message>
            <source>Mungkin Anda perlukan juga</source>
            <translation>You may also need</translation>
        </message>
    </context>
    <context>
        <name>KioskButton</name>
        <message>
            <source>Sedang dikerjakan</source>
            <translation>Working on it</translation>
        </message>
    </context>
    <context>
        <name>KioskPage</name>
        <message>
            <source>kolom kanan</source>
            <translation>right-hand column</translation>
        </message>
    </context>
    <context>
        <name>Ktp</name>
        <message>
            <source>Kamera dimulai ulang. Sebentar.</source>
            <translation>The camera is starting again. One moment.</translation>
        </message>
        <message>
            <source>Kamera sedang dinyalakan.</source>
            <translation>The camera is being switched on.</translation>
        </message>
        <message>
            <source>Letakkan KTP di dalam bingkai.</source>
            <translation>Hold your KTP inside the frame.</translation>
        </message>
        <message>
            <source>Dekatkan sedikit lagi.</source>
            <translation>A little closer.</translation>
        </message>
        <message>
            <source>Tepi KTP belum terlihat. Jauhkan sedikit.</source>
            <translation>An edge of the KTP is out of sight. A little further away.</translation>
        </message>
        <message>
            <source>Terlalu gelap. Hadapkan KTP ke cahaya.</source>
            <translation>Too dark. Turn the KTP to the light.</translation>
        </message>
        <message>
            <source>Terlalu silau. Miringkan KTP sedikit.</source>
            <translation>Too much glare. Tilt the KTP a little.</translation>
        </message>
        <message>
            <source>Bagus. Tahan sebentar.</source>
            <translation>Good. Hold still for a moment.</translation>
        </message>
        <message>
            <source>Sedang dibaca.</source>
            <translation>It is being read.</translation>
        </message>
        <message>
            <source>Belum terbaca. Coba sekali lagi.</source>
            <translation>It could not be read. Please try once more.</translation>
        </message>
        <message>
            <source>Foto ulang KTP Anda, atau ketik NIK-nya sendiri.</source>
            <translation>Take the picture again, or type the NIK yourself.</translation>
        </message>
        <message>
            <source>Dua angka pertama bukan kode provinsi. Cocokkan dengan kartunya.</source>
            <translation>The first two digits are not the code of a province. Compare them with the card.</translation>
        </message>
        <message>
            <source>Angka ke-7 sampai ke-12 bukan tanggal. Cocokkan dengan kartunya.</source>
            <translation>Digits 7 to 12 are not a date. Compare them with the card.</translation>
        </message>
        <message>
            <source>Empat angka terakhir tidak mungkin 0000. Cocokkan dengan kartunya.</source>
            <translation>The last four digits cannot be 0000. Compare them with the card.</translation>
        </message>
        <message>
            <source>Ada angka yang kurang jelas. Cocokkan satu per satu.</source>
            <translation>Some digit is not clear. Compare them one by one.</translation>
        </message>
        <message>
            <source>Tanggal di NIK tidak sama dengan tanggal lahir di kartu.</source>
            <translation>The date in the NIK is not the date of birth on the card.</translation>
        </message>
        <message>
            <source>Jenis kelamin di NIK tidak sama dengan yang tertulis di kartu.</source>
            <translation>The sex in the NIK is not the one on the card.</translation>
        </message>
        <message>
            <source>Tanggal lahir di kartu kurang jelas, jadi NIK ini perlu dicocokkan.</source>
            <translation>The date of birth on the card is not clear, so please compare this NIK.</translation>
        </message>
    </context>
    <context>
        <name>KtpNik</name>
        <message>
            <source>Gambar baris NIK di KTP</source>
            <translation>Picture of the NIK line on the KTP</translation>
        </message>
        <message>
            <source>NIK</source>
            <translation>NIK</translation>
        </message>
        <message>
            <source>Periksa lagi</source>
            <translation>Check again</translation>
        </message>
        <message>
            <source>Ubah NIK</source>
            <translation>Change NIK</translation>
        </message>
        <message>
            <source>Foto ulang</source>
            <translation>Take again</translation>
        </message>
    </context>
    <context>
        <name>KtpPage</name>
        <message>
            <source>Ketik saja NIK Anda</source>
            <translation>Please type your NIK</translation>
        </message>
        <message>
            <source>Perlihatkan KTP ke kamera</source>
            <translation>Show your KTP to the camera</translation>
        </message>
        <message>
            <source>Ketik saja</source>
            <translation>Type instead</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Gambar dari kamera, dengan bingkai untuk KTP</source>
            <translation>Picture from the camera, with a frame for the KTP</translation>
        </message>
        <message>
            <source>Kamera tidak menyala.</source>
            <translation>The camera is not on.</translation>
        </message>
        <message>
            <source>Permohonan Anda tetap jalan.</source>
            <translation>Your request goes on all the same.</translation>
        </message>
        <message>
            <source>KTP ini sulit dibaca kamera.</source>
            <translation>The camera finds this KTP hard to read.</translation>
        </message>
        <message>
            <source>Tidak apa-apa, ketik saja. Atau coba sekali lagi.</source>
            <translation>Never mind, just type. Or try once more.</translation>
        </message>
        <message>
            <source>Gambar KTP tidak disimpan. Kamera menyala hanya di halaman ini.</source>
            <translation>The picture of your KTP is not kept. The camera is on only on this page.</translation>
        </message>
    </context>
    <context>
        <name>KtpReadPage</name>
        <message>
            <source>Apakah ini benar?</source>
            <translation>Is this right?</translation>
        </message>
        <message>
            <source>NIK belum terbaca</source>
            <translation>The NIK could not be read</translation>
        </message>
        <message>
            <source>Cocokkan dengan KTP Anda. Yang salah bisa diubah.</source>
            <translation>Compare it with your KTP. What is wrong can be changed.</translation>
        </message>
        <message>
            <source>Ya, sudah benar</source>
            <translation>Yes, this is right</translation>
        </message>
        <message>
            <source>Foto ulang</source>
            <translation>Take again</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Ketik NIK</source>
            <translation>Type the NIK</translation>
        </message>
        <message>
            <source>Gambar KTP tidak disimpan. Potongan di atas hilang begitu Anda lanjut.</source>
            <translation>The picture of your KTP is not kept. The strips above vanish when you go on.</translation>
        </message>
    </context>
    <context>
        <name>KtpRow</name>
        <message>
            <source>Periksa lagi</source>
            <translation>Check again</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>Ubah %1</source>
            <translation>Change %1</translation>
        </message>
    </context>
    <context>
        <name>LetterKeys</name>
        <message>
            <source>titik</source>
            <translation>full stop</translation>
        </message>
        <message>
            <source>koma</source>
            <translation>comma</translation>
        </message>
        <message>
            <source>tanda hubung</source>
            <translation>hyphen</translation>
        </message>
        <message>
            <source>garis miring</source>
            <translation>slash</translation>
        </message>
        <message>
            <source>apostrof</source>
            <translation>apostrophe</translation>
        </message>
        <message>
            <source>tanda kutip</source>
            <translation>quotation mark</translation>
        </message>
        <message>
            <source>titik koma</source>
            <translation>semicolon</translation>
        </message>
        <message>
            <source>titik dua</source>
            <translation>colon</translation>
        </message>
        <message>
            <source>tanda seru</source>
            <translation>exclamation mark</translation>
        </message>
        <message>
            <source>tanda tanya</source>
            <translation>question mark</translation>
        </message>
        <message>
            <source>tanda et</source>
            <translation>at sign</translation>
        </message>
        <message>
            <source>tanda pagar</source>
            <translation>number sign</translation>
        </message>
        <message>
            <source>persen</source>
            <translation>percent</translation>
        </message>
        <message>
            <source>tanda dan</source>
            <translation>and sign</translation>
        </message>
        <message>
            <source>tambah</source>
            <translation>plus</translation>
        </message>
        <message>
            <source>kurung buka</source>
            <translation>opening bracket</translation>
        </message>
        <message>
            <source>kurung tutup</source>
            <translation>closing bracket</translation>
        </message>
        <message>
            <source>e dengan garis</source>
            <translation>e with an accent</translation>
        </message>
        <message>
            <source>Baris tanda baca</source>
            <translation>Row of marks</translation>
        </message>
        <message>
            <source>Baris %1 sampai %2</source>
            <translation>Row %1 to %2</translation>
        </message>
        <message>
            <source>Huruf besar</source>
            <translation>Capital letter</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Baris tanda kutip</source>
            <translation>Row of quotation marks</translation>
        </message>
        <message>
            <source>Baris spasi</source>
            <translation>Row of the space key</translation>
        </message>
        <message>
            <source>Huruf</source>
            <translation>Letters</translation>
        </message>
        <message>
            <source>Tanda baca</source>
            <translation>Marks</translation>
        </message>
        <message>
            <source>spasi</source>
            <translation>space</translation>
        </message>
        <message>
            <source>Baris baru</source>
            <translation>New line</translation>
        </message>
    </context>
    <context>
        <name>ListAnswer</name>
        <message>
            <source>Cari namanya</source>
            <translation>Search for the name</translation>
        </message>
        <message>
            <source>Belum ada yang cocok. Coba kurangi hurufnya.</source>
            <translation>No match yet. Try fewer letters.</translation>
        </message>
        <message>
            <source>Cari yang lain</source>
            <translation>Search again</translation>
        </message>
    </context>
    <context>
        <name>LocationAnswer</name>
        <message>
            <source>Tulis letaknya, misalnya: depan pos ronda RT 06.</source>
            <translation>Write where it is, for example: in front of the RT 06 guard post.</translation>
        </message>
        <message>
            <source>Geser tanda ke kiri</source>
            <translation>Move the mark left</translation>
        </message>
        <message>
            <source>Geser tanda ke kanan</source>
            <translation>Move the mark right</translation>
        </message>
        <message>
            <source>Geser tanda ke atas</source>
            <translation>Move the mark up</translation>
        </message>
        <message>
            <source>Geser tanda ke bawah</source>
            <translation>Move the mark down</translation>
        </message>
        <message>
            <source>Perkecil peta</source>
            <translation>Zoom out</translation>
        </message>
        <message>
            <source>Perbesar peta</source>
            <translation>Zoom in</translation>
        </message>
        <message>
            <source>Tanda Anda %1.</source>
            <translation>Your mark is %1.</translation>
        </message>
        <message>
            <source>Saya tidak tahu tempatnya di peta</source>
            <translation>I do not know the place on the map</translation>
        </message>
        <message>
            <source>Peta contoh, bukan hasil ukur.</source>
            <translation>A sample map, not surveyed.</translation>
        </message>
    </context>
    <context>
        <name>LongTextAnswer</name>
        <message>
            <source>%1 dari %2 huruf</source>
            <translation>%1 of %2 letters</translation>
        </message>
    </context>
    <context>
        <name>LookSheet</name>
        <message>
            <source>Atur tampilan</source>
            <translation>How the screen looks</translation>
        </message>
        <message>
            <source>Sudah pas</source>
            <translation>Looks right</translation>
        </message>
        <message>
            <source>Huruf biasa</source>
            <translation>Normal letters</translation>
        </message>
        <message>
            <source>Huruf besar</source>
            <translation>Large letters</translation>
        </message>
        <message>
            <source>Huruf terbesar</source>
            <translation>Largest letters</translation>
        </message>
        <message>
            <source>Warna kontras</source>
            <translation>High contrast</translation>
        </message>
        <message>
            <source>Huruf putih di atas hitam, untuk mata yang kurang awas.</source>
            <translation>White letters on black, for weak eyes.</translation>
        </message>
        <message>
            <source>Tombol di bawah</source>
            <translation>Buttons low down</translation>
        </message>
        <message>
            <source>Semua tombol turun, supaya terjangkau dari kursi roda atau sambil duduk.</source>
            <translation>All buttons move down, within reach from a wheelchair or a seat.</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Bahasa, bantuan, tampilan, suara, selesai</source>
            <translation>Language, help, display, voice, finish</translation>
        </message>
        <message>
            <source>Butuh bantuan?</source>
            <translation>Do you need help?</translation>
        </message>
        <message>
            <source>Petugas di loket senang membantu, panggil saja. Tidak apa-apa mengajak orang yang Anda percaya untuk membantu mengetik.

Tombol Kembali tidak menghapus jawaban Anda. Tombol Selesai mengosongkan layar.</source>
            <translation>The officers at the counter are glad to help, just ask. You may also bring someone you trust to help you type.

The Back button keeps your answers. The Finish button clears the screen.</translation>
        </message>
        <message>
            <source>Lanjutkan</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>Selesai dan hapus jawaban?</source>
            <translation>Finish and delete your answers?</translation>
        </message>
        <message>
            <source>Permohonan ini belum dikirim. Kalau Anda selesai sekarang, semua jawaban dihapus dari layar.</source>
            <translation>This request has not been sent. If you finish now, all your answers are deleted from the screen.</translation>
        </message>
        <message>
            <source>Lanjut mengisi</source>
            <translation>Keep filling in</translation>
        </message>
        <message>
            <source>Ya, hapus dan selesai</source>
            <translation>Yes, delete and finish</translation>
        </message>
        <message>
            <source>Pilih bahasa</source>
            <translation>Choose a language</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Masih di sini?</source>
            <translation>Are you still here?</translation>
        </message>
        <message>
            <source>Kalau tidak, layar ini akan dikosongkan dalam %1 detik.</source>
            <translation>If not, this screen will be cleared in %1 seconds.</translation>
        </message>
        <message>
            <source>Ya, masih di sini</source>
            <translation>Yes, I am still here</translation>
        </message>
    </context>
    <context>
        <name>Map</name>
        <message>
            <source>Titik itu di luar {name}. Sentuh di dalam garis.</source>
            <translation>That point is outside {name}. Touch inside the line.</translation>
        </message>
    </context>
    <context>
        <name>MapBoard</name>
        <message>
            <source>Peta %1. Sentuh tempatnya.</source>
            <translation>Map of %1. Touch the place.</translation>
        </message>
        <message>
            <source>Peta %1. Tanda Anda %2.</source>
            <translation>Map of %1. Your mark is %2.</translation>
        </message>
        <message>
            <source>Tombol panah menggeser tanda.</source>
            <translation>The arrow keys move the mark.</translation>
        </message>
    </context>
    <context>
        <name>MonthPad</name>
        <message>
            <source>Januari</source>
            <translation>January</translation>
        </message>
        <message>
            <source>Februari</source>
            <translation>February</translation>
        </message>
        <message>
            <source>Maret</source>
            <translation>March</translation>
        </message>
        <message>
            <source>April</source>
            <translation>April</translation>
        </message>
        <message>
            <source>Mei</source>
            <translation>May</translation>
        </message>
        <message>
            <source>Juni</source>
            <translation>June</translation>
        </message>
        <message>
            <source>Juli</source>
            <translation>July</translation>
        </message>
        <message>
            <source>Agustus</source>
            <translation>August</translation>
        </message>
        <message>
            <source>September</source>
            <translation>September</translation>
        </message>
        <message>
            <source>Oktober</source>
            <translation>October</translation>
        </message>
        <message>
            <source>November</source>
            <translation>November</translation>
        </message>
        <message>
            <source>Desember</source>
            <translation>December</translation>
        </message>
        <message>
            <source>Bulan</source>
            <translation>Month</translation>
        </message>
    </context>
    <context>
        <name>NikAnswer</name>
        <message>
            <source>Sudah 16 angka, terima kasih.</source>
            <translation>All 16 digits, thank you.</translation>
        </message>
        <message>
            <source>Foto KTP saja</source>
            <translation>Read my KTP instead</translation>
        </message>
        <message>
            <source>Lebih cepat: kamera membaca KTP Anda, Anda tinggal memeriksa.</source>
            <translation>Quicker: the camera reads your KTP, you only check it.</translation>
        </message>
    </context>
    <context>
        <name>NumberPad</name>
        <message>
            <source>Angka</source>
            <translation>Digits</translation>
        </message>
        <message>
            <source>Kosongkan</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Delete</translation>
        </message>
    </context>
    <context>
        <name>OutOfService</name>
        <message>
            <source>Kiosk ini belum terhubung ke kelurahan</source>
            <translation>This kiosk is not connected to the office yet</translation>
        </message>
        <message>
            <source>Maaf, kiosk sedang tidak bisa melayani</source>
            <translation>Sorry, this kiosk is out of service</translation>
        </message>
        <message>
            <source>Kiosk ini baru dipasang. Silakan ke loket, petugas akan membantu Anda.</source>
            <translation>This kiosk has only just been set up. Please go to the counter; the staff will help you.</translation>
        </message>
        <message>
            <source>Silakan ke loket, petugas akan membantu Anda. Nomor dan permohonan yang sudah diterima tetap berlaku.</source>
            <translation>Please go to the counter; the staff will help you. Numbers and requests that were accepted stay valid.</translation>
        </message>
        <message>
            <source>Kiosk segera mencoba menyala lagi.</source>
            <translation>The kiosk will try to start again very soon.</translation>
        </message>
        <message>
            <source>Kiosk mencoba menyala lagi dalam %n menit.</source>
            <translation>The kiosk tries to start again by itself. Minutes left: %n.</translation>
        </message>
    </context>
    <context>
        <name>OutOfServiceNotice</name>
        <message>
            <source>Kode untuk petugas</source>
            <translation>Code for the staff</translation>
        </message>
    </context>
    <context>
        <name>Paper</name>
        <message>
            <source>Anda tetap bisa membacanya di sini, atau memotret layarnya.</source>
            <translation>You can still read it here, or take a photo of the screen.</translation>
        </message>
        <message>
            <source>Nomor dan kode Anda tetap berlaku, juga tanpa salinan.</source>
            <translation>Your number and code are valid without a copy, too.</translation>
        </message>
        <message>
            <source>Menunggu printer</source>
            <translation>Waiting to print</translation>
        </message>
        <message>
            <source>Sudah tercetak</source>
            <translation>Printed</translation>
        </message>
        <message>
            <source>Ambil kertasnya di bawah layar.</source>
            <translation>Take the paper from below the screen.</translation>
        </message>
        <message>
            <source>Sedang dicetak</source>
            <translation>Printing</translation>
        </message>
        <message>
            <source>Tunggu sebentar, kertasnya keluar di bawah layar.</source>
            <translation>One moment, the paper comes out below the screen.</translation>
        </message>
        <message>
            <source>Sudah dikirim</source>
            <translation>Sent</translation>
        </message>
        <message>
            <source>Sudah dikirim ke printer</source>
            <translation>Sent to the printer</translation>
        </message>
        <message>
            <source>Kertasnya tidak keluar? {here}</source>
            <translation>No paper came out? {here}</translation>
        </message>
        <message>
            <source>Belum tercetak</source>
            <translation>Not printed</translation>
        </message>
    </context>
    <context>
        <name>PaperCard</name>
        <message>
            <source>Ada</source>
            <translation>Here</translation>
        </message>
        <message>
            <source>Belum</source>
            <translation>Not yet</translation>
        </message>
        <message>
            <source>Sudah difoto</source>
            <translation>Photographed</translation>
        </message>
        <message>
            <source>Foto sekarang</source>
            <translation>Photograph now</translation>
        </message>
    </context>
    <context>
        <name>PhoneCode</name>
        <message>
            <source>Arahkan kamera HP ke kotak ini.</source>
            <translation>Point your phone's camera at this square.</translation>
        </message>
    </context>
    <context>
        <name>PhotoFrame</name>
        <message>
            <source>Foto Anda</source>
            <translation>Your photo</translation>
        </message>
        <message>
            <source>Gambar dari kamera</source>
            <translation>Picture from the camera</translation>
        </message>
        <message>
            <source>Kamera sedang dinyalakan.</source>
            <translation>The camera is being switched on.</translation>
        </message>
        <message>
            <source>Kamera tidak ada. Lanjut saja, foto boleh dibawa ke loket.</source>
            <translation>There is no camera. Just go on; you may bring the photo to the counter.</translation>
        </message>
        <message>
            <source>Ambil sekarang</source>
            <translation>Take it now</translation>
        </message>
        <message>
            <source>Ambil foto</source>
            <translation>Take a photo</translation>
        </message>
        <message>
            <source>Ulangi</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Pakai foto ini</source>
            <translation>Use this photo</translation>
        </message>
        <message>
            <source>Foto ini ikut dikirim. Hanya petugas yang melihatnya.</source>
            <translation>This photo is sent with your request. Only officers see it.</translation>
        </message>
        <message>
            <source>Kamera dimulai ulang.</source>
            <translation>The camera is starting again.</translation>
        </message>
        <message>
            <source>Kamera menyala hanya di halaman ini.</source>
            <translation>The camera is on only while you are on this page.</translation>
        </message>
    </context>
    <context>
        <name>Pin</name>
        <message>
            <source>PIN belum cocok. Masih bisa dicoba %n kali.</source>
            <translation>The PIN does not match yet. Tries left: %n.</translation>
        </message>
        <message>
            <source>Terlalu sering dicoba. Tunggu %n detik.</source>
            <translation>Too many tries. Please wait: %n s.</translation>
        </message>
        <message>
            <source>Terlalu sering dicoba. Tunggu %n menit.</source>
            <translation>Too many tries. Please wait: %n min.</translation>
        </message>
        <message>
            <source>Kiosk ini belum punya PIN. Pasang dulu dari komputer kantor.</source>
            <translation>This kiosk has no PIN yet. Set one from the office computer.</translation>
        </message>
    </context>
    <context>
        <name>PinPage</name>
        <message>
            <source>PIN petugas</source>
            <translation>Officer PIN</translation>
        </message>
        <message>
            <source>Halaman ini untuk petugas kelurahan.</source>
            <translation>This page is for officers of the kelurahan.</translation>
        </message>
        <message>
            <source>Masuk</source>
            <translation>Enter</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>PIN, sudah %1 angka</source>
            <translation>PIN, %1 digits so far</translation>
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
            <translation>at {landmark}</translation>
        </message>
        <message>
            <source>dekat {landmark}, sekitar {metres} m ke {direction}</source>
            <translation>near {landmark}, about {metres} m to the {direction}</translation>
        </message>
        <message>
            <source>utara</source>
            <translation>north</translation>
        </message>
        <message>
            <source>timur laut</source>
            <translation>north-east</translation>
        </message>
        <message>
            <source>timur</source>
            <translation>east</translation>
        </message>
        <message>
            <source>tenggara</source>
            <translation>south-east</translation>
        </message>
        <message>
            <source>selatan</source>
            <translation>south</translation>
        </message>
        <message>
            <source>barat daya</source>
            <translation>south-west</translation>
        </message>
        <message>
            <source>barat</source>
            <translation>west</translation>
        </message>
        <message>
            <source>barat laut</source>
            <translation>north-west</translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Pilih provinsi</source>
            <translation>Choose a province</translation>
        </message>
        <message>
            <source>Pilih kabupaten atau kota</source>
            <translation>Choose a regency or city</translation>
        </message>
        <message>
            <source>Pilih kecamatan</source>
            <translation>Choose a district</translation>
        </message>
        <message>
            <source>Pilih kelurahan atau desa</source>
            <translation>Choose a kelurahan or village</translation>
        </message>
        <message>
            <source>Provinsi</source>
            <translation>Province</translation>
        </message>
        <message>
            <source>Kabupaten atau kota</source>
            <translation>Regency or city</translation>
        </message>
        <message>
            <source>Kecamatan</source>
            <translation>District</translation>
        </message>
        <message>
            <source>Kelurahan atau desa</source>
            <translation>Kelurahan or village</translation>
        </message>
    </context>
    <context>
        <name>Print</name>
        <message>
            <source>Nomor Anda {ticket} tetap berlaku. Potret layar ini atau catat, ya.</source>
            <translation>Your number {ticket} is valid. Photograph this screen or write it down.</translation>
        </message>
        <message>
            <source>Ambil struk Anda di bawah layar.</source>
            <translation>Take your slip from below the screen.</translation>
        </message>
        <message>
            <source>Printernya sudah siap lagi. Ambil struk Anda di bawah layar.</source>
            <translation>The printer works again. Take your slip from below the screen.</translation>
        </message>
        <message>
            <source>Struk sudah tercetak</source>
            <translation>Your slip is printed</translation>
        </message>
        <message>
            <source>Struk sedang dicetak</source>
            <translation>Your slip is being printed</translation>
        </message>
        <message>
            <source>Tunggu sebentar di sini, ya.</source>
            <translation>Please wait here a moment.</translation>
        </message>
        <message>
            <source>Kalau printer segera siap, struk keluar sendiri.</source>
            <translation>If the printer is soon ready, the slip comes by itself.</translation>
        </message>
        <message>
            <source>Nomor Anda {ticket} tetap berlaku.</source>
            <translation>Your number {ticket} is valid.</translation>
        </message>
        <message>
            <source>Struk Anda dicetak di printer lain. Tanyakan petugas.</source>
            <translation>Your slip is printed on another printer. Ask an officer.</translation>
        </message>
        <message>
            <source>Belum pasti tercetak. Nomor Anda {ticket} tetap berlaku.</source>
            <translation>Not certain that it printed. Your number {ticket} is valid.</translation>
        </message>
        <message>
            <source>Apakah struknya keluar?</source>
            <translation>Did the slip come out?</translation>
        </message>
        <message>
            <source>Terima kasih</source>
            <translation>Thank you</translation>
        </message>
        <message>
            <source>Simpan struk Anda baik-baik.</source>
            <translation>Please keep your slip.</translation>
        </message>
        <message>
            <source>Maaf, struk belum keluar</source>
            <translation>Sorry, no slip yet</translation>
        </message>
        <message>
            <source>Salinan paling banyak dua, supaya kertas cukup untuk semua.</source>
            <translation>Two copies at most, so that there is paper for everybody.</translation>
        </message>
        <message>
            <source>Kertas habis. Mohon beri tahu petugas.</source>
            <translation>The paper has run out. Please tell an officer.</translation>
        </message>
        <message>
            <source>Tutup printer terbuka. Mohon beri tahu petugas.</source>
            <translation>The printer cover is open. Please tell an officer.</translation>
        </message>
        <message>
            <source>Pemotong kertas macet. Mohon beri tahu petugas.</source>
            <translation>The paper cutter is stuck. Please tell an officer.</translation>
        </message>
        <message>
            <source>Printer perlu mendingin sebentar.</source>
            <translation>The printer needs to cool down.</translation>
        </message>
        <message>
            <source>Printer rusak. Mohon beri tahu petugas.</source>
            <translation>The printer is broken. Please tell an officer.</translation>
        </message>
        <message>
            <source>Printer tidak menjawab. Mohon beri tahu petugas.</source>
            <translation>The printer does not answer. Please tell an officer.</translation>
        </message>
        <message>
            <source>Printer belum bisa dipakai. Mohon beri tahu petugas.</source>
            <translation>The printer cannot be used yet. Please tell an officer.</translation>
        </message>
        <message>
            <source>Printer masih sibuk.</source>
            <translation>The printer is still busy.</translation>
        </message>
        <message>
            <source>Kiosk ini tidak punya printer.</source>
            <translation>This kiosk has no printer.</translation>
        </message>
        <message>
            <source>Struk ini terlalu lama menunggu printer.</source>
            <translation>This slip waited too long for the printer.</translation>
        </message>
        <message>
            <source>Petugas menghentikan pencetakannya.</source>
            <translation>An officer stopped the printing.</translation>
        </message>
        <message>
            <source>Dicetak di printer lain. Tanyakan petugas.</source>
            <translation>Printed on another printer. Ask an officer.</translation>
        </message>
        <message>
            <source>Disimpan untuk petugas, belum di atas kertas.</source>
            <translation>Kept for the officers, not on paper yet.</translation>
        </message>
        <message>
            <source>Struk belum tercetak.</source>
            <translation>The slip is not printed yet.</translation>
        </message>
    </context>
    <context>
        <name>PrivacyPage</name>
        <message>
            <source>Lanjut</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Jawaban Anda langsung dikunci dan hanya bisa dibuka oleh kelurahan. Setelah terkirim, kiosk ini tidak bisa membacanya lagi.</source>
            <translation>Your answers are locked at once and only the kelurahan can open them. Once sent, this kiosk cannot read them any more.</translation>
        </message>
        <message>
            <source>Kami hanya menanyakan yang diperlukan untuk permohonan ini.</source>
            <translation>We ask only what this request needs.</translation>
        </message>
        <message>
            <source>Yang membaca: petugas kelurahan yang mengurus permohonan Anda.</source>
            <translation>Who reads it: the officers who handle your request.</translation>
        </message>
        <message>
            <source>Struk Anda tidak memuat nama, NIK, atau alamat.</source>
            <translation>Your slip shows no name, NIK or address.</translation>
        </message>
        <message>
            <source>Anda boleh meminta data Anda dibetulkan atau dihapus di loket.</source>
            <translation>You may ask at the counter to have your data corrected or deleted.</translation>
        </message>
        <message>
            <source>Aturannya: Undang-Undang Pelindungan Data Pribadi (UU 27 Tahun 2022).</source>
            <translation>The rules: Personal Data Protection Act (Law 27 of 2022).</translation>
        </message>
        <message>
            <source>Baca selengkapnya</source>
            <translation>Read more</translation>
        </message>
    </context>
    <context>
        <name>Problem</name>
        <message>
            <source>Ada yang belum lengkap. Sentuh Ubah di kartunya.</source>
            <translation>Something is missing. Touch Change on its card.</translation>
        </message>
        <message>
            <source>Nomor HP dimulai dengan 08, panjangnya 10 sampai 13 angka.</source>
            <translation>A mobile number starts with 08 and has 10 to 13 digits.</translation>
        </message>
        <message>
            <source>Tulis tahunnya lengkap, misalnya 1951.</source>
            <translation>Write the whole year, for example 1951.</translation>
        </message>
        <message>
            <source>Isi dulu tanggal, bulan, dan tahunnya.</source>
            <translation>Please fill in day, month and year.</translation>
        </message>
        <message>
            <source>{label} ada {expected} angka. Anda baru mengisi {got}.</source>
            <translation>{label} has {expected} digits. You have filled in {got} so far.</translation>
        </message>
        <message>
            <source>Angka-angka depan {label} ini tidak dikenal. Coba cocokkan lagi dengan kartunya.</source>
            <translation>The first digits of this {label} are not known. Please compare them with the card.</translation>
        </message>
        <message>
            <source>Angka ke-7 sampai ke-12 {label} berisi tanggal. Coba cocokkan lagi dengan kartunya.</source>
            <translation>Digits 7 to 12 of a {label} hold a date. Please compare them with the card.</translation>
        </message>
        <message>
            <source>Tanggal itu tidak ada di kalender. Coba periksa lagi.</source>
            <translation>That day is not in the calendar. Please check it.</translation>
        </message>
        <message>
            <source>Tanggal itu belum tiba. Coba periksa tahunnya.</source>
            <translation>That day has not come yet. Please check the year.</translation>
        </message>
        <message>
            <source>Tanggal itu sudah lewat. Coba pilih hari ini atau sesudahnya.</source>
            <translation>That day has passed. Please choose today or later.</translation>
        </message>
        <message>
            <source>Tahunnya mulai dari {min}. Coba periksa lagi.</source>
            <translation>Years start from {min}. Please check it.</translation>
        </message>
        <message>
            <source>Empat angka terakhir {label} tidak mungkin 0000. Coba cocokkan lagi.</source>
            <translation>The last four digits of a {label} cannot be 0000. Please compare them.</translation>
        </message>
        <message>
            <source>Nomor ini sama dengan NIK. Coba cocokkan lagi dengan kartunya.</source>
            <translation>This number is the same as the NIK. Please compare it with the card.</translation>
        </message>
        <message>
            <source>Masih kurang. Tulis paling sedikit {min}.</source>
            <translation>Not enough yet. Write at least {min}.</translation>
        </message>
        <message>
            <source>Ini terlalu banyak. Paling banyak {max}.</source>
            <translation>These are too many. At most {max}.</translation>
        </message>
        <message>
            <source>Fotonya paling banyak {max}. Yang lain boleh dibawa ke loket.</source>
            <translation>At most {max} photos. You may bring the others to the counter.</translation>
        </message>
        <message>
            <source>Masih kurang. Nomornya paling sedikit {min} tanda.</source>
            <translation>Not enough yet. The number has at least {min} characters.</translation>
        </message>
        <message>
            <source>Nomor polisi ditulis seperti BG 1234 AB. Coba cocokkan dengan STNK.</source>
            <translation>A plate number is written like BG 1234 AB. Please compare it with your STNK.</translation>
        </message>
        <message>
            <source>Coba cocokkan lagi {label} dengan jawaban yang lain.</source>
            <translation>Please compare {label} with your other answers.</translation>
        </message>
        <message>
            <source>Tulis sedikit lagi, paling sedikit {min} huruf.</source>
            <translation>A little more, please: at least {min} letters.</translation>
        </message>
        <message>
            <source>Ini terlalu panjang. Paling banyak {max} huruf.</source>
            <translation>This is too long. At most {max} letters.</translation>
        </message>
        <message>
            <source>Ada tanda yang tidak bisa dipakai di sini. Pakai huruf saja, ya.</source>
            <translation>There is a mark that cannot be used here. Letters only, please.</translation>
        </message>
        <message>
            <source>Isi dengan angka saja.</source>
            <translation>Digits only, please.</translation>
        </message>
        <message>
            <source>Paling banyak {max}.</source>
            <translation>At most {max}.</translation>
        </message>
        <message>
            <source>Isi angka dari {min} sampai {max}.</source>
            <translation>Fill in a number from {min} to {max}.</translation>
        </message>
        <message>
            <source>Sentuh kotak setuju dulu, supaya kami boleh memproses permohonan Anda.</source>
            <translation>Please touch the box to agree, so that we may handle your request.</translation>
        </message>
        <message>
            <source>Jam ditulis dari 00.00 sampai 23.59. Coba periksa lagi.</source>
            <translation>A time runs from 00:00 to 23:59. Please check it.</translation>
        </message>
        <message>
            <source>Tempat itu di luar peta. Coba sentuh tempat lain.</source>
            <translation>That place is off the map. Please touch another one.</translation>
        </message>
        <message>
            <source>Foto itu tidak bisa dipakai. Coba ambil sekali lagi.</source>
            <translation>That photo cannot be used. Please take it once more.</translation>
        </message>
        <message>
            <source>Pilih salah satu jawaban yang ada.</source>
            <translation>Please choose one of the answers.</translation>
        </message>
        <message>
            <source>Pilih dulu satu jawaban.</source>
            <translation>Please choose one answer.</translation>
        </message>
        <message>
            <source>Pilih dulu, boleh lebih dari satu.</source>
            <translation>Please choose one or more.</translation>
        </message>
        <message>
            <source>Tulis dulu ceritanya di kotak ini.</source>
            <translation>Please write what happened in this box.</translation>
        </message>
        <message>
            <source>Isi dulu jam dan menitnya.</source>
            <translation>Please fill in the hour and the minutes.</translation>
        </message>
        <message>
            <source>Pilih dulu wilayahnya, satu per satu dari atas.</source>
            <translation>Please choose the areas one by one, from the top.</translation>
        </message>
        <message>
            <source>Sentuh dulu tempatnya di peta.</source>
            <translation>Please touch the place on the map.</translation>
        </message>
        <message>
            <source>Tulis dulu paling sedikit {min}.</source>
            <translation>Write at least {min} first.</translation>
        </message>
        <message>
            <source>Isi dulu {label}.</source>
            <translation>Please fill in: {label}.</translation>
        </message>
        <message>
            <source>Kode daerah di NIK ini tidak ada di daftar kami. Kalau sudah cocok dengan KTP, lanjut saja.</source>
            <translation>The region in this NIK is not on our list. If it matches the KTP, just go on.</translation>
        </message>
        <message>
            <source>Berbeda dengan tanggal di NIK. Kalau sudah benar, lanjut saja.</source>
            <translation>Differs from the date in the NIK. If it is right, just go on.</translation>
        </message>
        <message>
            <source>Berbeda dengan yang tertulis di NIK. Kalau sudah benar, lanjut saja.</source>
            <translation>Differs from what the NIK says. If it is right, just go on.</translation>
        </message>
        <message>
            <source>Fotonya belum ada. Lanjut saja, foto boleh dibawa ke loket.</source>
            <translation>There is no photo yet. Just go on; you may bring it to the counter.</translation>
        </message>
        <message>
            <source>Coba cocokkan lagi dengan jawaban yang lain. Kalau sudah benar, lanjut saja.</source>
            <translation>Please compare it with your other answers. If it is right, just go on.</translation>
        </message>
    </context>
    <context>
        <name>QrPicture</name>
        <message>
            <source>Kode QR permohonan Anda</source>
            <translation>QR code of your request</translation>
        </message>
    </context>
    <context>
        <name>QueuePage</name>
        <message>
            <source>Nomor antrean untuk apa?</source>
            <translation>What is the number for?</translation>
        </message>
        <message>
            <source>Struk belum bisa dicetak. Nomor Anda tampil di layar: potret atau catat, ya.</source>
            <translation>No slips can be printed now. Your number is shown here: photograph it or write it down.</translation>
        </message>
        <message>
            <source>Sentuh salah satu, nomor Anda langsung keluar.</source>
            <translation>Touch one and you get your number right away.</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Saya perlu didahulukan</source>
            <translation>I need priority</translation>
        </message>
        <message>
            <source>Lansia, ibu hamil atau membawa bayi, penyandang disabilitas</source>
            <translation>Elderly, pregnant or with a baby, people with disabilities</translation>
        </message>
    </context>
    <context>
        <name>Reading</name>
        <message>
            <source>Tempat</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>Hari</source>
            <translation>Day</translation>
        </message>
        <message>
            <source>Standar pelayanan</source>
            <translation>Service standard</translation>
        </message>
        <message>
            <source>Dasar hukum: {basis}</source>
            <translation>Legal basis: {basis}</translation>
        </message>
        <message>
            <source>Sumber: {source}. Diperbarui {day}.</source>
            <translation>Source: {source}. Updated {day}.</translation>
        </message>
        <message>
            <source>Data {period}.</source>
            <translation>Data for {period}.</translation>
        </message>
        <message>
            <source>Sumber: {source}.</source>
            <translation>Source: {source}.</translation>
        </message>
        <message>
            <source>Telepon</source>
            <translation>Telephone</translation>
        </message>
        <message>
            <source>Letaknya</source>
            <translation>Where it is</translation>
        </message>
        <message>
            <source>Buka di HP Anda</source>
            <translation>Open on your phone</translation>
        </message>
        <message>
            <source>Peta di HP Anda</source>
            <translation>Map on your phone</translation>
        </message>
        <message>
            <source>tanyakan petugas</source>
            <translation>ask the officer</translation>
        </message>
        <message>
            <source>hari ini</source>
            <translation>today</translation>
        </message>
        <message>
            <source>besok</source>
            <translation>tomorrow</translation>
        </message>
        <message>
            <source>lusa</source>
            <translation>in 2 days</translation>
        </message>
        <message>
            <source>%n hari lagi</source>
            <translation>in %n days</translation>
        </message>
        <message>
            <source>{start} sampai {end}</source>
            <translation>{start} to {end}</translation>
        </message>
        <message>
            <source>mulai {start}</source>
            <translation>from {start}</translation>
        </message>
        <message>
            <source>Seminggu sekali</source>
            <translation>Once a week</translation>
        </message>
        <message>
            <source>Setiap hari {day}</source>
            <translation>Every {day}</translation>
        </message>
        <message>
            <source>Sebulan sekali</source>
            <translation>Once a month</translation>
        </message>
        <message>
            <source>Setiap bulan, tanggal {day}</source>
            <translation>Every month, on day {day}</translation>
        </message>
        <message>
            <source>Tiga bulan sekali</source>
            <translation>Every three months</translation>
        </message>
        <message>
            <source>Setiap tiga bulan, tanggal {day}</source>
            <translation>Every three months, on day {day}</translation>
        </message>
        <message>
            <source>Sudah lewat</source>
            <translation>Already past</translation>
        </message>
        <message>
            <source>Hari berikutnya</source>
            <translation>Next time</translation>
        </message>
        <message>
            <source>Berulang</source>
            <translation>How often</translation>
        </message>
        <message>
            <source>Jam</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>Yang mengadakan</source>
            <translation>Organised by</translation>
        </message>
        <message>
            <source>Yang bisa ditanya</source>
            <translation>Who to ask</translation>
        </message>
        <message>
            <source>Biaya</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>Bawa ini</source>
            <translation>Bring this</translation>
        </message>
        <message>
            <source>Tahun</source>
            <translation>Year</translation>
        </message>
        <message>
            <source>Jenis</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>Naskahnya</source>
            <translation>Full text</translation>
        </message>
        <message>
            <source>Angkanya</source>
            <translation>The figures</translation>
        </message>
        <message>
            <source>Syarat</source>
            <translation>What you need</translation>
        </message>
        <message>
            <source>Tidak ada yang perlu dibawa.</source>
            <translation>There is nothing to bring.</translation>
        </message>
        <message>
            <source>Langkah-langkah</source>
            <translation>Steps</translation>
        </message>
        <message>
            <source>Isi permohonan di kiosk ini.</source>
            <translation>Fill in the request at this kiosk.</translation>
        </message>
        <message>
            <source>Lamanya</source>
            <translation>How long</translation>
        </message>
        <message>
            <source>Yang Anda dapat</source>
            <translation>What you get</translation>
        </message>
        <message>
            <source>Sampaikan kepada petugas di loket.</source>
            <translation>Tell an officer at the counter.</translation>
        </message>
        <message>
            <source>Lewat kiosk ini: {service}. Atau langsung kepada petugas di loket.</source>
            <translation>At this kiosk: {service}. Or straight to an officer at the counter.</translation>
        </message>
        <message>
            <source>Pengaduan</source>
            <translation>Complaints</translation>
        </message>
    </context>
    <context>
        <name>ReadingPage</name>
        <message>
            <source>Cetak</source>
            <translation>Print</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Contoh</source>
            <translation>Example</translation>
        </message>
        <message>
            <source>Nama, tanggal, dan angka di sini dibuat untuk peragaan, bukan keterangan yang sebenarnya.</source>
            <translation>Names, dates and figures here were made up for a demonstration and are not real information.</translation>
        </message>
        <message>
            <source>Tulisan ini baru ada dalam bahasa Indonesia.</source>
            <translation>So far this is written in Indonesian only.</translation>
        </message>
        <message>
            <source>Ajukan di kiosk ini</source>
            <translation>Apply at this kiosk</translation>
        </message>
        <message>
            <source>Bacaan berikutnya</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>Bacaan sebelumnya</source>
            <translation>Previous</translation>
        </message>
    </context>
    <context>
        <name>Remark</name>
        <message>
            <source>Perlu dibetulkan</source>
            <translation>Please correct this</translation>
        </message>
        <message>
            <source>Perhatikan</source>
            <translation>Please note</translation>
        </message>
        <message>
            <source>Info</source>
            <translation>Good to know</translation>
        </message>
    </context>
    <context>
        <name>ResultPage</name>
        <message>
            <source>Nomor %1 · %2</source>
            <translation>Number %1 · %2</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Finish</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Catatan petugas</source>
            <translation>Note from the officer</translation>
        </message>
        <message>
            <source>Dibuat di kiosk lain kelurahan ini.</source>
            <translation>Made at another kiosk of this kelurahan.</translation>
        </message>
        <message>
            <source>Cetak status</source>
            <translation>Print the status</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Cetak rujukan</source>
            <translation>Print where to go</translation>
        </message>
        <message>
            <source>Rujukan</source>
            <translation>Where to go</translation>
        </message>
        <message>
            <source>Cetak salinan struk</source>
            <translation>Print a copy of the slip</translation>
        </message>
        <message>
            <source>Salinan</source>
            <translation>Copy</translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>Sudah benar semua?</source>
            <translation>Is everything right?</translation>
        </message>
        <message>
            <source>Sentuh Ubah kalau ada yang perlu dibetulkan.</source>
            <translation>Touch Change to correct something.</translation>
        </message>
        <message>
            <source>Kirim permohonan</source>
            <translation>Send the request</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Umur Anda %1 tahun. Lansia boleh dilayani lebih dulu, kalau Anda mau.</source>
            <translation>You are %1 years old. Elderly people may be served first, if you wish.</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>Ubah %1</source>
            <translation>Change %1</translation>
        </message>
        <message>
            <source>Lansia, ibu hamil atau membawa bayi, penyandang disabilitas</source>
            <translation>Elderly, pregnant or with a baby, people with disabilities</translation>
        </message>
        <message>
            <source>Saya perlu didahulukan</source>
            <translation>I need priority</translation>
        </message>
    </context>
    <context>
        <name>RouteStop</name>
        <message>
            <source>Tidak selalu: tergantung jawaban Anda.</source>
            <translation>Not always: it depends on your answers.</translation>
        </message>
        <message>
            <source>Bawa: %1</source>
            <translation>Bring: %1</translation>
        </message>
        <message>
            <source>Alamat dan jam buka: tanyakan petugas.</source>
            <translation>Address and opening hours: ask the officer.</translation>
        </message>
        <message>
            <source>Alamat: tanyakan petugas.</source>
            <translation>Address: ask the officer.</translation>
        </message>
        <message>
            <source>Jam buka: tanyakan petugas.</source>
            <translation>Opening hours: ask the officer.</translation>
        </message>
        <message>
            <source>Contoh, bukan alamat sebenarnya.</source>
            <translation>An example, not the real address.</translation>
        </message>
    </context>
    <context>
        <name>RowCard</name>
        <message>
            <source>Belum lengkap</source>
            <translation>Not complete</translation>
        </message>
        <message>
            <source>Hapus %1?</source>
            <translation>Delete %1?</translation>
        </message>
        <message>
            <source>Hapus %1, %2?</source>
            <translation>Delete %1, %2?</translation>
        </message>
        <message>
            <source>Ya, hapus</source>
            <translation>Yes, delete</translation>
        </message>
        <message>
            <source>Ubah</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>Tidak jadi</source>
            <translation>Keep it</translation>
        </message>
        <message>
            <source>Hapus</source>
            <translation>Delete</translation>
        </message>
    </context>
    <context>
        <name>RowsAnswer</name>
        <message>
            <source>Belum ada yang ditulis.</source>
            <translation>Nothing is written yet.</translation>
        </message>
        <message>
            <source>Tulis %1</source>
            <translation>Write %1</translation>
        </message>
        <message>
            <source>Tambah %1</source>
            <translation>Add %1</translation>
        </message>
    </context>
    <context>
        <name>ScrollArea</name>
        <message>
            <source>Masih ada di bawah</source>
            <translation>There is more below</translation>
        </message>
        <message>
            <source>Kembali ke atas</source>
            <translation>Back to the top</translation>
        </message>
    </context>
    <context>
        <name>SearchPage</name>
        <message>
            <source>Apa yang Anda cari?</source>
            <translation>What are you looking for?</translation>
        </message>
        <message>
            <source>Lihat gambar</source>
            <translation>See pictures</translation>
        </message>
        <message>
            <source>Lihat %n hasil</source>
            <translation>See results: %n</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Kata yang dicari</source>
            <translation>Words to look for</translation>
        </message>
        <message>
            <source>Misalnya: KTP hilang</source>
            <translation>For example: lost KTP</translation>
        </message>
        <message>
            <source>Belum ketemu.</source>
            <translation>Nothing found yet.</translation>
        </message>
        <message>
            <source>Coba kata lain, atau tanya petugas di loket.</source>
            <translation>Try other words, or ask the officer at the counter.</translation>
        </message>
        <message>
            <source>Yang sering dicari</source>
            <translation>Often looked for</translation>
        </message>
        <message>
            <source>Atau pilih dari sini</source>
            <translation>Or choose from here</translation>
        </message>
    </context>
    <context>
        <name>SendingPage</name>
        <message>
            <source>Sebentar, sedang disimpan</source>
            <translation>One moment, saving your request</translation>
        </message>
    </context>
    <context>
        <name>ServicePage</name>
        <message>
            <source>Mulai</source>
            <translation>Begin</translation>
        </message>
        <message>
            <source>Ambil nomor antrean</source>
            <translation>Take a queue number</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Sedang ditutup</source>
            <translation>Closed for now</translation>
        </message>
        <message>
            <source>Tanpa nama.</source>
            <translation>No name needed.</translation>
        </message>
        <message>
            <source>Kami tidak menanyakan siapa Anda.</source>
            <translation>We do not ask who you are.</translation>
        </message>
        <message>
            <source>Lamanya</source>
            <translation>How long</translation>
        </message>
        <message>
            <source>Biaya</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>Yang memutuskan</source>
            <translation>Who decides</translation>
        </message>
        <message>
            <source>Yang Anda dapat</source>
            <translation>What you get</translation>
        </message>
        <message>
            <source>Bawa ke loket nanti</source>
            <translation>Bring to the counter</translation>
        </message>
        <message>
            <source>Alurnya</source>
            <translation>The way it goes</translation>
        </message>
        <message>
            <source>Cetak rute dan syarat</source>
            <translation>Print the way and the papers</translation>
        </message>
        <message>
            <source>Rute dan syarat</source>
            <translation>Way and papers</translation>
        </message>
        <message>
            <source>Pengaduan</source>
            <translation>Complaints</translation>
        </message>
        <message>
            <source>Dasar hukum: %1</source>
            <translation>Legal basis: %1</translation>
        </message>
        <message>
            <source>Baca dulu kalau mau</source>
            <translation>Read first, if you like</translation>
        </message>
    </context>
    <context>
        <name>ShelfPage</name>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Menurut jenis layanan</source>
            <translation>By kind of service</translation>
        </message>
        <message>
            <source>Menurut kantor yang mengurus</source>
            <translation>By office in charge</translation>
        </message>
    </context>
    <context>
        <name>Slip</name>
        <message>
            <source>Bukti permohonan</source>
            <translation>Receipt</translation>
        </message>
        <message>
            <source>Nomor antrean</source>
            <translation>Queue number</translation>
        </message>
        <message>
            <source>Lembar uji</source>
            <translation>Test page</translation>
        </message>
        <message>
            <source>Informasi</source>
            <translation>Information</translation>
        </message>
        <message>
            <source>Status permohonan</source>
            <translation>Status of a request</translation>
        </message>
        <message>
            <source>Rute dan syarat</source>
            <translation>Way and papers</translation>
        </message>
        <message>
            <source>Lembar untuk kantor</source>
            <translation>Office copy</translation>
        </message>
        <message>
            <source>Laporan kesiapan</source>
            <translation>Readiness report</translation>
        </message>
        <message>
            <source>Sudah tercetak</source>
            <translation>Printed</translation>
        </message>
        <message>
            <source>Sedang dicetak</source>
            <translation>Printing</translation>
        </message>
        <message>
            <source>Menunggu. {why}</source>
            <translation>Waiting. {why}</translation>
        </message>
        <message>
            <source>Terkirim, tetapi printer ini tidak bisa memastikan.</source>
            <translation>Sent, but this printer cannot confirm it.</translation>
        </message>
        <message>
            <source>Tidak tercetak. {why}</source>
            <translation>Not printed. {why}</translation>
        </message>
        <message>
            <source>Kertas habis. Pasang gulungan baru.</source>
            <translation>Out of paper. Put in a new roll.</translation>
        </message>
        <message>
            <source>Tutup printer terbuka. Tutup rapat.</source>
            <translation>The printer cover is open. Close it firmly.</translation>
        </message>
        <message>
            <source>Pemotong kertas macet. Matikan printer, keluarkan kertas yang terjepit.</source>
            <translation>The cutter is stuck. Switch the printer off and take out the jammed paper.</translation>
        </message>
        <message>
            <source>Printer terlalu panas. Tunggu beberapa menit.</source>
            <translation>The printer is too hot. Wait some minutes.</translation>
        </message>
        <message>
            <source>Printer rusak. Matikan dan nyalakan lagi; bila tetap, hubungi teknisi.</source>
            <translation>The printer is broken. Switch it off and on; if that does not help, call a technician.</translation>
        </message>
        <message>
            <source>Printer tidak siap. Periksa tombol dan lampunya.</source>
            <translation>The printer is not ready. Check its buttons and lights.</translation>
        </message>
        <message>
            <source>Printer tidak tersambung. Periksa kabel dan listriknya.</source>
            <translation>The printer is not connected. Check cable and power.</translation>
        </message>
        <message>
            <source>Printer sedang dipakai komputer lain.</source>
            <translation>Another computer is using the printer.</translation>
        </message>
        <message>
            <source>Sistem tidak mengizinkan kiosk memakai printer ini. Hubungi teknisi.</source>
            <translation>The system does not let the kiosk use this printer. Call a technician.</translation>
        </message>
        <message>
            <source>Printer tidak menjawab. Matikan dan nyalakan lagi.</source>
            <translation>The printer does not answer. Switch it off and on.</translation>
        </message>
        <message>
            <source>Terhenti di tengah jalan. Lihat apakah kertasnya keluar.</source>
            <translation>Cut off half-way. See whether the paper came out.</translation>
        </message>
        <message>
            <source>Tanpa printer: nomor hanya tampil di layar.</source>
            <translation>No printer: numbers are shown on the screen only.</translation>
        </message>
        <message>
            <source>Terlalu lama menunggu. Nomornya tetap berlaku.</source>
            <translation>It waited too long. Its number is still valid.</translation>
        </message>
        <message>
            <source>Dibatalkan petugas.</source>
            <translation>Cancelled by an officer.</translation>
        </message>
        <message>
            <source>Dikirim ke printer pengganti.</source>
            <translation>Sent to the stand-in printer.</translation>
        </message>
        <message>
            <source>Disimpan sebagai berkas, belum di atas kertas.</source>
            <translation>Kept as a file, not on paper yet.</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Sudah diterima</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>Permohonan Anda menunggu diperiksa petugas.</source>
            <translation>Your request is waiting for an officer to check it.</translation>
        </message>
        <message>
            <source>Sedang diperiksa</source>
            <translation>Being checked</translation>
        </message>
        <message>
            <source>Petugas sedang memeriksa permohonan Anda.</source>
            <translation>An officer is checking your request.</translation>
        </message>
        <message>
            <source>Ada yang perlu dilengkapi</source>
            <translation>Something is missing</translation>
        </message>
        <message>
            <source>Baca catatan petugas di bawah, lalu datang ke loket.</source>
            <translation>Read the note below, then come to the counter.</translation>
        </message>
        <message>
            <source>Menunggu tanda tangan</source>
            <translation>Waiting for a signature</translation>
        </message>
        <message>
            <source>Suratnya sudah dibuat dan menunggu tanda tangan.</source>
            <translation>The letter is written and is waiting to be signed.</translation>
        </message>
        <message>
            <source>Siap diambil</source>
            <translation>Ready to collect</translation>
        </message>
        <message>
            <source>Silakan ambil di loket. Bawa struk atau kode ini.</source>
            <translation>Please collect it at the counter. Bring the slip or this code.</translation>
        </message>
        <message>
            <source>Sudah diambil</source>
            <translation>Collected</translation>
        </message>
        <message>
            <source>Permohonan ini sudah selesai.</source>
            <translation>This request is complete.</translation>
        </message>
        <message>
            <source>Tidak dapat dikabulkan</source>
            <translation>Could not be granted</translation>
        </message>
        <message>
            <source>Baca alasannya di bawah. Anda boleh bertanya di loket.</source>
            <translation>Read the reason below. You may ask at the counter.</translation>
        </message>
        <message>
            <source>Dibatalkan</source>
            <translation>Cancelled</translation>
        </message>
        <message>
            <source>Permohonan ini tidak diteruskan.</source>
            <translation>This request will not go any further.</translation>
        </message>
        <message>
            <source>Laporan Anda menunggu diperiksa petugas.</source>
            <translation>Your report is waiting for an officer to check it.</translation>
        </message>
        <message>
            <source>Petugas sedang memeriksa laporan Anda.</source>
            <translation>An officer is checking your report.</translation>
        </message>
        <message>
            <source>Menunggu keputusan</source>
            <translation>Waiting for a decision</translation>
        </message>
        <message>
            <source>Laporan sudah diperiksa dan menunggu keputusan.</source>
            <translation>The report has been checked and is waiting for a decision.</translation>
        </message>
        <message>
            <source>Jawaban siap</source>
            <translation>The answer is ready</translation>
        </message>
        <message>
            <source>Baca catatan petugas di bawah, atau tanyakan di loket.</source>
            <translation>Read the note below, or ask at the counter.</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>Laporan ini sudah selesai ditangani.</source>
            <translation>This report has been dealt with.</translation>
        </message>
    </context>
    <context>
        <name>StepPage</name>
        <message>
            <source>Simpan</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Lewati</source>
            <translation>Skip</translation>
        </message>
        <message>
            <source>Lanjut</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>Batal</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message>
            <source>dini hari</source>
            <translation>at night</translation>
        </message>
        <message>
            <source>pagi</source>
            <translation>in the morning</translation>
        </message>
        <message>
            <source>siang</source>
            <translation>around midday</translation>
        </message>
        <message>
            <source>sore</source>
            <translation>in the afternoon</translation>
        </message>
        <message>
            <source>malam</source>
            <translation>in the evening</translation>
        </message>
    </context>
    <context>
        <name>TimeAnswer</name>
        <message>
            <source>Jam</source>
            <translation>Hour</translation>
        </message>
        <message>
            <source>Menit</source>
            <translation>Minutes</translation>
        </message>
        <message>
            <source>Pukul %1 %2</source>
            <translation>%1 %2</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Bahasa: %1</source>
            <translation>Language: %1</translation>
        </message>
        <message>
            <source>Bantuan</source>
            <translation>Help</translation>
        </message>
        <message>
            <source>Tampilan</source>
            <translation>Display</translation>
        </message>
        <message>
            <source>Suara</source>
            <translation>Voice</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Finish</translation>
        </message>
        <message>
            <source>%1, kosongkan layar</source>
            <translation>%1, clear the screen</translation>
        </message>
    </context>
    <context>
        <name>Track</name>
        <message>
            <source>Ada huruf yang belum cocok. Coba lihat lagi kode di struk Anda.</source>
            <translation>A letter does not match yet. Please look at the code on your slip again.</translation>
        </message>
        <message>
            <source>Kode ini tidak dibuat oleh kiosk kami. Silakan bertanya di loket.</source>
            <translation>This code was not made by our kiosk. Please ask at the counter.</translation>
        </message>
        <message>
            <source>Kode ini belum ada di kiosk ini. Silakan bertanya di loket, bawa struk Anda.</source>
            <translation>This kiosk does not know the code yet. Please ask at the counter with your slip.</translation>
        </message>
        <message>
            <source>Struk ini dari kiosk lain, dan kabarnya belum sampai ke sini. Tunggu sebentar, atau bertanya di loket.</source>
            <translation>This slip is from another kiosk, and news of it has not come here yet. Wait a moment, or ask at the counter.</translation>
        </message>
        <message>
            <source>Permohonan {ref}</source>
            <translation>Request {ref}</translation>
        </message>
        <message>
            <source>Belum terkirim ke kelurahan (tidak ada sinyal). Data aman di sini dan akan dikirim sendiri.</source>
            <translation>Not yet sent to the kelurahan (no signal). The data is safe here and will be sent by itself.</translation>
        </message>
        <message>
            <source>Data per {when}</source>
            <translation>As of {when}</translation>
        </message>
        <message>
            <source>Itu NIK, bukan kode struk. Pindai kode di struk Anda, atau ketik kodenya.</source>
            <translation>That is a NIK, not the code of a slip. Scan the code on your slip, or type it.</translation>
        </message>
        <message>
            <source>Ini kode dokumen Dukcapil. Keasliannya diperiksa petugas dengan aplikasi IKD.</source>
            <translation>This is the code of a Dukcapil document. An officer checks it with the IKD app.</translation>
        </message>
        <message>
            <source>Kode ini dari surat asli {office}, nomor {number}, tanggal {day}. Cocok tidaknya isi surat, dan apakah masih berlaku, tanyakan di loket.</source>
            <translation>This code is of a genuine letter of {office}, number {number}, of {day}. Whether the letter says the same and is still valid, please ask at the counter.</translation>
        </message>
        <message>
            <source>Surat {office} nomor {number} ini sudah dibatalkan oleh kantor dan tidak berlaku lagi. Silakan bertanya di loket.</source>
            <translation>The office has cancelled this letter of {office}, number {number}. It is no longer valid. Please ask at the counter.</translation>
        </message>
        <message>
            <source>Kode surat ini tidak dibuat oleh kantor kami. Silakan bertanya di loket.</source>
            <translation>The code of this letter was not made by our office. Please ask at the counter.</translation>
        </message>
        <message>
            <source>Ini kode surat dari kantor lain. Keasliannya diperiksa di kantor itu.</source>
            <translation>This is the code of another office&apos;s letter. That office can check it.</translation>
        </message>
        <message>
            <source>Kiosk ini belum bisa memeriksa surat ini. Petugas di loket bisa.</source>
            <translation>This kiosk cannot check this letter yet. The officer at the counter can.</translation>
        </message>
        <message>
            <source>Ini tautan ke {host}. Kiosk ini tidak membuka tautan.</source>
            <translation>This is a link to {host}. This kiosk opens no links.</translation>
        </message>
        <message>
            <source>Ini nomor buku (ISBN), bukan kode struk. Tentang buku ada layanan Perpustakaan Warga.</source>
            <translation>This is the number of a book (ISBN), not the code of a slip. For books there is the Community library.</translation>
        </message>
        <message>
            <source>Kode ini tidak dikenal di sini. Pindai kode QR di struk Anda.</source>
            <translation>This code is not known here. Scan the QR code of your slip.</translation>
        </message>
    </context>
    <context>
        <name>TrackPage</name>
        <message>
            <source>Ketik kode di struk Anda</source>
            <translation>Type the code from your slip</translation>
        </message>
        <message>
            <source>Atau perlihatkan kode QR di struk ke kamera.</source>
            <translation>Or show the QR code of the slip to the camera.</translation>
        </message>
        <message>
            <source>Atau dekatkan kode QR di struk ke pemindai.</source>
            <translation>Or hold the QR code of the slip to the scanner.</translation>
        </message>
        <message>
            <source>Sedang dicari</source>
            <translation>Searching</translation>
        </message>
        <message>
            <source>Cari</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>Kembali</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Kode permohonan</source>
            <translation>Request code</translation>
        </message>
        <message>
            <source>Gambar dari kamera</source>
            <translation>Picture from the camera</translation>
        </message>
    </context>
    <context>
        <name>Trouble</name>
        <message>
            <source>Kiosk ini belum bisa menerima permohonan baru</source>
            <translation>This kiosk cannot take new requests yet</translation>
        </message>
        <message>
            <source>Tempat penyimpanannya penuh. Silakan ke loket, petugas akan membantu. Permohonan yang sudah diterima tetap aman.</source>
            <translation>Its storage is full. Please go to the counter, an officer will help. Requests already accepted are safe.</translation>
        </message>
        <message>
            <source>Kiosk ini perlu diperbaiki</source>
            <translation>This kiosk needs repair</translation>
        </message>
        <message>
            <source>Jawaban Anda tidak tersimpan. Silakan ke loket, petugas akan membantu. Permohonan yang sudah diterima tetap aman.</source>
            <translation>Your answers were not saved. Please go to the counter, an officer will help. Requests already accepted are safe.</translation>
        </message>
        <message>
            <source>Kiosk ini sedang sibuk</source>
            <translation>This kiosk is busy</translation>
        </message>
        <message>
            <source>Tunggu sebentar, lalu coba lagi. Jawaban Anda masih ada.</source>
            <translation>Wait a moment, then try again. Your answers are still here.</translation>
        </message>
        <message>
            <source>Maaf, ada yang tidak beres di kiosk ini</source>
            <translation>Sorry, something is wrong with this kiosk</translation>
        </message>
        <message>
            <source>Ini bukan salah Anda. Coba sekali lagi, atau silakan ke loket.</source>
            <translation>It is not your fault. Try once more, or go to the counter.</translation>
        </message>
    </context>
    <context>
        <name>TroublePage</name>
        <message>
            <source>Coba lagi</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Selesai</source>
            <translation>Finish</translation>
        </message>
    </context>
    <context>
        <name>VoiceBar</name>
        <message>
            <source>Suara</source>
            <translation>Voice</translation>
        </message>
        <message>
            <source>Berikutnya</source>
            <translation>Forward</translation>
        </message>
        <message>
            <source>Sebelumnya</source>
            <translation>Backward</translation>
        </message>
        <message>
            <source>Ulangi</source>
            <translation>Repeat</translation>
        </message>
        <message>
            <source>Pilih</source>
            <translation>Choose</translation>
        </message>
    </context>
    <context>
        <name>WilayahAnswer</name>
        <message>
            <source>Sentuh untuk mengganti</source>
            <translation>Touch to change</translation>
        </message>
        <message>
            <source>Kalau keliru, sentuh bagian yang mau diganti.</source>
            <translation>If it is wrong, touch the part you want to change.</translation>
        </message>
        <message>
            <source>Cari namanya</source>
            <translation>Search for the name</translation>
        </message>
        <message>
            <source>Sebentar, daftarnya sedang dibuka.</source>
            <translation>One moment, opening the list.</translation>
        </message>
        <message>
            <source>Belum ada yang cocok. Coba kurangi hurufnya.</source>
            <translation>No match yet. Try fewer letters.</translation>
        </message>
        <message>
            <source>Masih ada %n lagi. Ketik beberapa huruf namanya di atas.</source>
            <translation>More names: %n. Type a few letters of the name above.</translation>
        </message>
    </context>
    <context>
        <name>WovenBand</name>
        <message>
            <source>Sudah %1 dari 100</source>
            <translation>%1 of 100 done</translation>
        </message>
    </context>
</TS>
