// Makes photos smaller on the phone before they are sent; without it they go as they are.
"use strict";

(function () {
  const LONGEST = 2000;
  const QUALITY = 0.8;
  const SMALL_ENOUGH = 400 * 1024;

  function supported() {
    return window.DataTransfer && window.createImageBitmap && HTMLCanvasElement.prototype.toBlob;
  }

  function drawn(bitmap) {
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
  }

  // Whatever is no picture, or does not get smaller, stays as it was chosen.
  async function smaller(file) {
    if (!file.type.startsWith("image/") || file.size <= SMALL_ENOUGH) return file;
    try {
      const blob = await drawn(await createImageBitmap(file, { imageOrientation: "from-image" }));
      if (!blob || blob.size >= file.size) return file;
      return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
    } catch (error) {
      return file;
    }
  }

  async function shrink(input) {
    const chosen = new DataTransfer();
    for (const file of input.files) chosen.items.add(await smaller(file));
    input.files = chosen.files;
  }

  if (!supported()) return;
  document.querySelectorAll("input[data-photos]").forEach((input) => {
    input.addEventListener("change", () => {
      input.form.shrinking = Promise.all([input.form.shrinking, shrink(input)]);
    });
  });
  document.querySelectorAll("form[data-photo-form]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (!form.shrinking) return;
      event.preventDefault();
      const ready = form.shrinking;
      form.shrinking = null;
      ready.then(() => { form.submit(); });
    });
  });
})();
