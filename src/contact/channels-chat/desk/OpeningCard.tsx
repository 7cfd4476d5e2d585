import { t } from '@lingui/core/macro';
import IconShieldCheck from '@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Card, KeyValues } from '#kernel/web/ui/Card.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';

/** How a chat began: whether the shop vouched for the writer, on which page, and what they answered first. */
export function OpeningCard({ conversationId }: { conversationId?: string | undefined }) {
  const opening = useQueryOf('chat.opening', conversationId ? { conversationId } : null).data?.opening;
  if (!opening) return null;
  const { externalId, page, isAway, answers } = opening;
  const claimed = answers.some((one) => one.ask === 'name' || one.ask === 'email');
  if (!externalId && !page && !isAway && answers.length === 0) return null;
  return (
    <Card title={t`From the chat`} level={3}>
      <div className="stack tight">
        {(externalId || isAway) && (
          <div className="line wrap">
            {externalId && (
              <Badge accent icon={IconShieldCheck}>
                {t`Verified`}
              </Badge>
            )}
            {isAway && <Badge>{t`Written while closed`}</Badge>}
          </div>
        )}
        <KeyValues
          items={[
            ...(externalId ? [{ key: t`Your id`, value: externalId }] : []),
            ...answers.map(({ label, value }) => ({ key: label, value })),
            ...(page ? [{ key: t`On page`, value: page.replace(/^https?:\/\//, '') }] : []),
          ]}
        />
        {claimed && !externalId && <p className="meta">{t`What they say of themselves; nobody vouched for it.`}</p>}
      </div>
    </Card>
  );
}
