import { t } from '@lingui/core/macro';
import './calls.css';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { lazy, Suspense, useState } from 'react';
import type { CardPlace } from '#kernel/web/desk-part.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { useActions } from '#kernel/web/shell/actions.ts';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { CallButtons } from './CallButtons.tsx';
import type { Known } from './LogDialog.tsx';
import { callStates } from './words.ts';

const LogDialog = lazy(() => import('./LogDialog.tsx').then((part) => ({ default: part.LogDialog })));

type CardProps = { customerId: string; conversationId?: string | undefined; place: CardPlace };

/** The last calls with this customer, one that is going on first of all, and the way to write one down here. */
export function CallsCard({ customerId, conversationId, place }: CardProps) {
  const { can } = useSession();
  const formats = useFormats();
  const [known, setKnown] = useState<Known>();
  const customer = useQueryOf('customers.get', { customerId }).data;
  const calls = useQueryOf('calls.list', { customerId, limit: 3 }, { keep: true }).data?.calls ?? [];
  const mayLog = can('calls.log') && customer !== undefined;
  const label = t`Write down a call, visit or letter`;
  const begin = () => {
    const phone = customer?.addresses.find((one) => one.kind === 'phone')?.value ?? '';
    const who = { id: customerId, name: customer?.name ?? '' };
    setKnown({ who, values: { phone, ...(conversationId && { conversationId }) } });
  };
  useActions(mayLog ? [{ label, key: 'l', group: t`Calls`, run: begin }] : []);
  if (!mayLog && calls.length === 0) return null;
  return (
    <Card
      title={t`Calls, visits, letters`}
      level={place === 'customer' ? 2 : 3}
      action={mayLog && <IconButton icon={IconPlus} size="small" label={label} keys="l" onClick={begin} />}
    >
      {calls.length === 0 && <p className="quiet">{t`No calls of late.`}</p>}
      <ul className="stack">
        {calls.map((call) => (
          <li key={call.id} className="stack tight">
            <span className="call-state">
              <State state={callStates[call.state].state}>{callStates[call.state].word}</State>
              <time className="meta" title={formats.full(call.beganAt)}>
                {formats.due(call.beganAt)}
              </time>
              <bdi className="meta num">{call.number}</bdi>
            </span>
            <CallButtons call={call} onLog={setKnown} />
          </li>
        ))}
      </ul>
      {known && (
        <Suspense fallback={null}>
          <LogDialog known={known} onClose={() => setKnown(undefined)} />
        </Suspense>
      )}
    </Card>
  );
}
