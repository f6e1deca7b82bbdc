// Pages that show something once have a button that prints them; without this file the browser's own menu does.
"use strict";

const print = document.getElementById("cetak");

if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
