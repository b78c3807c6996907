// Made by scripts/write_messages.py of assess.app.messages.

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

/** Is anybody there; begin with no answers; overwrite another tab's; store what was erased. */
export interface Ask {
  kind: "ping" | "new" | "mine" | "keep_again";
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

/** A change that was not applied: see `changes.Conflict`. */
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

/** Somebody is there. */
export interface Told {
  kind: "pong";
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

/** Why a typed code is no good. */
export interface Wrong {
  kind: "wrong";
  text: string;
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

/** The example of a question was opened. */
export interface WantExample {
  kind: "example";
  id: string;
}

/** The example of a result was opened, on the first screen. */
export interface WantResult {
  kind: "result";
}

/** The chart script isn't found by HTTP; a fold was opened. */
export interface Want {
  kind: "bundle" | "open";
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

/** The chart script is in this message's buffer; what was submitted was looked at. */
export interface Ready {
  kind: "bundle" | "done";
}

/** Show all answers to confirm, confirm them, undo; begin or end a round; compare; leave. */
export interface LookAgain {
  kind: "check" | "right" | "undo" | "begin" | "end" | "compare" | "close";
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

/** The chosen file takes the place of the present answers or plan. */
export interface Replace {
  kind: "replace";
}

/** Show what is kept, make a file of it, make a code for another computer, or erase it all. */
export interface AboutKept {
  kind: "show" | "file" | "make" | "forget";
}

/** End a code. */
export interface Revoke {
  kind: "revoke";
  id: string;
}

/** Make a code for a coach, good for so many days. */
export interface ShareFor {
  kind: "make";
  days: number;
}

/** Who used the codes? */
export interface WantUses {
  kind: "uses";
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

/** Take off what was shown, for somebody else may be here; what was asked for has ended. */
export interface Ended {
  kind: "clear" | "answered";
}

/** Why there is no file, or why something was refused; that the file was loaded or joined. */
export interface Sentence {
  kind: "failed" | "problem" | "loaded" | "done";
  text: string;
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

/** What was done with a group. */
export interface Joined {
  kind: "done";
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

/** Whose yes would be worth most, or which answers decide this plan? */
export interface Search {
  kind: "worth" | "deciding";
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

/** Make the plan again, take the better one that was found, or stay with this one. */
export interface AboutPlan {
  kind: "again" | "better" | "keep";
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

/** Take off what was said and typed, for somebody else may be here. */
export interface Fresh {
  kind: "fresh";
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

/** Put a made-up person on the list. */
export interface BringDemo {
  kind: "demo";
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

/** The answer to the question about a file: use it, or leave everything as it is. */
export interface Answered {
  kind: "use" | "leave";
}

/** Take everybody off the list. */
export interface Afresh {
  kind: "afresh";
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

/** Is anybody there? */
export interface Alive {
  kind: "ping";
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

/** What became of changes of one person's meeting; as `visit.Kept`. */
export interface Taken {
  kind: "kept";
  person: string;
  done: Array<number>;
  kept: boolean;
  problem: string;
  conflicts: Array<ClashOf>;
}

/** Somebody is on the list no more: nothing waits for them. */
export interface TakenOff {
  kind: "off";
  person: string;
}

/** A sentence to the coach. */
export interface Said {
  kind: "notice";
  text: string;
}

/** Make a request about these skills, with a code or as a file; `name`: who is asking. */
export interface AskOthers {
  kind: "code" | "file";
  skills: Array<string>;
  name: string;
}

/** Make a request's file again, end its code, or delete it with its replies. */
export interface AboutRequest {
  kind: "again" | "end" | "delete";
  id: string;
}

/** Delete one reply to a request. */
export interface RemoveReply {
  kind: "remove";
  id: string;
  reply: string;
}

/** What was asked, and what came back? */
export interface WantRequests {
  kind: "show";
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

/** The reply was withdrawn; or one was sent from this browser before. */
export interface ReplyEnded {
  kind: "withdrawn" | "twice";
}

/** Why a code or a reply is no good. `wrong`: the code, typed in the card. */
export interface ReplyProblem {
  kind: "problem" | "wrong";
  text: string;
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
  Again: LookAgain | OneLevel;
  AskOthers: AskOthers | AboutRequest | RemoveReply | WantRequests;
  Cards: Wish | Swap;
  Chart: Want;
  CoachVisit: Arrived | Alive | MeetingChanges;
  Compare: never;
  Fields: Submit;
  Fold: Want;
  Goals: never;
  GuidePart: Choices;
  Judge: never;
  Leave: Export;
  OthersSee: never;
  People: Bring | BringByCode | BringDemo | AboutPerson | NextMeeting | Answered | Afresh | Copying;
  PlanBody: Wish | Swap | Undo | Search | StopSearch | AboutVersion | AboutLevel;
  PlanForm: Submit | Wish;
  PlanNews: AboutPlan | Undo;
  RatingForm: WantExample | WantResult | Calibrate | Changes;
  Replying: OpenRequest | SendReply | AboutReply;
  Share: ShareFor | Revoke | WantUses | AboutGroup;
  Transfer: TakeFile | Import | Replace;
  Visit: Hello | Changes | Ask | AboutCode | Redeem;
  YourData: AboutKept | Revoke;
}

/** What each widget is told. */
export interface ToPage {
  Again: never;
  AskOthers: Requests | Code | File | Sentence | Ended;
  Cards: Data;
  Chart: Ready;
  CoachVisit: Taken | TakenOff | Told | Said;
  Compare: Data | Row | Lines;
  Fields: Ready;
  Fold: never;
  Goals: Data;
  GuidePart: never;
  Judge: Data;
  Leave: File | Sentence;
  OthersSee: AllSeen;
  People: Data | Sentence | Asked;
  PlanBody: Parts | Fresh | BodyDone | Progress | Searched;
  PlanForm: Parts | Fresh | FormDone;
  PlanNews: Parts | Fresh | NewsDone;
  RatingForm: Answers | Example | Result | Calibration;
  Replying: ReplyQuestions | ReplySent | ReplyEnded | ReplyProblem;
  Share: Ended | Code | Codes | GroupSeen | TeamSeen | ShareProblem | Joined;
  Transfer: File | Ended | Sentence | Sure | Names;
  Visit: Kept | Told | OfCode | Earlier | Saved | Notice | Wrong;
  YourData: File | Ended | Sentence | Rows | Code | Codes;
}
