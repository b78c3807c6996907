// The page for the projector counts on by itself, and can be told to stop.
const EVERY = 5_000;

const press = document.getElementById("counting");
const lost = document.getElementById("lost");

/** Take what changes from a new copy of this page; the rest stays, with the focus that is in it. */
async function again() {
  try {
    const reply = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(EVERY) });
    if (!reply.ok) throw new Error(String(reply.status));
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(part.id);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    }
    say(false);
  } catch {
    say(true);
  }
}

function say(isLost) {
  if (lost) lost.hidden = !isLost;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let next;
let stopped = false;

async function count() {
  await again();
  if (!stopped) next = setTimeout(count, EVERY);
}

if (press) {
  press.hidden = false;
  press.addEventListener("click", () => {
    stopped = !stopped;
    press.textContent = (stopped ? press.dataset.on : press.dataset.off) ?? "";
    clearTimeout(next);
    if (!stopped) void count();
  });
}
next = setTimeout(count, EVERY);
