import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Tag } from '#kernel/web/ui/Small.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';

const touches = () => ['wrap-up-reasons'];

function AddReason() {
  const add = useCommandOf('conversations.add-wrap-up-reason', { touches });
  const form = useForm({
    initial: { name: '' },
    fieldOf: { 'conversation.reason_taken': 'name' },
    send: async ({ name }) => {
      await add.send({ name });
      form.set('name', '');
      showToast({ state: 'kept', text: t`${name} can be chosen now` });
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
      <FormProblem problem={form.problem} />
      <TextInput
        label={t`New reason`}
        help={t`Such as: Delivery, Product question, Refund.`}
        required
        maxLength={80}
        {...form.text('name')}
      />
      <Button type="submit" disabled={form.busy}>
        {t`Add`}
      </Button>
    </form>
  );
}

function Retire({ id, name }: { id: string; name: string }) {
  const retire = useCommandOf('conversations.retire-wrap-up-reason', { touches });
  const take = async () => {
    if (await retire.run({ wrapUpReasonId: id })) {
      showToast({ state: 'kept', text: t`${name} is off the list; conversations keep it` });
    }
  };
  return (
    <Button size="small" disabled={retire.busy} onClick={() => void take()}>
      <Trans>
        Take off the list<span className="hide">: {name}</span>
      </Trans>
    </Button>
  );
}

/** The reasons that can be given when resolving. */
export function WrapUpReasons() {
  const { can } = useSession();
  const mayKeep = can('conversations.keep_reasons');
  const query = useQueryOf('conversations.wrap-up-reasons', {});
  const reasons = query.data?.reasons;
  return (
    <Page title={t`Wrap-up reasons`} back={{ to: '/settings', label: t`Back to settings` }}>
      <p className="quiet">
        <Trans>Resolving a conversation asks what it was about. These can be chosen, in this order.</Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading reasons`} shape="rows" />}
      {reasons?.length === 0 && (
        <Empty icon={IconCheck} title={t`No reasons yet`}>
          <Trans>Without one nothing can be resolved. Add what your customers write about most.</Trans>
        </Empty>
      )}
      {reasons && reasons.length > 0 && (
        <ul className="lines narrow" aria-label={t`Wrap-up reasons`}>
          {reasons.map((reason) => (
            <li key={reason.id}>
              <span className="grow" dir="auto">
                {reason.name}
              </span>
              {reason.isRetired ? (
                <Tag>{t`off the list`}</Tag>
              ) : (
                mayKeep && <Retire id={reason.id} name={reason.name} />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayKeep && <AddReason />}
    </Page>
  );
}
