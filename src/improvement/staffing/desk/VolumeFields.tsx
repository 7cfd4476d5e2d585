import { t } from '@lingui/core/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import type { Source } from './PlanDialog.tsx';
import { type Block, firstBlock } from './volume.ts';
import { choicesFor, times } from './words.ts';

type BlockProps = { block: Block; label: string; onChange: (block: Block) => void; onDrop: (() => void) | undefined };

function OneBlock({ block, label, onChange, onDrop }: BlockProps) {
  return (
    <fieldset className="st-line">
      <legend className="hide">{label}</legend>
      <Select
        label={t`Days`}
        options={choicesFor(block.days)}
        value={block.days}
        onChange={(days) => onChange({ ...block, days })}
      />
      <Select
        label={t`Begins`}
        options={times.slice(0, 48)}
        value={block.from}
        onChange={(from) => onChange({ ...block, from })}
      />
      <Select label={t`Ends`} options={times.slice(1)} value={block.to} onChange={(to) => onChange({ ...block, to })} />
      <TextInput
        label={t`Contacts each half hour`}
        type="number"
        min={0}
        step="any"
        required
        value={block.contacts}
        onChange={(event) => onChange({ ...block, contacts: event.currentTarget.value })}
      />
      {onDrop && <IconButton icon={IconX} size="small" label={t`Take away: ${label}`} onClick={onDrop} />}
    </fieldset>
  );
}

type Change = { source?: Source; weeks?: string; blocks?: Block[] };
type Props = {
  hasOwn: boolean;
  source: Source;
  weeks: string;
  blocks: readonly Block[];
  onChange: (change: Change) => void;
};

/** How much comes: counted from what came, or typed for some hours. */
export function VolumeFields({ hasOwn, source, weeks, blocks, onChange }: Props) {
  const put = (index: number, block: Block | undefined) =>
    onChange({ blocks: blocks.flatMap((one, at) => (at === index ? (block ? [block] : []) : [one])) });
  return (
    <>
      <Select
        label={t`How much comes`}
        options={[
          ...(hasOwn ? [{ value: 'keep', label: t`As the plan has it` }] : []),
          { value: 'count', label: t`Counted from real contacts; again each Monday` },
          { value: 'type', label: t`Typed in` },
        ]}
        value={source}
        onChange={(value) => onChange({ source: value as Source })}
      />
      {source === 'count' && (
        <TextInput
          label={t`Over how many weeks`}
          type="number"
          required
          min={1}
          max={26}
          value={weeks}
          onChange={(event) => onChange({ weeks: event.currentTarget.value })}
        />
      )}
      {source === 'type' && (
        <div className="stack">
          {[...blocks.entries()].map(([index, block]) => (
            <OneBlock
              key={index}
              block={block}
              label={t`Hours ${index + 1}`}
              onChange={(changed) => put(index, changed)}
              onDrop={blocks.length > 1 ? () => put(index, undefined) : undefined}
            />
          ))}
          {blocks.length < 20 && (
            <Button size="small" icon={IconPlus} onClick={() => onChange({ blocks: [...blocks, { ...firstBlock }] })}>
              {t`Other hours`}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
