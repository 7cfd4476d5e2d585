import { t } from '@lingui/core/macro';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import type { DeskMessage } from '../contract.ts';
import { ThreadMessage } from './ThreadMessage.tsx';

type AnsweredMeanwhileProps = {
  /** What colleagues answered since I began to write; empty closes it. */
  answers: readonly DeskMessage[];
  onSend: () => void;
  onKeep: () => void;
};

/** Asks before a second answer goes to the same customer, and shows the first. The text stays where it is. */
export function AnsweredMeanwhile({ answers, onSend, onKeep }: AnsweredMeanwhileProps) {
  const names = [...new Set(answers.map((one) => one.authorName))].join(', ');
  return (
    <Dialog
      open={answers.length > 0}
      onClose={onKeep}
      title={t`${names} answered while you were writing`}
      actions={
        <>
          <Button onClick={onKeep}>{t`Keep writing`}</Button>
          <Button kind="primary" onClick={onSend}>
            {t`Send mine too`}
          </Button>
        </>
      }
    >
      <div className="messages answered">
        {answers.map((message) => (
          <ThreadMessage key={message.id} message={message} isSeen={false} />
        ))}
      </div>
      <p className="quiet">{t`Your text is kept. Nothing was sent yet.`}</p>
    </Dialog>
  );
}
