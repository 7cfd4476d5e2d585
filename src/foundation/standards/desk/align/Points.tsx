import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Button } from '#kernel/web/ui/Button.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import type { Asked } from './AnswerDialog.tsx';
import type { Alignment, Finding, OfflinePoint } from './words.ts';

type OnAnswer = ((asked: Asked) => void) | undefined;

/** The reason that somebody gave, and who. */
export function Reason({ reason, answeredBy }: { reason: string | null; answeredBy: string | null }) {
  if (!reason) return null;
  return (
    <span className="meta" dir="auto">
      {answeredBy ? t`${answeredBy}: ${reason}` : reason}
    </span>
  );
}

function WordingLine({
  finding,
  at,
  onAnswer,
}: {
  finding: Finding;
  at: { standardId: string; versionId: string };
  onAnswer: OnAnswer;
}) {
  const { number, title, found, rule, instead, isOpen, reason } = finding;
  return (
    <li className="align-point">
      <span className="grow stack tight">
        <Link to="/standards/$standardId/$versionId" params={at} hash={finding.clauseId}>
          <span className="num">{number}</span> <bdi>{title}</bdi>
        </Link>
        <span>
          <Trans>
            It says “<mark className="say-not">{found}</mark>”. {rule}
          </Trans>
        </span>
        <span className="meta">
          <Trans>Rather: {instead}</Trans>
        </span>
        <Reason {...finding} />
      </span>
      {isOpen ? <State state="broken" pill>{t`Open`}</State> : <State state="kept" pill>{t`Stays, with reason`}</State>}
      {onAnswer && (
        <Button
          size="small"
          aria-label={t`Say why ${number} stays`}
          onClick={() =>
            onAnswer({
              point: finding.point,
              title: `${number} ${title}`,
              lead: rule,
              reason,
              reasonLabel: t`Why these words stay`,
            })
          }
        >
          {t`Say why it stays`}
        </Button>
      )}
    </li>
  );
}

/** Sentences that take away a right, each with the rule and what could be said instead. */
export function WordingList({
  alignment,
  versionId,
  onAnswer,
}: {
  alignment: Alignment;
  versionId: string;
  onAnswer: OnAnswer;
}) {
  const { wording, standardId } = alignment;
  if (wording.length === 0) return <p className="quiet">{t`No clause says such a thing.`}</p>;
  return (
    <ul className="lines wraps" aria-label={t`Words that take away a right`}>
      {wording.map((finding) => (
        <WordingLine key={finding.point} finding={finding} at={{ standardId, versionId }} onAnswer={onAnswer} />
      ))}
    </ul>
  );
}

const verdicts = {
  same: { state: 'kept', words: t`The same` },
  different: { state: 'broken', words: t`Different` },
  unclear: { state: 'warn', words: t`Not said` },
  alone: { state: 'paused', words: t`Only offline` },
} as const;

function Verdict({ point }: { point: OfflinePoint }) {
  const isExplained = !point.isOpen && (point.is === 'different' || point.is === 'unclear');
  const { state, words } = verdicts[point.is];
  return (
    <span className="stack tight">
      <State state={isExplained ? 'kept' : state} pill>
        {isExplained ? t`Different, with reason` : words}
      </State>
      <Reason {...point} />
    </span>
  );
}

const shopWords = ({ shop, itemTitle }: OfflinePoint) => (
  <span className="stack tight">
    <b dir="auto">{`${shop.value} ${shop.unit}`}</b>
    <span className="meta" dir="auto">
      {shop.text || itemTitle}
    </span>
  </span>
);
const onlineWords = ({ online }: OfflinePoint) =>
  online ? (
    <span className="stack tight">
      <b dir="auto">{online.value ? `${online.value} ${online.unit ?? ''}` : '–'}</b>
      <span className="meta" dir="auto">{`${online.number} ${online.title}`}</span>
    </span>
  ) : (
    <span className="quiet">{t`nothing`}</span>
  );

/** What holds offline beside what the clauses say. */
export function OfflineTable({ alignment, onAnswer }: { alignment: Alignment; onAnswer: OnAnswer }) {
  const { offline } = alignment;
  if (offline.length === 0)
    return (
      <p className="quiet">
        <Trans>
          No offline standard has lines yet. Add one to the <Link to="/library">library</Link> to compare with.
        </Trans>
      </p>
    );
  const ask = (point: OfflinePoint): Asked => ({
    point: point.point,
    title: point.topic,
    lead: t`Choose the clause that speaks of it. Where it differs, say why.`,
    reason: point.reason,
    clauseId: point.online?.clauseId ?? null,
    reasonLabel: t`Why it differs`,
  });
  const columns: Column<OfflinePoint>[] = [
    { key: 'topic', head: t`Topic`, names: true, cell: (point) => <bdi>{point.topic}</bdi> },
    { key: 'shop', head: t`Offline`, cell: shopWords },
    { key: 'online', head: t`Online`, cell: onlineWords },
    { key: 'is', head: t`Verdict`, cell: (point) => <Verdict point={point} /> },
    {
      key: 'answer',
      head: <span className="hide">{t`Answer`}</span>,
      cell: (point) =>
        onAnswer && (
          <Button size="small" aria-label={t`Answer ${point.topic}`} onClick={() => onAnswer(ask(point))}>
            {t`Answer`}
          </Button>
        ),
    },
  ];
  return (
    <Table
      caption={t`What is said online and offline`}
      columns={columns}
      rows={offline}
      rowKey={(point) => point.point}
    />
  );
}
