import type { PackVersion } from '../../contract.ts';
import { businessDays, clock, note, outsideHelp } from './entry.ts';

/** Heed's own proposal for shops that no complaint scheme binds. */
export const retailGeneral: PackVersion = {
  id: 'retail-general',
  version: '1',
  kind: 'practice',
  jurisdiction: 'any',
  title: 'General retail',
  summary: 'A sound standard for shops that no complaint scheme binds. Change it by publishing a standard of your own.',
  sources: [
    {
      citation:
        'Own practice standard of Heed, in the order of ISO 10002:2018: receive, acknowledge, assess, respond, close',
      address: 'https://www.iso.org/standard/71580.html',
    },
  ],
  readAs: 'own',
  checkedOn: '2026-11-22',
  validFrom: '2026-01-01',
  validUntil: null,
  entries: [
    clock(
      'acknowledge',
      'acknowledge',
      businessDays(1),
      'Say that the complaint arrived, who looks after it and by when they hear more.',
    ),
    clock('substantive-early', 'substantive', businessDays(5), 'Resolve what can be resolved early.', {
      appliesTo: 'complaints that need no investigation',
    }),
    clock('substantive', 'substantive', businessDays(20), 'Give the full answer with reasons.', {
      appliesTo: 'complaints that are investigated',
    }),
    clock('update', 'update', businessDays(5), 'Tell the customer where it stands at least this often.', {
      from: 'the last word to the customer',
    }),
    note('Ombudsman', 'General shops have no compulsory ombudsman.'),
    outsideHelp(
      'AU',
      'If you still disagree, you can turn to the fair-trading body of your state or territory, and after that to its tribunal.',
    ),
    outsideHelp(
      'GB',
      'If you still disagree, you can turn to our alternative dispute resolution scheme if we belong to one; otherwise to the court.',
      false,
    ),
  ],
};
