// Made by scripts/write_messages.py of assess.
export const EVIDENCE_LIMIT = 2000;
export const MEASURE_LIMIT = 200;
export const TEXT_LIMIT = 500;
export const WORDS_LIMIT = 500;
export const ROUTINE_LIMIT = 200;
export const LINE_LIMIT = 80;
export const SAW_LIMIT = 500;
export const REPLIER_LIMIT = 100;
export const MOST_PLANS = 20;
export const TOO_LONG = "This is longer than {limit} characters, so it isn't saved. Shorten it and it will be: nothing is cut off.";
export const TOO_MANY = "{over} too many.";
export const CALENDAR = "Choose in a calendar";
export const MOST_HOURS_SPENT = 10000;
export const HOURS_A_WEEK = 168;
export const TYPED = {"no_number": "“{text}” isn't a number. Write it like 4 or 2.5.", "two_numbers": "“{text}” could mean {large} or {small}. Write {large} or {short}.", "no_day": "“{text}” isn't a day. Write it like 28 Nov 2026 or 2026-11-28.", "two_days": "“{text}” could mean {first} or {second}. Write the month as a word.", "no_year": "“{text}” has no year of four digits. Write it like 28 Nov 2026.", "no_such_day": "There is no day “{text}”. Check it in a calendar."};
