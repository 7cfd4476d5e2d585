import { t } from '@lingui/core/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CardPlace } from '#kernel/web/desk-part.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import type { RowData } from './ConversationRow.tsx';
import { NewConversation } from './NewConversation.tsx';
import { StatusWord } from './words.tsx';

type CardProps = { customerId: string; conversationId?: string | undefined; place: CardPlace };

const shown = 10;

function Line({ row }: { row: RowData }) {
  const formats = useFormats();
  const now = useNow(60_000);
  return (
    <li>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: row.id }}
        activeProps={{}}
        preload={false}
      >
        <span className="cut" dir="auto">
          {row.subject || row.preview}
        </span>
        <span className="line meta">
          <span className="num">{row.reference}</span>
          <StatusWord status={row.status} />
          <time className="end">{formats.when(row.lastMessageAt, now)}</time>
        </span>
      </Link>
    </li>
  );
}

/** What else we talk about with this customer. */
export function OtherConversations({ customerId, conversationId, place }: CardProps) {
  const { can } = useSession();
  const [isStarting, setStarting] = useState(false);
  const customer = useQueryOf('customers.get', { customerId }).data;
  const query = useQueryOf('conversations.list', { view: 'all', customerId, limit: shown + 1 });
  const rows = query.data?.conversations.filter((row) => row.id !== conversationId).slice(0, shown);
  if (!rows || (place === 'conversation' && rows.length === 0)) return null;
  return (
    <Card
      title={place === 'conversation' ? t`Other conversations` : t`Conversations`}
      level={place === 'conversation' ? 3 : 2}
      count={rows.length}
      action={
        can('conversations.start') && (
          <IconButton
            icon={IconPlus}
            size="small"
            label={t`New conversation with this customer`}
            onClick={() => setStarting(true)}
          />
        )
      }
    >
      {rows.length === 0 && <p className="quiet">{t`None yet.`}</p>}
      <ul className="others">
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
      {isStarting && customer && <NewConversation customer={customer} onClose={() => setStarting(false)} />}
    </Card>
  );
}
