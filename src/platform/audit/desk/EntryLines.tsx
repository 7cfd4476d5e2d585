import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Mark } from '#kernel/web/ui/Mark.tsx';
import { actorWords, type Entry, spoken } from './words.ts';

type LineProps = { entry: Entry; onOpen: () => void };

function Actor({ entry }: { entry: Entry }) {
  if (entry.actorKind === 'person' || entry.actorKind === 'customer') {
    const kind = entry.actorKind === 'person' ? 'staff' : 'customer';
    return <Face name={actorWords(entry)} kind={kind} size="s" />;
  }
  return <Mark className="mark" />;
}

function Line({ entry, onOpen }: LineProps) {
  const formats = useFormats();
  return (
    <li className="audit-line">
      <Actor entry={entry} />
      <div className="grow stack tight">
        <p>
          <b dir="auto">{actorWords(entry)}</b> {spoken(entry.sentence, formats)}
          {entry.about.map((place) => (
            <span key={`${place.link} ${place.words}`}>
              {' · '}
              <Link to={place.link} dir="auto">
                {place.words}
              </Link>
            </span>
          ))}
        </p>
        {entry.reason && (
          <p className="quiet" dir="auto">
            “{entry.reason}”
          </p>
        )}
      </div>
      <time className="meta num nowrap" dateTime={entry.at} title={formats.full(entry.at)}>
        {formats.time(entry.at)}
      </time>
      <Button size="small" kind="quiet" onClick={onOpen}>
        <Trans>
          Details<span className="hide"> of event {entry.seq}</span>
        </Trans>
      </Button>
    </li>
  );
}

/** Entries under the day on which they happened, newest first. */
export function EntryLines({ entries, onOpen }: { entries: readonly Entry[]; onOpen: (entry: Entry) => void }) {
  const formats = useFormats();
  const days: { day: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const day = formats.day(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return (
    <>
      {days.map(({ day, entries: ofDay }) => (
        <section key={`${day} ${ofDay[0]?.seq}`} aria-label={day} className="stack tight">
          <h2 className="audit-day">{day}</h2>
          <ol className="lines" aria-label={t`What happened: ${day}`}>
            {ofDay.map((entry) => (
              <Line key={entry.seq} entry={entry} onOpen={() => onOpen(entry)} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
