import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconMessagePlus from '@tabler/icons-react/dist/esm/icons/IconMessagePlus.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Switch } from '#kernel/web/ui/Check.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { fitsPage } from '../nudge-rules.ts';
import { caps, NudgeDialog } from './NudgeDialog.tsx';

type Nudge = OutputOf<'chat.nudges'>['nudges'][number];

const touches = () => ['nudges'];

/** "shown 120 times, answered 14 times (12 %)". */
function countWords({ shown, answered }: Nudge): string {
  if (shown === 0) return t`not shown yet`;
  const share = Math.round((100 * Math.min(answered, shown)) / shown);
  return plural(shown, {
    one: `shown # time, answered ${answered} (${share} %)`,
    other: `shown # times, answered ${answered} (${share} %)`,
  });
}

function NudgeLine({ nudge, isKept, onEdit }: { nudge: Nudge; isKept: boolean; onEdit: () => void }) {
  const change = useCommandOf('chat.change-nudge', { touches });
  const remove = useCommandOf('chat.remove-nudge', { touches });
  const { id: nudgeId, version, text, pages, afterS, cap, isOn } = nudge;
  const toRemove = async () => {
    if (await remove.run({ nudgeId, version })) showToast({ state: 'kept', text: t`Message removed` });
  };
  return (
    <li>
      <div className="grow stack tight">
        <span dir="auto">{text}</span>
        <span className="meta">
          <Trans>
            On <span className="code">{pages.split('\n').join(' ')}</span> after {afterS} s, at most {caps[cap]} ·{' '}
            {countWords(nudge)}
          </Trans>
        </span>
      </div>
      {isKept ? (
        <span className="line wrap">
          <Switch
            label={
              <Trans>
                On<span className="hide">: {text}</span>
              </Trans>
            }
            checked={isOn}
            disabled={change.busy}
            onChange={(on) => void change.run({ nudgeId, version, isOn: on })}
          />
          <Button size="small" onClick={onEdit}>
            <Trans>
              Change<span className="hide">: {text}</span>
            </Trans>
          </Button>
          <Button size="small" disabled={remove.busy} onClick={() => void toRemove()}>
            <Trans>
              Remove<span className="hide">: {text}</span>
            </Trans>
          </Button>
        </span>
      ) : (
        <span className="meta">{isOn ? t`on` : t`off`}</span>
      )}
    </li>
  );
}

/** Which of the messages a page would show, said before any visitor sees it. */
function TryPage({ nudges }: { nudges: readonly Nudge[] }) {
  const [path, setPath] = useState('/');
  const fitting = nudges.filter((nudge) => fitsPage(nudge.pages, path.trim()));
  const [first] = fitting.filter((nudge) => nudge.isOn).sort((a, b) => a.afterS - b.afterS);
  const off = fitting.filter((nudge) => !nudge.isOn).length;
  return (
    <section className="stack narrow">
      <h2>{t`Test`}</h2>
      <TextInput
        label={t`A page of yours`}
        help={t`What stands behind the host, such as /kettles/sage.`}
        spellCheck={false}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <p role="status">
        {first ? (
          <>
            <Trans>After {first.afterS} s it shows:</Trans> <q dir="auto">{first.text}</q>
          </>
        ) : (
          t`It shows nothing by itself.`
        )}
        {off > 0 && ' '}
        {off > 0 && plural(off, { one: '# more would fit and is off.', other: '# more would fit and are off.' })}
      </p>
    </section>
  );
}

/** Messages that the chat shows by itself: what, where, when, how often, and whether they are answered. */
export function Nudges() {
  const { can } = useSession();
  const isKept = can('chat.change_widget');
  const [editing, setEditing] = useState<{ nudge?: Nudge }>();
  const query = useQueryOf('chat.nudges', {});
  const nudges = query.data?.nudges;
  const add = isKept && (
    <Button kind="primary" onClick={() => setEditing({})}>
      {t`New message`}
    </Button>
  );
  return (
    <Page title={t`Proactive messages`} back={{ to: '/settings', label: t`Back to settings` }} actions={add}>
      <p className="quiet">
        <Trans>
          A word above the chat’s button when somebody has looked at a page for a while. It is never in the way: it
          takes no focus, shows at most one on a page, and stays away once it was put away. Whoever answers begins a
          conversation with it.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading messages`} shape="rows" />}
      {nudges?.length === 0 && (
        <Empty icon={IconMessagePlus} title={t`No proactive messages yet`}>
          <Trans>Begin where people hesitate: the basket, a page with sizes, the prices.</Trans>
        </Empty>
      )}
      {nudges && nudges.length > 0 && (
        <>
          <ul className="lines" aria-label={t`Proactive messages`}>
            {nudges.map((nudge) => (
              <NudgeLine key={nudge.id} nudge={nudge} isKept={isKept} onEdit={() => setEditing({ nudge })} />
            ))}
          </ul>
          <TryPage nudges={nudges} />
        </>
      )}
      {editing && <NudgeDialog nudge={editing.nudge} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}
