// Made by scripts/write_messages.py of assess.app.messages.

/** What the page is told by a kind alone. */
export interface Cue<K> {
  kind: K;
}

/** What the page wants that is said by its kind alone. */
export interface Signal<K> {
  kind: K;
}

/** A sentence to the person; its kind says what about. */
export interface Text<K> {
  kind: K;
  text: string;
}

/** What a person changed; `…_seen`: what it takes the place of (see `changes.Change`). */
export interface ChangeOf {
  n?: number;
  id: string;
  kind?: string;
  value?: any;
  value_seen?: Array<any>;
  rating?: string;
  rating_seen?: Array<string>;
  note?: string;
  note_seen?: Array<string>;
  confirm?: boolean;
  questions?: string;
}

/** A page was opened. `left`: how many unsaved changes the browser holds, by code. */
export interface Hello {
  kind: "hello";
  codes: Array<any>;
  left?: Record<string, any> | null;
  here?: string | null;
  fresh?: string;
  zone?: string;
}

/** Changes that aren't stored yet; `show`: the form must be told what is kept. */
export interface Changes {
  kind: "changes";
  changes: Array<ChangeOf>;
  show?: boolean;
}

/** Go on with a code (`left`: the browser holds changes of it), erase it, or begin with it. */
export interface AboutCode {
  kind: "resume" | "forget" | "fresh";
  code: string;
  left?: boolean;
}

/** A code typed from another computer; `code`: what the answers are kept under here. */
export interface Redeem {
  kind: "redeem";
  text: string;
  code: string;
}

/** A button beside a sentence: the kind of message that it sends, and its label. */
export interface Action {
  kind: "mine" | "keep_again";
  label: string;
}

/** A change that was not applied: `mine` was wanted, `kept` is stored, both in words. */
export interface ClashOf {
  n: number;
  id: string;
  field: string;
  mine: string;
  kept: string;
  stamp: any;
  title: string;
  kind: string;
}

/** What became of changes: `done` are the numbers of those that need not be sent again. */
export interface Kept {
  kind: "kept";
  done: Array<number>;
  kept: boolean;
  problem: string;
  conflicts: Array<ClashOf>;
  action?: Action;
}

/** The answers of a code are shown from now on, or are erased. */
export interface OfCode {
  kind: "using" | "forgotten";
  code: string;
}

/** Answers kept under a code: what there is, and when it changed or what isn't stored of it. */
export interface EarlierItem {
  code: string;
  text: string;
  detail: string;
}

/** What there is to go on with. */
export interface Earlier {
  kind: "earlier";
  items: Array<EarlierItem>;
}

/** Whether everything is stored. */
export interface Saved {
  kind: "saved";
  kept: boolean;
}

/** A sentence to the person; `refused`: it says why a change was refused. */
export interface Notice {
  kind: "notice";
  text: string;
  action?: Action | null;
  refused?: boolean;
}

/** What the page wants of one thing, by its id. */
export interface About<K> {
  kind: K;
  id: string;
}

/** Practise on the cases of an area; `chosen`: a level for each case that was rated so far. */
export interface Calibrate {
  kind: "calibrate";
  area: string;
  chosen: Array<number>;
}

/** A case to rate, and the levels to choose from. */
export interface CaseShown {
  skill: string;
  text: string;
  anchors: Record<string, string>;
}

/** The level that a case stands for, and the words of its description that decide. */
export interface CaseKey {
  level: number;
  because: string;
}

/** The key of the case rated last and the next case; after the last one, the person's lean. */
export interface Calibration {
  kind: "calibration";
  area: string;
  done: number;
  all: number;
  key?: CaseKey;
  case?: CaseShown;
  lean?: string;
}

/** A form's values by the names of its fields. */
export interface Submit {
  kind: "submit";
  values: Record<string, any>;
}

/** Answers about the role, option id by question id. */
export interface Choices {
  kind: "choices";
  choices: Record<string, any>;
}

/** Other answers for the form. */
export interface Answers {
  kind: "answers";
  answers: Record<string, any>;
  other: boolean;
  person?: string;
}

/** The example of a question. */
export interface Example {
  kind: "example";
  id: string;
  text: string;
}

/** A made-up person's result, as HTML whose texts are escaped. */
export interface Result {
  kind: "result";
  html: string;
}

/** A level now, or one then in hindsight; `rating` as a change writes it, "" for none. */
export interface OneLevel {
  kind: "level" | "then";
  id: string;
  rating: string;
}

