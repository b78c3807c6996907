// What a person's answers come to while they rate: the result of an area, and the minutes left.
import { fill } from "../elements/dom.js";

const label = (scale, level) => scale.find((item) => item.level === level)?.label ?? "";

/** How an area's levels lie: one of them, mostly one, or from one to another. */
function spread(levels, scale, texts) {
  const counts = new Map();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || a - b);
  const [[level, most], [, second] = [0, 0]] = sorted;
  if (counts.size === 1) return label(scale, level);
  if (2 * most >= levels.length && most > second) return fill(texts.mostly, { level: label(scale, level) });
  const ends = [Math.min(...levels), Math.max(...levels)].map((end) => label(scale, end));
  return fill(texts.fromTo, { low: ends[0], high: ends[1] });
}

/** "Strategy: mostly Proficient, 5 of 6 rated"; "" before every question of the area is answered. */
export function areaResult(area, { scale, texts }, answers) {
  const said = area.questions.map((item) => answers[item.id] ?? {});
  if (said.some((answer) => !answer.not_applicable && answer.level === undefined)) return "";
  const levels = said.filter((answer) => !answer.not_applicable).map((answer) => answer.level);
  if (!levels.length) return fill(texts.resultNone, { area: area.title });
  const names = { area: area.title, levels: spread(levels, scale, texts), done: levels.length, all: said.length };
  const rough = said.filter((answer) => answer.quick).length;
  const mark = rough === levels.length ? texts.resultAllRough : rough ? texts.resultRough : "";
  return fill(texts.result + mark, { ...names, rough });
}

/** Whole minutes for so many questions or cards; at least one where there are any. */
export const minutesFor = (count, seconds) => Math.ceil((count * seconds) / 60);
