"""Words of answers as they are common in Indonesia, for the dictionary of `dictionary.py`. Nobody in particular is meant.

`#` stands for a digit, `@` for a name of a person, `%` for a street's.
"""

from __future__ import annotations

from typing import Final

GIVEN: Final = tuple(
    """
Abdul Ade Adi Aditya Agung Agus Ahmad Aisyah Akbar Alya Amelia Amir Ananda Andi Andri Anggi Anita Anton Anwar Ardi Arief
Arif Aris Asep Asih Astuti Ayu Bagus Bambang Bayu Beni Budi Cahya Chandra Citra Dani Darma Dedi Deni Desi Dewi Dian Diana
Dimas Dina Dini Dodi Doni Dwi Edi Edy Eka Eko Elisabet Endang Erna Erwin Evi Fadli Fahmi Fajar Farid Fatimah Febri Feri
Fikri Firman Fitri Galih Gilang Gita Gunawan Hadi Hafiz Halimah Hani Hari Hartono Hasan Hendra Hendri Heri Herman Hilda
Husein Ibrahim Ida Ika Ikhsan Ilham Imam Indah Indra Intan Irfan Irma Irwan Iskandar Ismail Iwan Joko Juli Julia Jumiati
Kartika Khairul Komang Kurnia Laila Lestari Lia Lilis Lina Linda Lukman Lusi Made Mahmud Maria Marlina Maya Mega Megawati
Melati Mira Mirna Mohamad Muhammad Mulyadi Mulyono Murni Mustafa Nadia Nanda Ni Nina Novi Novita Nur Nuraini Nurhayati
Nurul Oki Okta Pipit Pratama Putra Putri Rachmat Rahma Rahman Rahmat Raka Ratih Ratna Reni Reza Rian Ridwan Rika Rina Rini
Riska Rizal Rizki Rizky Robert Rohani Romi Rosa Rosita Rudi Rusdi Rusli Saiful Salma Samsul Sandi Sari Septi Sigit Sinta
Siska Siti Slamet Sofyan Sri Sugeng Suharto Sujono Sukma Suparman Supri Suryani Susanti Susi Suwarno Syarif Taufik Tina
Titin Tono Toni Tri Tuti Umar Umi Untung Usman Vera Vina Wahyu Wati Wawan Wayan Widodo Winda Wira Wulan Yanti Yanto Yati
Yoga Yohanes Yuli Yulia Yuni Yusuf Zainal Zainab Zaki Zulkifli
""".split()
)
"""Also what is common as a second name."""

FAMILY: Final = tuple(
    """
Abdullah Adiputra Amalia Anggraini Apriani Ariyanto Basuki Damanik Effendi Fauzi Febrianti Firmansyah Ginting Hakim Halim
Hamzah Handayani Haryanto Hasanah Hasibuan Hastuti Hidayat Hidayati Hutagalung Indrawati Irawan Kurniasih Kurniati Kurniawan
Kusuma Kusumawati Lubis Mahendra Manurung Maryani Maulana Mulyani Nasution Ningsih Nugraha Nugroho Nurdin Oktavia Pamungkas
Pangestu Panjaitan Permana Permatasari Pertiwi Prabowo Pranata Prasetya Purnama Purnomo Puspitasari Rahayu Rahmadani
Rahmawati Ramadhan Ramadhani Rosdiana Safitri Salim Santoso Saputra Saputri Saragih Sasmita Setiawan Setiawati Setyawan
Setyowati Siagian Sihombing Simanjuntak Sinaga Siregar Sitorus Solihin Subagyo Sudirman Suhendra Sulaiman Sulastri
Sulistyo Sumarni Sunarto Supriadi Supriyanto Suryadi Susanto Sutrisno Suwandi Syahputra Tambunan Utami Utomo Wahyuni
Wardani Wibowo Widyastuti Wijaya Wijayanti Winarti Wulandari Yulianti Yuniarti Yusnita Zulaikha
""".split()
)

TITLES: Final = ("Hj. ", "H. ", "M. ", "Muh. ", "Drs. ")

