// The page "Flashdisk". Sends what kiosks left on a stick, one file at a time, and brings the replies back: straight onto the
// stick where the browser may open folders, else as a ZIP. Everything may be done twice without harm, so whatever goes wrong,
// the advice is to do it again. Without this file the form on the page sends its files at once.
"use strict";

const MOST_NAMES = 50_000; // names looked at on one stick: a year of many kiosks leaves a few thousand
const ENTRIES = /^\d{8,16}-\d{8,16}.*\.pkx$/i;
const KIOSK = /^[0-9A-Z]{6}$/;
const PHOTO = /^[0-9a-f]{64}.*\.pkb$/i;
const ROOT = "publik-kiosk";

const by = (id) => document.getElementById(id);
const { office, token, largest } = by("stick").dataset;
let running = false;
let stopped = false;

/** What a petugas is told instead of an end. */
class Stop extends Error {}

// What is on the stick

/** Files that may be ours, each with its name and a way to open it, and the offices that others are for. */
const found = () => ({ entries: [], photos: [], elsewhere: new Set() });

function note(into, name, open) {
  if (ENTRIES.test(name)) into.entries.push({ name, open });
  else if (PHOTO.test(name)) into.photos.push({ name, open });
}

async function subfolder(folder, name) {
  try {
    return await folder.getDirectoryHandle(name);
  } catch (error) {
    if (error.name === "NotFoundError" || error.name === "TypeMismatchError") return null;
    throw error;
  }
}

/** The office's folder, whichever folder of the stick was chosen, and what of it is there. */
async function look(chosen) {
  const into = found();
  let seen = 0;
  async function* names(folder) {
    for await (const entry of folder.values()) {
      seen += 1;
      if (seen > MOST_NAMES) throw new Stop(`Ada lebih dari ${MOST_NAMES} berkas. Pakai flashdisk yang bersih.`);
      yield entry;
    }
  }
  const top = chosen.name === ROOT ? chosen : await subfolder(chosen, ROOT);
  if (top) {
    for await (const entry of names(top)) {
      if (entry.kind === "directory" && entry.name !== office) into.elsewhere.add(entry.name);
    }
  }
  const home = chosen.name === office ? chosen : top && (await subfolder(top, office));
  if (home) {
    for await (const kiosk of names(home)) {
      if (kiosk.kind !== "directory" || !KIOSK.test(kiosk.name)) continue;
      const blobs = await subfolder(kiosk, "blobs");
      for (const folder of blobs ? [kiosk, blobs] : [kiosk]) {
        for await (const entry of names(folder)) {
          if (entry.kind === "file") note(into, entry.name, () => entry.getFile());
        }
      }
    }
  }
  return { into, home };
}

/** The same of files that were chosen one by one, or with their folder. */
function sort(files) {
  const into = found();
  for (const file of files) {
    const path = file.webkitRelativePath.split("/");
    const owner = path[path.indexOf(ROOT) + 1];
    if (path.length > 2 && path.includes(ROOT) && owner !== office) into.elsewhere.add(owner);
    else note(into, file.name, () => file);
  }
  return into;
}

// To the office and back

async function send(one) {
  const file = await one.open();
  if (file.size > Number(largest)) {
    return { name: one.name, kind: "other", state: "refused", says: "Terlalu besar untuk berkas dari kiosk.", kiosk: "", reply: null };
  }
  const form = new FormData();
  form.append("token", token);
  // Read first: a stick that was pulled out is then told from an office that does not answer.
  form.append("berkas", new Blob([await file.arrayBuffer()]), one.name);
  let response;
  try {
    response = await fetch("/meja/flashdisk/berkas", { method: "POST", body: form, redirect: "manual" });
  } catch {
    throw new Stop("Komputer kantor tidak menjawab. Periksa jaringannya, lalu ulangi.");
  }
  if (response.type === "opaqueredirect" || response.status === 403) {
    throw new Stop("Sesi Anda sudah berakhir. Masuk lagi, lalu ulangi.");
  }
  if (!response.ok) throw new Stop("Komputer kantor tidak bisa menerima berkas sekarang. Tunggu sebentar, lalu ulangi.");
  return response.json();
}

