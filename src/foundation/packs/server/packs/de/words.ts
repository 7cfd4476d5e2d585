import type { PackEntry, PackVersion } from '../../../contract.ts';

type OfKind<Kind extends PackEntry['kind']> = Extract<PackEntry, { kind: Kind }>;
/** The texts of an entry: which, depends on its kind. */
export type EntryWords = Partial<
  Pick<OfKind<'clock'>, 'appliesTo' | 'from' | 'exceptions'> &
    Pick<OfKind<'note'>, 'topic'> &
    Pick<OfKind<'check'>, 'rule'> &
    Pick<OfKind<'wording'>, 'instead'>
> & { words: string };

/** What one version of a pack says in another language, entry by entry in its order. */
export interface PackWords extends Pick<PackVersion, 'id' | 'version' | 'title' | 'summary'> {
  entries: readonly EntryWords[];
}

/** From when most clocks of complaints run. */
export const from = 'Eingang der Beschwerde';
