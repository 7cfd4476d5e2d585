import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './fields.css';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconForms from '@tabler/icons-react/dist/esm/icons/IconForms.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Badge, Tag } from '#kernel/web/ui/Small.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { FieldDialog } from './FieldDialog.tsx';
import { type Field, kindWords } from './words.ts';

type Subject = OutputOf<'fields.list'>['subjects'][number];
const touches = () => ['fields'];

function useRetire() {
  const retire = useCommandOf('fields.retire', { touches });
  const run = async (field: Field, retired: boolean) => {
    const done = await retire.run({ fieldId: field.id, version: field.version, retired });
    if (!done) return;
    const undo = () => void retire.run({ ...done, retired: !retired });
    const text = retired ? t`${field.label} is out of use; what it holds is kept` : t`${field.label} is back`;
    showToast({ state: 'kept', text, undo });
  };
  return { run, busy: retire.busy };
}

type FieldLineProps = {
  field: Field;
  isKept: boolean;
  /** Moves it up or down; absent at the end of the order. */
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onChange: () => void;
};

function seenBy(field: Field): string {
  return field.roles.length === 5 ? t`everybody who sees the record` : field.roles.join(', ');
}

function FieldLine({ field, isKept, onUp, onDown, onChange }: FieldLineProps) {
  const retire = useRetire();
  const choices = field.choices.filter((choice) => !choice.isRetired).map((choice) => choice.label);
  return (
    <li>
      {isKept && !field.isRetired && (
        <span className="moves">
          {onUp ? (
            <IconButton icon={IconArrowUp} size="small" label={t`Move ${field.label} up`} onClick={onUp} />
          ) : (
            <i />
          )}
          {onDown && (
            <IconButton icon={IconArrowDown} size="small" label={t`Move ${field.label} down`} onClick={onDown} />
          )}
        </span>
      )}
      <span className="grow stack tight about-field">
        <span className="line wrap">
          <b dir="auto">{field.label}</b>
          <Tag>{kindWords[field.kind].label}</Tag>
          {field.isRequired && <Badge>{t`may not be empty`}</Badge>}
        </span>
        <span className="quiet" dir="auto">
          {field.purpose}
        </span>
        {choices.length > 0 && (
          <span className="meta" dir="auto">
            {choices.join(' · ')}
          </span>
        )}
        <span className="meta">
          <Trans>
            <span className="code">{field.key}</span> · seen by {seenBy(field)}
          </Trans>
        </span>
      </span>
      {isKept && (
        <span className="line">
          {!field.isRetired && (
            <Button size="small" onClick={onChange}>
              <Trans>
                Change<span className="hide"> {field.label}</span>
              </Trans>
            </Button>
          )}
          <Button size="small" disabled={retire.busy} onClick={() => void retire.run(field, !field.isRetired)}>
            {field.isRetired ? t`Bring back` : t`Retire`}
            <span className="hide"> {field.label}</span>
          </Button>
        </span>
      )}
    </li>
  );
}

type OrderedProps = { subject: Subject; fields: Field[]; isKept: boolean; onChange: (field: Field) => void };

function Ordered({ subject, fields, isKept, onChange }: OrderedProps) {
  const reorder = useCommandOf('fields.reorder', { touches });
  const swap = (index: number, by: 1 | -1) => {
    const ids = fields.map((field) => field.id);
    const [moved, other] = [ids[index], ids[index + by]];
    if (!moved || !other) return;
    ids[index] = other;
    ids[index + by] = moved;
    void reorder.run({ subject: subject.name, fieldIds: ids });
  };
  return (
    <ul className="lines field-list" aria-label={t`Fields of ${subject.many}`}>
      {fields.map((field, index) => (
        <FieldLine
          key={field.id}
          field={field}
          isKept={isKept}
          onUp={index > 0 ? () => swap(index, -1) : undefined}
          onDown={index < fields.length - 1 ? () => swap(index, 1) : undefined}
          onChange={() => onChange(field)}
        />
      ))}
    </ul>
  );
}

function Retired({ fields }: { fields: Field[] }) {
  if (fields.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="retired">
      <h2 id="retired">{t`Out of use`}</h2>
      <p className="quiet">
        <Trans>What they hold is kept. Nobody sees it until the field is brought back.</Trans>
      </p>
      <ul className="lines field-list" aria-labelledby="retired">
        {fields.map((field) => (
          <FieldLine key={field.id} field={field} isKept onUp={undefined} onDown={undefined} onChange={() => {}} />
        ))}
      </ul>
    </section>
  );
}

/** What the workspace wants to know of its customers and conversations. */
export function Fields() {
  const { can } = useSession();
  const isKept = can('fields.keep');
  const [name, setName] = useState('customer');
  const [editing, setEditing] = useState<Field | 'new'>();
  const query = useQueryOf('fields.list', {});
  const subject = query.data?.subjects.find((one) => one.name === name);
  const all = query.data?.fields.filter((field) => field.subject === name) ?? [];
  const inUse = all.filter((field) => !field.isRetired);
  const add = isKept && (
    <Button kind="primary" icon={IconPlus} onClick={() => setEditing('new')}>
      {t`New field`}
    </Button>
  );
  return (
    <Page title={t`Fields`} back={{ to: '/settings', label: t`Back to settings` }} actions={subject && add}>
      <p className="quiet">
        <Trans>
          What you want to know besides what Heed keeps for everybody. Each field says why it is kept and who sees it.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading fields`} shape="rows" />}
      {query.data && (
        <div className="line">
          <Segments
            label={t`Fields of`}
            options={query.data.subjects.map((one) => ({ value: one.name, label: capital(one.many) }))}
            value={name}
            onChange={setName}
          />
        </div>
      )}
      {subject && inUse.length === 0 && (
        <Empty icon={IconForms} title={t`No fields on ${subject.many} yet`} action={add}>
          <Trans>Ask only for what you use: a loyalty tier, the model of a machine, the end of a contract.</Trans>
        </Empty>
      )}
      {subject && inUse.length > 0 && (
        <Ordered subject={subject} fields={inUse} isKept={isKept} onChange={setEditing} />
      )}
      <Retired fields={all.filter((field) => field.isRetired)} />
      {subject && editing && (
        <FieldDialog
          subject={subject}
          field={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
