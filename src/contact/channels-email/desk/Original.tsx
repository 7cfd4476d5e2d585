import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { MailFacts } from '../contract-messages.ts';

/** A mail's HTML in a frame of its own, which has no origin and can do nothing; the server says so as well. */
function Framed({ messageId, title, hasRemote }: { messageId: string; title: string; hasRemote: boolean }) {
  const [isRemote, setRemote] = useState(false);
  return (
    <>
      {hasRemote && !isRemote && (
        <div className="mail-line">
          <span className="meta">{t`Pictures from the web are not shown: they would tell the sender that they were seen.`}</span>
          <Button size="small" onClick={() => setRemote(true)}>
            {t`Show them`}
          </Button>
        </div>
      )}
      <iframe
        className="mail-frame"
        title={title}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        src={`/api/v1/mail/${messageId}/page${isRemote ? '?pictures=remote' : ''}`}
        referrerPolicy="no-referrer"
      />
    </>
  );
}

/** The whole of a mail as it came: its text, and its HTML where it has some. */
export function Original({ conversationId, facts }: { conversationId: string; facts: MailFacts }) {
  const [form, setForm] = useState<'text' | 'html'>('text');
  const query = useQueryOf('mail.original', { conversationId, messageId: facts.messageId });
  const whole = query.data;
  if (query.error) return <Trouble problem={query.error} again={() => void query.refetch()} />;
  if (!whole) return <Skeleton label={t`Loading the mail`} rows={4} />;
  return (
    <div className="mail-whole">
      <b dir="auto">{facts.subject}</b>
      {whole.html !== null && (
        <Segments
          label={t`Form`}
          value={form}
          onChange={setForm}
          options={[
            { value: 'text', label: t`Text` },
            { value: 'html', label: t`As it was laid out` },
          ]}
        />
      )}
      {form === 'html' && whole.html !== null ? (
        <Framed
          messageId={facts.messageId}
          title={t`The mail as it was laid out`}
          hasRemote={whole.html.includes('data-remote-src=')}
        />
      ) : (
        <pre className="mail-text" dir="auto">
          {whole.text}
        </pre>
      )}
    </div>
  );
}
