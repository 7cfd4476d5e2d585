import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { type Chosen, ConversationChoice } from './ConversationChoice.tsx';
import type { Conversation } from './use-changes.ts';

type Kind = 'related' | 'followed_by' | 'follow_up_of';

/** Links another conversation that belongs to this one. */
export function LinkDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const [chosen, setChosen] = useState<Chosen>();
  const [reference, setReference] = useState('');
  const [kind, setKind] = useState<Kind>('related');
  const link = useCommandOf('conversations.link', {
    touches: ({ conversationId, otherId }) => [`conversation:${conversationId}`, `conversation:${otherId}`],
  });
  const send = async () => {
    if (!chosen) return;
    const ids = [conversation.id, chosen.id];
    // A follow-up leads from the earlier one to the later one.
    const [from = '', to = ''] = kind === 'follow_up_of' ? ids.reverse() : ids;
    const linkKind = kind === 'related' ? ('related' as const) : ('follow_up' as const);
    const done = await link.run({ conversationId: from, otherId: to, kind: linkKind });
    if (!done) return;
    onClose();
    showToast({ state: 'kept', text: t`${conversation.reference} and ${chosen.reference} are linked` });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Link another conversation to ${conversation.reference}`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            disabled={link.busy}
            onClick={() => void send()}
            {...(!chosen && { disabledReason: t`Choose a conversation` })}
          >
            {link.busy ? t`Linking…` : t`Link`}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ConversationChoice
          conversation={conversation}
          chosen={chosen}
          onChoose={setChosen}
          reference={reference}
          onReference={setReference}
        />
        <Segments
          label={t`The other one`}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'related', label: t`Is related` },
            { value: 'followed_by', label: t`Follows this one` },
            { value: 'follow_up_of', label: t`Came before` },
          ]}
        />
      </div>
    </Dialog>
  );
}
