import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Rating } from './Rating.tsx';

function Silence({ customerId, isSilent }: { customerId: string; isSilent: boolean }) {
  const { can } = useSession();
  const set = useCommandOf('feedback.set-silence', { touches: () => ['feedback'] });
  if (!can('feedback.set_silence')) return null;
  const change = async () => {
    if (!(await set.run({ customerId, isSilent: !isSilent }))) return;
    const text = isSilent ? t`They can be asked again` : t`They are not asked again`;
    showToast({ state: 'kept', text, undo: () => void set.run({ customerId, isSilent }) });
  };
  return (
    <Button size="small" kind="quiet" disabled={set.busy} onClick={() => void change()}>
      {isSilent ? t`Ask them again` : t`Do not ask them`}
    </Button>
  );
}

/** What the customer said of this conversation, or whether they were asked. */
export function FeedbackCard({
  customerId,
  conversationId,
}: {
  customerId: string;
  conversationId?: string | undefined;
}) {
  const formats = useFormats();
  const now = useNow(60_000);
  const data = useQueryOf('feedback.of-conversation', conversationId ? { conversationId } : null).data;
  if (!data || (!data.request && !data.isSilent)) return null;
  const { request, isSilent } = data;
  const isOver = request !== null && Date.parse(request.expiresAt) <= now;
  return (
    <Card title={t`Feedback`} level={3} action={<Silence customerId={customerId} isSilent={isSilent} />}>
      <div className="stack tight">
        {request?.rating && <Rating value={request.rating} />}
        {request?.comment && (
          <p className="as-written" dir="auto">
            {request.comment}
          </p>
        )}
        {request?.answeredAt && (
          <p className="meta">
            <Trans>Said {formats.due(request.answeredAt, now)}</Trans>
          </p>
        )}
        {request && !request.answeredAt && (
          <p className="meta">
            {isOver ? (
              <Trans>Asked {formats.due(request.askedAt, now)}; no answer came.</Trans>
            ) : (
              <Trans>Asked {formats.due(request.askedAt, now)}; no answer yet.</Trans>
            )}
          </p>
        )}
        {isSilent && <p className="meta">{t`This customer does not want to be asked.`}</p>}
      </div>
    </Card>
  );
}
