import type { ComponentType } from 'preact';
import type { WidgetMessage } from '../contract.ts';
import type { Given } from './outbox.ts';
import type { Words } from './strings.ts';

export type Ask = NonNullable<WidgetMessage['ask']>;

export interface AskProps {
  /** Of the message that asks. */
  id: string;
  ask: Ask;
  /** What was answered, in words. */
  answered: string | undefined;
  answer: (text: string, given: Given) => void;
  words: Words;
}

/** Drawn by `parts/ask.tsx`, a script of its own. */
export type AskView = ComponentType<AskProps>;
