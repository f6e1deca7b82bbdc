// The loket works without this file, by reloading. It keeps the list of those who wait fresh, lets a scanner type although the
// large button has the focus (else a scanned slip would press it), and prints a slip.
"use strict";

const field = document.getElementById("cari");

document.addEventListener("keydown", (event) => {
  const button = event.target.closest("button, a, summary");
  const typed = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (button && typed && field) {
    field.value = "";
    field.focus(); // the letter itself follows the focus
  }
});

// A number that is called twice by one nervous hand would be the next one already.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});

const print_ = document.querySelector("[data-print]");

if (print_) {
  print_.hidden = false;
  print_.focus();
  print_.addEventListener("click", () => window.print());
}

const part = document.getElementById("antre");

if (part) {
  let busy = false;
  const ask = async () => {
    if (document.hidden || busy) return;
    const old = document.getElementById("antre");
    if (old.contains(document.activeElement)) return; // nothing is moved away from under a finger
    busy = true;
    const answer = await fetch("/meja/loket/antre", { redirect: "manual" }).catch(() => null);
    busy = false;
    if (!answer) return; // no network: the next time will tell
    if (!answer.ok) return clearInterval(timer); // the session has ended
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("antre");
    if (!fresh || old.contains(document.activeElement)) return;
    // Somebody else changed what this loket has: its buttons are for another number now.
    if (fresh.dataset.kini !== old.dataset.kini) return location.replace("/meja/loket");
    if (fresh.innerHTML !== old.innerHTML) old.replaceWith(document.importNode(fresh, true));
  };
  const timer = setInterval(ask, 4_000);
  document.addEventListener("visibilitychange", ask);
}
