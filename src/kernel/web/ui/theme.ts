import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const mulberry: MantineColorsTuple = [
  '#fbf6f8',
  '#f8ebf1',
  '#f5d6e5',
  '#f0b4d4',
  '#e491bf',
  '#cf6aa5',
  '#ab4582',
  '#822e61',
  '#6c2450',
  '#521b3d',
];
const gray: MantineColorsTuple = [
  '#f8fbf9',
  '#f1f6f3',
  '#e8efeb',
  '#dce4e0',
  '#cbd4d0',
  '#a5afaa',
  '#79857f',
  '#59655f',
  '#3b4741',
  '#17211c',
];
const dark: MantineColorsTuple = [
  '#e9eeec',
  '#c0c8c4',
  '#9ca6a1',
  '#717c77',
  '#3f4944',
  '#2b3530',
  '#212a26',
  '#1a221e',
  '#121a16',
  '#0c120f',
];

const calm = { transitionProps: { duration: 180 } };
const controlHeight = (name: string) => ({
  defaultProps: { size: 'sm' },
  vars: () => ({ root: { [name]: 'var(--control-h)' } }),
});
const inputHeight = {
  defaultProps: { size: 'sm' },
  vars: () => ({ wrapper: { '--input-height': 'var(--control-h)', '--input-bd': 'var(--control-line)' } }),
};

/** Heed's theme for Mantine: every value points at a token of tokens.css; nothing here is about a single screen. */
export const theme = createTheme({
  colors: { mulberry, gray, dark },
  primaryColor: 'mulberry',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#17211c',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  fontSizes: { xs: 'var(--t-1)', sm: 'var(--t-2)', md: 'var(--t-3)', lg: 'var(--t-4)', xl: 'var(--t-5)' },
  lineHeights: { xs: '1.25', sm: '1.45', md: '1.45', lg: '1.5', xl: '1.6' },
  fontWeights: { regular: '400', medium: '550', bold: '650' },
  spacing: { xs: 'var(--s-1)', sm: 'var(--s-2)', md: 'var(--s-3)', lg: 'var(--s-4)', xl: 'var(--s-5)' },
  radius: { xs: '6px', sm: '6px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  shadows: {
    xs: 'var(--shadow-1)',
    sm: 'var(--shadow-1)',
    md: 'var(--shadow-2)',
    lg: 'var(--shadow-2)',
    xl: 'var(--shadow-3)',
  },
  focusRing: 'auto',
  focusClassName: 'ring',
  activeClassName: 'press',
  respectReducedMotion: true,
  cursorType: 'pointer',
  autoContrast: false,
  components: {
    Button: controlHeight('--button-height'),
    ActionIcon: controlHeight('--ai-size'),
    TextInput: inputHeight,
    Select: inputHeight,
    Menu: { defaultProps: calm },
    Popover: { defaultProps: calm },
    Modal: { defaultProps: { ...calm, radius: 9 } },
    Tooltip: { defaultProps: { openDelay: 400 } },
  },
});

const both = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-error': 'var(--broken-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line-strong)',
};

/** Points Mantine's meaning-bearing colours at the tokens. Given per scheme, because Mantine's own are, and would win. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: both, dark: both });
