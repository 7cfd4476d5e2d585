import { z } from 'zod';

/** The languages in which the widget is complete; English of the three kinds differs in dates and numbers only. */
export const widgetLanguages = ['en-AU', 'en-GB', 'en-US', 'de', 'fr', 'es', 'ar'] as const;
export const WidgetLanguage = z.enum(widgetLanguages);
export type WidgetLanguage = z.output<typeof WidgetLanguage>;

export const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour such as #822e61');
const ownColour = Colour.nullable();

export const widgetFonts = ['system', 'humanist', 'rounded', 'serif', 'mono'] as const;

/**
 * How the widget looks where the page itself says nothing. Colours that are null are Heed's own; `accent` of the light
 * scheme stands beside this, with the widget.
 */
export const Look = z.strictObject({
  scheme: z.enum(['auto', 'light', 'dark']),
  surface: ownColour,
  text: ownColour,
  darkAccent: ownColour,
  darkSurface: ownColour,
  darkText: ownColour,
  /** Pixels. */
  radius: z.int().min(0).max(24),
  font: z.enum(widgetFonts),
  /** `end`: at the right, and at the left in languages that are written from right to left. */
  side: z.enum(['end', 'start']),
  /** Pixels from that side and from the bottom of the window. */
  offsetX: z.int().min(0).max(200),
  offsetY: z.int().min(0).max(300),
  launcher: z.enum(['word', 'icon']),
  showsFaces: z.boolean(),
  /** "(2) " before the page's title while answers wait. */
  countsInTitle: z.boolean(),
  /** Null: the page's language, else the visitor's. */
  language: WidgetLanguage.nullable(),
  /** The greeting in other languages. */
  greetings: z.partialRecord(WidgetLanguage, z.string().trim().max(300)),
});
export type Look = z.output<typeof Look>;

export const plainLook: Look = {
  scheme: 'auto',
  surface: null,
  text: null,
  darkAccent: null,
  darkSurface: null,
  darkText: null,
  radius: 10,
  font: 'system',
  side: 'end',
  offsetX: 20,
  offsetY: 20,
  launcher: 'word',
  showsFaces: true,
  countsInTitle: false,
  language: null,
  greetings: {},
};

/** What the launcher says in one language. */
/**
 * What becomes of answers once the customer has left. mailed: they go to the address that is theirs. asked: whoever has the
 * address that was typed is asked first whether it is theirs. Otherwise they stay in the chat.
 */
export const GoesOn = z.enum(['mailed', 'asked']);
export type GoesOn = z.output<typeof GoesOn>;

export const LauncherWords = z.object({
  help: z.string(),
  close: z.string(),
  opening: z.string(),
  unavailable: z.string(),
  /** Closes a message that it showed by itself. */
  putAway: z.string(),
  /** Names the landmark; `{shop}` is the widget's name. */
  region: z.string(),
  /** Says beforehand how a chat goes on, by `GoesOn`. They stand here because the panel has no room for them. */
  mailed: z.string(),
  asked: z.string(),
});
export type LauncherWords = z.output<typeof LauncherWords>;
