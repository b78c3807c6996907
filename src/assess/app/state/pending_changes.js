// Changes that the server hasn't acknowledged yet, kept in this browser: a dead server, a closed
// lid or a lost network lose none. One entry a question, a setting, a role or an activity, so that
// sending it again is harmless.
// Each page writes under a random name of its own; what other pages left behind is taken over.
import { attempt } from "../elements/dom.js";

const PREFIX = "assess.outbox.";

// the same mark as in changes.py: the note that a change was based on
export function noteStamp(text) {
  const bytes = new TextEncoder().encode(text);
  let mark = 0x811c9dc5;
  for (const byte of bytes) mark = Math.imul(mark ^ byte, 0x01000193) >>> 0;
  return `${bytes.length}.${mark.toString(16)}`;
}

/** What a change is about. @param {{kind?: string, id: string}} about */
export const keyOf = ({ kind, id }) => `${kind ?? "answer"} ${id}`;
// field of a change → what stands for a value that it took the place of
const STAMPS = { rating: (text) => text, note: noteStamp, value: (value) => value };

/**
 * A change as the kernel reads it, from what a form says. `…_was`: the value that it replaces.
 * @param {import("../messages/types").SaidChange} said
 */
export function changeOf({ kind, id, rating, rating_was, note, note_was, value, value_was, confirm }) {
  /** @type {import("../messages/types").Change} */
  const change = { id };
  if (kind) Object.assign(change, { kind, value, value_seen: [value_was] });
  if (rating !== undefined) Object.assign(change, { rating, rating_seen: [rating_was] });
  if (note !== undefined) Object.assign(change, { note, note_seen: [noteStamp(note_was)] });
  if (confirm) change.confirm = true;
  return change;
}

function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36)).join("");
}

/** The changes of one page, and what earlier pages left behind under names that begin alike. */
export function pendingChanges(prefix = PREFIX) {
  let key = prefix + randomName();
  const entries = new Map(); // kind and id → change
  const asked = new Map(); // kind and id → change that waits for the person's choice
  let code = "";
  let number = 0;
  let works = true;

  function write() {
    const changes = [...entries.values(), ...asked.values()];
    works = attempt(() => {
      if (changes.length) localStorage.setItem(key, JSON.stringify({ code, changes }));
      else localStorage.removeItem(key);
      return true;
    }, !changes.length);
    return works;
  }

  function others() {
    const left = [];
    // without a storage no page has left anything behind
    for (const name of attempt(() => Object.keys(localStorage), [])) {
      if (!name.startsWith(prefix) || name === key) continue;
      const kept = attempt(() => JSON.parse(localStorage.getItem(name) ?? "null"));
      if (!kept) localStorage.removeItem(name); // not ours any more: nothing can be read from it
      else if (typeof kept.code === "string" && Array.isArray(kept.changes)) left.push({ name, owner: kept.code, changes: kept.changes });
    }
    return left;
  }

  function join(change, before) {
    const joined = { ...before, ...change, n: ++number, sent: false };
    // a rating belongs to the sentences that were read when it was chosen
    if (change.rating === undefined && before?.rating !== undefined) joined.questions = before.questions;
    for (const [field, stamp] of Object.entries(STAMPS)) {
      const seen = `${field}_seen`;
      if (change[field] === undefined || before?.[field] === undefined) continue;
      // my own earlier value may be stored already, though nobody has told me so
      joined[seen] = before.sent ? [...before[seen], stamp(before[field])] : before[seen];
    }
    return joined;
  }

  return {
    works: () => works,
    size: () => entries.size,
    waiting: () => asked.size,
    // whose changes these are from now on; those that an earlier page left for them come along
    begin(owner) {
      if (entries.size || asked.size) key = prefix + randomName(); // the rest stays for its owner
      entries.clear();
      asked.clear();
      code = owner;
      for (const { name, owner: theirs, changes } of others()) {
        if (theirs !== owner) continue;
        for (const change of changes) {
          if (typeof change?.id !== "string") continue;
          const about = keyOf(change);
          entries.set(about, { ...join(change, entries.get(about)), sent: true });
        }
        if (write()) localStorage.removeItem(name);
      }
    },
    put(change) {
      const about = keyOf(change);
      asked.delete(about);
      entries.set(about, join(change, entries.get(about)));
      return write();
    },
    // everything that waits, in the order in which it was said
    send() {
      const changes = [...entries.values()].sort((a, b) => a.n - b.n);
      for (const change of changes) change.sent = true;
      write();
      return changes.map(({ sent, ...rest }) => rest);
    },
    pending: (kind, id) => entries.get(keyOf({ kind, id })),
    done(numbers) {
      for (const [about, change] of entries) if (numbers.includes(change.n)) entries.delete(about);
      return write();
    },
    // the kernel has stored some, and asks about others
    answered({ done, conflicts }) {
      this.done(done);
      for (const asking of new Set(conflicts.map(({ n }) => n))) {
        this.ask(asking, conflicts.filter(({ n }) => n === asking).map(({ field }) => field));
      }
    },
    // not applied: kept until the person has chosen
    ask(asking, fields) {
      const [about, change] = [...entries].find(([, one]) => one.n === asking) ?? [];
      if (!change) return;
      entries.delete(about);
      const left = { n: asking, kind: change.kind, id: change.id, questions: change.questions, sent: true };
      for (const field of fields) {
        left[field] = change[field];
        left[`${field}_seen`] = change[`${field}_seen`];
      }
      asked.set(about, left);
      write();
    },
    insist(about, stamps) {
      const name = keyOf(about);
      const change = asked.get(name);
      if (!change) return false;
      asked.delete(name);
      const again = { ...change };
      for (const [field, stamp] of Object.entries(stamps)) again[`${field}_seen`] = [stamp];
      entries.set(name, { ...again, n: ++number, sent: false });
      write();
      return true;
    },
    drop(about) {
      asked.delete(keyOf(about));
      write();
    },
    // how many changes earlier pages left, by code: {code: count}
    left() {
      const counts = {};
      for (const { owner, changes } of others()) counts[owner] = (counts[owner] ?? 0) + changes.length;
      return counts;
    },
    forget(owner) {
      for (const { name, owner: theirs } of others()) if (theirs === owner) localStorage.removeItem(name);
      if (code !== owner) return;
      entries.clear();
      asked.clear();
      write();
    },
  };
}
