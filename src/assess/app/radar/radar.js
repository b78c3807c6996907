// The radar beside the questions. The kernel draws it once, without the person's marks; those follow
// the form here, so that a click is seen before the kernel has heard of it.
import { answered, h, listen } from "../elements/dom.js";

/**
 * Put the person's marks where their answers are. The kernel draws the same (`report.pictures`);
 * tests hold both to the same cases.
 * @param {Element} svg a radar drawn for a page
 * @param {import("../messages/types").Answered["answers"]} answers
 */
export function move(svg, answers) {
  const { prefix, lowest } = /** @type {SVGElement} */ (svg).dataset;
  /** @type {NodeListOf<SVGElement>} */
  const spokes = svg.querySelectorAll("[data-at]");
  const points = Array.from(spokes, (spoke) => {
    const { level, quick, not_applicable: away } = answers[spoke.dataset.competency ?? ""] ?? {};
    const state = away ? "not_applicable" : level === undefined || level === null ? "unrated" : "rated";
    const place = (spoke.dataset.at ?? "").split(",")[state === "rated" ? Number(level) - Number(lowest) + 1 : 0];
    const [x, y] = place.split(" ");
    const mark = spoke.querySelector(".as-own");
    for (const [name, value] of Object.entries({ href: `#${prefix}-${state === "rated" && quick ? "rough" : state}`, x, y })) mark?.setAttribute(name, value);
    return state === "rated" ? place : null;
  });
  const line = points.map((point, n) => {
    const next = points[(n + 1) % points.length];
    if (!point || !next || point === next) return "";
    return `${n && points[n - 1] ? "" : `M${point}`}L${next}`;
  });
  svg.querySelector(".as-line-person")?.setAttribute("d", line.join(""));
}

/** @param {import("../messages/types").Widget<"Radar">} widget */
function render({ model, el }) {
  const picture = h("div", { class: "ui-picture" });
  /** @type {import("../messages/types").Answered | null} */
  let form = null;
  let drawn = 0;
  el.append(picture);

  function follow() {
    const svg = picture.querySelector("svg.as-radar");
    if (!svg) return;
    if (form) move(svg, form.answers);
    // only what is drawn is explained
    const drawnAs = new Set(Array.from(svg.querySelectorAll(".as-own"), (mark) => mark.getAttribute("href")?.split("-").pop()));
    for (const line of picture.querySelectorAll("[data-state]")) line.toggleAttribute("hidden", !drawnAs.has(line.getAttribute("data-state") ?? ""));
    picture.dataset.drawn = String(++drawn); // for those who wait for it: tests and benchmarks
  }

  function say() {
    const said = picture.querySelector("desc");
    if (said) said.textContent = model.get("alt");
  }

  // the kernel has escaped every text in it
  function draw() {
    picture.innerHTML = model.get("html");
    say();
    follow();
  }

  function hear(told) {
    form = told;
    follow();
  }

  draw();
  return listen({ model, el }, {
    traits: { html: draw, alt: say },
    told: { answers: (event) => hear(event.detail) },
    begun: () => hear(answered(el)),
  });
}

export default { render };
