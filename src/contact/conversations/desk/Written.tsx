import { Fragment, type ReactNode } from 'react';
import { type Styled, styled } from '#kernel/contract/styled.ts';

const tags = { pre: 'code', li: 'span', code: 'code', b: 'strong', i: 'em' } as const;

type WrittenProps = {
  text: string;
  /** How plain words are shown, where more than that is to be seen in them. */
  plain?: ((text: string) => ReactNode) | undefined;
};

/** What somebody wrote, with its emphasis, code, lists and addresses. */
export function Written({ text, plain = (words) => words }: WrittenProps) {
  const show = (pieces: readonly Styled[]): ReactNode =>
    pieces.map(({ at, as, text: words, inner }) => {
      if (as === undefined) return <Fragment key={at}>{plain(words)}</Fragment>;
      if (as === 'a') {
        return (
          <a key={at} href={words} target="_blank" rel="noopener noreferrer">
            {words}
          </a>
        );
      }
      const Tag = tags[as];
      return (
        <Tag key={at} className={as}>
          {inner ? show(inner) : words}
        </Tag>
      );
    });
  return show(styled(text));
}
