import { plural, t } from '@lingui/core/macro';
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs';
import IconFileSpreadsheet from '@tabler/icons-react/dist/esm/icons/IconFileSpreadsheet.mjs';
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs';
import IconFileTypePdf from '@tabler/icons-react/dist/esm/icons/IconFileTypePdf.mjs';
import IconFileZip from '@tabler/icons-react/dist/esm/icons/IconFileZip.mjs';
import IconMovie from '@tabler/icons-react/dist/esm/icons/IconMovie.mjs';
import IconMusic from '@tabler/icons-react/dist/esm/icons/IconMusic.mjs';
import IconPhoto from '@tabler/icons-react/dist/esm/icons/IconPhoto.mjs';
import { i18n } from '#kernel/web/language/i18n.ts';
import type { Glyph } from '#kernel/web/ui/Icon.tsx';
import type { Attachment } from '../contract-files.ts';

/** Where a file's bytes are; whoever asks is asked each time whether they may. */
export const fileUrl = (id: string, form: '' | '/view' | '/thumbnail' = '') => `/api/v1/files/${id}${form}`;

export const isPicture = (file: Attachment) => file.width !== null;
export const isPdf = (file: Attachment) => file.type === 'application/pdf';
/** Whether it can be looked at without saving it. */
export const isShowable = (file: Attachment) => isPicture(file) || isPdf(file);

const icons: readonly [RegExp, Glyph][] = [
  [/^image\//, IconPhoto],
  [/pdf$/, IconFileTypePdf],
  [/sheet$|csv/, IconFileSpreadsheet],
  [/^text\/|document|\.text$|rtf$/, IconFileText],
  [/zip$/, IconFileZip],
  [/^audio\//, IconMusic],
  [/^video\//, IconMovie],
];

export const iconOf = ({ type }: Pick<Attachment, 'type'>): Glyph =>
  icons.find(([pattern]) => pattern.test(type))?.[1] ?? IconFile;

/** `820 B`, `12 kB`, `3.4 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return t`${Math.round(bytes / 1_000)} kB`;
  const digits = bytes < 10_000_000 ? 1 : 0;
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return t`${(bytes / 1_000_000).toLocaleString(i18n.locale, fixed)} MB`;
}

/** What a message without words consists of. */
export function carriedWords({ pictures, files }: { pictures: number; files: number }): string {
  const words = [
    pictures > 0 ? plural(pictures, { one: 'a picture', other: '# pictures' }) : '',
    files > 0 ? plural(files, { one: 'a file', other: '# files' }) : '',
  ].filter(Boolean);
  const [first = '', second] = words;
  if (words.length === 0) return '';
  return second ? t`Sent ${first} and ${second}` : t`Sent ${first}`;
}
