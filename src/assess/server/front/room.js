// The login page of a room: an address that was scanned brings the token behind its "#".
const box = document.getElementById("token");

function take() {
  const found = /^#([0-9A-Za-z-]{16,200})$/.exec(location.hash);
  if (!found || !(box instanceof HTMLInputElement)) return;
  // out of the address first: it stays in no history, and in no picture of the screen
  history.replaceState(null, "", location.pathname);
  box.value = found[1];
  box.form?.requestSubmit();
}

addEventListener("hashchange", take); // scanned while this page is open already
take();
