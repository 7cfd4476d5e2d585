import { t } from '@lingui/core/macro';
import './calls.css';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { lengthWords, markOf, outcomes, ways } from './words.ts';

/** What a message was as a call, a visit or a letter: its mark, its length, and how it ended. */
export function ContactLine({ conversationId, messageId }: { conversationId: string; messageId: string }) {
  const formats = useFormats();
  const query = useQueryOf('calls.of-conversation', { conversationId });
  const facts = query.data?.contacts.find((one) => one.messageId === messageId);
  if (!facts) return null;
  const { kind, way, outcome, seconds, beganAt, endedAt, phone, loggedByName, recordingUrl } = facts;
  const isSpoken = kind === 'visit' || outcome === 'reached' || outcome === 'left_message';
  return (
    <div className="contact-line">
      <Icon of={markOf(kind, way, outcome)} small />
      <b>{ways[kind][way]}</b>
      {isSpoken && <span className="num">{lengthWords(seconds)}</span>}
      {outcome && outcome !== 'reached' && <span>{outcomes[outcome]}</span>}
      <time className="meta" title={`${formats.full(beganAt)} – ${formats.time(endedAt)}`}>
        {kind === 'letter' ? formats.date(beganAt) : formats.time(beganAt)}
      </time>
      {phone && <bdi className="meta num">{phone}</bdi>}
      {loggedByName && (
        <span className="meta" dir="auto">
          {t`written down by ${loggedByName}`}
        </span>
      )}
      {recordingUrl && (
        <a href={recordingUrl} target="_blank" rel="noopener noreferrer">
          {t`Recording`}
        </a>
      )}
    </div>
  );
}
