import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { DelegateDialog } from './DelegateDialog.tsx';

type Delegation = OutputOf<'authority.delegations'>['delegations'][number];

function Line({ delegation, titleOf }: { delegation: Delegation; titleOf: (kind: string) => string }) {
  const formats = useFormats();
  const { person } = useSession();
  const end = useCommandOf('authority.end-delegation', { touches: () => ['delegations', 'approvals'] });
  const { from, to, kinds } = delegation;
  const isRunning = new Date(delegation.startsAt) <= new Date();
  const mayEnd = from.id === person.id || person.role === 'owner';
  const what = kinds.length === 0 ? t`everything` : kinds.map(titleOf).join(', ');
  const stop = async () => {
    const done = await end.run({ delegationId: delegation.id, version: delegation.version });
    if (done) showToast({ state: 'kept', text: t`${to.name} no longer stands in` });
  };
  return (
    <li>
      <span className="grow">
        {to.id === person.id ? (
          <Trans>
            You stand in for <bdi>{from.name}</bdi>
          </Trans>
        ) : from.id === person.id ? (
          <Trans>
            <bdi>{to.name}</bdi> stands in for you
          </Trans>
        ) : (
          <Trans>
            <bdi>{to.name}</bdi> stands in for <bdi>{from.name}</bdi>
          </Trans>
        )}
        <span className="quiet">
          {' '}
          <Trans>
            · {formats.full(delegation.startsAt)} to {formats.full(delegation.endsAt)} · {what}
          </Trans>
        </span>
      </span>
      {isRunning ? <State state="info">{t`now`}</State> : <State state="paused">{t`planned`}</State>}
      {mayEnd && (
        <Button size="small" disabled={end.busy} onClick={() => void stop()}>
          <Trans>
            End<span className="hide"> the delegation to {to.name}</span>
          </Trans>
        </Button>
      )}
    </li>
  );
}

/** Who answers in whose place while they are away. */
export function Delegations() {
  const [isOpen, setOpen] = useState(false);
  const delegations = useQueryOf('authority.delegations', {}).data?.delegations;
  const kinds = useQueryOf('authority.rules', {}).data?.kinds;
  const own = useQueryOf('authority.mine', {}).data?.kinds.filter((kind) => kind.may === 'decide') ?? [];
  const titleOf = (name: string) => told(kinds?.find((kind) => kind.name === name)?.title ?? name);
  if (!delegations || (delegations.length === 0 && own.length === 0)) return null;
  return (
    <section className="stack" aria-labelledby="away">
      <div className="line">
        <h2 id="away" className="grow">
          {t`While somebody is away`}
        </h2>
        {own.length > 0 && <Button onClick={() => setOpen(true)}>{t`Let somebody stand in`}</Button>}
      </div>
      {delegations.length === 0 ? (
        <p className="quiet">
          <Trans>Nobody stands in for anybody. A colleague can answer requests in your place for some days.</Trans>
        </p>
      ) : (
        <ul className="lines" aria-label={t`Delegations`}>
          {delegations.map((delegation) => (
            <Line key={delegation.id} delegation={delegation} titleOf={titleOf} />
          ))}
        </ul>
      )}
      {isOpen && (
        <DelegateDialog
          kinds={own.map((kind) => ({ name: kind.name, title: titleOf(kind.name) }))}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  );
}
