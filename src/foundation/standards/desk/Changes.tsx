import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Carried } from './Carried.tsx';

type Change = OutputOf<'standards.compare'>['clauses'][number];

const what: Record<Change['is'], string> = { added: t`new`, changed: t`changed`, dropped: t`left out` };

function Words({ pieces }: { pieces: Change['text'] }) {
  let place = 0;
  return pieces.map((piece) => {
    place += piece.text.length;
    const key = `${place} ${piece.is}`;
    if (piece.is === 'added') return <ins key={key}>{piece.text}</ins>;
    return piece.is === 'gone' ? <del key={key}>{piece.text}</del> : <span key={key}>{piece.text}</span>;
  });
}

function OneChange({ change }: { change: Change }) {
  const isOther = JSON.stringify(change.before) !== JSON.stringify(change.after);
  return (
    <section className="cl">
      <div className="pen num">{change.number}</div>
      <div className="stack tight">
        <div className="line">
          <h3 className="grow" dir="auto">
            <Words pieces={change.title} />
          </h3>
          <Badge>{what[change.is]}</Badge>
        </div>
        <p className="std-text" dir="auto">
          <Words pieces={change.text} />
        </p>
        {isOther && change.before && (
          <section className="std-before" aria-label={t`Before`}>
            <Carried body={change.before} />
          </section>
        )}
        {isOther && change.after && (
          <section className="std-after" aria-label={t`Now`}>
            <Carried body={change.after} />
          </section>
        )}
        {change.suggestions.map((one) => (
          <p key={one.id} className="meta" dir="auto">
            <Trans>
              Suggested by <bdi>{one.authorName}</bdi>: {one.text}
            </Trans>
          </p>
        ))}
        {change.reason && (
          <p className="meta" dir="auto">
            <Trans>Because: {change.reason}</Trans>
          </p>
        )}
      </div>
    </section>
  );
}

/** What this version changes, word by word, each with its reason. */
export function Changes({ versionId }: { versionId: string }) {
  const query = useQueryOf('standards.compare', { versionId });
  if (query.error) return <Trouble problem={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Skeleton label={t`Comparing`} rows={6} />;
  const { from, clauses } = query.data;
  return (
    <article className="doc">
      <h2 className="sec">{from ? t`Changes since ${from.major}.${from.minor}` : t`Everything is new`}</h2>
      {clauses.length === 0 && <p className="lead quiet">{t`Nothing is different so far.`}</p>}
      {clauses.map((change) => (
        <OneChange key={change.id} change={change} />
      ))}
    </article>
  );
}
