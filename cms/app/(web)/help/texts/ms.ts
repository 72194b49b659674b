import type { Manual } from '../manual'

export const malay: Manual = {
  intro: 'Perkara yang perlu dibuat dahulu, dan cara kerja harian berjalan.',
  chapters: {
    first: {
      title: 'Langkah pertama',
      steps: [
        'Buka “Sediakan premis” dalam menu orang. Beri nama premis di situ, nyatakan bila ia tutup dan sama ada harga termasuk cukai, dan tambah nombor WhatsApp jika pelanggan boleh menghubungi anda. Setiap bahagian ditanda mengikut apa yang sudah ada; papan pemuka menunjukkan senarai itu sehingga semua yang perlu selesai.',
        'Di halaman yang sama, masukkan harga setiap servis bagi setiap jenis kenderaan, dan simpan: kekunci anak panah bergerak ke atas dan ke bawah. Di bawahnya, tulis langkah pencuci bagi setiap servis mengikut susunan. Servis dan pilihannya ada dalam panel pentadbir, di bawah Services; hentikan jualan apa yang tidak ditawarkan.',
        'Jika tidak semua orang di premis membaca bahasa yang sama, tekan “Nama dalam bahasa lain” di bawah langkah-langkah itu dan tulis namanya dalam bahasa Inggeris, Melayu, Cina atau Tamil. Skrin dan kertas dalam bahasa itu akan menggunakannya, dan nama biasa jika ruangnya kosong. Bagi servis dan pilihan, ruang yang sama ada dalam panel pentadbir, di bawah Services.',
        'Di bawah Bays, beri setiap petak cuci nama seperti yang tertulis di dindingnya.',
        'Di bawah Users, tambah semua yang bekerja di sini. Peranan Staff untuk kerja harian; Admin juga boleh mengubah harga.',
        'Di bawah Team, tambah mereka yang berkongsi meja atau petak: nama, jawatan dan PIN empat hingga enam digit. Kemudian hidupkan “Tanya siapa di situ” di halaman “Sediakan premis”: meja dan petak bertanya siapa di situ, dan setiap tindakan membawa nama itu. Ketik nama di atas untuk bertukar orang.',
        'Untuk stesen kedua, tekan “Buat kod” di “Sediakan premis”; di situ kegunaan mesin baharu boleh juga dipilih terlebih dahulu. Pasang AX Station pada mesin baharu, pilih “Di tempat lain”, pilih premis antara pelayan dalam rangkaian itu atau masukkan alamat yang ditunjukkan, dan masukkan enam digit itu; pengimbas membaca kedua-duanya daripada gambar. Kemudian pilih kegunaannya, dan di petak mana ia berada. Kod sah selama sepuluh minit dan untuk satu mesin; selepas lima kod yang salah, kod baharu diperlukan. Mesin yang menjalankan pelayan membenarkan mesin lain bersambung hanya selepas anda izinkan dalam tetapannya, di bawah Mesin.',
        'Untuk premis kedua, pilih Sites dalam panel pentadbir dan tambahkannya. Kemudian, di bawah Users, tambah akaun dengan peranan Admin dan pilih premis itu: sesiapa yang log masuk dengannya menyediakan premis itu di halamannya sendiri “Sediakan premis”, seperti yang anda lakukan untuk yang pertama. “Semua premis” menunjukkan kedua-duanya bersebelahan.',
      ],
    },
    desk: {
      title: 'Di kaunter',
      steps: [
        'Pesanan baharu: masukkan nombor plat, pilih servis, dan buat pesanan. Kereta menunggu dalam giliran sehingga ada petak cuci mengambilnya.',
        'Untuk menghantar kereta ke petak cuci, buka menunya dalam giliran dan pilih petak cuci. Kereta juga boleh dialih ke hadapan giliran. Sentuh petak yang kosong untuk memilih kereta. Kereta di petak boleh dipindahkan ke petak lain bersama kerjanya, dari pesanannya atau di petak itu.',
        'Untuk menerima bayaran, buka pesanan dan pilih tunai, kad atau bayaran dalam talian.',
        'Untuk mengubah pesanan sebelum dibayar, buka pesanan dan pilih “Ubah…”: servis, plat, kenderaan, pelanggan dan nota. Beza harga ditunjukkan sebelum anda mengesahkan. Kereta di petak mendapat kerja yang baharu, dan yang sudah siap kekal siap. Selepas kereta dicuci, hanya kakitangan boleh mengurangkan harganya.',
        'Untuk mencari pesanan dari mana-mana hari, taip plat, nombor, nama atau telefon pelanggan dalam medan carian. Pengimbas menaip untuk anda. Jika tiada apa-apa ditemui untuk suatu plat, “Pesanan baharu untuk …” atau Enter memulakan pesanannya. Kereta yang pernah datang dikenali semasa anda menaip platnya: “Sama seperti dahulu” mengambil alih pesanan lamanya.',
        'Kereta yang menunggu lebih lama daripada yang dijanjikan ditanda “lewat”, begitu juga cucian yang terlalu lama; “hampir lewat” muncul sebelum itu. Pilih “… lewat” di atas giliran, atau tekan L, untuk melihat yang itu sahaja. Kekunci ? menunjukkan semua kekunci kaunter.',
        'Untuk memulangkan wang, log masuk dengan nama sendiri, buka pesanan, pilih “Bayar balik…”, masukkan jumlah dan sebabnya. Jika “Tanya siapa di situ” ditandakan, pengurus atau pemilik meluluskannya di kaunter dengan PIN mereka, begitu juga diskaun yang lebih besar dan pembatalan pesanan. Semua yang dipegang dicadangkan; sebahagian pun boleh dipulangkan.',
        'Kad kerja yang mengikuti kereta juga dicetak dari pesanan: nombor plat, servis, langkah untuk ditanda, nota pelanggan, dan nombor untuk pengimbas.',
      ],
    },
    till: {
      title: 'Laci wang dan hari',
      steps: [
        'Syif bermula dengan wang dalam laci: di kaunter pilih “Buka syif”, kira wang kecil dalam laci dan masukkan jumlahnya.',
        'Pada akhirnya pilih syif itu sekali lagi di kaunter, kira semua tunai dalam laci dan masukkan kiraan anda. Selepas itu barulah skrin menunjukkan jumlah yang sepatutnya, dan sama ada ia tepat, lebih atau kurang.',
        'Kira dua kali sebelum menutup, kerana yang sudah ditutup tidak diubah lagi, dan tulis apa yang anda tahu dalam catatan bersama kiraan, misalnya tunai diambil untuk membeli sabun. Jika kiraan kemudian tidak sepadan, semak laporan syif dan jadual hari itu: mungkin ada bayaran atau bayaran balik yang dimasukkan dengan cara atau jumlah yang salah.',
        'Perbezaan kekal dalam laporan. Jangan tutup kekurangan dengan wang lain; syif seterusnya bermula dengan apa yang anda kira pada masa itu.',
        'Syif boleh dibuka dan ditutup tanpa pelayan juga. Jumlah yang sepatutnya ditunjukkan apabila pelayan kembali, dan wang yang diterima tanpa pelayan lalu sampai selepas syif ditutup masuk ke syif berikutnya.',
        'Setiap syif ada laporan bernombor. Ia dibuat daripada bayaran setiap kali dan sentiasa sama; ia dibuka dari halaman Hari dan boleh dicetak.',
        'Halaman Hari dalam menu menunjukkan mana-mana hari, minggu, tujuh hari atau bulan: kutipan mengikut cara bayaran, servis, kenderaan, orang dan jam; cukai di dalamnya mengikut kadar; bayaran balik dan diskaun dengan sebabnya; pesanan yang belum selesai; serta siapa mencuci berapa kereta dalam berapa minit. “Cetak” dan “Muat turun jadual” ada di atas.',
        'Untuk menolak sebahagian harga, buka pesanan sebelum dibayar, pilih “Diskaun…”, dan masukkan berapa dan mengapa. Berapa yang boleh ditolak bergantung pada peranan anda, dan pemilik menetapkannya di bawah Site; untuk lebih, minta kakitangan atau pentadbir. Jika pesanan sudah dibayar, pulangkan wang. Cucian percuma tidak memerlukannya: jika pemilik memberinya (di halaman penyediaan premis), pesanan menunjukkan lawatan ke berapa kereta itu, dan menawarkan yang percuma apabila tiba.',
        'Untuk mencetak resit, buka pesanan, pilih “Resit…” dan kemudian “Cetak”. Bahasanya boleh berbeza daripada skrin. Selagi masih ada baki, ia ialah bil dan menyatakannya.',
        'Stesen desktop mencetak terus pada pencetak terma: masukkan alamatnya di bawah Tetapan, Pencetak resit, dan cetak halaman ujian. Jika laci tunai disambung padanya, laci terbuka apabila tunai diterima atau dipulangkan. Jika sesuatu tidak dicetak, bar di atas menyatakannya; ketik di situ untuk melihat sebabnya. Tiada apa-apa dicetak dua kali dengan sendirinya: yang “mungkin sudah dicetak” menunggu sehingga anda melihatnya.',
        'Apa yang tertulis di kepala resit, dan cukai yang termasuk dalam harga, ditetapkan di bawah Sites dalam panel pentadbir, di bahagian “Receipt”. Sesuatu servis boleh ada kadarnya sendiri. Perubahan terpakai bagi pesanan baharu; resit yang terdahulu kekal seperti asal.',
        'Jika pemilik menetapkan tunai dibundarkan kepada 5 sen, butang tunai menunjukkan jumlah yang perlu diminta. Tunai yang dipulangkan dibundarkan dengan cara yang sama. Pembundaran tertulis pada pesanan, resit dan halaman Hari.',
        'Kod di kaki resit membukanya di telefon pelanggan. Komputer yang menjadi hos pelayan mencetak kod itu setelah komputer lain dibenarkan menyambung (Tetapan, komputer ini).',
      ],
    },
    bay: {
      title: 'Di petak cuci',
      steps: [
        'Ambil kereta seterusnya, kemudian mulakan kerja. Skrin menunjukkan satu langkah pada satu masa.',
        'Apabila satu langkah selesai, tandakan selesai. Langkah yang tidak perlu boleh dilangkau dengan sebab.',
        'Jeda kerja apabila berhenti, dan sambung kemudian. Jam turut menunggu.',
        'Tamatkan kerja selepas langkah terakhir. Ruang cuci kemudian kosong untuk kereta seterusnya.',
        'Tekanan yang silap boleh dibuat asal.',
      ],
    },
    board: {
      title: 'Papan',
      steps: [
        'Pilih “Papan giliran” dalam tetapan stesen yang tergantung di tempat pelanggan menunggu. Papan menunjukkan kereta yang sedang dicuci, yang sudah siap, dan giliran seterusnya; skrin menegak juga boleh.',
        'Kereta dipanggil siap apabila cuciannya selesai, sehingga diambil atau selama suku jam, dengan bunyi. Bunyi dimatikan dalam tetapan: tahan skrin selama tiga saat, atau tekan Ctrl dan koma. Pelayar meminta satu sentuhan sebelum berbunyi.',
        'Di bawah Site dalam panel pentadbir, pemilik menetapkan mesej di bawah papan, bahasa yang bersilih ganti, dan waktu tutup: tiada cucian dijanjikan selepas itu.',
        'Nama peringkat pesanan, seperti “Dicuci”, juga boleh ditukar di situ bagi setiap bahasa.',
      ],
    },
    offline: {
      title: 'Apabila sambungan terputus',
      steps: [
        'Bar di atas menyatakan sejak bila skrin tidak lagi terkini. Apa yang anda buat disimpan pada mesin dan dihantar apabila pelayan kembali.',
        'Pesanan baharu pada masa itu mendapat nombor stesen sendiri, misalnya D7K-0007, dan boleh dicuci serta dibayar seperti biasa. Pelayan menambah nombornya kemudian; kedua-duanya sah dan boleh dicari.',
        'Pelayar yang pernah memaparkan stesen membukanya semula tanpa pelayan, dengan paparan terakhirnya. Melalui HTTP biasa dari mesin lain ia tidak boleh: tetapan stesen menyatakannya.',
        'Jangan set semula mesin dan jangan log keluar selagi ada tindakan menunggu.',
        'Jika pelayan menolak sesuatu yang dibuat sementara itu, misalnya kerana orang lain lebih pantas, ia kekal di bawah “Perlu perhatian” di atas sehingga ada yang memutuskan: buat semula mengikut keadaan sekarang, atau buang dengan sebab.',
        'Jika sambungan tidak kembali: periksa kuasa dan rangkaian mesin pelayan, kemudian mulakan semula. Tiada pesanan yang hilang.',
      ],
    },
    places: {
      title: 'Di mana semuanya',
      steps: [
        'Papan pemuka: kutipan hari ini, semua pesanan, giliran dan petak cuci, untuk pejabat.',
        'Semua premis, bagi sesiapa yang mengurus beberapa premis: keadaan setiap premis, kutipan harinya dalam mata wangnya sendiri, dan stesen yang senyap atau ketinggalan. Ia ada dalam menu bergambar orang. Pentadbir semua premis membuka halaman sesebuah premis dengan menekan namanya.',
        'Stesen: skrin untuk kaunter, petak cuci dan papan pelanggan. Paparannya dipilih dalam tetapan.',
        'Panel pentadbir: harga, petak cuci, orang, stesen dan semua tetapan lain.',
        'Menu bergambar orang di atas setiap halaman menuju ke semuanya, dan ada bahasa, tema serta log keluar.',
      ],
    },
  },
  pictures: {
    'set-up': '“Sediakan premis”: apa yang sudah ada, dan apa yang belum dibuat.',
    'new-order': 'Pesanan baharu: nombor plat, kenderaan, servis.',
    bay: 'Cucian di petaknya: langkah semasa, masanya, dan yang seterusnya.',
    board: 'Papan giliran: sedang dicuci, siap, seterusnya.',
    desk: 'Kaunter: siapa menunggu, siapa sedang dicuci, siapa perlu membayar.',
    payment: 'Pesanan yang perlu dibayar.',
    offline: 'Bar memberitahu tiada sambungan; pesanan tetap boleh diambil.',
    refund: 'Wang dipulangkan, dengan sebabnya.',
    shift: 'Wang laci telah dikira, dan jumlahnya betul.',
    day: 'Halaman Hari: apa yang diterima, dan bagaimana.',
  },
}
