import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMediaQuery } from '@mantine/hooks';
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconRotate from '@tabler/icons-react/dist/esm/icons/IconRotate.mjs';
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs';
import IconUserSquare from '@tabler/icons-react/dist/esm/icons/IconUserSquareRounded.mjs';
import { Link, useParams } from '@tanstack/react-router';
import { type RefObject, useState } from 'react';
import { useActions } from '#kernel/web/shell/actions.ts';
import { Cards } from '#kernel/web/shell/Cards.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { ClockWords, useClock } from '#kernel/web/ui/Clock.tsx';
import { Modal } from '#kernel/web/ui/Dialog.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { Badge } from '#kernel/web/ui/Small.tsx';
import type { ConversationActions } from './actions.ts';
import { assignActions, useAssignEntries } from './assign-entries.ts';
import type { ComposerHandle } from './Composer.tsx';
import { useColleagues } from './colleagues.ts';
import { useMoreDialogs } from './MoreDialogs.tsx';
import { PriorityWord } from './priority.tsx';
import { ResolveButton } from './ResolveButton.tsx';
import { noClock, useNextClock } from './row-clocks.ts';
import { TagNames } from './TagNames.tsx';
import type { Conversation } from './use-changes.ts';
import { useOffered } from './use-offered.ts';
import { useWorkOffers } from './use-work-offers.tsx';
import { StatusWord } from './words.tsx';

type HeadProps = {
  conversation: Conversation;
  actions: ConversationActions;
  composer: RefObject<ComposerHandle | null>;
};

/** The clock that is due next, in its first words; where none runs, the status. */
function Standing({ conversation }: { conversation: Conversation }) {
  const clock = useNextClock(conversation.id);
  const reading = useClock(clock ?? noClock);
  return clock ? <ClockWords reading={{ ...reading, rest: '' }} /> : <StatusWord status={conversation.status} />;
}

/** Priority, until when it is snoozed, and tags. */
function Filed({ conversation }: { conversation: Conversation }) {
  const formats = useFormats();
  const now = useNow(60_000);
  const { priority, snoozedUntil, tagIds } = conversation;
  return (
    <>
      <PriorityWord priority={priority} />
      {snoozedUntil && (
        <Badge>
          <Trans>Snoozed until {formats.due(snoozedUntil, now)}</Trans>
        </Badge>
      )}
      <span className="line wide about">
        <TagNames ids={tagIds} most={2} />
      </span>
    </>
  );
}

function Title({ conversation }: { conversation: Conversation }) {
  const { personOf, teamOf } = useColleagues();
  const assignee = personOf(conversation.assigneeId);
  const team = teamOf(conversation.teamId);
  return (
    <div className="grow">
      <h2 className="cut" dir="auto">
        {conversation.subject || conversation.customerName}
      </h2>
      <div className="line meta about">
        <span className="nowrap num">{conversation.reference}</span>
        {team && (
          <span className="wide cut" dir="auto">
            · {team}
          </span>
        )}
        {assignee && (
          <span className="line wide about">
            · <Face name={assignee} kind="staff" size="s" />
            <span className="cut" dir="auto" title={assignee}>
              {assignee.split(' ')[0]}
            </span>
          </span>
        )}
        <span>·</span>
        <Standing conversation={conversation} />
        <Filed conversation={conversation} />
      </div>
    </div>
  );
}

function AboutSheet({
  conversation,
  open,
  onClose,
}: {
  conversation: Conversation;
  open: boolean;
  onClose: () => void;
}) {
  return (
    <Modal open={open} onClose={onClose} className="dialog about-sheet" aria-label={t`About this conversation`}>
      <div className="cards">
        <div className="line">
          <h2 className="grow">{t`About this conversation`}</h2>
          <Button onClick={onClose}>{t`Close`}</Button>
        </div>
        <Cards place="conversation" customerId={conversation.customerId} conversationId={conversation.id} />
      </div>
    </Modal>
  );
}

/** What this is, who has it, and what can be done with it. */
export function ConversationHead({ conversation, actions, composer }: HeadProps) {
  const { view = 'all' } = useParams({ strict: false }) as { view?: string };
  const [isResolving, setResolving] = useState(false);
  const [isAboutShown, setAboutShown] = useState(false);
  const more = useMoreDialogs(conversation);
  const assignEntries = useAssignEntries(conversation, actions, () => more.open('hand-over'));
  const isPhone = useMediaQuery('(max-width: 760px)');
  const about = { label: t`About this conversation`, icon: IconUserSquare, onPick: () => setAboutShown(true) };
  const entries = useOffered({ conversation, actions, composer, onResolve: () => setResolving(true) });
  const work = useWorkOffers(conversation);
  const may = (ability: string) => conversation.abilities.includes(ability);
  useActions([
    ...(may('assign') ? assignActions(assignEntries) : []),
    { label: about.label, icon: about.icon, group: t`Conversation`, run: about.onPick },
  ]);
  return (
    <div className="head">
      <Link
        to="/inbox/$view"
        params={{ view }}
        className="btn quiet icon phone"
        aria-label={t`Back to the list`}
        activeProps={{}}
      >
        <Icon of={IconChevronLeft} />
      </Link>
      <Title conversation={conversation} />
      {may('assign') && (
        <span className="wide">
          <Menu label={t`Assign`} entries={assignEntries} target={<Button icon={IconUserPlus}>{t`Assign`}</Button>} />
        </span>
      )}
      {may('resolve') && (
        <ResolveButton open={isResolving} onOpen={setResolving} onPick={(id, name) => void actions.resolve(id, name)} />
      )}
      {may('reopen') && (
        <Button icon={IconRotate} onClick={() => void actions.reopen()}>
          {t`Reopen`}
        </Button>
      )}
      <span className="about-button wide">
        <IconButton icon={IconUserSquare} label={t`About this conversation`} onClick={() => setAboutShown(true)} />
      </span>
      <Menu
        label={t`More actions`}
        entries={[
          ...entries,
          ...work.entries,
          ...more.entries,
          ...(isPhone ? [about] : []),
          ...(may('assign') ? (['line', ...assignEntries] as const) : []),
        ]}
        target={<IconButton icon={IconDots} label={t`More actions`} />}
      />
      {work.dialog}
      {more.dialog}
      <AboutSheet conversation={conversation} open={isAboutShown} onClose={() => setAboutShown(false)} />
    </div>
  );
}
