// Numbers and days as people type them. The kernel reads them by the same rules (assess/typed.py);
// tests/data/typed.json keeps the two together.
import { fill } from "./dom.js";
import { TYPED } from "./limits.js";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const SHOWN = 40;
const LONGEST = 24;

/** @type {Record<string, string>} */
const FRACTIONS = { "¼": "1/4", "½": "1/2", "¾": "3/4", "⅓": "1/3", "⅔": "2/3" };
const PART = /^([+-]?)(?:([0-9]+) )?([1-9])\/([2-9])$/;
const PLAIN = /^([+-]?)([0-9]*)(?:[.,]([0-9]+))?$/;
const GROUPED = /^([+-]?)([1-9][0-9]{0,2})(([ '’.,])[0-9]{3}(?:\4[0-9]{3})*)(?:([.,])([0-9]+))?$/;
const THOUSANDS = /^[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}$/;

const YEAR_FIRST = /^([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})$/;
const DIGITS = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;
const YEAR_LAST = /^([0-9]{1,2})([-/.] ?)([0-9]{1,2})(?:\2(?:([0-9]{4})|[0-9]{2})?)?$/;
const DAY_FIRST = /^([0-9]{1,2})(?:st|nd|rd|th|\.)?[ -]?(?:of )?([a-z]{3,9})\.?(?:,?[ -]?(?:([0-9]{4})|[0-9]{2}))?$/;
const MONTH_FIRST = /^([a-z]{3,9})\.? ?([0-9]{1,2})(?:st|nd|rd|th)?(?:,? (?:([0-9]{4})|[0-9]{2}))?$/;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /;

/** @typedef {{value: any, problem?: string}} Reading `problem`: a sentence; there is no value then */

const words = (text) => text.split(/\s+/).filter(Boolean).join(" ");

/** @returns {string} */
function plainOf(text) {
  for (const [sign, part] of Object.entries(FRACTIONS)) text = text.replaceAll(sign, ` ${part}`);
  return words(text
    .replace(/[\u200b-\u200f\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ").replaceAll("\u2044", "/")
    .replace(/[−‐‑‒–—]/g, "-"));
}

function shown(text) {
  const line = [...words(text)];
  return line.length <= SHOWN ? line.join("") : `${line.slice(0, SHOWN - 1).join("")}…`;
}

/** @returns {Reading} */
const wrong = (name, text, more = {}) => ({ value: null, problem: fill(TYPED[name], { text: shown(text), ...more }) });

/** @returns {number | null} */
function numberOf(plain) {
  if (!plain || plain.length > LONGEST) return null;
  let found = PART.exec(plain);
  if (found) {
    const [, sign, whole, over, under] = found;
    const value = Number(whole ?? 0) + Number(over) / Number(under);
    return over >= under ? null : sign === "-" ? -value : value;
  }
  found = PLAIN.exec(plain);
  if (found && (found[2] || found[3])) return Number(`${found[1]}${found[2]}.${found[3] ?? 0}`);
  found = GROUPED.exec(plain);
  if (found && found[4] !== found[5]) return Number(`${found[1]}${found[2]}${found[3].replace(/[^0-9]/g, "")}.${found[6] ?? 0}`);
  return null;
}

/** The number that somebody typed. @param {string} text @returns {Reading} null for an empty text */
export function readNumber(text) {
  const plain = plainOf(text);
  if (!plain) return { value: null };
  if (THOUSANDS.test(plain)) {
    const small = plain.replace(",", ".");
    return wrong("two_numbers", text, { large: small.replace(".", ""), small, short: small.slice(0, -1) });
  }
  const value = numberOf(plain);
  return value === null ? wrong("no_number", text) : { value };
}

/** The day that somebody typed, as 2026-11-28. @param {string} text @returns {Reading} "" for an empty text */
export function readDay(text) {
  const plain = plainOf(text).toLowerCase().replace(WEEKDAY, "");
  if (!plain) return { value: "" };
  let found = YEAR_FIRST.exec(plain);
  if (found) return day(text, found[1], found[3], found[4]);
  found = DIGITS.exec(plain);
  if (found) return day(text, found[1], found[2], found[3]);
  found = YEAR_LAST.exec(plain);
  if (found) return byNumbers(text, found);
  found = DAY_FIRST.exec(plain);
  if (found) return byName(text, found[3], found[2], found[1]);
  found = MONTH_FIRST.exec(plain);
  if (found) return byName(text, found[3], found[1], found[2]);
  return wrong("no_day", text);
}

function byNumbers(text, found) {
  const [first, second] = [Number(found[1]), Number(found[3])];
  if (Math.max(first, second) > 31 || Math.min(first, second) > 12) return wrong("no_day", text);
  if (!found[4]) return wrong("no_year", text);
  if (first <= 12 && second > 12) return day(text, found[4], first, second);
  if (Math.max(first, second) <= 12 && first !== second && !found[2].includes(".")) {
    return wrong("two_days", text, { first: said(first, second, found[4]), second: said(second, first, found[4]) });
  }
  return day(text, found[4], second, first);
}

function byName(text, year, name, of) {
  const month = MONTHS.findIndex((known) => known.startsWith(name)) + 1;
  if (!month) return wrong("no_day", text);
  return year ? day(text, year, month, of) : wrong("no_year", text);
}

/** @returns {Reading} */
function day(text, year, month, of) {
  const made = new Date(0);
  made.setUTCFullYear(Number(year), Number(month) - 1, Number(of));
  const same = made.getUTCMonth() === Number(month) - 1 && made.getUTCDate() === Number(of);
  return same && Number(year) > 0 ? { value: made.toISOString().slice(0, 10) } : wrong("no_such_day", text);
}

const said = (of, month, year) => `${of} ${MONTHS[month - 1][0].toUpperCase()}${MONTHS[month - 1].slice(1)} ${year}`;
