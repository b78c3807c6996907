// Let a coach read, and add one's levels to a group; both can be taken back here.
import { h, listen } from "../elements/dom.js";
import { button, choice, codeLine, field, folded, lineForm, link, problemLine, select } from "../elements/form.js";
import { LINE_LIMIT } from "../elements/limits.js";
import { textField, typed } from "../elements/typed.js";

/** @param {import("../messages/types").Widget<"Share">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  const online = (label, press, style = "") => button(label, press, { style, online: true });
  const days = select(model.get("days"), { value: 7 });
  const code = h("div", { role: "status" });
  const open = h("div", {});
  const wrong = problemLine();
  const { input: groupCode, node: groupField } = textField(texts.groupCode, { spellcheck: false });
  const codeForm = lineForm(() => lookAt(groupCode.value), texts.look, [groupField], { "data-online": true });
  const inRoom = model.get("room");
  /** The code of the group that is looked at; "" is this room's. */
  let looked = "";
  const group = h("div", {});
  const done = h("p", { class: "ui-done", role: "status" });
  const heading = h("h3", { tabindex: "-1" }, texts.group);
  const no = problemLine();
  const offer = h("p", { class: "ui-buttons" }, online(texts.roomLook, () => lookAt(""), "ui-primary"));
  const cards = [
    h("div", { class: "ui-card" },
      h("h3", {}, texts.coach), h("p", {}, texts.coachLead),
      h("div", { class: "ui-fields" }, field(texts.days, days)),
      h("p", { class: "ui-buttons" },
        online(texts.make, () => ask({ kind: "make", days: Number(days.value) })),
        online(texts.refresh, () => ask({ kind: "uses" }))),
      wrong.node, code, open),
    h("div", { class: "ui-card" },
      heading, h("p", {}, inRoom ? texts.roomLead : texts.groupLead),
      inRoom ? offer : null, done, group, no.node,
      inRoom ? folded(texts.otherGroup, {}, codeForm) : codeForm),
  ];
  // in a room everybody is asked to add theirs: that comes first
  el.append(...(inRoom ? cards.reverse() : cards));

  /** Show this of the group; with nothing, the button that asks for it. */
  function show(...nodes) {
    group.replaceChildren(...nodes);
    offer.hidden = nodes.length > 0;
  }

  /** @param {import("../messages/messages").FromPage["Share"]} message */
  function ask(message) {
    for (const line of [wrong, no]) line.say("");
    model.send(message);
  }

  function lookAt(text) {
    looked = text;
    done.textContent = "";
    ask({ kind: "look", code: text });
  }

  /** @param {import("../messages/messages").Codes} message */
  function codes({ items, uses = [] }) {
    const revoke = (id) => () => { code.replaceChildren(); ask({ kind: "revoke", id }); };
    const row = (id, until) => h("li", {}, h("span", {}, `${texts.until} ${until}`), " ", link(texts.revoke, revoke(id), { online: true }));
    open.replaceChildren(
      h("ul", { class: "ui-earlier-list" }, items.map(([id, until]) => row(id, until))),
      h("h4", {}, texts.uses),
      uses.length ? h("ul", {}, uses.map((use) => h("li", {}, use))) : h("p", { class: "ui-hint" }, texts.noUses));
  }

  /** @param {import("../messages/messages").GroupSeen} message */
  function seen({ text, room, inside, levels, open: isOpen, name, subjects }) {
    const { input: called, over, fits } = typed({ limit: LINE_LIMIT, value: name, spellcheck: false });
    if (room) looked = ""; // it also comes unasked
    const plan = choice({ type: "checkbox" }, `${texts.withPlan} ${subjects.join(", ")}`, "ui-check");
    const close = () => { show(); no.say(""); groupCode.value = ""; heading.focus(); };
    const send = (kind) => () => {
      if (kind === "add" && isOpen && !fits()) return;
      // it stays until the answer comes: a name that is taken is typed again here
      ask({ kind, code: looked, name: called.value, plan: plan.input.checked });
    };
    const add = isOpen ? (inside ? texts.joinAgain : texts.join) : inside ? texts.again : texts.add;
    const rows = h("dl", { class: "ui-rows" }, levels.flatMap(([title, level]) => [h("dt", {}, title), h("dd", {}, level)]));
    show(h("div", {},
      h("p", { role: "alert" }, text),
      inside ? folded(texts.whatAdded, {}, rows) : rows,
      isOpen ? h("div", { class: "ui-fields" }, field(texts.name, called, { hint: texts.nameHint }), over) : null,
      isOpen && subjects.length ? plan.node : null,
      h("p", { class: "ui-buttons" },
        isOpen && inside ? online(texts.team, () => ask({ kind: "team", code: looked }), "ui-primary") : null,
        online(add, send("add"), inside ? "" : "ui-primary"),
        inside ? online(isOpen ? texts.leave : texts.withdraw, send("withdraw"), "ui-danger") : null,
        inside && room ? null : online(texts.close, close))));
  }

  return listen({ model, el }, {
    messages: {
      code: (message) => code.replaceChildren(...codeLine(texts, message)),
      codes,
      group: seen,
      done({ text }) {
        done.textContent = text;
        show();
        heading.focus();
      },
      team(message) {
        done.textContent = "";
        show(...teamSeen(message, texts), h("p", { class: "ui-buttons" }, online(texts.close, () => lookAt(looked))));
      },
      problem: ({ where, text }) => (where === "group" ? no : wrong).say(text),
      clear() {
        show();
        for (const place of [code, open]) place.replaceChildren();
        groupCode.value = done.textContent = "";
        for (const line of [wrong, no]) line.say("");
      },
    },
  });
}

