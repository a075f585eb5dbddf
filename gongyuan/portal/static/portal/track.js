// The QR of the receipt carries the code behind #, where no server sees it: put it into the field.
"use strict";

(function () {
  const field = document.getElementById("id_code");
  const code = decodeURIComponent(window.location.hash.slice(1));
  if (!field || field.value || !/^[0-9A-Z-]{8,20}$/i.test(code)) return;
  field.value = code;
  window.history.replaceState(null, "", window.location.pathname);
})();
