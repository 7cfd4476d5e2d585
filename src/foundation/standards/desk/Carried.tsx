import { t } from '@lingui/core/macro';
import './standards.css';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { useSession } from '#kernel/web/session.ts';
import { Blank } from '#kernel/web/ui/Blank.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import type { Figure } from './research-words.ts';
import {
  type BlankName,
  type Body,
  channelWords,
  goalWords,
  type MetricLine,
  minutesWords,
  type PromiseLine,
  promisePieces,
} from './words.ts';

const days = 90;
const dayMs = 86_400_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Names of calendars, teams and brands; roles that may not know them see that there is one. */
export function useNames() {
  const { can } = useSession();
  const calendars = useQueryOf('calendars.list', can('promises.list') ? {} : null).data?.calendars ?? [];
  const teams = useQueryOf('people.teams', can('promises.list') ? {} : null).data?.teams ?? [];
  const brands = useQueryOf('portal.brands', can('portal.list') ? { limit: 100 } : null).data?.brands ?? [];
  return {
    calendars: calendars.filter((one) => !one.isRetired),
    teams,
    brands,
    calendarName: (id: string | null) =>
      id === null ? t`every hour` : (calendars.find((one) => one.id === id)?.name ?? t`opening hours`),
    teamName: (id: string | null) => teams.find((one) => one.id === id)?.name,
    brandName: (id: string | null | undefined) =>
      id == null ? undefined : (brands.find((one) => one.id === id)?.name ?? t`one brand`),
  };
}

function Sentence({ line, onEdit }: { line: PromiseLine; onEdit: (() => void) | undefined }) {
  const { calendarName, teamName, brandName } = useNames();
  const team = teamName(line.teamId);
  const brand = brandName(line.brandId);
  const channel = channelWords(line.channel);
  const within = team ? t`${channel} of team ${team}` : channel;
  const fields: Record<BlankName, [label: string, value: string]> = {
    channel: [t`Channel`, brand ? t`${within} for ${brand}` : within],
    time: [t`Time`, minutesWords(line.minutes)],
    calendar: [t`Calendar`, calendarName(line.calendarId)],
    // A space at which no line breaks.
    share: [t`Share`, `${line.sharePercent}\u00a0%`],
    warn: [t`Warn share`, `${line.warnPercent}\u00a0%`],
  };
  return (
    <p className="say">
      {promisePieces(line.measure).map((piece) => {
        if (typeof piece === 'string') return <span key={piece}>{piece}</span>;
        const [label, value] = fields[piece.blank];
        return onEdit ? (
          <Blank key={piece.blank} label={label} onClick={onEdit}>
            {value}
          </Blank>
        ) : (
          <b key={piece.blank} dir="auto">
            {value}
          </b>
        );
      })}
    </p>
  );
}

function Actual({ line }: { line: MetricLine }) {
  const { can } = useSession();
  // Advisers see their own numbers only, which are not those that a standard is about.
  const mayMeasure = can('standards.readers');
  const now = Date.now();
  const period = {
    from: dayOf(now - (days - 1) * dayMs),
    to: dayOf(now),
    ...(line.channel && { channel: line.channel }),
  };
  const result = useQueryOf('measures.values', mayMeasure ? { measures: line.measure, ...period } : null).data
    ?.results[0];
  const unit = result?.unit;
  const value = result?.value ?? null;
  const actual = value === null ? null : unit === 'share' ? value * 100 : value;
  const isKept = actual !== null && (line.is === 'at_least' ? actual >= line.goal : actual <= line.goal);
  const library = useQueryOf('measures.list', mayMeasure ? {} : null).data?.measures;
  const name = told(library?.find((one) => one.name === line.measure)?.words ?? line.measure.replaceAll('_', ' '));
  const goal = goalWords(line.goal, unit ?? 'share');
  return (
    <div className={`act ${actual === null ? '' : isKept ? 'kept' : 'broken'}`}>
      <div className="act-name">
        <span className="meta">{t`measure`}</span>
        <b>{line.channel ? t`${name}, ${channelWords(line.channel)}` : name}</b>
      </div>
      <div>
        <span className="meta">{t`goal`}</span>
        <b className="num">{line.is === 'at_least' ? t`at least ${goal}` : t`at most ${goal}`}</b>
      </div>
      <div>
        <span className="meta">{t`actual, 90 days`}</span>
        <b className="num">{actual === null ? '–' : goalWords(Math.round(actual * 10) / 10, unit)}</b>
      </div>
      <div className="stack tight">
        {actual === null ? (
          <span className="meta">{t`No numbers yet`}</span>
        ) : (
          <State state={isKept ? 'kept' : 'broken'}>{isKept ? t`Kept` : t`Missed`}</State>
        )}
        {result && <span className="meta nowrap">n = {result.n}</span>}
      </div>
    </div>
  );
}

/** For how many the promise would have held in the last 90 days. */
function WouldHave({ figure }: { figure: Figure }) {
  const formats = useFormats();
  const isReached = figure.isReached ?? false;
  return (
    <div className={`act ${figure.value === null ? '' : isReached ? 'kept' : 'broken'}`}>
      <div className="act-name">
        <span className="meta">{t`promise`}</span>
        <b className="num">{formats.share(figure.against ?? 0)}</b>
      </div>
      <div>
        <span className="meta">{t`would have held`}</span>
        <b className="num">{figure.value === null ? '–' : formats.share(figure.value)}</b>
      </div>
      <div>
        <span className="meta">{t`of the last 90 days`}</span>
        <span className="num nowrap">n = {formats.number(figure.n)}</span>
      </div>
      {figure.value === null ? (
        <span className="meta">{t`No numbers yet`}</span>
      ) : (
        <State state={isReached ? 'kept' : 'broken'}>{isReached ? t`Kept` : t`Missed`}</State>
      )}
    </div>
  );
}

/** Beside which conversations a procedure stands. */
function BesideWords({ body }: { body: Extract<Body, { does: 'procedure' }> }) {
  const brand = useNames().brandName(body.brandId);
  const channel = channelWords(body.channel);
  if (brand)
    return body.channel ? t`Beside conversations of ${brand} by ${channel}:` : t`Beside conversations of ${brand}:`;
  return body.channel ? t`Beside every conversation by ${channel}:` : t`Beside every conversation:`;
}

type Props = {
  body: Body;
  onEdit?: (() => void) | undefined;
  /** Of its lines, while they are only proposed. */
  figures?: readonly Figure[];
};

/** What the software carries out of a clause, in sentences with fields. */
export function Carried({ body, onEdit, figures = [] }: Props) {
  if (body.does === 'promise')
    return body.lines.map((line, index) => {
      const figure = figures.find((one) => one.line === index);
      return (
        <div key={`${line.measure} ${line.channel} ${line.teamId} ${line.brandId}`}>
          <Sentence line={line} onEdit={onEdit} />
          {figure && <WouldHave figure={figure} />}
        </div>
      );
    });
  if (body.does === 'metric')
    return body.lines.map((line) => <Actual key={`${line.measure} ${line.channel}`} line={line} />);
  return (
    <>
      <p className="meta">
        <BesideWords body={body} />
      </p>
      <ol className="std-steps">
        {body.steps.map((step) => (
          <li key={step.words}>
            <span dir="auto">{step.words}</span>
            {step.facts.length > 0 && <span className="meta"> {t`Needed: ${step.facts.join(', ')}`}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
