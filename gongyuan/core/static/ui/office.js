// The office: what htmx needs to be honest about failures. Nothing here is needed to work.
"use strict";

(function () {
  const page = window.gongyuan;
  const failed = document.querySelector("[data-failed]");

  function say(text) {
    failed.textContent = text;
    failed.hidden = !text;
  }

  // --- choosing rows for a batch ---
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-select-all]")) return;
    event.target.closest("table").querySelectorAll("tbody .select input").forEach((box) => { box.checked = event.target.checked; });
  });

  // --- the first found, while one types ---
  const box = document.querySelector("[data-search]");
  if (box) {
    const found = () => box.form.querySelector("#found");
    const clear = () => { if (found()) found().replaceChildren(); };
    // One letter finds half the register; nothing typed finds nothing.
    box.form.addEventListener("htmx:configRequest", (event) => {
      if (box.value.trim().length > 1) return;
      event.preventDefault();
      clear();
    });
    box.form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !found() || !found().hasChildNodes()) return;
      clear();
      box.focus();
    });
    box.form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.form.contains(event.relatedTarget)) clear();
    });
    document.addEventListener("click", (event) => { if (!box.form.contains(event.target)) clear(); });
  }

  // --- parts taken from whole pages ---
  document.addEventListener("htmx:beforeRequest", (event) => {
    say("");
    if (!event.target.matches(".search")) page.showWorking();
  });
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
