import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import type { OutputOf } from '#kernel/web/data.ts';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { contactWords } from './standing-words.ts';

export type Side = OutputOf<'customers.duplicates'>['pairs'][number]['one'];

/** One of two customers: who they are and when they last came to us. */
export function PairSide({ side }: { side: Side }) {
  const formats = useFormats();
  return (
    <div className="line top">
      <Face name={side.name} size="s" />
      <div className="grow stack tight">
        <Link to="/customers/$customerId" params={{ customerId: side.id }} dir="auto">
          {side.name}
        </Link>
        <span className="meta">
          {side.reference} · {contactWords(side.contacts)}
          {side.lastContactAt && ` · ${formats.when(side.lastContactAt)}`}
        </span>
        {side.email && <bdi className="cut">{side.email}</bdi>}
        {side.phone && <bdi className="cut num">{side.phone}</bdi>}
      </div>
    </div>
  );
}

export function Signs({ signs }: { signs: readonly { code: string; words: string }[] }) {
  return (
    <ul className="signs" aria-label={t`What speaks for it`}>
      {signs.map((sign) => (
        <li key={sign.words} dir="auto">
          {sign.words}
        </li>
      ))}
    </ul>
  );
}
