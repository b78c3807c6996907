// A quarter's end: measure then and now, what worked, what was shown to whom; then the next quarter
// is planned.
import { fill, h, tell } from "../../elements/dom.js";
import { button, field, link } from "../../elements/form.js";
import { MEASURE_LIMIT } from "../../elements/limits.js";
import { typed } from "../../elements/typed.js";
import { EMPTY, wordsField } from "./check_in.js";


export function reviewOf(plan, review) {
  const { words } = plan;
  const say = (parts, soon = false) => plan.sayCheckIn(review.day, { ...EMPTY, ...plan.checkIn(review.day), ...parts, verdict: "" }, soon);
  return h("div", { class: "ui-check-in ui-review", role: "group", "aria-label": words.reviewTitle },
    h("h4", {}, words.reviewTitle),
    review.measures.map((row) => measureOf(plan, row)),
    wordsField(plan, review.day, words.worked, "worked", say),
    wordsField(plan, review.day, fill(words.shown, { name: review.shown_to }), "shown", say),
    h("p", {}, link(words.askReview, () => tell(plan.root, "ask-others", { skills: review.subjects }))),
    review.next ? h("p", { class: "ui-hint" }, review.next) : null,
    h("p", { class: "ui-buttons" },
      button(words.planNext, () => plan.sayCheckIn(review.day, { ...EMPTY, ...plan.checkIn(review.day), verdict: "next" }), { style: "ui-primary", "data-key": "plan next" })));
}

// how it stood at first, and how it stands now
function measureOf(plan, [id, title, what, before]) {
  const { words } = plan;
  const key = `reached ${id}`;
  const put = (soon) => {
    if (fits()) plan.count(id, { today: "", wanted: "", ...plan.measure(id), reached: input.value }, soon);
  };
  const { input, over, fits } = typed({
    limit: MEASURE_LIMIT, value: plan.measure(id)?.reached ?? "", "data-key": key, drafts: plan.state.drafts, about: key,
    oninput: () => put(true), onchange: () => put(false),
  });
  const made = field(fill(words.reached, { title }), input);
  made.append(over);
  return h("div", { class: "ui-then-now" },
    h("p", {}, what, h("small", {}, before ? fill(words.then, { before }) : words.thenUnsaid)),
    made);
}
