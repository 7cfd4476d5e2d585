import { t } from '@lingui/core/macro';
import { useDeferredValue, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';

export type ChosenCustomer = { id: string; name: string };

type CustomerChoiceProps = {
  chosen: ChosenCustomer | undefined;
  onChoose: (customer: ChosenCustomer | undefined) => void;
};

/** Finds the customer a conversation is with. */
export function CustomerChoice({ chosen, onChoose }: CustomerChoiceProps) {
  const [find, setFind] = useState('');
  const asked = useDeferredValue(find.trim());
  const query = useQueryOf('customers.list', chosen || asked === '' ? null : { find: asked, limit: 8 }, { keep: true });
  const found = asked === '' ? [] : (query.data?.customers ?? []);
  if (chosen) {
    return (
      <div className="line">
        <Face name={chosen.name} size="s" />
        <b className="grow cut" dir="auto">
          {chosen.name}
        </b>
        <Button size="small" onClick={() => onChoose(undefined)}>
          {t`Choose another`}
        </Button>
      </div>
    );
  }
  return (
    <div className="stack tight">
      <span className="label">{t`Customer`}</span>
      <SearchInput
        label={t`Find the customer`}
        placeholder={t`Beginning of a name, address or reference`}
        value={find}
        onChange={setFind}
      />
      {found.length > 0 && (
        <div className="pick menu">
          {found.map((customer) => (
            <button key={customer.id} type="button" className="entry" onClick={() => onChoose(customer)}>
              <Face name={customer.name} size="s" />
              <span className="grow cut" dir="auto">
                {customer.name}
              </span>
              <span className="meta cut">{customer.email ?? customer.phone ?? customer.reference}</span>
            </button>
          ))}
        </div>
      )}
      <span role="status" className="meta">
        {asked !== '' && query.data && found.length === 0 && t`Nobody of that name. Create the customer first.`}
      </span>
    </div>
  );
}
