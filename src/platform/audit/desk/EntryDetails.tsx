import { t } from '@lingui/core/macro';
import { Button } from '#kernel/web/ui/Button.tsx';
import { KeyValues } from '#kernel/web/ui/Card.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { actorWords, type Entry, factWords, spoken, valueWords } from './words.ts';

type EntryDetailsProps = {
  entry: Entry;
  onClose: () => void;
  /** Shows everything that happened to this subject. */
  onSubject: (subject: string) => void;
};

/** Everything that the log holds of one event. */
export function EntryDetails({ entry, onClose, onSubject }: EntryDetailsProps) {
  const formats = useFormats();
  const facts = Object.entries(entry.data).map(([field, value]) => ({
    key: factWords(field),
    value: valueWords(value),
  }));
  const subject = entry.subjects.find((one) => /^(?!customer-)[a-z-]+:[0-9a-f-]{36}$/.test(one));
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${actorWords(entry)} ${spoken(entry.sentence, formats)}`}
      actions={
        <>
          {subject && <Button onClick={() => onSubject(subject)}>{t`What else happened to it`}</Button>}
          <Button kind="primary" onClick={onClose}>
            {t`Close`}
          </Button>
        </>
      }
    >
      <div className="audit-facts">
        <KeyValues
          items={[
            { key: t`When`, value: formats.full(entry.at) },
            { key: t`Why`, value: entry.reason ?? t`no reason was asked for` },
            { key: t`Event`, value: `${formats.number(entry.seq)}, ${entry.type}` },
            ...(entry.causeSeq === null
              ? []
              : [{ key: t`Because of`, value: t`event ${formats.number(entry.causeSeq)}` }]),
            { key: t`Request`, value: entry.requestId },
            ...facts,
          ]}
        />
      </div>
    </Dialog>
  );
}
