import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPinned from '@tabler/icons-react/dist/esm/icons/IconPinned.mjs';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import type { Conversation } from './use-changes.ts';

/** The note with which this was handed over to me, above the messages until I took note of it. */
export function HandOverPin({ conversation }: { conversation: Conversation }) {
  const conversationId = conversation.id;
  const formats = useFormats();
  const now = useNow(60_000);
  const pinned = useQueryOf('conversations.hand-over', { conversationId }).data?.handOver;
  const take = useCommandOf('conversations.take-over', { touches: () => [`conversation:${conversationId}`] });
  if (!pinned) return null;
  return (
    <section className="pinned" aria-label={t`Hand-over note`}>
      <Icon of={IconPinned} small />
      <div className="grow">
        <b>
          <Trans>
            Handed over by <bdi>{pinned.fromName}</bdi>
          </Trans>
        </b>{' '}
        <span className="meta">{formats.when(pinned.at, now)}</span>
        <p className="written" dir="auto">
          {pinned.text}
        </p>
      </div>
      <Button size="small" disabled={take.busy} onClick={() => void take.run({ conversationId })}>
        {t`Got it`}
      </Button>
    </section>
  );
}
