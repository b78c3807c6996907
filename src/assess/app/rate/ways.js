// The first screen and the two ways to rate oneself: short cards, or area by area. Before anything
// is answered it says what the page promises, what it costs, and shows an example of what comes out.
import { fill, h } from "../elements/dom.js";
import { button, folded, mark } from "../elements/form.js";
import { minutesFor, quickPass } from "./quick.js";

// a page that comes from this computer itself
const ours = () => ["localhost", "127.0.0.1", "[::1]"].includes(globalThis.location?.hostname ?? "");

function firstScreen({ texts, minutes, shared }, ask) {
  const result = h("div", { class: "ui-fold-body" }, h("p", { class: "ui-hint" }, texts.wait));
  const cost = fill("quick" in minutes ? texts.minutesQuick : texts.minutes, minutes);
  const root = h("div", { class: "ui-first" },
    h("p", {}, cost, " ", ours() && !shared ? texts.here : texts.there),
    folded(texts.example, { ontoggle: () => result.children.length === 1 && ask() }, result));
  return { root, result };
}

/**
 * @param {any} content of the form; a coach's has neither a first screen nor short cards
 * @param {{answers: () => any, rate: (id: string, rating: string) => void,
 *   open: (id: string) => void, ask: () => void, full: () => boolean}} act `ask`: for the example's
 *   HTML; `full`: whether only the full descriptions will do
 */
export function waysToRate(content, { answers, rate, open, ask, full }) {
  const first = content.first ? firstScreen(content.first, ask) : null;
  const quick = content.quick ? quickPass(content, (id) => answers()[id] ?? {}, rate) : null;
  const address = content.quick?.address;
  const area = content.areas[0].id;
  const questions = content.areas.flatMap((item) => item.questions);
  const ways = new Map();
  let answered = 0;
  let unsure = questions.length; // without a confirmed answer
  const way = (name, to) => {
    const tally = h("span", { class: "ui-tally" });
    const node = button([h("span", {}, content.quick.texts[name]), tally], () => open(to), { class: "ui-area" });
    ways.set(name, { node, tally });
    return node;
  };
  function tallies() {
    if (!quick) return;
    const all = questions.length;
    const { texts, seconds } = content.quick;
    const counts = { quick: [quick.done(), quick.all, seconds], full: [all - unsure, all, content.seconds] };
    for (const [name, [here, of, each]] of Object.entries(counts)) {
      const { node, tally } = ways.get(name);
      const begun = here && !(name === "quick" && node.hasAttribute("aria-current")); // the cards say it themselves
      const rough = name === "full" && answered === all && content.texts.tallyRough;
      const said = here === of ? content.texts.done : rough || (begun ? content.texts.tally : texts[`${name}Hint`]);
      tally.textContent = fill(said, { done: here, all: of, rough: of - here, minutes: minutesFor(of - here, each) });
    }
  }

  return {
    top: first ? [first.root] : [],
    below: quick
      ? [h("div", { class: "ui-areas ui-ways", role: "group", "aria-label": content.quick.texts.ways },
        way("quick", address), way("full", area)), quick.root]
      : [],
    onKey: (event) => quick?.onKey(event),
    /** Whether a place is the quick pass. */
    isQuick: (id) => quick !== null && id === address,
    /** Where nothing is answered, or the quick pass was left before its end, it goes on. */
    usual() {
      const said = Object.values(answers());
      const empty = !said.some((answer) => answer.not_applicable || answer.level !== undefined);
      const begun = said.some((answer) => answer.quick) && quick?.done() !== quick?.all;
      return quick && !full() && (empty || begun) ? address : area;
    },
    show(name, byPerson, card) {
      for (const [key, { node }] of ways) mark(node, key === name);
      if (name === "quick") quick?.begin(byPerson, card);
      else quick?.leave();
      tallies();
    },
    /** `done`: questions answered, `left`: those without a confirmed answer. */
    refresh(done, left) {
      if (first) first.root.hidden = done > 0 || full();
      if (!quick) return;
      answered = done;
      unsure = left;
      tallies();
      quick.refresh();
    },
    title: (done) => (first && !done && !full() ? content.first.texts.title : content.texts.title),
    // the kernel has escaped every text in it
    showExample(html) { if (first) first.result.innerHTML = html; },
  };
}