/** A file is wanted, with or without what was typed. */
export interface Export {
  kind: "export";
  format: string;
  notes: boolean;
}

/** The text of a chosen file. */
export interface Import {
  kind: "import";
  text: string;
}

/** A file is wanted, for oneself ("me"), to "share" or for a "manager". */
export interface TakeFile {
  kind: "take";
  format: string;
  audience: string;
  chosen: Record<string, any>;
  reader: string;
}

/** Make a code for a coach, good for so many days. */
export interface ShareFor {
  kind: "make";
  days: number;
}

/** Look at what would be added to a group, add it, take it out, or see an open group. */
export interface AboutGroup {
  kind: "look" | "add" | "withdraw" | "team";
  code: string;
  name?: string;
  plan?: boolean;
}

/** A file for the browser to save. */
export interface File {
  kind: "file";
  name: string;
  type?: string;
  text: string;
}

/** What files are called now, by card and format; the person's name; whom a page can be for. */
export interface Names {
  kind: "names";
  names: Record<string, string>;
  person: string;
  readers: Array<Array<string>>;
}

/** A question before something is replaced; `plan`: by a plan. */
export interface Sure {
  kind: "sure";
  text: string;
  plan?: boolean;
}

/** What is kept: name and words. */
export interface Rows {
  kind: "rows";
  rows: Array<Array<string>>;
}

/** A code that was just made. */
export interface Code {
  kind: "code";
  code: string;
  until: string;
}

/** The codes that still work, id and last day; `uses`: who used them. */
export interface Codes {
  kind: "codes";
  items: Array<Array<string>>;
  uses?: Array<string>;
}

/** A group, and what would be added to it: title and level. `room`: it is this room's. */
export interface GroupSeen {
  kind: "group";
  text: string;
  room: boolean;
  inside: boolean;
  levels: Array<Array<string>>;
  open: boolean;
  name: string;
  subjects: Array<string>;
}

/** The levels of everybody in one area; `rows`: name, whether it's one's own, a text a skill. */
export interface TeamArea {
  title: string;
  skills: Array<string>;
  rows: Array<Array<any>>;
}

/** An open group side by side. */
export interface TeamSeen {
  kind: "team";
  text: string;
  areas: Array<TeamArea>;
  who: Array<Array<any>>;
  plans: Array<Array<any>>;
  pairs: Array<Array<string>>;
}

/** Why something was refused, and at which of the two cards. */
export interface ShareProblem {
  kind: "problem";
  where: "group" | "coach";
  text: string;
}

/** An activity must be in the plan or needn't, must not be in it or may. */
export interface Wish {
  kind: "pin" | "unpin" | "leave" | "let";
  id: string;
}

/** Another activity in the place of a planned one. */
export interface Swap {
  kind: "swap";
  id: string;
  other: string;
}

/** Take back what was done to the plan; `number`: which of its changes. */
export interface Undo {
  kind: "undo";
  number: number;
}

/** End a search that still runs; `about`: the message that asked for it. */
export interface StopSearch {
  kind: "stop";
  about: "worth" | "deciding";
}

/** Show an earlier plan, compare it with the present one, or go back to it. */
export interface AboutVersion {
  kind: "version" | "compare" | "restore";
  version: number;
}

/** Whether a level that an activity practised is reached; `note`: add what was written of it. */
export interface AboutLevel {
  kind: "confirm" | "not_yet";
  activity: string;
  competency: string;
  level: number;
  note?: boolean;
}

/** Pieces of what a widget shows, by name. */
export interface Parts {
  kind: "parts";
  parts: Record<string, any>;
}

/** Which field of the form is wrong, and why. */
export interface FieldProblem {
  field: string;
  text: string;
}

/** The plan is ready, or why not. */
export interface FormDone {
  kind: "done";
  ready?: string;
  error?: FieldProblem;
}

/** What was done, with the number to undo it by, or why not. */
export interface NewsDone {
  kind: "done";
  said?: string;
  problem?: string;
  undo?: number | null;
}

/** What the yes of a person, or a fact of the situation, would be worth. */
export interface Worth {
  kind: "person" | "fact";
  id: string;
  name: string;
  text: string;
}

/** An answer that decides the plan, at what level, and what the levels beside it would mean. */
export interface DecidingRating {
  id: string;
  title: string;
  level: number;
  lines: Array<string>;
}

