import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import type { Conversation } from './use-changes.ts';

export type Chosen = { id: string; reference: string; customerId: string; customerName: string };

const shown = 8;
const asReference = (text: string) => /^\s*(?:h-)?(\d{1,12})\s*$/i.exec(text)?.[1];

type ConversationChoiceProps = {
  conversation: Conversation;
  chosen: Chosen | undefined;
  onChoose: (chosen: Chosen | undefined) => void;
  reference: string;
  onReference: (text: string) => void;
};

/** One conversation: of the same customer by a click, any other by its reference. */
export function ConversationChoice(props: ConversationChoiceProps) {
  const { conversation, chosen, onChoose, reference, onReference } = props;
  const { id, customerId } = conversation;
  const formats = useFormats();
  const now = useNow(60_000);
  const list = useQueryOf('conversations.list', { view: 'all', customerId, limit: shown + 1 });
  const rows = (list.data?.conversations ?? []).filter((row) => row.id !== id).slice(0, shown);
  return (
    <>
      {rows.length > 0 && (
        <fieldset className="choice">
          <legend>
            <Trans>Other conversations with {conversation.customerName}</Trans>
          </legend>
          {rows.map((row) => (
            <label key={row.id} className="entry">
              <input
                type="radio"
                name="conversation"
                checked={chosen?.id === row.id && reference === ''}
                onChange={() => {
                  onReference('');
                  onChoose(row);
                }}
              />
              <span className="num">{row.reference}</span>
              <span className="grow cut" dir="auto">
                {row.subject || row.preview}
              </span>
              <time className="meta">{formats.when(row.lastMessageAt, now)}</time>
            </label>
          ))}
        </fieldset>
      )}
      <TextInput
        label={rows.length > 0 ? t`Or another one by its reference` : t`Its reference`}
        placeholder="H-1042"
        maxLength={16}
        value={reference}
        onChange={(event) => {
          onReference(event.currentTarget.value);
          onChoose(undefined);
        }}
      />
      <FoundByReference own={id} reference={reference} onChoose={onChoose} chosen={chosen} />
    </>
  );
}

type FoundProps = Pick<ConversationChoiceProps, 'chosen' | 'onChoose' | 'reference'> & { own: string };

/** What the reference leads to, to be confirmed by a click. */
function FoundByReference({ own, reference, chosen, onChoose }: FoundProps) {
  const number = asReference(reference);
  const query = useQueryOf('conversations.by-reference', number ? { reference: `H-${number}` } : null);
  if (!number) return null;
  if (query.error)
    return (
      <p className="quiet">
        <Trans>There is no conversation H-{number}.</Trans>
      </p>
    );
  const found = query.data;
  if (!found) return null;
  if (found.id === own) return <p className="quiet">{t`That is this conversation.`}</p>;
  return (
    <fieldset className="choice">
      <legend>{found.wasMerged ? t`H-${number} was merged into` : t`Found`}</legend>
      <label className="entry">
        <input type="radio" name="conversation" checked={chosen?.id === found.id} onChange={() => onChoose(found)} />
        <span className="num">{found.reference}</span>
        <span className="grow cut" dir="auto">
          {found.customerName}: {found.subject}
        </span>
      </label>
    </fieldset>
  );
}
