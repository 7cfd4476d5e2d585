import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';

const undoChoices = [0, 5, 10, 20] as const;
type Choice = `${(typeof undoChoices)[number]}`;

const label = (seconds: number) => (seconds === 0 ? t`Off` : t`${seconds} seconds`);

/** How I write: for how long a reply can be taken back. */
export function WritingSettings() {
  const query = useQueryOf('conversations.writing', {});
  const choose = useCommandOf('conversations.choose-writing', { touches: () => ['my-writing'] });
  const pick = (value: Choice) => {
    const undoSeconds = undoChoices.find((one) => String(one) === value) ?? 0;
    void choose.run({ undoSeconds });
  };
  return (
    <Page title={t`Writing`} back={{ to: '/settings', label: t`Back to settings` }}>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {!query.data && !query.error && <Skeleton label={t`Loading how you write`} rows={2} />}
      {query.data && (
        <section className="stack narrow" aria-labelledby="undo-send">
          <h2 id="undo-send">{t`Undo send`}</h2>
          <p className="quiet">
            <Trans>
              After Send a reply stays here for this long. Press Undo or z and it is back in the text box; the customer
              never saw it. It leaves by itself, also when you close the page.
            </Trans>
          </p>
          <Segments
            label={t`A reply can be taken back for`}
            value={String(query.data.undoSeconds) as Choice}
            onChange={pick}
            options={undoChoices.map((seconds) => ({ value: String(seconds) as Choice, label: label(seconds) }))}
          />
        </section>
      )}
    </Page>
  );
}
