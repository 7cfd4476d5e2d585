import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Card, KeyValues } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { PriorityWord } from './priority.tsx';
import { TagNames } from './TagNames.tsx';
import type { Conversation } from './use-changes.ts';
import { useWorkDialogs } from './use-work-offers.tsx';

function Filing({ conversation }: { conversation: Conversation }) {
  const formats = useFormats();
  const now = useNow(60_000);
  const { open, actions, dialog } = useWorkDialogs(conversation);
  const may = (ability: string) => conversation.abilities.includes(ability);
  const { tagIds, priority, snoozedUntil } = conversation;
  return (
    <Card title={t`Filed under`} level={3}>
      <KeyValues
        items={[
          {
            key: t`Tags`,
            value: (
              <span className="line wrap">
                {tagIds.length === 0 ? <span className="quiet">{t`None`}</span> : <TagNames ids={tagIds} />}
                {may('tag') && (
                  <IconButton
                    icon={IconPencil}
                    size="small"
                    label={t`Change tags`}
                    keys="t"
                    onClick={() => open('tags')}
                  />
                )}
              </span>
            ),
          },
          {
            key: t`Priority`,
            value: (
              <span className="line wrap">
                <PriorityWord priority={priority} always />
                {may('set_priority') && (
                  <IconButton
                    icon={IconPencil}
                    size="small"
                    label={t`Change priority`}
                    keys="h"
                    onClick={() => open('priority')}
                  />
                )}
              </span>
            ),
          },
        ]}
      />
      {snoozedUntil && (
        <div className="line wrap">
          <span>
            <Trans>Snoozed until {formats.due(snoozedUntil, now)}</Trans>
          </span>
          {may('wake') && (
            <Button size="small" onClick={() => void actions.wake()}>
              {t`Wake now`}
            </Button>
          )}
        </div>
      )}
      {dialog}
    </Card>
  );
}

/** Tags, priority and until when a conversation is snoozed. */
export function FilingCard({ conversationId }: { conversationId?: string | undefined }) {
  const conversation = useQueryOf('conversations.get', conversationId ? { conversationId } : null).data;
  return conversation ? <Filing conversation={conversation} /> : null;
}
