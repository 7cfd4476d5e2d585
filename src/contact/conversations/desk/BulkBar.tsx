import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconChevron from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs';
import IconFlag from '@tabler/icons-react/dist/esm/icons/IconFlag.mjs';
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs';
import IconRotate from '@tabler/icons-react/dist/esm/icons/IconRotate.mjs';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { lazy, Suspense, useState } from 'react';
import { asProblem, tellProblem, useData } from '#kernel/web/hooks.tsx';
import { type Action, useActions } from '#kernel/web/shell/actions.ts';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { BulkDialog } from './BulkDialogs.tsx';
import { type BulkPlan, startBulk, useBulkRun } from './bulk.ts';
import { reopening } from './bulk-plans.ts';
import type { RowData } from './ConversationRow.tsx';
import type { Selection } from './selection.ts';
import { viewInput } from './views.ts';

const BulkDialogs = lazy(() => import('./BulkDialogs.tsx').then((part) => ({ default: part.BulkDialogs })));

/** At most so many are selected together. */
const most = 1_000;

/** Fetches all of a view, page by page, up to the most that can be selected together. */
function useSelectAll(view: string, selection: Selection) {
  const { client } = useData();
  const [isBusy, setBusy] = useState(false);
  const fetchAll = async () => {
    const rows: RowData[] = [];
    let after: string | undefined;
    do {
      const input = { ...viewInput(view), sort: 'newest' as const, limit: 100, ...(after !== undefined && { after }) };
      const page = await client.query('conversations.list', input);
      rows.push(...page.conversations);
      after = page.next ?? undefined;
    } while (after !== undefined && rows.length < most);
    selection.add(rows.slice(0, most));
    if (after !== undefined) showToast({ text: t`The first 1,000 of this view are selected. Do these first.` });
  };
  const selectAll = () => {
    if (isBusy) return;
    setBusy(true);
    fetchAll()
      .catch((error: unknown) => tellProblem(asProblem(error)))
      .finally(() => setBusy(false));
  };
  return { selectAll, isBusy };
}

/** What can be done with the selected conversations, each in a write of its own. */
export function BulkBar({ view, selection }: { view: string; selection: Selection }) {
  const data = useData();
  const run = useBulkRun();
  const [which, setWhich] = useState<BulkDialog>();
  const { selectAll, isBusy } = useSelectAll(view, selection);
  const rows = [...selection.rows.values()];
  const start = (plan: BulkPlan) => {
    if (startBulk(data, plan, rows)) selection.clear();
  };
  const group = t`Selection`;
  const isRunning = run?.state === 'running';
  const acts: Action[] = [
    { label: t`Assign selected…`, key: 'A', icon: IconUserPlus, group, run: () => setWhich('assign') },
    { label: t`Tags of selected…`, key: 'T', icon: IconTag, group, run: () => setWhich('tags') },
    { label: t`Priority of selected…`, key: 'H', icon: IconFlag, group, run: () => setWhich('priority') },
    { label: t`Snooze selected…`, key: 'S', icon: IconMoon, group, run: () => setWhich('snooze') },
    { label: t`Resolve selected…`, key: 'E', icon: IconCheck, group, run: () => setWhich('resolve') },
    { label: t`Reopen selected`, icon: IconRotate, group, run: () => start(reopening) },
  ];
  useActions([
    ...(isRunning ? [] : acts),
    { label: t`Select all in this view`, group, run: selectAll },
    { label: t`Select none`, key: 'Escape', icon: IconX, group, run: selection.clear },
  ]);
  const entries = acts.map(({ label, key, icon, run: onPick }) => ({
    ...{ label, keys: key, icon, onPick },
    disabledReason: isRunning ? t`Another one is running. Wait for it, or stop it.` : undefined,
  }));
  return (
    <fieldset className="bulk-bar line wrap" aria-label={t`Selected conversations`}>
      <b role="status" className="num">
        <Trans>{rows.length} selected</Trans>
      </b>
      <Button size="small" disabled={isBusy} onClick={selectAll}>
        {isBusy ? t`Selecting…` : t`Select all`}
      </Button>
      <span className="end line">
        <Menu
          label={t`Do with the selected`}
          entries={entries}
          target={
            <Button size="small" kind="primary" icon={IconChevron}>
              {t`Actions`}
            </Button>
          }
        />
        <IconButton icon={IconX} size="small" label={t`Select none`} keys="Esc" onClick={selection.clear} />
      </span>
      {which && (
        <Suspense fallback={null}>
          <BulkDialogs which={which} rows={rows} onPlan={start} onClose={() => setWhich(undefined)} />
        </Suspense>
      )}
    </fieldset>
  );
}