/** Sends everything; gives the replies by their place on the stick. */
async function take(into) {
  into.entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  const replies = new Map();
  const again = into.photos.length ? into.entries : [];
  const total = into.entries.length + into.photos.length + again.length;
  let sent = 0;
  let photos = 0;
  const next = async (one) => {
    if (stopped) throw new Stop("Dihentikan. Yang sudah terkirim tetap tersimpan di kantor; ulangi kapan saja.");
    say(`Mengirim ${sent + 1} dari ${total}`, sent / total);
    const taken = await send(one);
    sent += 1;
    if (taken.reply) replies.set(taken.reply.place, bytes(taken.reply.data));
    return taken;
  };
  // Entries first: a photo is taken only when an entry names it.
  for (const one of into.entries) row(await next(one));
  for (const one of into.photos) {
    const taken = await next(one);
    if (taken.state === "refused") row(taken);
    else photos += 1;
  }
  if (photos) row({ name: `${photos} foto`, kiosk: "", state: "taken", says: "sudah di kantor." });
  // Once more, so that no reply asks for a photo that is here by now. Nothing is stored twice.
  for (const one of again) await next(one);
  return replies;
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
}

/** Removes what was half written: a kiosk would take it for a broken reply. The browser lets go of it only after a moment. */
async function remove(folder, name) {
  for (let tries = 0; tries < 40; tries += 1) {
    try {
      return await folder.removeEntry(name);
    } catch (error) {
      if (error.name !== "NoModificationAllowedError") return; // gone with the stick, or never made
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Writes the replies beside the files they answer and reads them back. */
async function writeAll(home, replies) {
  let written = 0;
  for (const [place, data] of replies) {
    say(`Menulis balasan ${written + 1} dari ${replies.size}`, written / replies.size);
    const [kiosk, name] = place.split("/").slice(-2);
    const folder = await home.getDirectoryHandle(kiosk, { create: true });
    let stream = null;
    try {
      const handle = await folder.getFileHandle(name, { create: true });
      stream = await handle.createWritable();
      await stream.write(data);
      await stream.close();
    } catch (error) {
      await stream?.abort().catch(() => {});
      await remove(folder, name);
      throw error;
    }
    const back = new Uint8Array(await (await (await folder.getFileHandle(name)).getFile()).arrayBuffer());
    if (back.length !== data.length || back.some((one, at) => one !== data[at])) {
      throw new Stop("Flashdisk ini tidak menyimpan apa yang ditulis. Pakai flashdisk lain. Data warga sudah aman di kantor.");
    }
    written += 1;
  }
}

/** A ZIP without compression (APPNOTE 6.3, local headers, central directory, end): replies do not get smaller. */
function zip(replies) {
  const encoder = new TextEncoder();
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [place, data] of replies) {
    const name = encoder.encode(place);
    // Version 2.0, no flags, stored, 1 January 1980, checksum, size twice, length of the name, no extra field.
    const fields = new DataView(new ArrayBuffer(26));
    fields.setUint16(0, 20, true);
    fields.setUint16(8, 0x21, true);
    fields.setUint32(10, crc32(data), true);
    fields.setUint32(14, data.length, true);
    fields.setUint32(18, data.length, true);
    fields.setUint16(22, name.length, true);
    parts.push(encoder.encode("PK\x03\x04"), fields.buffer, name, data);
    const rest = new DataView(new ArrayBuffer(14)); // no comment, first disk, no attributes, where the file begins
    rest.setUint32(10, offset, true);
    directory.push(encoder.encode("PK\x01\x02\x14\x00"), fields.buffer, rest.buffer, name);
    offset += 30 + name.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.byteLength, 0);
  const end = new DataView(new ArrayBuffer(18));
  end.setUint16(4, replies.size, true);
  end.setUint16(6, replies.size, true);
  end.setUint32(8, size, true);
  end.setUint32(12, offset, true);
  return new Blob([...parts, ...directory, encoder.encode("PK\x05\x06"), end.buffer], { type: "application/zip" });
}

function crc32(data) {
  let crc = ~0;
  for (const one of data) {
    crc ^= one;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

// What is seen

function say(text, part) {
  by("sedang").textContent = text;
  by("maju").value = part;
}

function row(taken) {
  const line = document.querySelector(`template[data-state="${taken.state}"]`).content.cloneNode(true);
  line.querySelector("strong").textContent = taken.kiosk || taken.name;
  line.querySelector(".says").textContent = taken.says;
  if (taken.kiosk) line.querySelector("small").textContent = taken.name;
  by("daftar").append(line);
  by("hasil").hidden = false;
}

/** What went wrong, and what to do. A message of our own says it already. */
function why(error) {
  if (error instanceof Stop) return error.message;
  switch (error.name) {
    case "NotFoundError":
    case "NotReadableError":
    case "InvalidStateError":
      return "Flashdisk terlepas atau tidak terbaca. Colokkan lagi, lalu ulangi. Tidak ada data yang hilang.";
    case "QuotaExceededError":
      return "Flashdisk penuh. Kosongkan sedikit, lalu ulangi. Data warga sudah aman di kantor.";
    case "NotAllowedError":
    case "NoModificationAllowedError":
    case "SecurityError":
      return "Browser tidak boleh menulis ke flashdisk. Jawab Izinkan, atau geser kunci flashdisk, lalu ulangi.";
    default:
      return "Ada yang tidak beres. Ulangi; kalau tetap begitu, kirim berkasnya lewat pilihan di bawah.";
  }
}

function fail(error) {
  by("gagal").querySelector("span").textContent = why(error);
  by("gagal").hidden = false;
}

/** One run from the choice to the end; `job` does it. */
async function run(job) {
  if (running) return;
  running = true;
  stopped = false;
  for (const id of ["langsung", "kirim", "aman", "unduhan", "gagal", "hasil", "lain"]) by(id).hidden = true;
  by("daftar").replaceChildren();
  say("Membaca flashdisk", 0);
  by("jalan").hidden = false;
  try {
    await job();
  } catch (error) {
    fail(error);
  }
  by("jalan").hidden = true;
  by("kirim").hidden = false;
  by("langsung").hidden = !window.showDirectoryPicker;
  running = false;
}

function others(into) {
  if (!into.entries.length && !into.photos.length) {
    throw new Stop(
      into.elsewhere.size
        ? "Di flashdisk ini hanya ada data untuk kantor lain. Tidak ada yang dibuka."
        : "Di sini tidak ada data dari kiosk. Di kiosk: halaman Perawatan, lalu Salin ke flashdisk.",
    );
  }
  if (into.elsewhere.size) {
    by("lain").textContent = "Ada juga data untuk kantor lain. Dibiarkan, tidak dibuka.";
    by("lain").hidden = false;
  }
}

/** Whether there is anything to bring back. Photos alone are not answered. */
function answered(into, replies) {
  if (into.entries.length && !replies.size) throw new Stop("Tidak ada yang bisa diterima. Sebabnya ada di bawah.");
  return replies.size > 0;
}

async function onTheStick() {
  let chosen;
  try {
    chosen = await window.showDirectoryPicker({ id: "flashdisk", mode: "readwrite" });
  } catch (error) {
    if (error.name !== "AbortError") fail(error); // closed without choosing
    return;
  }
  await run(async () => {
    const { into, home } = await look(chosen);
    others(into);
    const replies = await take(into);
    if (!answered(into, replies)) return;
    await writeAll(home, replies);
    by("ditulis").textContent = `${replies.size} balasan sudah ditulis ke flashdisk dan dibaca ulang.`;
    by("aman").hidden = false;
  });
  by("pilih").focus({ preventScroll: true });
}

let url = "";

async function asFiles(event) {
  const files = [...event.target.files];
  event.target.value = ""; // so that the same choice can be made again
  await run(async () => {
    const into = sort(files);
    others(into);
    const replies = await take(into);
    if (!answered(into, replies)) return;
    URL.revokeObjectURL(url);
    url = URL.createObjectURL(zip(replies));
    by("unduh").href = url;
    by("unduhan").hidden = false;
    by("unduh").focus({ preventScroll: true });
  });
}

by("satu-folder").hidden = false;
by("kirimkan").hidden = true;
by("batas").hidden = true;
by("langsung").hidden = !window.showDirectoryPicker;
if (window.showDirectoryPicker) by("cara").textContent = "Cara lain: pilih berkas, lalu unduh balasannya";
by("kirim").open = !window.showDirectoryPicker;
by("pilih").addEventListener("click", onTheStick);
by("henti").addEventListener("click", () => (stopped = true));
by("folder").addEventListener("change", asFiles);
by("berkas").addEventListener("change", asFiles);
window.addEventListener("beforeunload", (event) => {
  if (running) event.preventDefault();
});
