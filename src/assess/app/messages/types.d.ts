// What the page's scripts share besides messages: anywidget's interface, and the page's own events.
import type { ChangeOf, FromPage, ToPage } from "./messages";

export type WidgetName = keyof ToPage | "Steps" | "LevelDetails" | "Radar";
type Sent<N> = N extends keyof FromPage ? FromPage[N] : never;
type Heard<N> = N extends keyof ToPage ? ToPage[N] : never;

export interface Model<N extends WidgetName> {
  get(key: string): any;
  set(key: string, value: unknown): void;
  save_changes(): void;
  send(content: Sent<N>): void;
  on(name: string, listener: (...details: any[]) => void): void;
  off(name: string, listener: (...details: any[]) => void): void;
  widget_manager?: any;
}

export interface Widget<N extends WidgetName> {
  model: Model<N>;
  el: HTMLElement;
}

/** What is done with each kind of message to a widget. */
export type Handlers<N extends WidgetName> = {
  [K in Heard<N>["kind"]]?: (message: Extract<Heard<N>, { kind: K }>, buffers?: DataView[]) => void;
};

/** What a widget listens to until it is taken away. */
export interface Listening<N extends WidgetName> {
  messages?: Handlers<N>;
  /** changes of traits, by name */
  traits?: Record<string, () => void>;
  /** draws traits that come by message: what came before the widget listened is asked for */
  held?: () => void;
  /** what other widgets of the page tell, by name */
  told?: Record<string, (event: CustomEvent) => void>;
  /** the widget is in its page now; `signal`: until it is taken away */
  begun?: (root: HTMLElement, signal: AbortSignal) => void;
  /** it is taken away */
  end?: () => void;
}

/** What the form of the questions shows: its content, and the answers by competency. */
export interface Answered {
  content: { areas: { title: string; questions: any[] }[]; scale: { level: number; label: string }[]; [key: string]: any };
  answers: Record<string, { level?: number; not_applicable?: boolean; evidence?: string; quick?: boolean; log?: Record<string, string>[] }>;
}

/** What a form tells the page of a change; `…_was`: the value that it takes the place of. */
export interface SaidChange {
  id: string;
  kind?: string;
  value?: any;
  value_was?: any;
  rating?: string;
  rating_was?: string;
  note?: string;
  note_was?: string;
  confirm?: boolean;
  soon?: boolean;
}

export type Change = ChangeOf;
