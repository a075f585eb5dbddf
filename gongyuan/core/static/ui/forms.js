// What every page gains when scripts run; without them all of it still works.
"use strict";

(function () {
  const working = document.querySelector("[data-working]");
  let timer = 0;

  function showWorking() {
    clearTimeout(timer);
    timer = setTimeout(() => { if (working) working.hidden = false; }, 1000);
  }

  function hideWorking() {
    clearTimeout(timer);
    if (working) working.hidden = true;
  }

  // A second press of the same button does nothing; the server would not do it twice anyway.
  function lock(form) {
    form.dataset.sending = "yes";
    form.querySelectorAll("button[type=submit]").forEach((b) => b.setAttribute("aria-disabled", "true"));
  }

  function unlock(form) {
    delete form.dataset.sending;
    form.querySelectorAll("button[type=submit]").forEach((b) => b.removeAttribute("aria-disabled"));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "textSize" in form.dataset) return;
    if (form.dataset.sending) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    delete form.dataset.changed;
    if ("download" in form.dataset) return; // the page stays, and may be asked again
    lock(form);
    showWorking();
  }, true);

  // Coming back by the browser's button shows the page as it was left: open it again.
  window.addEventListener("pageshow", () => {
    hideWorking();
    document.querySelectorAll("form[data-sending]").forEach(unlock);
  });

  // A long form that has been typed into is not left without a question.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) form.dataset.changed = "yes";
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-guard][data-changed]")) event.preventDefault();
  });

  function focusErrors(root) {
    const summary = root.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
    }
    if (event.target.closest("[data-print]")) window.print();
    const leave = event.target.closest("[data-leave]");
    if (leave) { event.preventDefault(); window.location.replace(leave.href); }
    // Menus close when something else is touched.
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-text-size]");
    if (!form) return;
    // Switched in place, so that nothing typed is lost; the server remembers it for the next page.
    event.preventDefault();
    const button = form.querySelector("button");
    const size = button.value;
    const body = new FormData(form);
    body.set("size", size);
    fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (size === "large") document.documentElement.dataset.size = "large";
    else delete document.documentElement.dataset.size;
    button.value = size === "large" ? "normal" : "large";
    button.setAttribute("aria-pressed", String(size === "large"));
  });

  document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
  focusErrors(document);
  window.gongyuan = { showWorking, hideWorking, unlock, focusErrors };
})();
