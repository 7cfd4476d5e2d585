import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Link as To } from '@tanstack/react-router';
import { CarriedOut } from '#foundation/standards/desk/part.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { type Link, numberOf, touching } from './words.ts';

type Clause = NonNullable<Link['clause']>;
type Item = NonNullable<Link['item']>;
type Newer = NonNullable<Link['newer']>;
type Props = { link: Link; conditionId: string; assessmentId: string; mayKeep: boolean };

function newerWords(newer: Newer): string {
  const version = numberOf(newer);
  const words = {
    same: t`A newer version exists: ${version}. It says the same here.`,
    changed: t`A newer version exists: ${version}. It says something else here.`,
    gone: t`A newer version exists: ${version}. It no longer has this clause.`,
  };
  return words[newer.clauseIs];
}

/** That there is a newer version, and the one click with which the link moves to it. */
function NewerVersion({ clause, newer, ...props }: Omit<Props, 'link'> & { clause: Clause; newer: Newer }) {
  const link = useCommandOf('assessments.link', touching(props.assessmentId));
  const { clauseId, title } = clause;
  const to = { is: 'clause' as const, versionId: newer.versionId, clauseId };
  return (
    <div className="line wrap">
      <State state={newer.clauseIs === 'same' ? 'info' : 'warn'}>{newerWords(newer)}</State>
      {props.mayKeep && newer.clauseIs !== 'gone' && (
        <Button size="small" disabled={link.busy} onClick={() => void link.run({ conditionId: props.conditionId, to })}>
          <Trans>
            Link {numberOf(newer)}
            <span className="hide"> of {title}</span>
          </Trans>
        </Button>
      )}
    </div>
  );
}

function ClauseWords({ clause, linked }: { clause: Clause; linked: string }) {
  const { standardId, versionId, clauseId, standardName, contentHash, isInForce, text, body } = clause;
  return (
    <>
      {text && (
        <p className="assess-text" dir="auto">
          {text}
        </p>
      )}
      {body && <CarriedOut body={body} />}
      <p className="meta">
        <To to="/standards/$standardId/$versionId" params={{ standardId, versionId }} hash={clauseId}>
          <bdi>{standardName}</bdi> {numberOf(clause)}
        </To>
        {' · '}
        {isInForce ? t`in force` : t`no longer in force`}
        {' · '}
        {linked}
        {' · '}
        <abbr title={contentHash}>{t`content ${contentHash.slice(0, 12)}`}</abbr>
      </p>
    </>
  );
}

function ItemWords({ item, linked }: { item: Item; linked: string }) {
  const { itemId, address, text, isRetired, isStale } = item;
  return (
    <>
      {text && (
        <p className="assess-text" dir="auto">
          {text}
        </p>
      )}
      {isRetired && <State state="broken">{t`This item is retired. Link one that holds.`}</State>}
      {isStale && <State state="warn">{t`Somebody should look whether it still holds.`}</State>}
      <p className="meta">
        <To to="/library/$itemId" params={{ itemId }}>{t`In the library`}</To>
        {address && (
          <>
            {' · '}
            <a href={address} target="_blank" rel="noreferrer noopener">{t`Where it stands`}</a>
          </>
        )}
        {' · '}
        {linked}
      </p>
    </>
  );
}

/** By whom it was linked, and when. */
function useLinked({ linkedAt, linkedBy }: Link): string {
  const when = useFormats().date(linkedAt);
  return linkedBy ? t`linked by ${linkedBy}, ${when}` : t`linked by itself, ${when}`;
}

/** Something that meets a condition, with its words as they were linked. */
export function LinkLine({ link, ...props }: Props) {
  const { assessmentId, mayKeep } = props;
  const unlink = useCommandOf('assessments.unlink', touching(assessmentId));
  const linked = useLinked(link);
  const { clause, item, newer } = link;
  const title = clause?.title ?? item?.title ?? '';
  return (
    <li className="assess-link">
      <span className="num">{clause?.number}</span>
      <div className="stack tight">
        <div className="line">
          <h3 className="grow" dir="auto">
            {title}
          </h3>
          {mayKeep && (
            <IconButton
              icon={IconX}
              size="small"
              label={t`Take ${title} off`}
              disabled={unlink.busy}
              onClick={() => void unlink.run({ linkId: link.id })}
            />
          )}
        </div>
        {clause && <ClauseWords clause={clause} linked={linked} />}
        {item && <ItemWords item={item} linked={linked} />}
        {clause && newer && <NewerVersion clause={clause} newer={newer} {...props} />}
      </div>
    </li>
  );
}
