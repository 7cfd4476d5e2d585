import type { OutputOf } from '#kernel/contract/contract.ts';
import type { widgetConfig } from '../contract.ts';

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
  host: HTMLElement;
  root: ShadowRoot;
  /** The landmark that holds the panel, then the launcher. */
  aside: HTMLElement;
  launcher: HTMLButtonElement;
  /** Draws the launcher open or closed and tells the page. */
  show(open: boolean): void;
  emit(event: WidgetEvent, detail?: unknown): void;
}

export interface OpenOptions {
  /** Put into the text box where it is empty. */
  text?: string;
}

/** The panel as the loader drives it. */
export interface Panel {
  open(options?: OpenOptions): void;
  close(): void;
  /** Ends everything and forgets; the loader wipes storage. */
  shutdown(): void;
}

export type MountPanel = (frame: Frame) => Panel;

/** `window.heed`: a queue until the loader runs, then the API; the panel's script leaves its entrance on it. */
export interface HeedApi {
  (...call: unknown[]): void;
  q?: ArrayLike<unknown>[];
  mount?: MountPanel;
  loaded?: boolean;
}

declare global {
  interface Window {
    heed?: HeedApi;
  }
}
