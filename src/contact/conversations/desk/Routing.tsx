import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useId, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { RoutingMethod } from '../contract.ts';
import { useColleagues } from './colleagues.ts';
import { TagNames } from './TagNames.tsx';
import { TakingSwitch } from './TakingSwitch.tsx';
import { useTags } from './tags.ts';

type Team = OutputOf<'conversations.routing'>['teams'][number];
type Person = OutputOf<'conversations.routing'>['people'][number];

const touches = () => ['routing'];
const methodWords: Record<RoutingMethod, string> = {
  off: t`People take them themselves`,
  by_turn: t`By turn: whoever was given one the longest ago`,
  by_load: t`By load: whoever has the smallest share of what they take`,
};

function Actions({ formId, busy, onClose }: { formId: string; busy: boolean; onClose: () => void }) {
  return (
    <>
      <Button onClick={onClose}>{t`Cancel`}</Button>
      <Button kind="primary" type="submit" form={formId} disabled={busy}>
        {busy ? t`Saving…` : t`Save`}
      </Button>
    </>
  );
}

function TeamForm({ team, name, onClose }: { team: Team; name: string; onClose: () => void }) {
  const formId = useId();
  const set = useCommandOf('conversations.set-team-routing', { touches });
  const form = useForm({
    initial: { method: team.method, capacity: String(team.capacity) },
    send: async ({ method, capacity }) => {
      await set.send({ teamId: team.teamId, version: team.version, method, capacity: Number(capacity) });
      showToast({ state: 'kept', text: `${name}: ${methodWords[method]}` });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Conversations of ${name}`}
      actions={<Actions formId={formId} busy={form.busy} onClose={onClose} />}
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <Select
          label={t`Who gets a conversation that comes to this team`}
          value={form.values.method}
          options={Object.entries(methodWords).map(([value, label]) => ({ value, label }))}
          onChange={(method) => form.set('method', method as RoutingMethod)}
        />
        <TextInput
          label={t`Open conversations at once, for each person`}
          help={t`Who has as many is given no more. Taking one by hand is always possible.`}
          type="number"
          min={1}
          max={500}
          required
          {...form.text('capacity')}
        />
      </form>
    </Dialog>
  );
}

function PersonForm({ person, name, onClose }: { person: Person; name: string; onClose: () => void }) {
  const formId = useId();
  const { onList, all } = useTags();
  const set = useCommandOf('conversations.set-person-routing', { touches });
  const form = useForm({
    initial: { capacity: person.capacity === null ? '' : String(person.capacity), skills: person.skills },
    send: async ({ capacity, skills }) => {
      const most = capacity === '' ? null : Number(capacity);
      await set.send({ personId: person.personId, version: person.version, capacity: most, skills });
      showToast({ state: 'kept', text: t`What ${name} takes is changed` });
      onClose();
    },
  });
  const { skills } = form.values;
  const offered = [...onList, ...all.filter((tag) => tag.isRetired && skills.includes(tag.id))];
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`What ${name} takes`}
      actions={<Actions formId={formId} busy={form.busy} onClose={onClose} />}
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput
          label={t`Open conversations at once`}
          help={t`Left empty: as the team says.`}
          type="number"
          min={1}
          max={500}
          {...form.text('capacity')}
        />
        <fieldset className="tag-checks" aria-label={t`Skills`}>
          <legend>{t`Tags that not everybody can deal with`}</legend>
          {offered.map((tag) => (
            <Check
              key={tag.id}
              label={tag.name}
              checked={skills.includes(tag.id)}
              onChange={(on) => form.set('skills', on ? [...skills, tag.id] : skills.filter((id) => id !== tag.id))}
            />
          ))}
        </fieldset>
        <p className="quiet">
          <Trans>
            A conversation with such a tag is given only to people who have it here. Tags that nobody has here ask for
            nobody in particular.
          </Trans>
        </p>
      </form>
    </Dialog>
  );
}

function TeamLine({ team, name, onEdit }: { team: Team; name: string; onEdit: (() => void) | undefined }) {
  return (
    <li>
      <span className="grow stack tight">
        <b dir="auto">{name}</b>
        <span className="meta">
          {methodWords[team.method]}
          {team.method !== 'off' && t` · at most ${team.capacity} each`}
          {team.waiting > 0 && t` · ${team.waiting >= 1_000 ? '999+' : team.waiting} with nobody`}
        </span>
      </span>
      {onEdit && (
        <Button size="small" onClick={onEdit}>
          <Trans>
            Change<span className="hide"> {name}</span>
          </Trans>
        </Button>
      )}
    </li>
  );
}

function PersonLine({ person, name, onEdit }: { person: Person; name: string; onEdit: (() => void) | undefined }) {
  return (
    <li>
      <span className="grow stack tight">
        <b dir="auto">{name}</b>
        <span className="line wrap meta">
          <State state={person.taking ? 'kept' : 'paused'}>{person.taking ? t`Takes new ones` : t`Not now`}</State>
          <span className="num">
            <Trans>{person.open} open</Trans>
            {person.capacity !== null && t` of ${person.capacity}`}
          </span>
          <TagNames ids={person.skills} />
        </span>
      </span>
      {onEdit && (
        <Button size="small" onClick={onEdit}>
          <Trans>
            Change<span className="hide"> {name}</span>
          </Trans>
        </Button>
      )}
    </li>
  );
}

/** How teams share out what comes to them, and what each person takes. */
export function Routing() {
  const { can } = useSession();
  const { personOf, teamOf } = useColleagues();
  const query = useQueryOf('conversations.routing', {});
  const [team, setTeam] = useState<Team>();
  const [person, setPerson] = useState<Person>();
  const mayKeep = can('conversations.keep_routing');
  const routing = query.data;
  return (
    <Page title={t`Automatic assignment`} back={{ to: '/settings', label: t`Back to settings` }}>
      <p className="quiet">
        <Trans>
          A team can give its open conversations to the people in it: to those who take new ones, up to what each takes.
          What nobody can take waits with the team.
        </Trans>
      </p>
      <TakingSwitch />
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading`} shape="rows" />}
      {routing?.teams.length === 0 && (
        <Empty icon={IconUsersGroup} title={t`No teams yet`}>
          {t`Make a team first, under Settings, Teams.`}
        </Empty>
      )}
      {routing && routing.teams.length > 0 && (
        <>
          <h2>{t`Teams`}</h2>
          <ul className="lines" aria-label={t`Teams`}>
            {routing.teams.map((one) => (
              <TeamLine
                key={one.teamId}
                team={one}
                name={teamOf(one.teamId) ?? ''}
                onEdit={mayKeep ? () => setTeam(one) : undefined}
              />
            ))}
          </ul>
          <h2>{t`People`}</h2>
          <ul className="lines" aria-label={t`People`}>
            {routing.people.map((one) => (
              <PersonLine
                key={one.personId}
                person={one}
                name={personOf(one.personId) ?? ''}
                onEdit={mayKeep ? () => setPerson(one) : undefined}
              />
            ))}
          </ul>
        </>
      )}
      {team && <TeamForm team={team} name={teamOf(team.teamId) ?? ''} onClose={() => setTeam(undefined)} />}
      {person && (
        <PersonForm person={person} name={personOf(person.personId) ?? ''} onClose={() => setPerson(undefined)} />
      )}
    </Page>
  );
}
