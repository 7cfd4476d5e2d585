import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs';
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs';
import IconFlag from '@tabler/icons-react/dist/esm/icons/IconFlag.mjs';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs';
import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { useState } from 'react';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { HintLine, HintWord, PromiseFound } from '#kernel/web/ui/Hints.tsx';
import { Keys } from '#kernel/web/ui/KeySheet.tsx';
import { Menu, type MenuEntry } from '#kernel/web/ui/Menu.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { PaletteBox, type PaletteGroup } from '#kernel/web/ui/Palette.tsx';
import { Popover } from '#kernel/web/ui/Popover.tsx';
import { Badge, Count, Tag } from '#kernel/web/ui/Small.tsx';
import { Segments, Tabs } from '#kernel/web/ui/Tabs.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, ProgressBar, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;

const entries: MenuEntry[] = [
  { label: 'Assign', icon: IconUser, keys: 'a', onPick: nothing },
  { label: 'Snooze', icon: IconHistory, keys: 's', onPick: nothing },
  { label: 'Link or merge', icon: IconLink, keys: 'm', onPick: nothing },
  { label: 'Erase', danger: true, onPick: nothing, disabledReason: 'Close complaint C-1042 first' },
  'line',
  { label: 'Make it a complaint', icon: IconFlag, keys: 'c', onPick: nothing },
];

const found: PaletteGroup[] = [
  {
    label: 'Actions',
    options: [
      { id: 'refund', label: 'Refund order FR-20418', icon: IconArrowBackUp, onPick: nothing },
      { id: 'ask', label: 'Ask for approval of a refund', icon: IconScale, onPick: nothing },
    ],
  },
  {
    label: 'Standard',
    options: [{ id: 'clause', label: '5.1 Refunds: what the law gives', icon: IconBook, onPick: nothing }],
  },
  {
    label: 'People',
    options: [
      { id: 'remy', label: 'Remy Fundall, Hobart', lead: <Face name="Remy Fundall" size="s" />, onPick: nothing },
    ],
  },
];

function Views() {
  const [tab, setTab] = useState<'timeline' | 'orders' | 'promises'>('timeline');
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <Specimen title="Tabs, segments, badges" rule="Customers are round, colleagues are square.">
      <Tabs
        label="Customer"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'timeline', label: 'Timeline', panel: <p>Six contacts since March 2023.</p> },
          { value: 'orders', label: 'Orders', count: 9, panel: <p>Nine orders, the last on Monday.</p> },
          { value: 'promises', label: 'Promises', count: 3, panel: <p>Three owed.</p> },
        ]}
      />
      <div className="line wrap">
        <Segments
          label="Show as"
          value={view}
          onChange={setView}
          options={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
        />
        <Badge accent icon={IconUsers}>
          Returning · 6th contact
        </Badge>
        <Badge>New customer</Badge>
        <Tag>Damaged</Tag>
        <Count value={12} fresh of="unread" />
        <Count value={31} />
        <Face name="Marisol Adeyemi" />
        <Face name="Dana Okoro" kind="staff" />
        <Face name="Marisol Adeyemi" size="l" />
        <Face name="Jun Petrak" kind="staff" size="s" />
      </div>
    </Specimen>
  );
}

function Overlays() {
  const [asking, setAsking] = useState(false);
  const [filtering, setFiltering] = useState(false);
  const [damaged, setDamaged] = useState(true);
  return (
    <Specimen title="Menu, panel, dialog" rule="Every entry shows its key. A dialog is only for what cannot be undone.">
      <div className="line wrap">
        <Menu label="Conversation" entries={entries} target={<Button>More</Button>} />
        <Popover
          label="Filter"
          opened={filtering}
          onChange={setFiltering}
          target={<Button onClick={() => setFiltering(!filtering)}>Filter</Button>}
        >
          <Check label="Damaged" checked={damaged} onChange={setDamaged} />
        </Popover>
        <Button kind="danger" onClick={() => setAsking(true)}>
          Erase person
        </Button>
        <Button onClick={() => showToast({ text: 'Sent to Marisol. Leaves in 8 s.', undo: nothing })}>Toast</Button>
        <Button onClick={() => showToast({ text: 'Not saved: the connection broke.', state: 'broken' })}>
          Toast that stays
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Erase Ines Kaldor?"
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep</Button>
            <Button kind="danger" disabledReason="Close complaint C-1042 first">
              Erase
            </Button>
          </>
        }
      >
        <p>
          Her name, addresses and messages go for good. Numbers in reports stay. She has an open complaint (C-1042):
          close it first.
        </p>
      </Dialog>
    </Specimen>
  );
}

