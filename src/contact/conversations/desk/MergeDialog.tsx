import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';

import { type Chosen, ConversationChoice } from './ConversationChoice.tsx';
import { useUndoMerge } from './undo-merge.ts';
import { type Conversation, useChanges } from './use-changes.ts';

type MergeDialogProps = { conversation: Conversation; onClose: () => void };

/** Merges this conversation into another one, with a way back. */
export function MergeDialog({ conversation, onClose }: MergeDialogProps) {
  const { view = 'all' } = useParams({ strict: false }) as { view?: string };
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Chosen>();
  const [reference, setReference] = useState('');
  const [isMeant, setMeant] = useState(false);
  const { change } = useChanges(conversation);
  const merge = useCommandOf('conversations.merge', {
    touches: ({ conversationId, intoId }) => [`conversation:${conversationId}`, `conversation:${intoId}`, 'inbox'],
  });
  const undo = useUndoMerge();
  const isOther = chosen !== undefined && chosen.customerId !== conversation.customerId;
  const send = async () => {
    if (!chosen) return;
    const { id: conversationId } = conversation;
    const otherCustomer = isOther && isMeant;
    const done = await change((at) => merge.run({ ...at, intoId: chosen.id, otherCustomer }));
    if (!done) return;
    onClose();
    await navigate({ to: '/inbox/$view/$conversationId', params: { view, conversationId: chosen.id } });
    const text = t`${conversation.reference} is part of ${chosen.reference} now`;
    showToast({ state: 'kept', text, undo: () => void undo.run({ conversationId }) });
  };
  const missing = !chosen
    ? t`Choose where it goes`
    : isOther && !isMeant
      ? t`Say that you mean it: they are different customers`
      : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Merge ${conversation.reference} into another conversation`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            disabled={merge.busy}
            onClick={() => void send()}
            {...(missing && { disabledReason: missing })}
          >
            {merge.busy ? t`Merging…` : chosen ? t`Merge into ${chosen.reference}` : t`Merge`}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">
          <Trans>
            Its messages move to the end of the other one, with who wrote them and when. {conversation.reference} then
            leads there, and the customer goes on there. You can undo this until somebody writes there.
          </Trans>
        </p>
        <ConversationChoice
          conversation={conversation}
          chosen={chosen}
          onChoose={setChosen}
          reference={reference}
          onReference={setReference}
        />
        {isOther && (
          <Notice state="warn" title={t`${chosen.reference} is of ${chosen.customerName}.`} urgent>
            <Trans>
              {conversation.customerName} will not see these messages in their chat any more, and answers go to{' '}
              {chosen.customerName} alone.
            </Trans>
            <Check label={t`It is the same person, or they agreed`} checked={isMeant} onChange={setMeant} />
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
