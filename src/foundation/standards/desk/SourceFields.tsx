import { t } from '@lingui/core/macro';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import type { GivenSource } from './research-words.ts';
import { channelChoices, channelWords } from './words.ts';

type Of<K extends GivenSource['is']> = Extract<GivenSource, { is: K }>;
type Change<S> = { source: S; onChange: (source: GivenSource) => void };

const dayMs = 86_400_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const lastDays = () => ({ from: dayOf(Date.now() - 89 * dayMs), to: dayOf(Date.now()) });

/** A source of a kind to begin with. */
export function firstSource(is: GivenSource['is']): GivenSource {
  if (is === 'outside') return { is, title: '', address: 'https://', date: dayOf(Date.now()) };
  if (is === 'measure') return { is, measure: 'csat', channel: null, ...lastDays() };
  return { is, id: '' };
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** One of the latest records, or the address of an older one. */
function RecordFields({ source, onChange }: Change<Of<'conversation' | 'feedback'>>) {
  const formats = useFormats();
  // Both are rows behind a number: every conversation is a contact, every rating counts as satisfied or not.
  const measure = source.is === 'feedback' ? 'csat' : 'contacts';
  const rows = useQueryOf('measures.rows', { measure, ...lastDays(), limit: 50 }).data?.rows ?? [];
  const isListed = rows.some((row) => row.subjectId === source.id);
  const words = (row: (typeof rows)[number]) =>
    [row.reference, row.channel && channelWords(row.channel), formats.when(row.at)].filter(Boolean).join(', ');
  return (
    <>
      <Select
        label={source.is === 'feedback' ? t`Which feedback` : t`Which conversation`}
        options={[
          { value: '', label: rows.length > 0 ? t`Choose one of the latest` : t`None in the last 90 days` },
          ...rows.map((row) => ({ value: row.subjectId, label: words(row) })),
        ]}
        value={isListed ? source.id : ''}
        onChange={(id) => onChange({ ...source, id })}
      />
      {source.is === 'conversation' && (
        <TextInput
          label={t`or its address`}
          placeholder="/desk/inbox/all/…"
          value={isListed ? '' : source.id}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ ...source, id: uuid.exec(value)?.[0] ?? value });
          }}
        />
      )}
    </>
  );
}

function MeasureFields({ source, onChange }: Change<Of<'measure'>>) {
  const library = useQueryOf('measures.list', {}).data?.measures ?? [];
  const byChannel = library.find((one) => one.name === source.measure)?.dimensions.includes('channel');
  return (
    <>
      <Select
        label={t`Measure`}
        options={library.map((one) => ({ value: one.name, label: told(one.words) }))}
        value={source.measure}
        onChange={(measure) => onChange({ ...source, measure, channel: null })}
      />
      {byChannel && (
        <Select
          label={t`Channel`}
          options={channelChoices(source.channel)}
          value={source.channel ?? ''}
          onChange={(channel) => onChange({ ...source, channel: channel || null })}
        />
      )}
      <TextInput
        label={t`From`}
        type="date"
        value={source.from}
        onChange={(event) => onChange({ ...source, from: event.currentTarget.value })}
      />
      <TextInput
        label={t`To`}
        type="date"
        value={source.to}
        onChange={(event) => onChange({ ...source, to: event.currentTarget.value })}
      />
    </>
  );
}

function OutsideFields({ source, onChange }: Change<Of<'outside'>>) {
  return (
    <>
      <TextInput
        label={t`Title`}
        maxLength={200}
        value={source.title}
        onChange={(event) => onChange({ ...source, title: event.currentTarget.value })}
      />
      <TextInput
        label={t`Address`}
        type="url"
        maxLength={500}
        value={source.address}
        onChange={(event) => onChange({ ...source, address: event.currentTarget.value })}
      />
      <TextInput
        label={t`Date`}
        type="date"
        value={source.date}
        onChange={(event) => onChange({ ...source, date: event.currentTarget.value })}
      />
    </>
  );
}

type Props = Change<GivenSource> & { label: string; onDrop: () => void };

/** The fields of one source, by its kind. */
export function SourceFields({ label, source, onChange, onDrop }: Props) {
  return (
    <fieldset className="std-line">
      <legend className="meta">{label}</legend>
      <div className="std-fields">
        <Select
          label={t`Kind`}
          options={[
            { value: 'conversation', label: t`Conversation` },
            { value: 'feedback', label: t`Feedback of a customer` },
            { value: 'measure', label: t`Number of ours` },
            { value: 'outside', label: t`Page outside` },
          ]}
          value={source.is}
          onChange={(is) => onChange(firstSource(is as GivenSource['is']))}
        />
        {source.is === 'outside' && <OutsideFields source={source} onChange={onChange} />}
        {source.is === 'measure' && <MeasureFields source={source} onChange={onChange} />}
        {(source.is === 'conversation' || source.is === 'feedback') && (
          <RecordFields source={source} onChange={onChange} />
        )}
      </div>
      <IconButton icon={IconX} size="small" label={t`Take away: ${label}`} onClick={onDrop} />
    </fieldset>
  );
}
