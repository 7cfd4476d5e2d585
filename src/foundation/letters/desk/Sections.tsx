import { t } from '@lingui/core/macro';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import type { Fault, Section } from '../contract-render.ts';
import type { Kind } from './words.ts';

/** A section as it is typed; `row` only tells the rows apart. */
export type SectionRow = Section & { row: number };

type SectionsProps = {
  kind: Kind;
  rows: readonly SectionRow[];
  faults: readonly Fault[];
  onChange: (rows: SectionRow[]) => void;
};

/** The parts of a template in order; a required part can be moved and reworded, not removed. */
export function Sections({ kind, rows, faults, onChange }: SectionsProps) {
  const nextRow = Math.max(0, ...rows.map((one) => one.row)) + 1;
  const absent = kind.required.filter((block) => !rows.some((row) => row.block === block.name));
  const add = (block: string | null) => onChange([...rows, { row: nextRow, block, text: '' }]);
  const up = (index: number) => {
    const next = [...rows];
    next.splice(index - 1, 2, ...rows.slice(index - 1, index + 1).reverse());
    onChange(next);
  };
  return (
    <div className="stack">
      {rows.map((section, index) => {
        const needed = kind.required.find((block) => block.name === section.block);
        const label = needed ? needed.words : t`Part ${index + 1}`;
        return (
          <div key={section.row} className={needed ? 'section-box needed' : 'section-box'}>
            <TextArea
              label={label}
              help={needed ? t`Every letter must have this part. ${needed.why}` : undefined}
              rows={3}
              maxRows={14}
              maxLength={8000}
              value={section.text}
              error={faults.find((fault) => fault.path === `sections.${index}.text`)?.message}
              onChange={(event) => {
                const text = event.currentTarget.value;
                onChange(rows.map((one) => (one.row === section.row ? { ...one, text } : one)));
              }}
            />
            <div className="line">
              {index > 0 && (
                <IconButton icon={IconArrowUp} size="small" label={t`Move ${label} up`} onClick={() => up(index)} />
              )}
              {!needed && rows.length > 1 && (
                <IconButton
                  icon={IconTrash}
                  size="small"
                  label={t`Remove ${label}`}
                  onClick={() => onChange(rows.filter((one) => one.row !== section.row))}
                />
              )}
            </div>
          </div>
        );
      })}
      <div className="line wrap">
        <Button size="small" icon={IconPlus} onClick={() => add(null)}>
          {t`Add a part`}
        </Button>
        {absent.map((block) => (
          <Button key={block.name} size="small" icon={IconPlus} onClick={() => add(block.name)}>
            {block.words}
          </Button>
        ))}
      </div>
    </div>
  );
}
