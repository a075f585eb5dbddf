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

  // The form that somebody is in the middle of.
  let typedIn = null;
  document.addEventListener("input", (event) => {
    typedIn = event.target.closest("main form[method=post]") || typedIn;
  });

  // What was typed goes with the lock, and comes back to whoever signs as the same person.
  const lockForm = document.querySelector("[data-lock-form]");

  function add(name, value) {
    const box = document.createElement("input");
    Object.assign(box, { type: "hidden", name, value });
    lockForm.append(box);
  }

  function keep() {
    if (!typedIn || !typedIn.isConnected) return;
    const secret = Array.from(typedIn.querySelectorAll("[type=password]"), (box) => box.name);
    const told = Array.from(new FormData(typedIn)).filter(([name, value]) => typeof value === "string" && !secret.includes(name));
    add("typed", JSON.stringify(told));
    add("typed_on", location.pathname + location.search);
    // The question whether to leave would keep the screen open.
    document.querySelectorAll("form[data-changed]").forEach((form) => delete form.dataset.changed);
    typedIn = null;
  }

  if (lockForm) lockForm.addEventListener("submit", keep);

  // Not only another page: the server is told to lock, whatever it heard last.
  function lock() {
    if (!lockForm) { location.assign(desk.lock); return; }
    keep();
    lockForm.submit();
  }

  function putBack(fields) {
    const names = new Set(fields.map(([name]) => name).filter((name) => name !== "csrfmiddlewaretoken"));
    const form = Array.from(document.querySelectorAll("main form[method=post]")).find((one) => Array.from(names).every((name) => one.elements.namedItem(name)));
    if (!form) return;
    const left = new Map();
    fields.forEach(([name, value]) => left.set(name, [...(left.get(name) || []), value]));
    for (const box of form.elements) {
      const values = left.get(box.name) || [];
      if (!box.name || ["hidden", "file", "password", "submit", "button"].includes(box.type)) continue;
      if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
      else if (box.type === "select-multiple") Array.from(box.options).forEach((one) => { one.selected = values.includes(one.value); });
      else if (values.length) box.value = values.shift();
    }
    form.dataset.changed = "yes";
    typedIn = form;
    const said = document.createElement("div");
    said.className = "message message-success";
    said.textContent = "锁定以前填的内容已经放回，请核对后保存。";
    document.getElementById("messages").append(said);
  }

  if (desk.typed) {
    const token = JSON.parse(document.body.getAttribute("hx-headers"));
    fetch(desk.typed, { method: "POST", headers: token, credentials: "same-origin" })
      .then((answer) => answer.json())
      .then((kept) => { if (kept.fields.length) putBack(kept.fields); })
      .catch(() => {});
  }

  const watch = setInterval(() => {
    if (Date.now() - touched <= idle) return;
    clearInterval(watch);
    lock();
  }, 5000);
})();
