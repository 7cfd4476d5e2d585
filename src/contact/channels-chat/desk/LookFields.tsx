import { t } from '@lingui/core/macro';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import type { Look, widgetFonts } from '../contract-look.ts';
import { ownColours } from '../look-style.ts';
import { ColourField } from './ColourField.tsx';
import { Readability } from './Readability.tsx';

type LookFieldsProps = {
  accent: string;
  look: Look;
  onAccent: (accent: string) => void;
  onLook: (changes: Partial<Look>) => void;
};

const fontNames: Record<(typeof widgetFonts)[number], string> = {
  system: t`The device’s own`,
  humanist: t`Humanist`,
  rounded: t`Rounded`,
  serif: t`Serif`,
  mono: t`Monospaced`,
};

/** Colours of both schemes, and what of them cannot be read. */
export function ColourFields({ accent, look, onAccent, onLook }: LookFieldsProps) {
  const own = (key: 'surface' | 'text' | 'darkAccent' | 'darkSurface' | 'darkText') => ({
    value: look[key] ?? '',
    error: undefined,
    onChange: (colour: string) => onLook({ [key]: colour === '' ? null : colour }),
  });
  const { light, dark } = ownColours;
  return (
    <>
      <Select
        label={t`Light or dark`}
        help={t`The colours below belong to one or the other.`}
        value={look.scheme}
        options={[
          { value: 'auto', label: t`As the visitor’s device is set` },
          { value: 'light', label: t`Always light` },
          { value: 'dark', label: t`Always dark` },
        ]}
        onChange={(scheme) => onLook({ scheme: scheme as Look['scheme'] })}
      />
      <ColourField
        label={t`Accent`}
        help={t`Of the button and of the customer’s own messages.`}
        value={accent}
        own={light.accent}
        error={undefined}
        onChange={onAccent}
      />
      {look.scheme !== 'dark' && (
        <>
          <ColourField label={t`Paper`} own={light.surface} {...own('surface')} />
          <ColourField label={t`Text`} own={light.text} {...own('text')} />
        </>
      )}
      {look.scheme !== 'light' && (
        <>
          <ColourField
            label={t`Accent when dark`}
            own={accent || dark.accent}
            ownIs={accent ? t`the accent above` : t`Heed’s own`}
            {...own('darkAccent')}
          />
          <ColourField label={t`Paper when dark`} own={dark.surface} {...own('darkSurface')} />
          <ColourField label={t`Text when dark`} own={dark.text} {...own('darkText')} />
        </>
      )}
      <Readability accent={accent} look={look} onAccent={onAccent} onLook={onLook} />
    </>
  );
}

/** A whole number of pixels; what is no number is left as it was. */
function Pixels(props: { label: string; help?: string; value: number; most: number; onChange: (px: number) => void }) {
  const { label, help, value, most, onChange } = props;
  return (
    <TextInput
      label={label}
      help={help}
      type="number"
      min={0}
      max={most}
      value={String(value)}
      onChange={(event) => {
        const px = event.currentTarget.valueAsNumber;
        if (!Number.isNaN(px)) onChange(Math.min(most, Math.max(0, Math.round(px))));
      }}
    />
  );
}

/** Shape and place of button and panel. */
export function PlaceFields({ look, onLook }: Pick<LookFieldsProps, 'look' | 'onLook'>) {
  return (
    <>
      <Select
        label={t`Typeface`}
        help={t`Only what devices have already, so that nothing has to be loaded.`}
        value={look.font}
        options={Object.entries(fontNames).map(([value, label]) => ({ value, label }))}
        onChange={(font) => onLook({ font: font as Look['font'] })}
      />
      <Pixels
        label={t`Rounding of corners`}
        help={t`In pixels, up to 24.`}
        value={look.radius}
        most={24}
        onChange={(radius) => onLook({ radius })}
      />
      <Select
        label={t`Side of the page`}
        help={t`Mirrored where the language is written from right to left.`}
        value={look.side}
        options={[
          { value: 'end', label: t`Right` },
          { value: 'start', label: t`Left` },
        ]}
        onChange={(side) => onLook({ side: side as Look['side'] })}
      />
      <Pixels
        label={t`Pixels from the side`}
        value={look.offsetX}
        most={200}
        onChange={(offsetX) => onLook({ offsetX })}
      />
      <Pixels
        label={t`Pixels from the bottom`}
        help={t`More, where a cookie notice or a bar of the page lies there.`}
        value={look.offsetY}
        most={300}
        onChange={(offsetY) => onLook({ offsetY })}
      />
      <Select
        label={t`Button`}
        value={look.launcher}
        options={[
          { value: 'word', label: t`Icon and word` },
          { value: 'icon', label: t`Icon only` },
        ]}
        onChange={(launcher) => onLook({ launcher: launcher as Look['launcher'] })}
      />
      <Check
        label={t`Show a face with the adviser’s initial`}
        checked={look.showsFaces}
        onChange={(showsFaces) => onLook({ showsFaces })}
      />
      <Check
        label={t`Count new answers in the title of the page`}
        help={t`“(2) Kettles”, so that they are seen from another tab. The button counts them in any case.`}
        checked={look.countsInTitle}
        onChange={(countsInTitle) => onLook({ countsInTitle })}
      />
    </>
  );
}
