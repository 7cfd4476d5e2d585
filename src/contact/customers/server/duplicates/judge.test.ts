import { describe, expect, it } from 'vitest';
import type { Sign, Strength } from '../../contract-duplicates.ts';
import { nameKey } from '../address.ts';
import { judge, type Known } from './judge.ts';
import { similarity } from './similarity.ts';

/** `Ines Kaldor: ines@x.example +61491570006=491570006`: a name and addresses, with their form where it differs. */
function known(text: string): Known {
  const [name = '', rest = ''] = text.split(':');
  const addresses = rest
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((each) => {
      const [value = '', matchKey = value] = each.split('=');
      return { kind: value.includes('@') ? ('email' as const) : ('phone' as const), value, key: value, matchKey };
    });
  return { name, nameKey: nameKey(name), isVisitor: name.startsWith('Visitor'), addresses };
}

const phone = '+61491570006=491570006';
const local = '0491570006=491570006';

describe('two customers', () => {
  it.each<[string, string, Strength | null, Sign['code'][]]>([
    ['Ines Kaldor:', 'Ines Kaldor:', null, []],
    ['Ines Kaldor: i@one.example', 'Ines Kaldor: k@two.example', null, []],
    ['Ines Kaldor: ines@gmail.com', 'Ines Kaldor: kaldor@gmail.com', null, []],
    [
      'Ines: in.es@gmail.com=ines@gmail.com',
      'Someone: ines+shop@googlemail.com=ines@gmail.com',
      'strong',
      ['same_mailbox'],
    ],
    ['Ines: ines@kaldor.example', 'Someone: ines+shop@kaldor.example=ines@kaldor.example', 'likely', ['same_but_tag']],
    [
      'Ines Kaldor: ines@kaldor.example',
      'Kaldor Ines: ines+a@kaldor.example=ines@kaldor.example',
      'strong',
      ['same_but_tag', 'same_name'],
    ],
    [`Ines Kaldor: ${phone}`, 'Ben Ortiz: +610491570006=491570006', 'likely', ['same_phone']],
    [`Ines Kaldor: ${phone}`, 'Inés Kaldor: +610491570006=491570006', 'strong', ['same_phone', 'same_name']],
    [`Ines Kaldor: ${phone}`, `Ben Ortiz: ${local}`, 'possible', ['same_phone_no_country']],
    [`Ines Kaldor: ${phone}`, `Ines Kaldorr: ${local}`, 'likely', ['same_phone_no_country', 'similar_name']],
    [`Ines Kaldor: ${phone}`, 'Ines Kaldor: +44491570006=491570006', null, []],
    ['Ines Kaldor: 123456', 'Ines Kaldor: 0123456=123456', null, []],
    ['Ines Kaldor: kaldor@gmail.com', 'Ines Kaldor: kaldor@firm.example', 'likely', ['same_name', 'same_mail_name']],
    ['Ines Kaldor: a@firm.example', 'Inez Kaldor: b@firm.example', 'possible', ['similar_name', 'same_mail_host']],
    ['Ines Kaldor: a@firm.example', 'Ben Ortiz: b@firm.example', null, []],
    [`Visitor AB12: ${phone}`, `Visitor AB12: ${local}`, 'possible', ['same_phone_no_country']],
    [
      `Ines: ${phone} i@x.example`,
      'Ben: +610491570006=491570006 i+a@x.example=i@x.example',
      'strong',
      ['same_phone', 'same_but_tag'],
    ],
  ])('%s and %s: %s', (one, other, strength, codes) => {
    const judged = judge(known(one), known(other));
    expect([judged?.strength ?? null, judged?.signs.map((sign) => sign.code) ?? []]).toEqual([strength, codes]);
    // It does not matter who is looked at first.
    expect(judge(known(other), known(one))?.strength ?? null).toBe(strength);
    for (const sign of judged?.signs ?? []) expect(sign.words).toMatch(/^[A-Z].{8,}/);
  });

  it('never count by their name alone, however alike', () => {
    for (const name of ['Maria Garcia', '田中 美咲', 'نور الهدى', 'Jean-Luc d’Argent']) {
      expect(judge(known(`${name}: a@one.example ${phone}`), known(`${name}: b@two.example`))).toBeNull();
    }
  });
});

it.each([
  ['jon smith', 'john smith', 8 / 13],
  ['ines', 'ines', 1],
  ['', 'ines', 0],
  ['abc', 'xyz', 0],
])('%s and %s are alike as PostgreSQL reckons it', (one, other, share) => {
  expect(similarity(one, other)).toBeCloseTo(share, 5);
});
