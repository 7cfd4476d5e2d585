import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { Card } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { changeWords } from './calendar-words.ts';

type Version = OutputOf<'calendars.get'>['versions'][number];

function VersionLine({ version, before }: { version: Version; before: Version | undefined }) {
  const formats = useFormats();
  const isFirst = version.number === 1;
  return (
    <li className="stack tight">
      <div className="line">
        <b>
          <Trans>Version {version.number}</Trans>
        </b>
        <time className="meta end" title={formats.full(version.createdAt)}>
          {formats.when(version.createdAt)}
        </time>
      </div>
      {(before || isFirst) && <span>{changeWords(before?.rules, version.rules)}</span>}
      <span className="meta">
        <bdi>{version.createdByName ?? 'Heed'}</bdi>
        {version.reason && <span dir="auto"> · {version.reason}</span>}
        {version.number > 1 &&
          before &&
          before.tzVersion !== version.tzVersion &&
          t` · time zones ${version.tzVersion}`}
      </span>
    </li>
  );
}

/** How a calendar changed, the newest first. */
export function Versions({ versions }: { versions: readonly Version[] }) {
  return (
    <Card title={t`Versions`} level={2} count={versions.length}>
      <ol className="versions">
        {versions.map((version, index) => (
          <VersionLine key={version.id} version={version} before={versions[index + 1]} />
        ))}
      </ol>
    </Card>
  );
}
