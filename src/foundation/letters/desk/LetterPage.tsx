import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './letters.css';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { Link, useParams } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { ButtonLink } from '#kernel/web/ui/Button.tsx';
import { KeyValues } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Paper } from './Paper.tsx';
import { dateWords, fileOf, type Letter } from './words.ts';

const back = { to: '/customers', label: t`Back to customers` };

function Made({ letter }: { letter: Letter }) {
  const formats = useFormats();
  const { workspace } = useSession();
  return (
    <Page
      title={`${letter.reference}: ${letter.subject}`}
      back={back}
      actions={
        <ButtonLink kind="primary" icon={IconDownload} href={fileOf(letter.id, 'pdf')} download>
          {t`PDF`}
        </ButtonLink>
      }
    >
      <div className="letter-desk">
        <div className="stack">
          <KeyValues
            items={[
              {
                key: t`To`,
                value: (
                  <Link to="/customers/$customerId" params={{ customerId: letter.customerId }}>
                    {letter.recipient.split('\n')[0]}
                  </Link>
                ),
              },
              { key: t`Made`, value: formats.full(letter.madeAt) },
              { key: t`By`, value: letter.authorName ?? 'Heed' },
              { key: t`Template`, value: t`${letter.templateName}, version ${letter.templateVersion}` },
            ]}
          />
          <p className="quiet">
            <Trans>
              The words stay as they are, whatever happens to the template. Heed has not sent it: download it and send
              it yourself.
            </Trans>
          </p>
          <div className="line wrap">
            <ButtonLink icon={IconDownload} href={fileOf(letter.id, 'html')} download>
              {t`HTML`}
            </ButtonLink>
            <ButtonLink icon={IconDownload} href={fileOf(letter.id, 'txt')} download>
              {t`Plain text`}
            </ButtonLink>
          </div>
        </div>
        <Paper
          sender={letter.sender}
          recipient={letter.recipient}
          date={dateWords(letter.madeAt, letter.language, workspace.timeZone)}
          reference={letter.reference}
          subject={letter.subject}
          blocks={letter.blocks}
          language={letter.language}
        />
      </div>
    </Page>
  );
}

/** A letter that was made, and its files. */
export function LetterPage() {
  const { letterId = '' } = useParams({ strict: false }) as { letterId?: string };
  const query = useQueryOf('letters.get', { letterId });
  if (query.data) return <Made letter={query.data} />;
  return (
    <Page title={t`Letter`} back={back}>
      {query.error ? (
        <Trouble problem={query.error} again={() => void query.refetch()} />
      ) : (
        <Skeleton label={t`Loading the letter`} rows={6} />
      )}
    </Page>
  );
}
