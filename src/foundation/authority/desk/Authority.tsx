import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { told } from '#kernel/web/language/told.ts';
import './authority.css';
import { useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { classNames } from '#kernel/web/ui/class-names.ts';
import type { Formats } from '#kernel/web/ui/format.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { OtherRules } from './OtherRules.tsx';
import { RuleDialog, type Who } from './RuleDialog.tsx';
import { inForce } from './rules.ts';
import { cellWords, type Kind, type Role, type Rule, roleNames, roleOrder } from './words.ts';

type Editing = { kind: Kind; who: Who | undefined };

function Cell({
  may,
  isNever,
  limits,
  label,
  onEdit,
}: ReturnType<typeof cellWords> & { label: string; onEdit?: () => void }) {
  const words = (
    <>
      <b>{may}</b>
      {limits.map((limit) => (
        <small key={limit}>{limit}</small>
      ))}
    </>
  );
  const look = classNames('may', isNever && 'never');
  return onEdit ? (
    <button
      type="button"
      className={look}
      onClick={onEdit}
      aria-label={t`${label}: ${may} ${limits.join(', ')}. Change`}
    >
      {words}
    </button>
  ) : (
    <div className={look}>{words}</div>
  );
}

type Columns = {
  formats: Formats;
  rules: readonly Rule[];
  now: number;
  onEdit: ((editing: Editing) => void) | undefined;
};

/** Kinds down the side, roles across: what each may, with its limits. */
function columnsOf({ formats, rules, now, onEdit }: Columns): Column<Kind>[] {
  const cell = (kind: Kind, role: Role) => {
    const words = cellWords(formats, kind, inForce(rules, kind.name, { role }, now));
    const edit = onEdit && { onEdit: () => onEdit({ kind, who: { role } }) };
    return <Cell {...words} label={`${told(kind.title)}, ${roleNames[role].many}`} {...edit} />;
  };
  return [
    {
      key: 'kind',
      head: t`What is decided`,
      names: true,
      cell: (kind) => (
        <span className="kind-name">
          {told(kind.title)}
          <small>{told(kind.help)}</small>
        </span>
      ),
    },
    ...roleOrder.map((role) => ({
      key: role,
      head: roleNames[role].many,
      cell: (kind: Kind) => cell(kind, role),
    })),
  ];
}

/** Who may decide what, up to how much, from when on; owners change it. */
export function Authority() {
  const formats = useFormats();
  const now = useNow();
  const { can } = useSession();
  const query = useQueryOf('authority.rules', {});
  const [editing, setEditing] = useState<Editing>();
  const mayEdit = can('authority.set-rule');
  const data = query.data;
  const first = data?.kinds[0];
  return (
    <Page
      title={t`Authority`}
      back={{ to: '/settings', label: t`Back to settings` }}
      actions={
        mayEdit &&
        first && <Button onClick={() => setEditing({ kind: first, who: undefined })}>{t`Row for a person`}</Button>
      }
    >
      <p className="quiet">
        <Trans>
          What each role decides by itself, what it asks for, and up to how much. What goes beyond a limit is asked for,
          and done when somebody whose authority reaches that far approves it.
        </Trans>{' '}
        {mayEdit ? t`Choose a cell to change it.` : t`An owner changes it.`}
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading authority`} shape="rows" />}
      {data && (
        <>
          <Table
            caption={t`Who may decide what`}
            rows={data.kinds}
            rowKey={(kind) => kind.name}
            columns={columnsOf({ formats, rules: data.rules, now, onEdit: mayEdit ? setEditing : undefined })}
          />
          <OtherRules
            kinds={data.kinds}
            rules={data.rules}
            onEdit={mayEdit ? (kind, who) => setEditing({ kind, who }) : undefined}
          />
        </>
      )}
      {editing && data && (
        <RuleDialog
          kinds={data.kinds}
          rules={data.rules}
          kind={editing.kind}
          who={editing.who}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}