/** What a search found; `note`: that it is nothing, or not all, since the time ended. */
export interface Found {
  items: Array<DecidingRating> | Array<Worth>;
  note: string;
}

/** One level of the scale. */
export interface LevelLabel {
  level: number;
  label: string;
}

/** A level that rose: what it was before, what it is now, and the scale. */
export interface Risen {
  title: string;
  before: number;
  now: number;
  scale: Array<LevelLabel>;
}

/** The same of one activity, and what was answered about the plan. */
export interface BodyDone {
  kind: "done";
  said?: string;
  problem?: string;
  undo?: number | null;
  risen?: Risen;
  answer?: string;
  opened?: Array<string>;
  version?: number;
}

/** How far a long search is; `about`: the message that asked for it. */
export interface Progress {
  kind: "progress";
  about: "worth" | "deciding";
  done: number;
  of: number;
}

/** A search is over: what it found, or why it found nothing. */
export interface Searched {
  kind: "searched";
  about: "worth" | "deciding";
  found?: Found;
  problem?: string;
}

/** A person's file, chosen or dropped. */
export interface Bring {
  kind: "bring";
  name: string;
  text: string;
}

/** A code that a person gave. */
export interface BringByCode {
  kind: "code";
  code: string;
}

/** Go on with a person on the list, or take them off it. */
export interface AboutPerson {
  kind: "choose" | "off";
  key: string;
}

/** Begin the next meeting; `text`: the person's newer file. */
export interface NextMeeting {
  kind: "next";
  text?: string | null;
}

/** Whether copies of what isn't downloaded are kept on this computer. */
export interface Copying {
  kind: "copies";
  on: boolean;
}

/** A page was opened. `owner`: the secret by which this browser's copies are found. */
export interface Arrived {
  kind: "hello";
  owner: string;
  zone?: string;
}

/** Changes of one person's meeting that aren't applied yet; `show`: the page isn't drawn yet. */
export interface MeetingChanges {
  kind: "changes";
  person: string;
  changes: Array<ChangeOf>;
  show?: boolean;
}

/** All that a widget shows. */
export interface Data {
  kind: "data";
  data: Record<string, any>;
}

/** One pair of ratings, and the lines about all of them. */
export interface Row {
  kind: "row";
  row: Record<string, any>;
  count: string;
  plan: string;
}

/** How many are agreed, and what the plan makes of it. */
export interface Lines {
  kind: "lines";
  count: string;
  plan: string;
}

/** A question about the file that was chosen last. */
export interface Asked {
  kind: "ask";
  text: string;
  yes: string;
  no: string;
}

/** What became of changes of one person's meeting. */
export interface Taken {
  kind: "kept";
  done: Array<number>;
  kept: boolean;
  problem: string;
  conflicts: Array<ClashOf>;
  action?: Action;
  person: string;
}

/** Somebody is on the list no more: nothing waits for them. */
export interface TakenOff {
  kind: "off";
  person: string;
}

/** Make a request about these skills, with a code or as a file; `name`: who is asking. */
export interface AskOthers {
  kind: "code" | "file";
  skills: Array<string>;
  name: string;
}

/** Delete one reply to a request. */
export interface RemoveReply {
  kind: "remove";
  id: string;
  reply: string;
}

/** A request in words. `open`: its code works; `replies`: id and name of each. */
export interface RequestOf {
  id: string;
  day: string;
  skills: string;
  way: string;
  count: string;
  open: boolean;
  replies: Array<Array<string>>;
}

/** What was asked; which skills are worth asking about; the person's name. */
export interface Requests {
  kind: "requests";
  items: Array<RequestOf>;
  suggested: Array<string>;
  person: string;
}

/** A code or reply code was typed; `known`: the reply codes that this browser has. */
export interface OpenRequest {
  kind: "open";
  code: string;
  known: Array<any>;
}

/** A reply. `again`: it is somebody else's than the one sent from this browser before. */
export interface SendReply {
  kind: "send";
  seen: Record<string, any>;
  name: string;
  next: string;
  known: Array<any>;
  again: boolean;
}

/** Withdraw the reply that is open, or leave; open the one sent from this browser before. */
export interface AboutReply {
  kind: "withdraw" | "leave" | "earlier" | "mine";
  known: Array<any>;
}

/** A level of a skill: its description. */
export interface LevelAsked {
  level: number;
  label: string;
  anchor: string;
}

/** A skill that somebody is asked about. */
export interface SkillAsked {
  id: string;
  title: string;
  summary: string;
  levels: Array<LevelAsked>;
}

