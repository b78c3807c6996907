// An open group side by side: levels by area, who can do what, and whose plan has which subject.
import { h } from "../elements/dom.js";
import { field, select } from "../elements/form.js";

/** @param {import("../messages/messages").TeamSeen} message */
export function teamSeen({ text, areas, who, plans, pairs }, texts) {
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
