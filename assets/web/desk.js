// The desk works without this file. It adds three things. The next step has the focus as soon as the page is there. A slip
// scanned anywhere on the page goes into the search field, because a scanner types, and nobody should have to click first. And an
// inbox that stays open says when something has come: it asks once a minute while it is seen, which does not keep the session
// alive.
"use strict";

// The autofocus of a browser comes some frames after the page: an Enter of a quick hand pressed nothing before it.
if (document.activeElement === document.body) document.querySelector("[data-start]")?.focus();

const search = document.getElementById("cari");

if (search) {
  document.addEventListener("keydown", (event) => {
    const inField = event.target.closest("input, textarea, select, button, a, summary");
    const typed = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!inField && typed) {
      search.value = "";
      search.focus();
    }
  });
}

const fresh = document.getElementById("baru");

if (fresh) {
  const ask = async () => {
    if (document.hidden) return;
    const answer = await fetch(`/meja/baru?sejak=${fresh.dataset.since}`, { redirect: "manual" }).catch(() => null);
    if (!answer) return; // no network: the next minute will tell
    if (!answer.ok) return clearInterval(timer); // the session has ended
    const { baru } = await answer.json();
    if (!baru) return;
    fresh.querySelector("span span").textContent = `${baru} permohonan baru.`;
    fresh.hidden = false;
  };
  const timer = setInterval(ask, 60_000);
  document.addEventListener("visibilitychange", ask);
}
