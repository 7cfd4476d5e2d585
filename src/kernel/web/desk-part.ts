import type { AnyRoute } from '@tanstack/react-router';
import { type ComponentType, createContext, type ReactNode, useContext } from 'react';
import type { PushHandlers } from './data.ts';
import type { Fetched } from './later.ts';
import type { RefusalProps } from './refusals.tsx';
import type { Glyph } from './ui/Icon.tsx';
import type { PaletteGroup } from './ui/Palette.tsx';

/** Whether the reader's role has an action at all. */
export type Can = (ability: string) => boolean;

export type CardPlace = 'conversation' | 'customer';

/** What stands beside a conversation or on a customer's page. */
export type DeskCard = {
  name: string;
  places: readonly CardPlace[];
  order: number;
  visible?: (can: Can) => boolean;
  Card: ComponentType<{ customerId: string; conversationId?: string | undefined; place: CardPlace }> & Fetched;
};

/** What stands with what comes and goes by a channel. */
export type DeskChannel = {
  channel: string;
  /** Beneath a message in its thread. */
  Beneath?: ComponentType<{ conversationId: string; messageId: string }> & Fetched;
  /** Above the place where a reply is written. */
  Above?: ComponentType<{ conversationId: string }> & Fetched;
};

/** What stands at a place that a page of another part offers, told what it is about: `standards.clause`. */
export type DeskInsert = {
  name: string;
  place: string;
  visible?: (can: Can) => boolean;
  Insert: ComponentType<{ about: Readonly<Record<string, string>> }> & Fetched;
};

/** Something that can be done from anywhere: from the palette, and by its key where it has one. */
export type DeskCommand = {
  label: string;
  /** Heading in the palette and in the sheet of keys. */
  group: string;
  icon: Glyph;
  to: string;
  /** What the page is to begin with when it is there (`useBegin`): `new-customer`. */
  begin?: string;
  key?: string;
  visible?: (can: Can) => boolean;
};

export type Finding = { groups: readonly PaletteGroup[]; isLooking: boolean };
export type FindProps = { query: string; onFound: (finding: Finding) => void };

/** How a capability contributes to the desk. The shell knows none by name; `apps/desk/parts.ts` lists them once. */
export type DeskPart = {
  name: string;
  rail?: {
    label: string;
    icon: Glyph;
    to: string;
    /** Also says in which group it stands: see Rail. */
    order: number;
    visible?: (can: Can) => boolean;
    /** How many wait, beside the label. */
    Count?: ComponentType;
    /** List items under the entry: its views. */
    Views?: ComponentType;
  };
  /** Pages inside the shell, for signed-in people. */
  routes?: (parent: AnyRoute) => AnyRoute[];
  /** Pages and parts of pages that people open next, so that their code is there by then; cards are anyway. */
  soon?: readonly Fetched[];
  /** Pages below /settings. */
  settingsRoutes?: (parent: AnyRoute) => AnyRoute[];
  /** Pages for people who are not signed in: set-up, links. */
  doors?: (parent: AnyRoute) => AnyRoute[];
  /** Finds out who is here and gives the session to what is inside, or shows how to sign in. */
  Gate?: ComponentType<{ children: ReactNode }>;
  cards?: readonly DeskCard[];
  channels?: readonly DeskChannel[];
  inserts?: readonly DeskInsert[];
  /** `order` also says in which group of the list it stands: see SettingsFrame. */
  settings?: readonly { label: string; to: string; order: number; icon: Glyph; visible?: (can: Can) => boolean }[];
  /** A further step of the set-up wizard, after there is a workspace. */
  setUpStep?: { label: string; order: number; Step: ComponentType<{ onDone: () => void }> };
  /** Finds records for the palette; draws nothing. */
  Find?: ComponentType<FindProps>;
  commands?: readonly DeskCommand[];
  pushes?: PushHandlers;
  /** A way on after a refused write, by the code of the refusal; shown over the page on which it happened. */
  refusals?: Readonly<Record<string, ComponentType<RefusalProps>>>;
  /** What waits for the reader, wherever they are: above Settings at the side, in the tab bar of a phone. */
  bell?: {
    /** The entry at the side. */
    Rail: ComponentType;
    /** The entry of the tab bar: a link. */
    Tab: ComponentType;
    /** Always there and not seen: says aloud what cannot wait. */
    Watch?: ComponentType;
  };
};

export const PartsContext = createContext<readonly DeskPart[]>([]);

/** Every capability of this desk. */
export function useParts(): readonly DeskPart[] {
  return useContext(PartsContext);
}
