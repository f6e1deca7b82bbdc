// The board. It runs for days: it makes no element, keeps no list that grows, and connects again by itself. The stream brings
// the whole board each time, so a line that was lost costs nothing. Calls are said one after the other, never two at once.
"use strict";

const SILENCE = 30_000; // ms without a beat: the line is dead, whatever the browser believes
const OLD = 120_000; // ms: a call that old is shown, not said
const SHORTEST = 6_000; // ms that a call stands out, also without sound
const MOST_CALLS = 12; // waiting to be said
const MOST_CLIPS = 300;

const id = (name) => document.getElementById(name);
const number = id("number"), loket = id("loket"), please = id("please"), called = id("called");
const line = id("line"), button = id("sound"), caption = id("caption"), notice = id("notice");
const before = [...document.querySelectorAll("[data-call]")].map((row) => row.children);
const groups = [...document.querySelectorAll("[data-group]")].map((box) => ({
  title: box.querySelector("h2"),
  next: [...box.querySelector(".next").children],
  waiting: box.querySelector("[data-waiting]"),
  wait: box.querySelector("[data-wait]"),
}));
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const write = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

// --- The time, by the server's clock ------------------------------------------------------------------------------------

const MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ");
const DAYS = "Minggu Senin Selasa Rabu Kamis Jumat Sabtu".split(" ");
const zone = Number(document.body.dataset.zone) * 3_600_000;
let ahead = null; // the server's clock before ours, ms
const now = () => Date.now() + (ahead ?? 0);

const tick = () => {
  if (ahead === null) return; // as the page came
  const local = new Date(now() + zone);
  const two = (value) => String(value).padStart(2, "0");
  write(id("clock"), `${two(local.getUTCHours())}.${two(local.getUTCMinutes())}`);
  write(id("day"), `${DAYS[local.getUTCDay()]}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()}`);
};
setInterval(tick, 1_000);

// --- What is shown ------------------------------------------------------------------------------------------------------

let board = null;
let known = null; // the calls of the last board: none of them is said again
let saying = null; // the call that is said just now
const waiting = [];

const show = () => {
  const calls = board.calls.filter((call) => !saying || call.key !== saying.key);
  const main = saying ?? calls.shift();
  write(number, main ? main.number : "–");
  write(please, main ? "silakan ke" : "Belum ada nomor yang dipanggil");
  write(loket, main ? `Loket ${main.loket}` : "");
  before.forEach(([what, where], at) => {
    write(what, calls[at] ? calls[at].number : "");
    write(where, calls[at] ? `Loket ${calls[at].loket}` : "");
  });
  groups.forEach((box, at) => {
    const group = board.groups[at];
    write(box.title, group ? group.title : "");
    box.next.forEach((place, nth) => write(place, group?.next[nth] ?? ""));
    write(box.waiting, !group ? "" : group.waiting ? `${group.waiting} menunggu` : "tidak ada yang menunggu");
    write(box.wait, group?.wait ? `tunggu ${group.wait}` : "");
  });
};

const take = (fresh) => {
  board = fresh;
  const news = known === null ? [] : fresh.calls.filter((call) => !known.has(call.key) && now() - call.at < OLD);
  known = new Set(fresh.calls.map((call) => call.key));
  waiting.push(...news.reverse());
  waiting.splice(0, waiting.length - MOST_CALLS);
  show();
  sayAll();
};

let turn = 0;
setInterval(() => {
  const texts = board?.notices.length ? board.notices : ["Silakan duduk. Nomor Anda akan dipanggil ke loket."];
  turn = (turn + 1) % texts.length;
  if (board) write(notice, texts[turn]);
}, 10_000);

// --- What is heard ------------------------------------------------------------------------------------------------------

const sound = window.AudioContext ? new AudioContext() : null;
const clips = new Map();

const load = async (name) => {
  if (clips.has(name)) return clips.get(name);
  const answer = await fetch(`/papan/suara/${name}`).catch(() => null);
  if (!answer) return null; // no network: the next call asks again
  const clip = answer.ok ? await sound.decodeAudioData(await answer.arrayBuffer()).catch(() => null) : null;
  if (clips.size >= MOST_CLIPS) clips.delete(clips.keys().next().value);
  clips.set(name, clip);
  return clip;
};

// Where nobody has made the clips: two soft notes, so that heads turn to the board all the same.
const chime = () => {
  [660, 528].forEach((pitch, at) => {
    const start = sound.currentTime + 0.05 + at * 0.35;
    const tone = sound.createOscillator(), loud = sound.createGain();
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.25, start);
    loud.gain.exponentialRampToValueAtTime(0.001, start + 0.8);
    tone.connect(loud).connect(sound.destination);
    tone.start(start);
    tone.stop(start + 0.8);
  });
  return 1_300;
};

// Plays a call; how long it takes, in ms.
const play = async (script) => {
  if (!sound || sound.state !== "running" || !script.length) return 0;
  const loaded = await Promise.all(script.map((part) => (typeof part === "number" ? part : load(part))));
  if (!loaded.some((part) => part && typeof part !== "number")) return chime();
  let at = sound.currentTime + 0.05;
  for (const part of loaded) {
    if (typeof part === "number") at += part / 1_000;
    if (!part || typeof part === "number") continue;
    const source = sound.createBufferSource();
    source.buffer = part;
    source.connect(sound.destination);
    source.start(at);
    at += part.duration;
  }
  return (at - sound.currentTime) * 1_000;
};

const sayAll = async () => {
  if (saying) return; // whoever says goes on with what has come meanwhile
  while ((saying = waiting.shift() ?? null)) {
    show();
    called.classList.add("now");
    write(caption.lastElementChild, saying.caption);
    caption.hidden = !saying.caption;
    notice.hidden = !caption.hidden;
    await sleep(Math.max(SHORTEST, (await play(saying.say)) + 800));
    called.classList.remove("now");
    caption.hidden = true;
    notice.hidden = false;
    await sleep(300);
  }
  show();
};

if (sound) {
  const settle = () => {
    button.hidden = sound.state === "running";
  };
  sound.addEventListener("statechange", settle);
  button.addEventListener("click", () => sound.resume());
  document.addEventListener("keydown", () => sound.resume());
  settle();
}

// --- The line -----------------------------------------------------------------------------------------------------------

let source = null;
let heard = performance.now();

const alive = () => {
  heard = performance.now();
  line.hidden = true;
};
const connect = () => {
  source?.close();
  heard = performance.now();
  source = new EventSource(document.body.dataset.stream);
  source.addEventListener("detak", (event) => {
    alive();
    ahead = Number(event.data) - Date.now();
    tick();
  });
  source.addEventListener("keadaan", (event) => {
    alive();
    take(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    line.hidden = false; // the browser tries again by itself, but for an answer that was no stream
    if (source.readyState === EventSource.CLOSED) heard = Math.min(heard, performance.now() - SILENCE + 3_000);
  });
};
setInterval(() => {
  if (performance.now() - heard < SILENCE) return;
  line.hidden = false;
  connect();
}, 1_000);
connect();
