import type { Sign, Strength } from '../../contract-duplicates.ts';
import { isPublicMailHost, takesPlusTags } from './mail-hosts.ts';
import { similarity } from './similarity.ts';

/** What is compared of a customer. */
export interface Known {
  name: string;
  nameKey: string;
  isVisitor: boolean;
  addresses: readonly { kind: 'email' | 'phone'; value: string; key: string; matchKey: string }[];
}
type Address = Known['addresses'][number];

export interface Judgement {
  strength: Strength;
  signs: Sign[];
}

const similarEnough = 0.6;

/** Two phone numbers whose number within the country is the same; shorter ones are extensions and say nothing. */
function phoneSign(one: Address, other: Address): Sign | undefined {
  if (one.matchKey.length < 7) return undefined;
  const [withCode, without] = [one, other].sort(
    (a, b) => Number(b.key.startsWith('+')) - Number(a.key.startsWith('+')),
  );
  if (!withCode || !without) return undefined;
  if (without.key.startsWith('+')) {
    // The same number within another country is another number.
    const codeOf = (address: Address) => address.key.slice(0, -address.matchKey.length).replace(/0*$/, '');
    if (codeOf(one) !== codeOf(other)) return undefined;
    return { code: 'same_phone', words: `The same phone number: ${one.value}` };
  }
  if (!withCode.key.startsWith('+')) return { code: 'same_phone', words: `The same phone number: ${one.value}` };
  return {
    code: 'same_phone_no_country',
    words: `The same phone number, once without its country code: ${withCode.value} and ${without.value}`,
  };
}

function mailSign(one: Address, other: Address): Sign {
  const host = one.matchKey.slice(one.matchKey.indexOf('@') + 1);
  const both = `${one.value} and ${other.value}`;
  if (takesPlusTags(host)) return { code: 'same_mailbox', words: `E-mail to both reaches the same mailbox: ${both}` };
  return { code: 'same_but_tag', words: `The same e-mail address but for what follows the plus: ${both}` };
}

function addressSigns(one: Known, other: Known): Sign[] {
  return one.addresses.flatMap((mine) => {
    const theirs = other.addresses.find((each) => each.kind === mine.kind && each.matchKey === mine.matchKey);
    if (!theirs) return [];
    const sign = mine.kind === 'email' ? mailSign(mine, theirs) : phoneSign(mine, theirs);
    return sign ? [sign] : [];
  });
}

function nameSign(one: Known, other: Known): Sign | undefined {
  if (one.isVisitor || other.isVisitor) return undefined;
  const inOrder = (key: string) => key.split(/\s+/).sort().join(' ');
  if (inOrder(one.nameKey) === inOrder(other.nameKey))
    return { code: 'same_name', words: `The same name: ${other.name}` };
  if (similarity(one.nameKey, other.nameKey) < similarEnough) return undefined;
  return { code: 'similar_name', words: `A very similar name: ${one.name} and ${other.name}` };
}

const mails = (known: Known) =>
  known.addresses
    .filter((address) => address.kind === 'email')
    .map(({ matchKey }) => ({
      name: matchKey.slice(0, matchKey.indexOf('@')),
      host: matchKey.slice(matchKey.indexOf('@') + 1),
    }));

/** What makes a similar name count: the same name before the @, or the same host that is not a public one. */
function mailLikeness(one: Known, other: Known): Sign | undefined {
  const theirs = mails(other);
  for (const mine of mails(one)) {
    if (mine.name.length >= 5 && theirs.some((each) => each.name === mine.name))
      return { code: 'same_mail_name', words: `The same name before the @: ${mine.name}@…` };
  }
  for (const mine of mails(one)) {
    if (!isPublicMailHost(mine.host) && theirs.some((each) => each.host === mine.host))
      return { code: 'same_mail_host', words: `E-mail addresses at the same host: @${mine.host}` };
  }
  return undefined;
}

/**
 * Whether two customers may be one, and what speaks for it. The same mailbox is strong; a shared phone or an address with
 * a tag is likely, and strong together with a similar name; a similar name counts only together with something else.
 * Null where nothing or only a name speaks for it.
 */
export function judge(one: Known, other: Known): Judgement | null {
  const signs = addressSigns(one, other);
  const name = nameSign(one, other);
  const has = (code: Sign['code']) => signs.some((sign) => sign.code === code);
  if (signs.length > 0) {
    const isSure = has('same_mailbox') || signs.length > 1;
    const isLikely = has('same_phone') || has('same_but_tag');
    const strength = isSure || (isLikely && name) ? 'strong' : isLikely || name ? 'likely' : 'possible';
    return { strength, signs: name ? [...signs, name] : signs };
  }
  const likeness = name && mailLikeness(one, other);
  return likeness ? { strength: name.code === 'same_name' ? 'likely' : 'possible', signs: [name, likeness] } : null;
}
