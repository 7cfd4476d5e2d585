import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import type { MailboxData } from './MailSettings.tsx';
import { fetchProblems } from './words.ts';

type Fetched = NonNullable<MailboxData['fetching']>;
type Folder = Fetched['folders'][number];

/** What the server holds against what Heed has, in a sentence. */
function FolderLine({ folder }: { folder: Folder }) {
  const formats = useFormats();
  const { name, onServer, lacking, wanted, fetched, problem } = folder;
  const isUnderway = onServer === null && wanted > 0;
  const words = () => {
    if (problem) return fetchProblems[problem];
    if (isUnderway) return t`${formats.number(fetched)} of ${formats.number(wanted)} fetched`;
    if (onServer === null) return t`not looked at yet`;
    const there = plural(onServer, { one: '# mail on the server', other: '# mails on the server' });
    const here =
      lacking === 0
        ? t`all of them are here`
        : plural(lacking, {
            one: '# is not here and is tried again each hour',
            other: '# are not here and are tried again each hour',
          });
    return `${there}, ${here}`;
  };
  return (
    <span className="mail-line">
      <bdi>{name}</bdi>
      {isUnderway && <progress aria-label={name} value={fetched} max={wanted} />}
      <span className="meta">
        {words()}
        {folder.comparedAt && !problem && (
          <>
            {' · '}
            <Trans>compared {formats.due(folder.comparedAt)}</Trans>
          </>
        )}
      </span>
    </span>
  );
}

/** How the fetching of a mailbox goes. */
export function Fetching({ box }: { box: MailboxData }) {
  const { fetching } = box;
  if (!fetching) return null;
  const { state, problem, said } = fetching;
  return (
    <div className="mail-fetching">
      {state === 'failed' && problem ? (
        <>
          <State state="broken">{fetchProblems[problem]}</State>
          {said !== '' && (
            <span className="meta" dir="auto">
              {said}
            </span>
          )}
        </>
      ) : (
        <State state={state === 'watching' ? 'kept' : 'running'}>
          {state === 'watching' ? (
            <Trans>
              fetched from <bdi>{box.imapHost}</bdi> as mail comes
            </Trans>
          ) : (
            <Trans>
              being fetched from <bdi>{box.imapHost}</bdi>
            </Trans>
          )}
        </State>
      )}
      {fetching.folders.map((folder) => (
        <FolderLine key={folder.name} folder={folder} />
      ))}
    </div>
  );
}
