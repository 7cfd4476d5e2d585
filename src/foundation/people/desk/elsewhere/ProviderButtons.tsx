import { Trans } from '@lingui/react/macro';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { askElsewhere, goElsewhere } from './elsewhere.ts';

type Provider = OutputOf<'people.providers'>['providers'][number];

type Props = {
  providers: readonly Provider[];
  /** The page keeps what is on it: the provider opens in a window of its own. */
  staysHere: boolean;
  onDone: (personId: string) => void;
};

function ProviderButton({ provider, staysHere, onDone }: Omit<Props, 'providers'> & { provider: Provider }) {
  const { client } = useData();
  const form = useForm({
    initial: {},
    send: async () => {
      if (!staysHere) return goElsewhere(client, provider.id, 'sign_in');
      const answer = await askElsewhere(client, provider.id, 'sign_in');
      if (answer) onDone(answer.personId);
    },
  });
  return (
    <>
      <FormProblem problem={form.problem} />
      <Button
        size="big"
        kind={provider.isOnly ? 'primary' : 'default'}
        icon={IconBuilding}
        disabled={form.busy}
        onClick={() => form.submit()}
      >
        <Trans>
          Sign in with <bdi>{provider.name}</bdi>
        </Trans>
      </Button>
    </>
  );
}

/** A button for each identity provider. */
export function ProviderButtons({ providers, ...rest }: Props) {
  return providers.map((provider) => <ProviderButton key={provider.id} provider={provider} {...rest} />);
}
