import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconBulb from '@tabler/icons-react/dist/esm/icons/IconBulb.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty } from '#kernel/web/ui/Waiting.tsx';
import { FindingDialog } from './FindingDialog.tsx';
import { type Evidence, type Finding, type Source, touches, valueWords } from './research-words.ts';
import type { Standard } from './words.ts';

function OneSource({ source }: { source: Source }) {
  const formats = useFormats();
  const { given } = source;
  if (given.is === 'outside')
    return (
      <li>
        <a href={given.address} target="_blank" rel="noreferrer noopener" dir="auto">
          {source.title}
        </a>{' '}
        <span className="meta">{formats.date(given.date)}</span>
      </li>
    );
  if (given.is === 'measure') {
    const { n } = source;
    return (
      <li>
        {told(source.title)}: <b className="num">{valueWords(formats, source.unit ?? 'count', source.value)}</b>{' '}
        <span className="meta num">
          n = {n ?? 0} · {formats.date(given.from)} – {formats.date(given.to)}
        </span>
      </li>
    );
  }
  const kind = given.is === 'feedback' ? t`feedback` : t`conversation`;
  return (
    <li>
      {source.link ? <Link to={source.link}>{source.title}</Link> : <span className="quiet">{t`no longer there`}</span>}{' '}
      <span className="meta">{kind}</span>
    </li>
  );
}

type OneProps = { finding: Finding; standard: Standard; onEdit: ((finding: Finding) => void) | undefined };

function OneFinding({ finding, standard, onEdit }: OneProps) {
  const drop = useCommandOf('standards.drop-finding', touches);
  const answering = standard.clauses.filter((clause) => finding.clauseIds.includes(clause.id));
  return (
    <li className="find">
      <div className="line">
        <h3 className="grow" dir="auto">
          {finding.need}
        </h3>
        {onEdit && (
          <>
            <IconButton
              icon={IconPencil}
              size="small"
              label={t`Edit: ${finding.need}`}
              onClick={() => onEdit(finding)}
            />
            <IconButton
              icon={IconX}
              size="small"
              label={t`Take out: ${finding.need}`}
              disabled={drop.busy}
              onClick={() => void drop.run({ findingId: finding.id })}
            />
          </>
        )}
      </div>
      <p className="std-text" dir="auto">
        {finding.learnt}
      </p>
      <ul className="find-sources" aria-label={t`How we know`}>
        {finding.sources.map((source, index) => (
          // Two sources may be the same; their order never changes by itself.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <OneSource key={index} source={source} />
        ))}
      </ul>
      <p className="meta std-src">
        {answering.length > 0 ? (
          <span>
            <Trans>Answered by {answering.map((clause) => `${clause.number} ${clause.title}`).join(', ')}</Trans>
          </span>
        ) : (
          <State state="warn">{t`No clause answers it yet`}</State>
        )}
        {finding.authorName && <bdi>{finding.authorName}</bdi>}
        {finding.carriedFrom && <span>{t`taken over from ${finding.carriedFrom}`}</span>}
      </p>
    </li>
  );
}

type Props = { standard: Standard; evidence: Evidence };

/** What customers need, as far as it is known, and how it is known. */
export function Needs({ standard, evidence }: Props) {
  const [editing, setEditing] = useState<Finding | 'new'>();
  const mayWrite = evidence.abilities.includes('research');
  const { findings } = evidence;
  const add = mayWrite && <Button icon={IconPlus} onClick={() => setEditing('new')}>{t`Add a finding`}</Button>;
  return (
    <div className="doc stack">
      <p className="quiet">
        <Trans>
          What you know about your customers before you promise them something. Each finding says what they need and how
          you know: from conversations, their feedback, your numbers, or a page outside.
        </Trans>
      </p>
      {findings.length === 0 ? (
        <Empty icon={IconBulb} title={t`Nothing written down yet`} action={add}>
          <Trans>Read a few conversations and the feedback of the last weeks; one finding is enough to begin.</Trans>
        </Empty>
      ) : (
        <>
          <div className="line">
            <b>{plural(findings.length, { one: '# finding', other: '# findings' })}</b>
            <span className="end">{add}</span>
          </div>
          <ul>
            {findings.map((finding) => (
              <OneFinding
                key={finding.id}
                finding={finding}
                standard={standard}
                onEdit={mayWrite ? setEditing : undefined}
              />
            ))}
          </ul>
        </>
      )}
      {editing && (
        <FindingDialog
          standard={standard}
          finding={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  );
}
