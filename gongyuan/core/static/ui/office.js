// The office: keys, and what htmx needs to be honest about failures. Nothing here is needed to work.
"use strict";

(function () {
  const page = window.gongyuan;
  const failed = document.querySelector("[data-failed]");
  const single = document.querySelector("[data-single-keys]");

  function stored(value) {
    try {
      if (value === undefined) return localStorage.getItem("single-keys") !== "off";
      localStorage.setItem("single-keys", value ? "on" : "off");
    } catch { /* a browser that stores nothing keeps the keys on */ }
    return true;
  }

  single.checked = stored();
  single.addEventListener("change", () => stored(single.checked));

  function say(text) {
    failed.textContent = text;
    failed.hidden = !text;
  }

  // --- keys ---
  function isTyping(target) {
    return target.matches("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
  }

  function move(step) {
    const rows = Array.from(document.querySelectorAll("[data-list] tbody tr")).filter((row) => row.querySelector("a, button"));
    if (!rows.length) return;
    const now = rows.findIndex((row) => row.contains(document.activeElement));
    const next = now < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + step, 0), rows.length - 1);
    rows[next].querySelector("a, button").focus();
  }

  // Ctrl+Enter sends the form one is in, from any of its fields.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const form = event.target.closest("form");
    const button = form && form.querySelector(".form-buttons button[type=submit]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (event.key === "?") {
      document.getElementById("keyboard-help").showModal();
      event.preventDefault();
      return;
    }
    if (!single.checked) return;
    const search = document.querySelector("[data-search]");
    if (event.key === "/" && search) { search.focus(); search.select(); }
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else {
      const target = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
      if (!target) return;
      target.click();
    }
    event.preventDefault();
  });

  // --- choosing rows for a batch ---
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-select-all]")) return;
    event.target.closest("table").querySelectorAll("tbody .select input").forEach((box) => { box.checked = event.target.checked; });
  });

  // --- parts taken from whole pages ---
  document.addEventListener("htmx:beforeRequest", () => { say(""); page.showWorking(); });
  document.addEventListener("htmx:afterRequest", (event) => {
    page.hideWorking();
    const form = event.detail.requestConfig.elt.closest("form");
    if (!form) return;
    page.unlock(form);
    if (event.detail.failed && "guard" in form.dataset) form.dataset.changed = "yes";
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const asked = event.detail.requestConfig.elt.getAttribute("hx-select");
    const answer = event.detail.xhr;
    if (answer.status !== 200 || !asked) return;
    // The answer is another page (signed out, or the work moved on): go there as a browser would.
    if (!event.detail.serverResponse.includes(`id="${asked.slice(1)}"`)) {
      event.detail.shouldSwap = false;
      window.location.assign(answer.responseURL);
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const part = document.getElementById(event.detail.target.id);
    if (!part) return;
    page.focusErrors(part);
    const dialog = part.closest("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  });
  document.addEventListener("htmx:responseError", (event) => {
    const reasons = { 403: "现在的岗位不能办这件事。", 404: "没有找到，可能不在现在岗位的范围内。", 503: "数据库暂停服务，请稍后再提交一次。" };
    say(`${reasons[event.detail.xhr.status] || "系统出错，这一步没有办成。"}填过的内容还在页面上。`);
  });
  document.addEventListener("htmx:sendError", () => say("没有连上服务器，这一步没有办成。填过的内容还在页面上，请再试一次。"));
})();
