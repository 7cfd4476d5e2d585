import { t } from '@lingui/core/macro';
import './webhooks.css';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { DeliveryState, metWords, useFresh } from './words.tsx';

type Attempt = OutputOf<'webhooks.delivery'>['tries'][number];

function AttemptLine({ attempt }: { attempt: Attempt }) {
  const formats = useFormats();
  const { at, tookMs, status, problem, answer } = attempt;
  return (
    <li>
      <span className="grow stack tight">
        <span className="line wrap">
          <b>{metWords(status, problem)}</b>
          <span className="meta">
            {formats.full(at)} · {t`${formats.number(tookMs)} ms`}
          </span>
        </span>
        {answer && <pre className="code webhook-answer">{answer}</pre>}
      </span>
    </li>
  );
}

/** A delivery: how it went, attempt by attempt, and what is sent. */
export function DeliveryDialog({ deliveryId, onClose }: { deliveryId: string; onClose: () => void }) {
  const query = useQueryOf('webhooks.delivery', { deliveryId });
  const again = useCommandOf('webhooks.redeliver', {
    touches: () => [`webhook-delivery:${deliveryId}`, `webhook:${query.data?.endpointId}`],
  });
  useFresh(() => void query.refetch());
  const found = query.data;
  return (
    <Dialog
      open
      onClose={onClose}
      title={found?.delivery.type ?? t`Delivery`}
      actions={
        <>
          <Button disabled={!found || again.busy} onClick={() => void again.run({ deliveryId })}>
            {t`Send again`}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t`Done`}
          </Button>
        </>
      }
    >
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading the delivery`} rows={6} />}
      {found && (
        <div className="stack webhook-delivery">
          <DeliveryState delivery={found.delivery} />
          {found.tries.length > 0 && (
            <ul className="lines" aria-label={t`Attempts`}>
              {found.tries.map((attempt) => (
                <AttemptLine key={attempt.number} attempt={attempt} />
              ))}
            </ul>
          )}
          <CopyField label={t`What is sent`} rows={10} value={JSON.stringify(found.message, null, 2)} />
        </div>
      )}
    </Dialog>
  );
}
