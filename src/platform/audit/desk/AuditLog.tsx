import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './audit.css';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import { useEffect, useState } from 'react';
import { usePagesOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { EntryDetails } from './EntryDetails.tsx';
import { EntryLines } from './EntryLines.tsx';
import { Filters } from './Filters.tsx';
import { TakeAway } from './TakeAway.tsx';
import { asked, type Entry, everything, type LogState, momentWords, type Narrowed, sealWords } from './words.ts';

const againMs = 15_000;

/** The log grows with everything that happens anywhere, so no hint tells of it: the page asks again by itself. */
function useFresh(again: () => void, isFirstPage: boolean): void {
  useEffect(() => {
    if (!isFirstPage) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), againMs);
    return () => clearInterval(timer);
  });
}

function Sealed({ state }: { state: LogState }) {
  const said = sealWords(state, useFormats(), useNow());
  return (
    <Notice state={said.state} title={said.title}>
      {said.words}
    </Notice>
  );
}

type LogProps = { log: ReturnType<typeof usePagesOf<'audit.entries'>>; onOpen: (entry: Entry) => void };

function Log({ log, onOpen }: LogProps) {
  const formats = useFormats();
  const now = useNow();
  const { pages, problem, hasMore, more, again } = log;
  const entries = pages?.flatMap((page) => page.entries);
  const lookedBackTo = pages?.at(-1)?.lookedBackTo;
  if (!entries) {
    if (problem?.code === 'audit.unknown_record') return null;
    return problem ? (
      <Trouble problem={problem} again={again} />
    ) : (
      <Skeleton label={t`Loading the log`} shape="rows" rows={8} />
    );
  }
  return (
    <>
      {entries.length === 0 && !hasMore && (
        <Empty icon={IconHistory} title={t`Nothing happened that fits`}>
          {t`Choose other days, somebody else or another kind of event.`}
        </Empty>
      )}
      <EntryLines entries={entries} onOpen={onOpen} />
      {lookedBackTo && hasMore && (
        <p className="quiet">
          <Trans>Looked back to {momentWords(formats, lookedBackTo, now)}. What fits may lie further back.</Trans>
        </p>
      )}
      {hasMore && (
        <Button onClick={more} className="more">
          {lookedBackTo ? t`Look further back` : t`Show more`}
        </Button>
      )}
    </>
  );
}

/** Who did what, when, on whose behalf, to what and why; and whether the log is still the one that was written. */
export function AuditLog() {
  const { can } = useSession();
  const [narrowed, setNarrowed] = useState<Narrowed>(everything);
  const [opened, setOpened] = useState<Entry>();
  const state = useQueryOf('audit.state', {});
  const log = usePagesOf('audit.entries', asked(narrowed));
  useFresh(
    () => {
      log.again();
      void state.refetch();
    },
    (log.pages?.length ?? 0) <= 1,
  );
  const unknown = log.problem?.code === 'audit.unknown_record' ? log.problem.detail : undefined;
  return (
    <Page
      title={t`Audit log`}
      back={{ to: '/settings', label: t`Back to settings` }}
      actions={can('audit.export') && <TakeAway narrowed={narrowed} />}
    >
      <p className="quiet">
        <Trans>
          Everything that happened here, in order. Heed itself cannot change it; what somebody changes in the database
          is named by <span className="code nowrap">heed verify</span>.
        </Trans>
      </p>
      {state.data && <Sealed state={state.data} />}
      <Filters state={state.data} narrowed={narrowed} onChange={setNarrowed} problem={unknown} />
      <Log log={log} onOpen={setOpened} />
      {opened && (
        <EntryDetails
          entry={opened}
          onClose={() => setOpened(undefined)}
          onSubject={(about) => {
            setNarrowed({ ...everything, about });
            setOpened(undefined);
          }}
        />
      )}
    </Page>
  );
}
