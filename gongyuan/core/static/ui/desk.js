// A shared desk: the screen goes to the lock when nobody has touched it for a while. Whoever is
// still typing keeps it open; the server counts for itself and believes no clock of the browser.
"use strict";

(function () {
  const desk = document.body.dataset;
  const idle = Number(desk.locksAfter) * 1000;
  const between = Math.min(60000, idle / 3);
  let touched = Date.now();
  let told = Date.now();

  function stillHere() {
    touched = Date.now();
    if (touched - told < between) return;
    told = touched;
    const token = JSON.parse(document.body.getAttribute("hx-headers"));
    fetch(desk.life, { method: "POST", headers: token, credentials: "same-origin" })
      .then((answer) => { if (answer.status === 409) location.assign(desk.lock); })
      .catch(() => {});
  }

  ["keydown", "pointerdown", "input", "scroll"].forEach((name) => {
    document.addEventListener(name, stillHere, { passive: true, capture: true });
  });

  // Not only another page: the server is told to lock, whatever it heard last.
  function lock() {
    const form = document.querySelector("[data-lock-form]");
    if (form) form.submit(); else location.assign(desk.lock);
  }

  const watch = setInterval(() => {
    if (Date.now() - touched <= idle) return;
    clearInterval(watch);
    lock();
  }, 5000);
})();