// an open group side by side: levels by area, who can do what, and whose plan has which subject
/** @param {import("../messages/messages").TeamSeen} message */
function teamSeen({ text, areas, who, plans, pairs }, texts) {
  const you = (name, own) => [h("bdi", {}, name), own ? h("span", { class: "ui-hint" }, ` (${texts.you})`) : null];
  const matrix = ({ title, skills, rows }) => {
    const head = h("tr", {}, h("th", { scope: "col" }, texts.person), skills.map((skill) => h("th", { scope: "col" }, skill)));
    const body = rows.map(([name, own, cells]) =>
      h("tr", { class: own ? "ui-own" : "" }, h("th", { scope: "row" }, you(name, own)),
        cells.map((cell, place) => h("td", { "data-label": skills[place] }, cell))));
    return h("div", { class: "ui-team-scroll" },
      h("table", { class: "ui-team" }, h("caption", {}, title), h("thead", {}, head), h("tbody", {}, body)));
  };
  const people = (list) => h("ul", {}, list.map(([name, detail, own]) => h("li", {}, you(name, own), `: ${detail}`)));

  const answer = h("div", { role: "status" });
  const skill = select(who.map(([title], place) => [place, title]), { onchange: show });
  function show() {
    const [, found] = who[Number(skill.value)];
    answer.replaceChildren(found.length ? people(found) : h("p", {}, texts.nobody));
  }
  show();

  return [
    h("p", { role: "alert" }, text),
    field(texts.whoCan, skill), answer,
    ...areas.map(matrix),
    h("h4", {}, texts.plans),
    plans.length ? h("dl", { class: "ui-rows" }, plans.flatMap(([title, list]) => [h("dt", {}, title), h("dd", {}, people(list))])) : h("p", { class: "ui-hint" }, texts.noPlans),
    ...(pairs.length ? [h("h4", {}, texts.pairs), h("ul", {}, pairs.map(([title, teacher, learner]) =>
      h("li", {}, `${title}: `, h("bdi", {}, teacher), ` ${texts.pairOf} `, h("bdi", {}, learner))))] : []),
  ];
}

export default { render };
