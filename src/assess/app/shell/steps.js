// The head of the page: its title and the four steps. The step is an attribute of the page, so
// that a click shows the panel at once; the kernel hears of it and fills the panel. Buttons of any
// text on the page lead to a step (data-go) or to a question (data-question), and from a question
// back to what led to it (data-back).
import { focusOn, h, keepKeys, listen, page, tell } from "../elements/dom.js";
import { button, mark } from "../elements/form.js";
import { addresses, ownsAddress, questionPlace } from "./addresses.js";

const RATE = "rate"; // the step with the questions

/** @param {import("../messages/types").Widget<"Steps">} widget */
function render({ model, el }) {
  const buttons = new Map();
  const list = h("ol", { class: "ui-steps" });
  for (const [index, step] of model.get("steps").entries()) {
    const number = h("span", { class: "ui-step-number", "aria-hidden": "true" }, String(index + 1));
    const press = button([number, h("span", {}, step.label)], () => go(step.id), { class: "ui-step" });
    buttons.set(step.id, press);
    list.append(h("li", {}, press));
  }
  el.append(
    h("header", { class: "ui-head" },
      h("h1", { class: "ui-title" }, model.get("title")),
      h("nav", { "aria-label": model.get("label") }, list)));

  // the title names the step, and nothing of the person; a notebook's title is not ours
  const ours = document.getElementById("rendered_cells") !== null;
  const title = document.title;

  function show() {
    const current = model.get("step");
    if (ours) document.title = `${buttons.get(current)?.textContent.replace(/^\d+/, "")} – ${title}`;
    page(el).dataset.step = current;
    for (const [id, press] of buttons) mark(press, id === current, "step");
    tell(el, "step", { label: buttons.get(current)?.lastChild.textContent ?? "" });
  }

  const places = model.get("places");
  /** @type {ReturnType<typeof addresses> | null} */
  let address = null;
  let area = ""; // the one that the questions show
  let arriving = false; // nobody has said yet where to go: neither an address nor a person

  function set(id) {
    model.set("step", id);
    model.save_changes();
    show();
  }

  const focusHeading = () => focusOn(page(el).querySelector(`.as-panel-${model.get("step")} h2`));

  // an address: one that the page was opened with, or a way back or forward
  function put({ step, item }, byPerson) {
    set(step);
    if (step === RATE) tell(el, "place", { item });
    if (byPerson) focusHeading();
  }

  // whoever has a plan comes back to it
  function goHome() {
    const home = model.get("home");
    if (!home || !arriving) return;
    arriving = false;
    set(home);
    address?.arriveAt(home);
    focusHeading();
  }

  /** @param {string} [item] what in the step is to be seen */
  function go(id, item = "") {
    if (!buttons.has(id)) return;
    arriving = false;
    address?.go({ step: id, item: id === RATE ? area : item });
    set(id);
    focusHeading();
    if (item && address) return address.apply();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    page(el).scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
  }

  function toQuestion(pressed) {
    arriving = false;
    const id = pressed.dataset.question;
    const from = model.get("step");
    // the way back leads to the card that the person came from
    const card = pressed.closest("details[data-address]")?.dataset.address;
    if (card) address?.leaveAt(card);
    address?.go({ step: RATE, item: questionPlace(id, places) });
    set(RATE);
    tell(el, "question", { id, back: from === RATE ? null : { step: from, card: card ?? "" } });
  }

  function back({ back: step, card }) {
    if (!buttons.has(step)) return;
    if (!address) return go(step);
    address.goBackTo({ step, item: card });
    set(step);
    focusHeading();
    address.apply();
  }

  function onClick(event) {
    const pressed = event.target.closest?.("[data-go], [data-question], [data-back]");
    if (!pressed) return;
    if (pressed.dataset.go) go(pressed.dataset.go);
    else if (pressed.dataset.back) back(pressed.dataset);
    else toQuestion(pressed);
  }

  function onArea({ detail }) {
    if (detail.from) address?.leaveAt(detail.from);
    area = detail.id;
    if (detail.byPerson) address?.go({ step: RATE, item: area });
  }

  function nameAside(root) {
    const aside = root.querySelector(".as-aside");
    if (!aside) return;
    aside.setAttribute("role", "region");
    aside.setAttribute("aria-label", model.get("picture"));
    // taller than the window, it scrolls with the page up to its end and stays there
    new ResizeObserver(() => root.style.setProperty("--as-aside-height", `${aside.offsetHeight}px`)).observe(aside);
  }

  return listen({ model, el }, {
    traits: { step: show, home: goHome },
    told: {
      go: (event) => go(event.detail.step, event.detail.item),
      area: onArea,
      // the questions may be drawn later than the address was read
      "ask-place": (event) => {
        const { step, item } = address?.place ?? {};
        event.detail.item = step === RATE ? item : "";
      },
      // whose answers are shown was chosen
      welcomed(event) {
        if (event.detail.fresh) go(RATE);
        else focusHeading();
      },
    },
    begun(root, signal) {
      keepKeys(root, signal);
      root.addEventListener("click", onClick, { signal });
      nameAside(root);
      show();
      if (!Object.keys(places).length) return;
      const owned = ownsAddress();
      arriving = !owned || (!location.hash && history.state === null);
      address = addresses(root, places, put, { owned });
      address.begin();
      goHome();
    },
    end: () => address?.end(),
  });
}

export default { render };
