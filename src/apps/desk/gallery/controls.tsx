import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs';
import { useState } from 'react';
import { Blank } from '#kernel/web/ui/Blank.tsx';
import { Button, ButtonLink, IconButton } from '#kernel/web/ui/Button.tsx';
import { Check, Radio, Switch } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';
import { SplitButton } from '#kernel/web/ui/SplitButton.tsx';
import { TokenOnce } from '#kernel/web/ui/TokenOnce.tsx';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;

function Buttons() {
  const [following, setFollowing] = useState(true);
  return (
    <Specimen title="Buttons" rule="One primary button a screen. The label says what happens.">
      <div className="line wrap">
        <Button kind="primary">Send offer</Button>
        <Button icon={IconHistory}>Snooze</Button>
        <Button kind="quiet">Not a promise</Button>
        <Button kind="danger">Erase person</Button>
        <Button disabledReason="Needs approval above $200: ask Tara Lund">Approve</Button>
        <IconButton kind="default" icon={IconPaperclip} label="Attach a file" />
        <SplitButton
          kind="primary"
          keys="Ctrl ⏎"
          moreLabel="More ways to send"
          more={[
            { label: 'Send and resolve', onPick: nothing, keys: 'Ctrl ⇧ ⏎' },
            { label: 'Send later', onPick: nothing },
          ]}
        >
          Send
        </SplitButton>
      </div>
      <div className="line wrap">
        <Button size="small">Add option</Button>
        <Button size="small" kind="primary">
          Record
        </Button>
        <Button size="small" kind="quiet">
          Dismiss
        </Button>
        <Button size="small" pressed={following} onClick={() => setFollowing(!following)}>
          Following
        </Button>
        <Button disabled>Sending</Button>
        <ButtonLink href="#colour">Open order</ButtonLink>
        <Button size="big">Start chat</Button>
      </div>
    </Specimen>
  );
}

function Choices() {
  const [copy, setCopy] = useState(true);
  const [remedy, setRemedy] = useState<'refund' | 'replacement'>('refund');
  const [sound, setSound] = useState(true);
  const [quiet, setQuiet] = useState(false);
  return (
    <div className="line wrap choices">
      <Check label="Send a copy to me" checked={copy} onChange={setCopy} />
      <Radio label="Refund" name="remedy" checked={remedy === 'refund'} onChange={() => setRemedy('refund')} />
      <Radio
        label="Replacement"
        name="remedy"
        checked={remedy === 'replacement'}
        onChange={() => setRemedy('replacement')}
      />
      <Switch label="Sound" checked={sound} onChange={setSound} />
      <Switch label="Quiet hours" checked={quiet} onChange={setQuiet} />
    </div>
  );
}

/** Buttons and everything that takes input. */
function Tokens() {
  return (
    <Specimen title="A token" rule="Shown once. A further one ends the one before, and the button says so.">
      <TokenOnce hasOne busy={false} make={async () => 'heed_example_3f9c1a7e5b'} />
    </Specimen>
  );
}

export function Controls() {
  const [amount, setAmount] = useState('$3120.00');
  const [team, setTeam] = useState('orders');
  const [find, setFind] = useState('');
  const options = [
    { value: 'orders', label: 'Orders' },
    { value: 'returns', label: 'Returns' },
  ];
  return (
    <>
      <Buttons />
      <Tokens />
      <Specimen title="Fields" rule="Label above, help below, error in words beside what was kept.">
        <div className="pair">
          <TextInput label="Customer’s e-mail" type="email" defaultValue="ines@kaldor.example" autoComplete="off" />
          <TextInput
            label="Refund amount"
            value={amount}
            onChange={(event) => setAmount(event.currentTarget.value)}
            error={amount === '$3120.00' ? 'More than she paid ($312.00). Nothing was sent.' : undefined}
          />
          <Select label="Team" options={options} value={team} onChange={setTeam} />
          <div className="field">
            <span className="label">Find</span>
            <SearchInput label="Find" placeholder="Name, order, reference" keys="/" value={find} onChange={setFind} />
          </div>
        </div>
        <div className="stack">
          <TextArea
            label="Reason"
            help="Ines reads this in her letter."
            rows={2}
            defaultValue="Third broken set in a year."
          />
        </div>
        <Choices />
        <p className="sentence">
          In a sentence: reply to <Blank label="Channel">chat</Blank> first within <Blank label="Time">2 minutes</Blank>{' '}
          in <Blank label="Calendar">opening hours</Blank>.
        </p>
      </Specimen>
    </>
  );
}
