import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check, Switch } from '#kernel/web/ui/Check.tsx';
import type { Settings } from './use-notices.ts';

type Topic = Settings['topics'][number];
type Role = Topic['roles'][number];

const roles: { role: Role; label: string }[] = [
  { role: 'owner', label: t`Owners` },
  { role: 'manager', label: t`Managers` },
  { role: 'lead', label: t`Leads` },
  { role: 'adviser', label: t`Advisers` },
];

function TopicLine({ topic }: { topic: Topic }) {
  const { person, can } = useSession();
  const touches = () => [`notices:${person.id}`, 'notice-topics'];
  const follow = useCommandOf('notices.subscribe', { touches });
  const setRoles = useCommandOf('notices.set-topic-roles', { touches });
  const ofRole = topic.roles.length === 0 ? t`No role hears of it by itself.` : undefined;
  return (
    <li className="topic">
      <div className="grow stack tight">
        <b>{told(topic.label)}</b>
        <span className="meta">
          {told(topic.help)} {ofRole}
        </span>
        {can('notices.set-topic-roles') && (
          <fieldset className="line wrap">
            <legend className="hide">
              <Trans>Roles that hear of {told(topic.label)}</Trans>
            </legend>
            {roles.map(({ role, label }) => (
              <Check
                key={role}
                label={label}
                checked={topic.roles.includes(role)}
                onChange={(on) =>
                  void setRoles.run({
                    topic: topic.topic,
                    roles: on ? [...topic.roles, role] : topic.roles.filter((one) => one !== role),
                  })
                }
              />
            ))}
          </fieldset>
        )}
      </div>
      {topic.isOwnChoice && (
        <Button size="small" kind="quiet" onClick={() => void follow.run({ topic: topic.topic, subscribed: null })}>
          {t`As my role`}
        </Button>
      )}
      <Switch
        label={t`Follow`}
        aria-label={t`Follow: ${told(topic.label)}`}
        checked={topic.subscribed}
        onChange={(subscribed) => void follow.run({ topic: topic.topic, subscribed })}
      />
    </li>
  );
}

/** What can be followed beyond one's own work. */
export function Topics({ topics }: { topics: readonly Topic[] }) {
  const { can } = useSession();
  const open = topics.filter((topic) => topic.mayFollow);
  if (open.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="topics">
      <h2 id="topics">{t`Topics`}</h2>
      <p className="quiet">
        {t`Follow what concerns others too.`}{' '}
        {can('notices.set-topic-roles') && t`The roles ticked hear of it unless a person chose otherwise.`}
      </p>
      <ul className="lines">
        {open.map((topic) => (
          <TopicLine key={topic.topic} topic={topic} />
        ))}
      </ul>
    </section>
  );
}
