import type { ComponentType } from 'preact';
import type { Opening } from '../contract-service.ts';
import type { Chat } from './chat.ts';
import type { Service } from './service.ts';
import type { Words } from './strings.ts';

export interface StartProps {
  service: Service;
  /** The message to begin with. */
  offered: string;
  send: (text: string, opening: Opening) => void;
  words: Words;
}

export interface EarlierProps {
  ask: Chat['ask'];
  current: string | undefined;
  open: (conversationId: string | null) => void;
  words: Words;
  locale: string;
}

/** Drawn by `parts/forms.ts`, a script of its own. */
export interface Forms {
  Start: ComponentType<StartProps>;
  Earlier: ComponentType<EarlierProps>;
}
