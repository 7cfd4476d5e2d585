import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { useState } from 'react';
import { Card, KeyValues } from '#kernel/web/ui/Card.tsx';
import { Clock, ClockWords } from '#kernel/web/ui/Clock.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { DayLine, Message, Quoted, SystemLine } from '#kernel/web/ui/Message.tsx';
import { PromiseOwed } from '#kernel/web/ui/PromiseLine.tsx';
import { List, Row, type RowLink } from '#kernel/web/ui/Row.tsx';
import { Badge, Tag } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Table } from '#kernel/web/ui/Table.tsx';
import { Specimen } from './Specimen.tsx';

const link = (props: RowLink) => <a href="#rows" {...props} />;
const late = { state: 'broken', lead: '1 min late', rest: 'was 13:46' } as const;
const atRisk = { state: 'warn', lead: '18 min left', rest: 'by 14:05' } as const;

function Rows() {
  const [marked, setMarked] = useState(false);
  return (
    <Specimen title="Rows" rule="The lower edge of a row is its promise line. Point at the icon to mark a row.">
      <List label="Conversations" id="rows">
        <Row
          link={link}
          icon={IconMail}
          iconLabel="E-mail"
          name="Marisol Adeyemi"
          time="13:05"
          preview="Yes please, send the whole kettle. Do I need to post the broken one back?"
          foot={
            <>
              <ClockWords reading={atRisk} />
              <Tag>Damaged</Tag>
            </>
          }
          end={
            <>
              <Icon of={IconEye} small />
              <Face name="Jun Petrak" kind="staff" size="s" />
            </>
          }
          state="warn"
          used={0.7}
          selected
          marked={marked}
          onMark={setMarked}
        />
        <Row
          link={link}
          icon={IconMessage}
          iconLabel="Chat"
          name="Tobias Wren"
          time="13:45"
          preview="Are you still there? The checkout keeps saying “try again”"
          foot={
            <>
              <ClockWords reading={late} />
              <Tag>Checkout</Tag>
            </>
          }
          state="broken"
          used={1}
          unread
        />
        <Row
          link={link}
          icon={IconMessage}
          iconLabel="Chat"
          name="Pilar Eastgate"
          time="Mon"
          preview="Perfect, that solved it. Thank you so much!"
          foot={<State state="kept">Kept, 6 min early</State>}
          state="kept"
          used={1}
        />
      </List>
    </Specimen>
  );
}

function Thread() {
  return (
    <Specimen
      title="Messages"
      rule="Messages look like writing; no bubbles in the desk. Notes are on paper of their own."
    >
      <DayLine>Today</DayLine>
      <Message from="customer" name="Marisol Adeyemi" icon={IconMail} meta="e-mail · 13:05">
        Yes please, send the whole kettle. Do I need to post the broken one back, and who pays for that?
        <Quoted label="12 quoted lines">
          On Mon 23 Nov at 16:13, Fennick &amp; Rowe wrote: I’m sorry it reached you…
        </Quoted>
      </Message>
      <Message from="staff" name="Dana Okoro" meta="16:13 · seen 16:41">
        I’m sorry it reached you like that. A whole new kettle can leave tomorrow and be with you by Friday, at no cost.
      </Message>
      <Message from="note" name="Jun Petrak" icon={IconLock} meta="note, colleagues only · 12:51">
        Three left in sage green. Courier cut-off today is 15:30. <b>@Dana</b>
      </Message>
      <SystemLine state="kept">Promise kept 16:13: first reply within 2 min · took 1 min</SystemLine>
      <SystemLine icon={IconEye}>Jun Petrak is looking at this conversation</SystemLine>
    </Specimen>
  );
}

type Order = { id: string; what: string; state: 'warn' | 'kept' | 'paused'; word: string; amount: string };

const orders: Order[] = [
  { id: 'FR-20418', what: 'Stovetop kettle, sage', state: 'warn', word: 'Damaged', amount: '$89.00' },
  { id: 'FR-20377', what: 'Harrow plates, set of 4', state: 'kept', word: 'Delivered', amount: '$78.00' },
  { id: 'FR-20211', what: 'Saucepan, 1.2 litres', state: 'paused', word: 'Coming back', amount: '$54.00' },
];

function Orders() {
  return (
    <Specimen title="Table" rule="Tabular figures, money to the right, whole row hovers, one link a row.">
      <Table
        caption="Orders"
        rows={orders}
        rowKey={(order) => order.id}
        selectedKey="FR-20418"
        columns={[
          {
            key: 'id',
            head: 'Order',
            cell: (order) => (
              <a className="nowrap" href={`#${order.id}`}>
                {order.id}
              </a>
            ),
          },
          { key: 'what', head: 'What', cell: (order) => order.what },
          { key: 'state', head: 'State', cell: (order) => <State state={order.state}>{order.word}</State> },
          { key: 'amount', head: 'Amount', numeric: true, cell: (order) => order.amount },
        ]}
      />
    </Specimen>
  );
}

/** Rows, messages, cards and tables. `now` in milliseconds sets the clocks of the card. */
export function Lists({ now }: { now: number }) {
  const minutes = (count: number) => now + count * 60_000;
  return (
    <>
      <Rows />
      <Thread />
      <Specimen title="Cards" rule="Who is this, what is owed. These clocks run.">
        <Card title="Marisol Adeyemi">
          <div className="stack">
            <Badge accent icon={IconUsers}>
              Returning · 6th contact
            </Badge>
            <KeyValues
              items={[
                { key: 'Loyalty', value: 'Regular, 640 points' },
                { key: 'Customer since', value: 'Mar 2023' },
                { key: 'Spent', value: <span className="money">$1,284.50 · 9 orders</span> },
              ]}
            />
          </div>
        </Card>
        <Card title="Promises owed" count={3}>
          <div className="stack">
            <PromiseOwed what="Answer her e-mail" startedAt={minutes(-42)} dueAt={minutes(9)} />
            <PromiseOwed what="Kettle leaves warehouse" startedAt={minutes(-97)} dueAt={minutes(103)} />
            <PromiseOwed what="First reply" startedAt={minutes(-90)} dueAt={minutes(-88)} doneAt={minutes(-89)} />
            <Clock dueAt={minutes(60 * 30)} />
          </div>
        </Card>
      </Specimen>
      <Orders />
    </>
  );
}
