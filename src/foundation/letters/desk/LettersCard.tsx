import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import type { CardPlace } from '#kernel/web/desk-part.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';

const most = 6;

/** Letters made for this customer. */
export function LettersCard({ customerId, place }: { customerId: string; place: CardPlace }) {
  const formats = useFormats();
  const letters = useQueryOf('letters.list', { customerId }).data?.letters;
  if (!letters || letters.length === 0) return null;
  return (
    <Card title={t`Letters`} level={place === 'customer' ? 2 : 3} count={letters.length}>
      <ul className="stack tight">
        {letters.slice(0, most).map((letter) => (
          <li key={letter.id} className="line">
            <Link to="/letters/$letterId" params={{ letterId: letter.id }} className="cut" dir="auto">
              {letter.subject}
            </Link>
            <span className="meta nowrap end">{formats.when(letter.madeAt)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
