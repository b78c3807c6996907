// Is anybody there? The front end tells when the socket closes or the kernel is started anew; a
// small question to the kernel finds out the rest. A kernel that computes is busy, not gone.
const START = 60_000; // the page may be drawn long before its kernel is there
const LATE = 2500;
const BUSY = 20_000;
const QUIET = 10_000;
const QUIET_ALONE = 2000;
const TICK = 500;

/**
 * @param {import("../messages/types").Model<"Visit"> | import("../messages/types").Model<"CoachVisit">} model
 * @param {(state: "up" | "lost" | "dead") => void} say what it is now: lost, it may come back; dead,
 *   this page's kernel is gone for good
 */
export function watchConnection(model, say) {
  const kernel = model.widget_manager?.kernel ?? null;
  /** @type {"up" | "lost" | "dead"} */
  let state = "up";
  let heard = performance.now();
  /** @type {number | null} */
  let asked = null; // since when an answer is awaited
  let ticked = heard;
  let greeted = false;

  function change(next) {
    if (state === next || state === "dead") return;
    state = next;
    say(state);
  }

  function ask() {
    if (state === "dead") return;
    asked ??= performance.now();
    try {
      model.send({ kind: "ping" });
    } catch {
      change("dead"); // the front end has given this kernel up
    }
  }

  function tick() {
    const now = performance.now();
    // a page that slept or was itself busy can't blame the kernel for that time
    const slept = now - ticked - TICK;
    ticked = now;
    if (slept > TICK) {
      heard += slept;
      if (asked !== null) asked += slept;
    }
    if (document.hidden || state === "dead") return;
    if (asked !== null) {
      const patience = !greeted ? START : kernel?.status === "busy" ? BUSY : LATE;
      if (now - asked > patience) {
        change("lost");
        asked = null;
        heard = now - QUIET + QUIET_ALONE; // ask again soon: it may be back
      }
    } else if (now - heard > (kernel ? QUIET : QUIET_ALONE)) {
      heard = now;
      ask();
    }
  }

  function onStatus(_kernel, status) {
    if (["restarting", "autorestarting", "dead", "terminating"].includes(status)) change("dead");
  }

  function onConnection(_kernel, status) {
    if (status !== "connected") change("lost");
    else if (greeted) ask();
  }

  const timer = setInterval(tick, TICK);
  const onSight = () => {
    if (!document.hidden) ask();
  };
  kernel?.statusChanged?.connect(onStatus);
  kernel?.connectionStatusChanged?.connect(onConnection);
  addEventListener("online", ask);
  addEventListener("offline", ask);
  document.addEventListener("visibilitychange", onSight);
  return {
    state: () => state,
    ask,
    // something was sent that will be answered
    awaiting() {
      asked ??= performance.now();
    },
    heard() {
      heard = performance.now();
      greeted = true;
      asked = null;
      change("up");
    },
    close() {
      clearInterval(timer);
      kernel?.statusChanged?.disconnect(onStatus);
      kernel?.connectionStatusChanged?.disconnect(onConnection);
      removeEventListener("online", ask);
      removeEventListener("offline", ask);
      document.removeEventListener("visibilitychange", onSight);
    },
  };
}
