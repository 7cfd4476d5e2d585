import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Customer } from './CustomerPage.tsx';
import { keptLines } from './kept-lines.ts';

type Merge = OutputOf<'customers.merges'>['merges'][number];
type Kept = OutputOf<'customers.undo-merge'>['kept'];

function UndoDialog({ merge, customer, onClose }: { merge: Merge; customer: Customer; onClose: (kept: Kept) => void }) {
  const undo = useCommandOf('customers.undo-merge', {
    touches: () => [`customer:${customer.id}`, 'customers', 'customer-duplicates', 'customer-names'],
  });
  const run = async () => {
    const done = await undo.run({ mergeId: merge.id });
    if (!done) return onClose([]);
    showToast({ state: 'kept', text: t`${merge.otherReference} stands for itself again` });
    onClose(done.kept);
  };
  return (
    <Dialog
      open
      onClose={() => onClose([])}
      title={t`Undo the merge with ${merge.otherReference}?`}
      actions={
        <>
          <Button onClick={() => onClose([])}>{t`Cancel`}</Button>
          <Button kind="primary" disabled={undo.busy} onClick={() => void run()}>
            {undo.busy ? t`Undoing…` : t`Undo the merge`}
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          Everything that came from <bdi>{merge.otherName}</bdi> goes back there: addresses, notes, tags, conversations
          with what was written in them since, and promises.
        </Trans>
      </p>
      <p className="quiet">
        <Trans>
          What was added after the merge stays with <bdi>{customer.name}</bdi>. Values that somebody changed since stay
          as they are, and you are told which.
        </Trans>
      </p>
    </Dialog>
  );
}

/** What was merged into this customer and can still be undone; and what an undoing could not put back. */
export function Merges({ customer }: { customer: Customer }) {
  const formats = useFormats();
  const [undoing, setUndoing] = useState<Merge>();
  const [kept, setKept] = useState<Kept>([]);
  const merges = useQueryOf('customers.merges', { customerId: customer.id }).data?.merges ?? [];
  const open = merges.filter((merge) => merge.undoneAt === null && Date.parse(merge.undoUntil) > Date.now());
  return (
    <>
      {kept.length > 0 && (
        <Notice state="warn" title={t`The merge is undone, but for this:`} urgent>
          {keptLines(kept).join(' ')}
        </Notice>
      )}
      {open.map((merge) => (
        <Notice key={merge.id} state="info" title={<Trans>Merged with {merge.otherReference}.</Trans>}>
          {merge.byName ? (
            <Trans>
              <bdi>{merge.otherName}</bdi> became a part of this customer on {formats.date(merge.at)}, by{' '}
              <bdi>{merge.byName}</bdi>. It can be undone until {formats.date(merge.undoUntil)}.
            </Trans>
          ) : (
            <Trans>
              <bdi>{merge.otherName}</bdi> became a part of this customer on {formats.date(merge.at)}. It can be undone
              until {formats.date(merge.undoUntil)}.
            </Trans>
          )}{' '}
          {merge.mayUndo && (
            <Button size="small" onClick={() => setUndoing(merge)}>
              <Trans>
                Undo the merge<span className="hide"> with {merge.otherReference}</span>
              </Trans>
            </Button>
          )}
        </Notice>
      ))}
      {undoing && (
        <UndoDialog
          merge={undoing}
          customer={customer}
          onClose={(left) => {
            setUndoing(undefined);
            setKept(left);
          }}
        />
      )}
    </>
  );
}
