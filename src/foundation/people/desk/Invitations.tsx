import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconMailPlus from '@tabler/icons-react/dist/esm/icons/IconMailPlus.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Table } from '#kernel/web/ui/Table.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { roleWords } from './roles.ts';

type Invitation = OutputOf<'people.invitations'>['invitations'][number];

const stateWords = {
  open: { state: 'running', word: t`Open` },
  accepted: { state: 'kept', word: t`Accepted` },
  withdrawn: { state: 'paused', word: t`Withdrawn` },
  expired: { state: 'warn', word: t`Expired` },
} as const;

function InvitationState({ invitation }: { invitation: Invitation }) {
  const formats = useFormats();
  const { state, word } = stateWords[invitation.state];
  return (
    <span className="line">
      <State state={state}>{word}</State>
      {invitation.state === 'open' && (
        <span className="meta nowrap">
          <Trans>until {formats.due(invitation.expiresAt)}</Trans>
        </span>
      )}
    </span>
  );
}

function Withdraw({ invitation }: { invitation: Invitation }) {
  const withdraw = useCommandOf('people.withdraw-invitation', { touches: () => ['invitations'] });
  if (invitation.state !== 'open') return null;
  return (
    <Button size="small" disabled={withdraw.busy} onClick={() => void withdraw.run({ invitationId: invitation.id })}>
      <Trans>
        Withdraw<span className="hide"> the invitation of {invitation.email}</span>
      </Trans>
    </Button>
  );
}

/** Who was invited, and the way to invite. */
export function Invitations() {
  const { can } = useSession();
  const [isInviting, setInviting] = useState(false);
  const query = useQueryOf('people.invitations', {});
  const invite = can('people.invite') && (
    <Button kind="primary" icon={IconMailPlus} onClick={() => setInviting(true)}>
      {t`Invite`}
    </Button>
  );
  const rows = query.data?.invitations;
  return (
    <Page
      title={t`Invitations`}
      back={{ to: '/settings', label: t`Back to settings` }}
      actions={rows && rows.length > 0 && invite}
    >
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading invitations`} shape="rows" />}
      {rows?.length === 0 && (
        <Empty icon={IconMailPlus} title={t`Nobody is invited yet`} action={invite}>
          <Trans>
            Invite the colleagues who will answer customers with you. Each gets a link of their own that works once.
          </Trans>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Table
          caption={t`Invitations of the last 90 days`}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'email', head: t`E-mail address`, names: true, cell: (row) => <bdi>{row.email}</bdi> },
            { key: 'role', head: t`Role`, cell: (row) => roleWords[row.role].label },
            { key: 'by', head: t`Invited by`, cell: (row) => <bdi>{row.invitedBy}</bdi> },
            { key: 'state', head: t`State`, cell: (row) => <InvitationState invitation={row} /> },
            {
              key: 'do',
              head: <span className="hide">{t`Change`}</span>,
              cell: (row) => <Withdraw invitation={row} />,
            },
          ]}
        />
      )}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
