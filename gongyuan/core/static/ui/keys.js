// The office: keys. Nothing here is needed to work.
"use strict";

(function () {
  const single = document.querySelector("[data-single-keys]");

  function stored(value) {
    try {
      if (value === undefined) return localStorage.getItem("single-keys") !== "off";
      localStorage.setItem("single-keys", value ? "on" : "off");
    } catch { /* a browser that stores nothing keeps the keys on */ }
    return true;
  }

  single.checked = stored();
  single.addEventListener("change", () => { stored(single.checked); drawMap(); });

  const NOT_TYPED_IN = "input[type=checkbox], input[type=radio], input[type=submit], input[type=button]";

  function isTyping(target) {
    if (document.querySelector("dialog[open]")) return true;
    return target.matches("input, textarea, select, [contenteditable]") && !target.matches(NOT_TYPED_IN);
  }

  function rows() {
    return Array.from(document.querySelectorAll("[data-list] tbody tr")).filter((row) => row.querySelector("a, button"));
  }

  function rowNow(list) {
    return list.findIndex((row) => row.contains(document.activeElement));
  }

  function move(step) {
    const list = rows();
    if (!list.length) return;
    const now = rowNow(list);
    const next = now < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(now + step, 0), list.length - 1);
    list[next].querySelector("a, button").focus();
  }

  function choose() {
    const list = rows();
    const row = list[rowNow(list)];
    const box = row && row.querySelector(".select input");
    if (box) box.click();
  }

  // A key works where its button can be seen, and only there.
  function keyed(key) {
    const wanted = key ? `[data-key="${key}"]` : "[data-key]";
    return Array.from(document.querySelectorAll(wanted)).filter((button) => button.checkVisibility());
  }

  // What works on this page, as it is now.
  const WORKS = {
    search: () => single.checked && document.querySelector("[data-search]"),
    list: () => single.checked && rows().length > 0,
    choose: () => single.checked && rows().some((row) => row.querySelector(".select input")),
    send: () => document.querySelector("form .form-buttons button[type=submit]"),
    off: () => !single.checked,
  };

  function drawMap() {
    document.querySelectorAll("[data-works]").forEach((line) => { line.hidden = !WORKS[line.dataset.works](); });
    const map = document.querySelector("[data-page-keys]");
    map.replaceChildren();
    const seen = new Set();
    for (const button of single.checked ? keyed() : []) {
      if (seen.has(button.dataset.key)) continue;
      seen.add(button.dataset.key);
      const words = button.cloneNode(true);
      words.querySelectorAll("kbd").forEach((key) => key.remove());
      const line = document.createElement("div");
      const key = document.createElement("dt");
      const what = document.createElement("dd");
      key.appendChild(document.createElement("kbd")).textContent = button.dataset.key;
      what.textContent = words.textContent.trim();
      line.append(key, what);
      map.append(line);
    }
  }

  // Ctrl+Enter sends the form one is in, from any of its fields; in none, the only one there is.
  function sendButton(target) {
    const form = target.closest("form");
    if (form) return form.querySelector(".form-buttons button[type=submit]");
    const all = Array.from(document.querySelectorAll("main .form-buttons button[type=submit]"));
    const shown = all.filter((button) => button.checkVisibility());
    return shown.length === 1 && !document.querySelector("dialog[open]") ? shown[0] : null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const button = sendButton(event.target);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (event.key === "?") {
      drawMap();
      document.getElementById("keyboard-help").showModal();
      event.preventDefault();
      return;
    }
    if (!single.checked) return;
    const search = document.querySelector("[data-search]");
    if (event.key === "/" && search) { search.focus(); search.select(); }
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "x") choose();
    else {
      const target = /^[a-z]$/.test(event.key) && keyed(event.key)[0];
      if (!target) return;
      target.click();
    }
    event.preventDefault();
  });
})();
