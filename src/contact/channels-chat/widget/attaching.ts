import type { WidgetMessage } from '../contract.ts';
import type { Chat } from './chat.ts';
import type { Frame } from './frame.ts';

/** A file as messages carry it. */
export type WidgetFile = WidgetMessage['attachments'][number];

/** Files for the message that is being written. */
export interface Tray {
  add(files: readonly File[]): void;
  /** Whether something is on its way or failed, so that the message must wait. */
  isBusy(): boolean;
  count(): number;
  /** What goes with the message; the tray is empty afterwards. */
  take(): WidgetFile[];
}

/** The part of the panel that knows files. It comes when the first file does. */
export interface Attaching {
  /** Draws the tray into a box; `changed` is called when it is to be asked again. */
  tray(box: HTMLElement, chat: Chat, changed: () => void): Tray;
  /** Draws what a message carries; `filled` is called when its size is known. */
  show(box: HTMLElement, files: readonly WidgetFile[], chat: Chat, filled: () => void): void;
}

export type MakeAttaching = (frame: Frame) => Attaching;

let made: Promise<Attaching> | undefined;

/** Brings that part once; after a failure the next wish tries again. */
export function bringAttaching(frame: Frame): Promise<Attaching> {
  made ??= frame.load(frame.config.parts.attach ?? '').then(() => {
    const make = window.heed?.attach;
    if (!make) throw new Error();
    return make(frame);
  });
  made.catch(() => {
    made = undefined;
  });
  return made;
}