STREETS: Final = (
    "Ahmad Yani",
    "Anggrek",
    "Angkatan 45",
    "Bakti",
    "Bangau",
    "Beringin",
    "Bougenville",
    "Cempaka Putih",
    "Cendana",
    "Cendrawasih",
    "Dahlia",
    "Damai",
    "Delima",
    "Diponegoro",
    "Durian",
    "Flamboyan",
    "Gajah Mada",
    "Garuda",
    "Gatot Subroto",
    "Hasanuddin",
    "Imam Bonjol",
    "Jambu",
    "Jati",
    "Jenderal Sudirman",
    "Kamboja",
    "Kapten A. Rivai",
    "Kartini",
    "Kelapa Gading",
    "Kemuning",
    "Kenanga",
    "Kenari",
    "Ki Hajar Dewantara",
    "Kutilang",
    "Lintas Timur",
    "Mangga",
    "Masjid",
    "Mawar",
    "Mayor Ruslan",
    "Melati",
    "Merak",
    "Merdeka",
    "Merpati",
    "Mesjid Raya",
    "Nangka",
    "Nusa Indah",
    "Pahlawan",
    "Pasar",
    "Pelita",
    "Pemuda",
    "Pendidikan",
    "Pramuka",
    "Puncak",
    "Rajawali",
    "Rambutan",
    "Raya",
    "Raya Barat",
    "Sawo",
    "Sekolah",
    "Seroja",
    "Siliwangi",
    "Soekarno Hatta",
    "Srikandi",
    "Sukarela",
    "Suka Maju",
    "Swadaya",
    "Tanjung",
    "Teratai",
    "Veteran",
    "Wahid Hasyim",
    "Yos Sudarso",
)

ADDRESSES: Final = (
    "Jl. % No. #",
    "Jl. % No. ##",
    "Jl. % No. ##",
    "Jl. % No. ###",
    "Jl. % No. #A",
    "Jl. % Gang % No. #",
    "Jl. % RT ## No. #",
    "Jl. % I No. ##",
    "Jl. % II No. ##",
    "Jl. % Blok B No. ##",
    "Lr. % No. ##",
    "Lorong % No. #",
    "Gang % No. ##",
    "Gg. % No. ##",
    "Dusun %",
    "Dusun % RT ##",
    "Kampung % RT ##",
    "Komplek % Blok C No. ##",
    "Perumahan % Blok A# No. ##",
    "Perum % Indah Blok D No. #",
    "Rusun % Blok ## Lantai #",
)

PURPOSES: Final = (
    "Administrasi sekolah",
    "Administrasi pernikahan",
    "Balik nama kendaraan",
    "Balik nama sertifikat",
    "Daftar kuliah",
    "Daftar sekolah anak",
    "Jaminan pinjaman bank",
    "Keperluan kerja",
    "Klaim asuransi",
    "Melamar kerja",
    "Melamar pekerjaan di perusahaan",
    "Membuat SIM",
    "Membuat NPWP",
    "Membuat paspor",
    "Membuka rekening",
    "Membuka rekening bank",
    "Membuka rekening tabungan di Bank BRI",
    "Mencairkan dana BPJS Ketenagakerjaan",
    "Mencairkan tabungan",
    "Mendaftar beasiswa",
    "Mendaftar sekolah",
    "Mengajukan KPR",
    "Mengajukan kredit usaha rakyat",
    "Mengambil ijazah",
    "Mengurus BPJS Kesehatan",
    "Mengurus akta kelahiran anak",
    "Mengurus bantuan",
    "Mengurus izin usaha",
    "Mengurus pensiun",
    "Mengurus surat tanah",
    "Mengurus warisan",
    "Menikah",
    "Pasang listrik PLN",
    "Pasang meteran air PDAM",
    "Pencairan dana",
    "Pendaftaran CPNS",
    "Pendaftaran TNI",
    "Pendaftaran haji",
    "Pengajuan kredit",
    "Permohonan beasiswa untuk anak",
    "Persyaratan kerja",
    "Persyaratan nikah",
    "Pindah sekolah",
    "Sambung listrik",
    "Surat pindah",
    "Untuk keperluan sekolah anak",
    "Untuk melamar pekerjaan",
    "Untuk mengurus KIS",
    "Untuk persyaratan administrasi",
)

