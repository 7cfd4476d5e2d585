import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './packs.css';
import { useParams } from '@tanstack/react-router';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Card, KeyValues } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Badge, Tag } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { AgeWarning, NotAdvice } from './PackNotices.tsx';
import {
  amountWords,
  areas,
  type Clock,
  type Content,
  dayWords,
  type Entry,
  packKinds,
  packLanguage,
  places,
  readings,
  steps,
} from './words.ts';

const back = { to: '/settings/packs', label: t`Back to law and practice` };

function Unconfirmed({ entry }: { entry: Entry }) {
  return entry.isConfirmed ? null : <State state="warn">{t`Not found in a source: check it before you use it`}</State>;
}

function ClockLine({ clock }: { clock: Clock }) {
  return (
    <li>
      <span className="stack tight">
        <span className="pack-amount">{amountWords(clock.amount)}</span>
        <span className="meta">{steps[clock.step]}</span>
      </span>
      <span className="stack tight">
        {clock.appliesTo && (
          <span>
            <Badge>{clock.appliesTo}</Badge>
          </span>
        )}
        <span>{clock.words}</span>
        {clock.exceptions.map((exception) => (
          <span key={exception} className="quiet">
            {exception}
          </span>
        ))}
        {clock.amount && (
          <span className="meta">
            <Trans>Counted from {clock.from}</Trans>
          </span>
        )}
        <Unconfirmed entry={clock} />
      </span>
    </li>
  );
}

type Other = Exclude<Entry, { kind: 'clock' }>;

/** What an entry is about, in bold above its words. */
function headOf(entry: Other): string {
  switch (entry.kind) {
    case 'note':
      return entry.topic;
    case 'outside_help':
      return t`If the customer still disagrees (${places[entry.jurisdiction]})`;
    case 'check':
      return `${areas[entry.area]}: ${entry.words}`;
    case 'wording':
      return t`No clause should say so`;
  }
}

function OtherEntries({ entries }: { entries: Entry[] }) {
  const others = entries.filter((entry): entry is Other => entry.kind !== 'clock');
  if (others.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="pack-more">
      <h2 id="pack-more">{t`What else it says`}</h2>
      <ul className="lines">
        {others.map((entry) => (
          <li key={entry.words}>
            <span className="grow stack tight">
              <b>{headOf(entry)}</b>
              <span>{entry.kind === 'check' ? entry.rule : entry.words}</span>
              {entry.kind === 'wording' && (
                <span className="meta">
                  <Trans>Rather: {entry.instead}</Trans>
                </span>
              )}
              <Unconfirmed entry={entry} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function About({ pack }: { pack: Content }) {
  const formats = useFormats();
  const day = (at: string) => dayWords(at, formats.locale);
  return (
    <Card title={t`Where it comes from`} level={2}>
      <div className="stack">
        <KeyValues
          items={[
            { key: t`Checked on`, value: `${day(pack.checkedOn)}, ${readings[pack.readAs]}` },
            {
              key: t`Valid`,
              value: pack.validUntil
                ? t`from ${day(pack.validFrom)} until ${day(pack.validUntil)}`
                : t`from ${day(pack.validFrom)}`,
            },
            { key: t`Version`, value: t`${pack.version} of ${pack.versions.length}` },
            { key: t`We hold to it`, value: pack.adoptedAt ? t`since ${formats.date(pack.adoptedAt)}` : t`no` },
          ]}
        />
        <ul className="stack tight">
          {pack.language !== 'en' && (
            <li className="meta">{t`Translated by us; the English text is what was checked against the sources.`}</li>
          )}
          {pack.sources.map((source) => (
            <li key={source.address}>
              <a href={source.address} target="_blank" rel="noreferrer noopener">
                {source.citation}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

function Hold({ pack }: { pack: Content }) {
  const touches = () => ['packs'];
  const adopt = useCommandOf('packs.adopt', { touches });
  const leave = useCommandOf('packs.leave', { touches });
  const packId = pack.id;
  const run = async () => {
    if (pack.adoptedAt) {
      if (!(await leave.run({ packId }))) return;
      const undo = () => void adopt.run({ packId });
      showToast({ state: 'kept', text: t`${pack.title} is left; what runs under it goes on`, undo });
    } else if (await adopt.run({ packId })) {
      showToast({ state: 'kept', text: t`We hold to ${pack.title} now`, undo: () => void leave.run({ packId }) });
    }
  };
  const busy = adopt.busy || leave.busy;
  return pack.adoptedAt ? (
    <Button disabled={busy} onClick={() => void run()}>
      {t`Leave it`}
    </Button>
  ) : (
    <Button
      kind="primary"
      disabled={busy}
      disabledReason={pack.isInForce ? undefined : t`It is not valid today.`}
      onClick={() => void run()}
    >
      {t`Hold to it`}
    </Button>
  );
}

/** What one pack says, and whether the workspace holds to it. */
export function PackPage() {
  const { packId = '' } = useParams({ strict: false }) as { packId?: string };
  const { can } = useSession();
  const query = useQueryOf('packs.get', { packId, language: packLanguage() });
  const pack = query.data;
  if (!pack)
    return (
      <Page title={t`Law and practice`} back={back}>
        <NotAdvice />
        {query.error ? (
          <Trouble problem={query.error} again={() => void query.refetch()} />
        ) : (
          <Skeleton label={t`Loading the pack`} rows={6} />
        )}
      </Page>
    );
  const clocks = pack.entries.filter((entry) => entry.kind === 'clock');
  return (
    <Page title={pack.title} back={back} actions={can('packs.adopt') && <Hold pack={pack} />}>
      <NotAdvice />
      <AgeWarning pack={pack} />
      <div className="stack tight">
        <div className="line wrap">
          <Tag>{places[pack.jurisdiction]}</Tag>
          <Tag>{packKinds[pack.kind]}</Tag>
          {pack.adoptedAt && <State state="kept">{t`We hold to it`}</State>}
        </div>
        <p>{pack.summary}</p>
      </div>
      {clocks.length > 0 && (
        <section className="stack tight" aria-labelledby="pack-clocks">
          <h2 id="pack-clocks">{t`Time limits`}</h2>
          <ul className="pack-clocks" aria-labelledby="pack-clocks">
            {clocks.map((clock) => (
              <ClockLine key={clock.name} clock={clock} />
            ))}
          </ul>
        </section>
      )}
      <OtherEntries entries={pack.entries} />
      <About pack={pack} />
    </Page>
  );
}