/** What somebody is asked: who asks, and about which skills; no level of anybody's. */
export interface Asking {
  name: string;
  skills: Array<SkillAsked>;
}

/** Show the questions. */
export interface ReplyQuestions {
  kind: "asked";
  asking: Asking;
  given?: Record<string, any>;
  own: string;
  earlier: boolean;
  until: string;
}

/** The reply is stored; `code` opens it again. `first`: it wasn't there before. */
export interface ReplySent {
  kind: "sent";
  text: string;
  code: string;
  first: boolean;
}

/** What one of the others says of a skill: `level` null where they haven't seen it. */
export interface OtherSeen {
  name: string;
  level: number | null;
  saw: string;
  next: string;
}

/** A skill as the person and the others see it; `said`: how these differ. */
export interface SkillSeen {
  id: string;
  title: string;
  own: number | null;
  said: string;
  others: Array<OtherSeen>;
}

/** Everything that others see; `lead`: the skill that comes first in the plan. */
export interface AllSeen {
  kind: "seen";
  skills: Array<SkillSeen>;
  lead: string | null;
}

/** What each widget sends. */
export interface FromPage {
  Again: Signal<"check" | "right" | "undo" | "begin" | "end" | "compare" | "close"> | OneLevel;
  AskOthers: AskOthers | RemoveReply | About<"again" | "end" | "delete"> | Signal<"show">;
  Cards: Wish | Swap;
  Chart: Signal<"bundle">;
  CoachVisit: Arrived | MeetingChanges | Signal<"ping">;
  Compare: never;
  Fields: Submit;
  Fold: Signal<"open">;
  Goals: never;
  GuidePart: Choices;
  Judge: never;
  Leave: Export;
  OthersSee: never;
  People: Bring | BringByCode | AboutPerson | NextMeeting | Copying | Signal<"demo" | "afresh" | "use" | "leave">;
  PlanBody: Wish | Swap | Undo | Signal<"worth" | "deciding"> | StopSearch | AboutVersion | AboutLevel;
  PlanForm: Submit | Wish;
  PlanNews: Signal<"again" | "better" | "keep"> | Undo;
  RatingForm: About<"example"> | Signal<"result"> | Calibrate | Changes;
  Replying: OpenRequest | SendReply | AboutReply;
  Share: ShareFor | AboutGroup | About<"revoke"> | Signal<"uses">;
  Transfer: TakeFile | Import | Signal<"replace">;
  Visit: Hello | Changes | AboutCode | Redeem | Signal<"ping" | "new" | "mine" | "keep_again">;
  YourData: Signal<"show" | "file" | "make" | "forget"> | About<"revoke">;
}

/** What each widget is told. */
export interface ToPage {
  Again: never;
  AskOthers: Requests | Code | File | Text<"failed" | "problem" | "loaded" | "done"> | Cue<"clear" | "answered">;
  Cards: Data;
  Chart: Cue<"bundle" | "done">;
  CoachVisit: Taken | TakenOff | Cue<"pong"> | Text<"notice">;
  Compare: Data | Row | Lines;
  Fields: Cue<"bundle" | "done">;
  Fold: never;
  Goals: Data;
  GuidePart: never;
  Judge: Data;
  Leave: File | Text<"failed" | "problem" | "loaded" | "done">;
  OthersSee: AllSeen;
  People: Data | Text<"failed" | "problem" | "loaded" | "done"> | Asked;
  PlanBody: Parts | Cue<"fresh"> | BodyDone | Progress | Searched;
  PlanForm: Parts | Cue<"fresh"> | FormDone;
  PlanNews: Parts | Cue<"fresh"> | NewsDone;
  RatingForm: Answers | Example | Result | Calibration;
  Replying: ReplyQuestions | ReplySent | Cue<"withdrawn" | "twice"> | Text<"problem" | "wrong">;
  Share: Cue<"clear" | "answered"> | Code | Codes | GroupSeen | TeamSeen | ShareProblem | Text<"done">;
  Transfer: File | Cue<"clear" | "answered"> | Text<"failed" | "problem" | "loaded" | "done"> | Sure | Names;
  Visit: Kept | Cue<"pong"> | OfCode | Earlier | Saved | Notice | Text<"wrong">;
  YourData: File | Cue<"clear" | "answered"> | Text<"failed" | "problem" | "loaded" | "done"> | Rows | Code | Codes;
}
