import type { z } from 'zod';
import type { mailboxSettings } from '../../contract.ts';
import type { MailboxRecord } from './rows.ts';

type All = { [Key in keyof typeof mailboxSettings]: z.output<(typeof mailboxSettings)[Key]> };
/** What is kept of an address as it was given; secrets are sealed beside it. */
export type Settings = Omit<All, 'relaySecret' | 'imapSecret'>;

/** The column of each; what is kept and what is written follow from it. */
const columns = {
  name: 'name',
  teamId: 'team_id',
  signature: 'signature',
  acknowledgement: 'acknowledgement',
  usesPlus: 'uses_plus',
  quotesHistory: 'quotes_history',
  relayHost: 'relay_host',
  relayPort: 'relay_port',
  relaySecurity: 'relay_security',
  relayUser: 'relay_user',
  imapHost: 'imap_host',
  imapPort: 'imap_port',
  imapSecurity: 'imap_security',
  imapUser: 'imap_user',
  imapFolders: 'imap_folders',
  imapFrom: 'imap_from',
} as const satisfies Record<keyof Settings, keyof MailboxRecord>;
const names = Object.keys(columns) as (keyof Settings)[];

/** In the order of `valuesOf`. */
export const settingColumns = [...names.map((name) => columns[name]), 'relay_sealed', 'imap_sealed'] as const;

export interface Sealed {
  relay: Buffer | null;
  imap: Buffer | null;
}

export function valuesOf(settings: Settings, sealed: Sealed): unknown[] {
  return [...names.map((name) => settings[name]), sealed.relay, sealed.imap];
}

export function settingsOf(box: MailboxRecord): Settings {
  return Object.fromEntries(names.map((name) => [name, box[columns[name]]])) as unknown as Settings;
}

/** A secret goes to the server it was given for, in the way it was given for, and to no other that somebody enters later. */
export function keptSecrets(box: MailboxRecord, settings: Settings): Sealed {
  const isSame = (...fields: (keyof Settings)[]) => fields.every((field) => settings[field] === box[columns[field]]);
  const isWeaker = settings.relaySecurity !== box.relay_security && settings.relaySecurity === 'none';
  return {
    relay: isSame('relayHost', 'relayPort', 'relayUser') && !isWeaker ? box.relay_sealed : null,
    imap: isSame('imapHost', 'imapPort', 'imapUser', 'imapSecurity') ? box.imap_sealed : null,
  };
}
