import { slotsOf } from './words.ts';

/** As many contacts in each half hour of some days, between two times. */
export interface Block {
  days: string;
  from: string;
  to: string;
  contacts: string;
}

export const firstBlock: Block = { days: '12345', from: '09:00', to: '17:00', contacts: '' };

/** Contacts by half hour of the week; blocks that overlap add up. */
export function volumeOf(blocks: readonly Block[]): number[] {
  const volume = Array<number>(336).fill(0);
  for (const { days, from, to, contacts } of blocks) {
    for (const day of days) {
      for (let slot = slotsOf(from); slot < slotsOf(to); slot++) {
        const at = (Number(day) - 1) * 48 + slot;
        volume[at] = (volume[at] ?? 0) + (Number(contacts) || 0);
      }
    }
  }
  return volume;
}