function PaletteSpecimen() {
  const [query, setQuery] = useState('refund');
  return (
    <Specimen title="Command palette" rule="Ctrl/⌘ K. Actions first, then records, with the clause that governs them.">
      <PaletteBox
        label="Type a command or a name"
        query={query}
        onQuery={setQuery}
        groups={query === '' ? [] : found}
        status={query === '' ? 'Type to search.' : undefined}
        onClose={nothing}
      />
    </Specimen>
  );
}

function Writing() {
  return (
    <>
      <Specimen title="Writing hints" rule="Dotted spelling, wavy tone, solid promise, dashed unanswered question.">
        <p className="sentence">
          It should <HintWord kind="spell">definately</HintWord> arrive Friday.{' '}
          <HintWord kind="tone">Unfortunately we can’t</HintWord> collect it.{' '}
          <HintWord kind="promise">I will call you tomorrow</HintWord>.{' '}
          <HintWord kind="ask">Who pays for that?</HintWord>
        </p>
        <PromiseFound actions={<Button size="small">Record</Button>}>call, Wed 25 Nov, 10:00</PromiseFound>
        <HintLine
          state="warn"
          label="Brand"
          action={
            <Button size="small" kind="quiet">
              Reword
            </Button>
          }
        >
          say what she can do, not what you can’t <a href="#clause">Standard 4.3</a>
        </HintLine>
      </Specimen>
      <Specimen title="Keyboard" rule="Shown beside the thing, never in a tour.">
        <Keys
          keys={[
            { key: 'j', label: 'next' },
            { key: 'k', label: 'previous' },
            { key: 'x', label: 'select' },
            { key: 'r', label: 'reply' },
            { key: 'e', label: 'resolve' },
            { key: 'mod+k', label: 'everything' },
            { key: '?', label: 'all keys' },
          ]}
        />
      </Specimen>
    </>
  );
}

/** Everything that floats, tells, waits or hints. */
export function Floating() {
  return (
    <>
      <Views />
      <Overlays />
      <PaletteSpecimen />
      <Specimen title="Notices" rule="An error says what happened, what was kept and what to do.">
        <Notice state="warn" title="Jun is answering this customer too.">
          Your draft is kept.
        </Notice>
        <Notice state="broken" title="The e-mail was refused:">
          the mailbox is full. Your reply is kept. <a href="#address">Try another address</a> or{' '}
          <a href="#call">call her</a>.
        </Notice>
      </Specimen>
      <Specimen
        title="Nothing, waiting, long work"
        rule="Empty teaches, skeleton has the final shape, progress counts."
      >
        <Empty icon={IconArrowBackUp} title="No returns yet" action={<Button>Write the return policy</Button>}>
          When somebody sends something back, it appears here with its next date. Start with the policy customers will
          see.
        </Empty>
        <Skeleton label="Loading conversations" after={0} />
        <Skeleton label="Loading list" shape="rows" rows={2} after={0} />
        <div className="stack">
          <ProgressBar
            label="Importing customers"
            value={3412}
            max={10003}
            count="3,412 of 10,003 · about 40 s"
            note="You can leave; a notice comes when it is done. 12 rows need a look."
          />
        </div>
      </Specimen>
      <Writing />
    </>
  );
}
