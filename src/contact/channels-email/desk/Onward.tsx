import { t } from '@lingui/core/macro';
import './mail.css';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State, type StateName } from '#kernel/web/ui/State.tsx';

type Shown = OutputOf<'mail.onward'>;

function wordsOf({ state, address, isClaim, minutes, asking }: Shown): {
  state: StateName;
  word: string;
  more: string;
} {
  const to = address ?? '';
  if (state === 'on') {
    return {
      ...{ state: 'info', word: t`Goes on by mail` },
      more: t`What they do not see within ${minutes} minutes is mailed to ${to}.`,
    };
  }
  if (state === 'off') {
    return { state: 'warn', word: t`Not by mail`, more: t`Whoever has ${to} wants no answers of chats by mail.` };
  }
  if (state === 'asked') {
    const reason = asking?.state === 'failed' ? asking.reason : '';
    return {
      ...{ state: reason ? 'warn' : 'running', word: t`Asks by mail first` },
      more: reason || t`${to} was only typed. Answers are mailed there once somebody has confirmed it.`,
    };
  }
  const rest = isClaim
    ? t`${to} was only typed: it is asked first whether it is theirs.`
    : t`What they do not see within ${minutes} minutes is mailed to ${to}.`;
  return { state: 'info', word: t`Would go on by mail`, more: rest };
}

/** Whether and where a chat goes on when its visitor has gone; nothing where no address is known. */
export function Onward({ conversationId }: { conversationId: string }) {
  const { data } = useQueryOf('mail.onward', { conversationId });
  const formats = useFormats();
  if (!data || data.state === 'none') return null;
  const { state, word, more } = wordsOf(data);
  return (
    <div className="mail-recipients">
      <div className="mail-line">
        <State state={state}>{word}</State>
        <span className="meta" dir="auto">
          {more}
          {data.since && data.state !== 'on' ? ` ${formats.due(data.since)}` : ''}
        </span>
      </div>
    </div>
  );
}