PLACES: Final = (
    "Balai RW ###",
    "Bank BCA",
    "Bank BNI",
    "Bank BRI",
    "Bank BSI",
    "Bank Mandiri",
    "Bank Sumsel Babel",
    "Balai Desa",
    "Di rumah",
    "Di rumah, Jl. % No. #",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Pendidikan",
    "Dinas Sosial",
    "Depan rumah No. ##",
    "Gedung serbaguna",
    "Halaman rumah, Jl. % No. ##",
    "KUA Kecamatan",
    "Kantor Imigrasi",
    "Kantor kecamatan",
    "Klinik %",
    "Koperasi Simpan Pinjam %",
    "Lapangan RW ##",
    "Masjid Al-Ikhlas",
    "Masjid Nurul Iman",
    "PT % Sejahtera",
    "Pasar %",
    "Polres",
    "Puskesmas %",
    "RS % Husada",
    "RSUD %",
    "RSUP Dr. Mohammad Hoesin",
    "SD Negeri ##",
    "SMA Negeri #",
    "SMK Negeri #",
    "SMP Negeri ##",
    "Simpang %",
    "TPU %",
    "Universitas %",
)

NOTES: Final = (
    "Air masuk ke rumah setiap hujan deras",
    "Air PDAM tidak mengalir sejak ## hari yang lalu.",
    "Anak saya sudah sekolah di sini",
    "Belum punya",
    "Di depan rumah ada jalan berlubang, sudah banyak yang jatuh dari motor.",
    "Dompet berisi KTP, SIM, dan kartu ATM hilang di jalan",
    "Hilang waktu pulang dari pasar",
    "Kakek saya lahir di desa, tidak punya akta kelahiran",
    "Kerja bakti, senam bersama, dan pelatihan untuk pemuda.",
    "Lampu jalan mati sudah # minggu, kalau malam gelap sekali dan rawan.",
    "Meninggal karena sakit di rumah sakit",
    "Mohon dibantu, terima kasih.",
    "Mohon segera diperbaiki.",
    "Nama di ijazah berbeda dengan nama di KTP",
    "Penerangan jalan tidak menyala, mohon segera diperbaiki.",
    "Pelayanan sudah baik, tetapi antrean terlalu lama.",
    "Pungutan tidak jelas oleh orang yang tidak dikenal",
    "Rumah terbakar pada malam hari, semua surat ikut habis.",
    "Sampah menumpuk di pinggir jalan dan belum diangkut selama ## hari.",
    "Salah tulis",
    "Saluran air tersumbat sehingga banjir setiap kali hujan.",
    "Sejak kecil tinggal bersama nenek",
    "Setiap malam ada anak muda yang berkumpul dan ribut sampai pagi",
    "Tanah @",
    "Tidak ada",
    "Usul: dibuat polisi tidur supaya aman untuk anak-anak sekolah.",
)

THINGS: Final = (
    "# buah mesin cuci",
    "# gram emas",
    "# orang linmas dan pemuda RT ##",
    "## meter",
    "Biru",
    "Hitam",
    "Merah",
    "Putih",
    "Hiburan organ tunggal",
    "Honda Beat ###",
    "Honda Vario ###",
    "Yamaha Mio",
    "Toyota Avanza #.#",
    "Ijazah SD",
    "Ijazah SMA",
    "Kartu Keluarga",
    "Keluarga @",
    "Ketua",
    "Sekretaris",
    "Bendahara",
    "Kuitansi tanggal ## Maret ####",
    "Nota pembelian",
    "Seperangkat alat salat",
    "Seperangkat alat salat dan uang Rp#.###.###",
    "Toko @",
    "Warung @",
    "Warung makan %",
    "Usaha % Jaya",
    "CV % Mandiri",
    "UD @",
    "Berdagang",
    "Mengontrak",
)

NATIONS: Final = ("Malaysia", "Singapura", "Arab Saudi", "Jepang", "Korea Selatan", "Taiwan", "Hong Kong", "Belanda")
