import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, usePagesOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { reasons, ways } from './words.ts';

type Mail = OutputOf<'mail.to-look-at'>['mails'][number];

function MailLine({ mail }: { mail: Mail }) {
  const formats = useFormats();
  const touches = { touches: () => ['mail-look'] };
  const retry = useCommandOf('mail.retry', touches);
  const aside = useCommandOf('mail.set-aside', touches);
  const busy = retry.busy || aside.busy;
  return (
    <li>
      <span className="grow stack tight">
        <b dir="auto">{mail.subject || t`No subject`}</b>
        <span className="meta" dir="auto">
          {mail.from || t`nobody named`} · {mail.mailbox} · {ways[mail.via]}, {formats.due(mail.arrivedAt)}
        </span>
        <State state="warn">{reasons[mail.reason]}</State>
      </span>
      <span className="line wrap">
        <a className="btn small" href={`/api/v1/mail/${mail.id}/raw`}>{t`Raw mail`}</a>
        <Button size="small" disabled={busy} onClick={() => void retry.run({ mailId: mail.id })}>
          {t`Read it again`}
        </Button>
        <Button size="small" kind="quiet" disabled={busy} onClick={() => void aside.run({ mailId: mail.id })}>
          {t`Set aside`}
        </Button>
      </span>
    </li>
  );
}

/** Mail that became no message by itself: why, as it came, and what to do. */
export function ToLookAt() {
  const { pages, problem, hasMore, more, again } = usePagesOf('mail.to-look-at', {});
  const mails = pages?.flatMap((page) => page.mails);
  return (
    <section className="stack" aria-labelledby="mail-look">
      <h2 id="mail-look">{t`Needs a look`}</h2>
      {problem && <Trouble problem={problem} again={again} />}
      {!pages && !problem && <Skeleton label={t`Loading mail`} shape="rows" />}
      {mails?.length === 0 && (
        <p className="quiet">
          <Trans>Every mail that arrived became a message. What cannot will wait here, with the reason.</Trans>
        </p>
      )}
      {mails && mails.length > 0 && (
        <ul className="lines mail-lines" aria-labelledby="mail-look">
          {mails.map((mail) => (
            <MailLine key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {hasMore && (
        <div>
          <Button onClick={more}>{t`Show more`}</Button>
        </div>
      )}
    </section>
  );
}
