import { t } from '@lingui/core/macro';
import IconForms from '@tabler/icons-react/dist/esm/icons/IconForms.mjs';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#kernel/web/ui/Button.tsx';
import type { Conversation } from './use-changes.ts';

const AskDialog = lazy(() => import('./AskDialog.tsx').then((file) => ({ default: file.AskDialog })));

/** Opens the dialog; where the customer has no chat to answer in, it is not there. */
export function AskButton({ conversation }: { conversation: Conversation }) {
  const [isOpen, setOpen] = useState(false);
  if (conversation.channel !== 'chat') return null;
  return (
    <>
      <Button size="small" kind="quiet" icon={IconForms} onClick={() => setOpen(true)}>
        {t`Ask`}
      </Button>
      <Suspense>{isOpen && <AskDialog conversation={conversation} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
