import { authority } from '#foundation/authority/index.ts';
import { fields } from '#foundation/fields/index.ts';
import { letters } from '#foundation/letters/index.ts';
import { library } from '#foundation/library/index.ts';
import { measures } from '#foundation/measures/index.ts';
import { notices } from '#foundation/notices/index.ts';
import { packs } from '#foundation/packs/index.ts';
import { people } from '#foundation/people/index.ts';
import { promises } from '#foundation/promises/index.ts';
import { standards } from '#foundation/standards/index.ts';
import { touchpoints } from '#foundation/touchpoints/index.ts';
import type { Capability } from '#kernel/server/capability.ts';

/** What everything else stands on, from the ground up (floors.json). */
export const foundation: readonly Capability[] = [
  people,
  promises,
  authority,
  notices,
  measures,
  packs,
  fields,
  letters,
  library,
  standards,
  touchpoints,
];
