import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconMailPlus from '@tabler/icons-react/dist/esm/icons/IconMailPlus.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Tag } from '#kernel/web/ui/Small.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';

/** The templates of which letters are made. */
export function Letters() {
  const { can } = useSession();
  const formats = useFormats();
  const navigate = useNavigate();
  const isKept = can('letters.keep');
  const query = useQueryOf('letters.templates', {});
  const retire = useCommandOf('letters.retire-template', { touches: () => ['letter-templates'] });
  const take = async (templateId: string, name: string) => {
    if (await retire.run({ templateId }))
      showToast({ state: 'kept', text: t`${name} is out of use; its letters stay` });
  };
  const kindWords = (name: string) => query.data?.kinds.find((kind) => kind.name === name)?.words ?? name;
  const add = isKept && (
    <Button
      kind="primary"
      icon={IconPlus}
      onClick={() => void navigate({ to: '/settings/letters/$templateId', params: { templateId: 'new' } })}
    >
      {t`New template`}
    </Button>
  );
  return (
    <Page title={t`Letters`} back={{ to: '/settings', label: t`Back to settings` }} actions={add}>
      <p className="quiet">
        <Trans>
          Templates for letters to customers. Each letter keeps the version it was made with; parts that every letter
          must have cannot be left out.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading templates`} shape="rows" />}
      {query.data?.templates.length === 0 && (
        <Empty icon={IconMailPlus} title={t`No templates yet`} action={add}>
          <Trans>Without one no letter can be made. Begin with what you write most often.</Trans>
        </Empty>
      )}
      {query.data && query.data.templates.length > 0 && (
        <ul className="lines" aria-label={t`Templates`}>
          {query.data.templates.map((template) => (
            <li key={template.id}>
              <span className="grow stack tight">
                {isKept && !template.isRetired ? (
                  <Link to="/settings/letters/$templateId" params={{ templateId: template.id }}>
                    <b dir="auto">{template.name}</b>
                  </Link>
                ) : (
                  <b dir="auto">{template.name}</b>
                )}
                <span className="meta">
                  <Trans>
                    {kindWords(template.kind)} · version {template.number}, {formats.date(template.writtenAt)}
                  </Trans>
                </span>
              </span>
              {template.isRetired ? (
                <Tag>{t`out of use`}</Tag>
              ) : (
                isKept && (
                  <Button size="small" disabled={retire.busy} onClick={() => void take(template.id, template.name)}>
                    <Trans>
                      Retire<span className="hide"> {template.name}</span>
                    </Trans>
                  </Button>
                )
              )}
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
