import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './calls.css';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { type Known, LogDialog } from './LogDialog.tsx';

/** The router reads what looks like a number as one, and takes a plus for a space. */
const words = (value: unknown) => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  return text.replace(/^ (?=\d)/, '+').slice(0, 200);
};

type Caller = { customerId: string; reference: string; name: string; phone: string };

function Choice({ callers, onPick }: { callers: readonly Caller[]; onPick: (caller: Caller) => void }) {
  return (
    <ul className="lines" aria-label={t`Who it may be`}>
      {callers.map((caller) => (
        <li key={`${caller.customerId} ${caller.phone}`}>
          <Face name={caller.name} size="s" />
          <span className="grow stack tight">
            <Link to="/customers/$customerId" params={{ customerId: caller.customerId }}>
              <bdi>{caller.name}</bdi>
            </Link>
            <span className="meta">
              {caller.reference} · <bdi className="num">{caller.phone}</bdi>
            </span>
          </span>
          <Button size="small" onClick={() => onPick(caller)}>
            <Trans>
              Write down<span className="hide">: {caller.name}</span>
            </Trans>
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Where a telephone system sends the reader when it rings: to the customer whose number it is, or to the choice. */
export function Pop() {
  const { can } = useSession();
  const search = useSearch({ strict: false }) as { number?: unknown; call?: unknown };
  const [known, setKnown] = useState<Known>();
  const ref = words(search.call);
  const call = useQueryOf('calls.get', ref === '' ? null : { ref });
  const number = words(search.number) || call.data?.call?.number || '';
  const query = useQueryOf('calls.callers', number === '' ? null : { number: number.slice(0, 40) });
  const customerId = call.data?.call?.customer?.id ?? query.data?.customerId;
  const isWaiting = (ref !== '' && call.isLoading) || (number !== '' && query.isLoading);
  if (!isWaiting && customerId) return <Navigate to="/customers/$customerId" params={{ customerId }} replace />;
  const callers = query.data?.callers ?? [];
  const begin = (who?: Known['who']) => setKnown({ who, values: { phone: number }, phoneCallId: call.data?.call?.id });
  const write = can('calls.log') && (
    <Button kind="primary" icon={IconPhone} onClick={() => begin()}>{t`Write down`}</Button>
  );
  return (
    <Page
      title={number ? t`A call from ${number}` : t`A call from a withheld number`}
      actions={callers.length > 0 && write}
    >
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {isWaiting && <Skeleton label={t`Looking for the number`} shape="rows" />}
      {!isWaiting && callers.length > 0 && (
        <>
          <p className="quiet">{t`The number fits more than one customer, or a part of it does. Choose who it is.`}</p>
          <Choice callers={callers} onPick={(one) => begin({ id: one.customerId, name: one.name })} />
        </>
      )}
      {!isWaiting && callers.length === 0 && (
        <Empty icon={IconPhone} title={t`No customer has this number`} action={write}>
          <Trans>Write the call down to find them by name, or to make a new customer.</Trans>
        </Empty>
      )}
      {known && <LogDialog known={known} onClose={() => setKnown(undefined)} />}
    </Page>
  );
}
