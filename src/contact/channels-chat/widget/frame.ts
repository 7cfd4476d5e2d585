import type { OutputOf } from '#kernel/contract/contract.ts';
import type { widgetConfig } from '../contract.ts';
import type { AskView } from './ask.ts';
import type { MakeAttaching } from './attaching.ts';
import type { Forms } from './forms.ts';
import type { Load } from './load.ts';
import type { WordsIn } from './strings.ts';

export type WidgetConfig = OutputOf<typeof widgetConfig>;

/** What a page can listen to with `heed('on', event, fn)`. */
export type WidgetEvent = 'ready' | 'open' | 'close' | 'message' | 'unread';

/** What the loader hands to the panel. */
export interface Frame {
  origin: string;
  key: string;
  config: WidgetConfig;
  /** The storage key with which everything of this widget key begins. */
  storeKey: string;
  /** It fills a frame of its own and stays open: `/chat/frame`, for pages that forbid scripts. */
  fills: boolean;
  /** It stands on a wide page, however narrow its frame is: the preview in the settings. */
  floats?: boolean;
  host: HTMLElement;
  root: ShadowRoot;
  /** The landmark that holds the panel, then the launcher. */
  aside: HTMLElement;
  launcher: HTMLButtonElement;
  load: Load;
  /** Draws the launcher open or closed and tells the page. */
  show(open: boolean): void;
  emit(event: WidgetEvent, detail?: unknown): void;
  /** How the page says who is there, at the time of asking. */
  identity: () => Identity | undefined;
}

/** Gives a fresh token of the shop’s server each time it is asked. */
export type Identity = () => string | Promise<string>;

export interface OpenOptions {
  /** Put into the text box where it is empty. */
  text?: string;
  /** Leaves the reader where they are: it was open in another tab, or on the page before. */
  quietly?: boolean;
  /** The message that it showed by itself, which the customer wants to answer. */
  nudge?: { id: string; text: string };
}

/** The panel as the loader drives it. */
export interface Panel {
  open(options?: OpenOptions): void;
  close(): void;
  /** Ends everything and forgets; the loader wipes storage. */
  shutdown(): void;
  /** The page says who is there now. */
  identify(): void;
}

export type MountPanel = (frame: Frame) => Panel;

/** `window.heed`: a queue until the loader runs, then the API; scripts that come later leave what they bring on it. */
export interface HeedApi {
  (...call: unknown[]): void;
  q?: ArrayLike<unknown>[];
  mount?: MountPanel;
  /** The panel's Preact, for its later parts. */
  kit?: unknown;
  words?: WordsIn;
  /** How quick replies and small forms of a message are drawn; comes with the first of them. */
  ask?: AskView;
  /** What is asked before the first message, and the list of conversations. */
  forms?: Forms;
  /** Everything about files; comes with the first of them. */
  attach?: MakeAttaching;
  /** Sounds once. */
  tone?: () => void;
  /** Watches for the moment of messages that the widget shows by itself. */
  nudge?: (frame: Frame, open: (options: OpenOptions) => void) => void;
  loaded?: boolean;
}

declare global {
  interface Window {
    heed?: HeedApi;
    Heed?: HeedApi;
  }
}
