import { plural, t } from '@lingui/core/macro';
import './promises.css';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { CardPlace } from '#kernel/web/desk-part.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { useActions } from '#kernel/web/shell/actions.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { OwedLine } from './OwedLine.tsx';
import { isOpen, type PromiseData } from './reading.ts';

const AddPromise = lazy(() => import('./AddPromise.tsx').then((part) => ({ default: part.AddPromise })));

type CardProps = { customerId: string; conversationId?: string | undefined; place: CardPlace };
type OwedProps = {
  title: string;
  level: 2 | 3;
  promises: readonly PromiseData[];
  customerId: string;
  conversationId?: string | undefined;
  /** On what it is owed, where the card gathers several. */
  onOf: (promise: PromiseData) => ReactNode;
};

function Ended({ promises, onOf }: Pick<OwedProps, 'promises' | 'onOf'>) {
  if (promises.length === 0) return null;
  return (
    <details className="ended">
      <summary>{plural(promises.length, { one: '# is over', other: '# are over' })}</summary>
      <ul className="stack">
        {promises.map((promise) => (
          <OwedLine key={promise.id} promise={promise} on={onOf(promise)} />
        ))}
      </ul>
    </details>
  );
}

function Owed({ title, level, promises, customerId, conversationId, onOf }: OwedProps) {
  const { can } = useSession();
  const [isAdding, setAdding] = useState(false);
  const mayAdd = can('promises.add');
  const key = conversationId ? 'p' : undefined;
  useActions(mayAdd ? [{ label: t`Promise something`, key, group: t`Promises`, run: () => setAdding(true) }] : []);
  const open = promises.filter(isOpen);
  const over = promises.filter((promise) => !isOpen(promise));
  return (
    <Card
      title={title}
      level={level}
      count={open.length}
      action={
        mayAdd && (
          <IconButton
            icon={IconPlus}
            size="small"
            label={t`Promise something`}
            keys={key}
            onClick={() => setAdding(true)}
          />
        )
      }
    >
      {open.length === 0 && <p className="quiet">{t`Nothing just now.`}</p>}
      <ul className="stack owed-lines">
        {open.map((promise) => (
          <OwedLine key={promise.id} promise={promise} on={onOf(promise)} />
        ))}
      </ul>
      <Ended promises={over} onOf={onOf} />
      {isAdding && (
        <Suspense fallback={null}>
          <AddPromise about={{ customerId, conversationId }} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Card>
  );
}

const title = t`What we owe`;

function Waiting({ level }: { level: 2 | 3 }) {
  return (
    <Card title={title} level={level}>
      <Skeleton label={t`Loading what we owe`} rows={3} />
    </Card>
  );
}

/** Beside a conversation: its clocks, and what is owed to the customer apart from it. */
function OnConversation({ customerId, conversationId }: { customerId: string; conversationId: string }) {
  const here = useQueryOf('promises.on', { subjectId: conversationId }, { keep: true });
  const apart = useQueryOf('promises.on', { subjectId: customerId }, { keep: true }).data?.promises ?? [];
  if (here.error && !here.data) return <Trouble problem={here.error} again={() => void here.refetch()} />;
  if (!here.data) return <Waiting level={3} />;
  return (
    <Owed
      key={conversationId}
      title={title}
      level={3}
      promises={[...here.data.promises, ...apart.filter(isOpen)]}
      customerId={customerId}
      conversationId={conversationId}
      onOf={(promise) => promise.subjectId === customerId && <span>{t`to the customer`}</span>}
    />
  );
}

/** On a customer's page: what is owed to them, on whatever conversation. */
function OnCustomer({ customerId }: { customerId: string }) {
  // The same question as the card of conversations asks, so it is asked once.
  const found = useQueryOf('conversations.list', { view: 'all', customerId, limit: 11 });
  const conversations = found.data?.conversations ?? [];
  const ids = [customerId, ...conversations.map((row) => row.id)];
  const isAsked = found.data !== undefined || found.error !== null;
  const query = useQueryOf('promises.of', isAsked ? { subjectIds: ids.join() } : null, { keep: true });
  if (query.error && !query.data) return <Trouble problem={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Waiting level={2} />;
  const onOf = (promise: PromiseData) => {
    const row = conversations.find((one) => one.id === promise.subjectId);
    return (
      row && (
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: 'all', conversationId: row.id }}
          activeProps={{}}
          className="num"
        >
          {row.reference}
        </Link>
      )
    );
  };
  return (
    <Owed
      key={customerId}
      title={title}
      level={2}
      promises={[...query.data.promises].sort((a, b) => a.dueAt.localeCompare(b.dueAt))}
      customerId={customerId}
      onOf={onOf}
    />
  );
}

/** What we owe here, each promise with its clock. */
export function OwedCard({ customerId, conversationId, place }: CardProps) {
  if (place === 'conversation' && conversationId)
    return <OnConversation customerId={customerId} conversationId={conversationId} />;
  return <OnCustomer customerId={customerId} />;
}
