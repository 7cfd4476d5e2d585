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
    const text = isSilent ? 'They can be asked again' : 'They are not asked again';
    showToast({ state: 'kept', text, undo: () => void set.run({ customerId, isSilent }) });
  };
  return (
    <Button size="small" kind="quiet" disabled={set.busy} onClick={() => void change()}>
      {isSilent ? 'Ask them again' : 'Do not ask them'}
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
    <Card title="Feedback" level={3} action={<Silence customerId={customerId} isSilent={isSilent} />}>
      <div className="stack tight">
        {request?.rating && <Rating value={request.rating} />}
        {request?.comment && (
          <p className="as-written" dir="auto">
            {request.comment}
          </p>
        )}
        {request?.answeredAt && <p className="meta">Said {formats.due(request.answeredAt, now)}</p>}
        {request && !request.answeredAt && (
          <p className="meta">
            Asked {formats.due(request.askedAt, now)}; {isOver ? 'no answer came.' : 'no answer yet.'}
          </p>
        )}
        {isSilent && <p className="meta">This customer does not want to be asked.</p>}
      </div>
    </Card>
  );
}
