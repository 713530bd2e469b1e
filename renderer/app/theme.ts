/** Mantine dressed in the tokens: its variables point to ours, so a component of Mantine and one of ours look alike. */
import { createTheme, type CSSVariablesResolver, type MantineColorSchemeManager } from '@mantine/core';

export const theme = createTheme({
  fontFamily: "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif", fontWeight: '700' },
  // rem, so that the type follows the system's size.
  fontSizes: { xs: '0.78125rem', sm: '0.875rem', md: '0.875rem', lg: '1.25rem', xl: '1.5rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.3', xl: '1.25' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '8px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  colors: {
    // Mantine's greys of the dark theme, as ours: text, borders, fields, ground.
    dark: [
      '#eef3f3',
      '#b5c3c6',
      '#94a4a8',
      '#6f8086',
      '#2a383d',
      '#223035',
      '#172226',
      '#10191c',
      '#0c1416',
      '#080e10',
    ],
    petrol: [
      '#e8f1f2',
      '#cfe4e7',
      '#9dd6df',
      '#7cc5d1',
      '#4fa3b1',
      '#2f8797',
      '#1b7586',
      '#12687a',
      '#0e4f5c',
      '#0a3b45',
    ],
  },
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  black: '#1b2a2f',
  focusRing: 'never',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    InputWrapper: {
      styles: {
        label: { marginBottom: 4, fontWeight: 600 },
        description: { color: 'var(--ink-2)', fontSize: '0.78125rem', marginBottom: 4 },
        error: { color: 'var(--red)', fontSize: '0.78125rem', marginTop: 4 },
      },
    },
    SegmentedControl: { styles: { root: { background: 'var(--line-faint)' } } },
    CheckboxIndicator: { defaultProps: { radius: 'xs' } },
    Checkbox: {
      defaultProps: { radius: 'xs', iconColor: 'var(--on-petrol)' },
      styles: { label: { fontWeight: 600 }, description: { color: 'var(--ink-2)' } },
    },
    // Mantine reckons the contrast for the light theme only; the ink on petrol is a token.
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_theme: unknown, { variant }: { variant?: string }) => ({
        root: variant === undefined || variant === 'filled' ? { '--button-color': 'var(--on-petrol)' } : {},
      }),
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        transitionProps: { duration: 120 },
        overlayProps: { color: '#10191c', backgroundOpacity: 0.45 },
      },
    },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 0 }, color: 'var(--ink)' } },
    // keep-focus.ts gives the focus back when a menu closes; Mantine would a moment later, also to whoever typed on already.
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        returnFocus: false,
        transitionProps: { duration: 0 },
        shadow: 'md',
      },
    },
    Popover: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } }, checkIconPosition: 'right' } },
  },
});

const both = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--petrol-2)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-default': 'var(--sheet)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-petrol-filled': 'var(--petrol)',
  '--mantine-color-petrol-filled-hover': 'var(--petrol-2)',
  '--mantine-color-petrol-text': 'var(--petrol-2)',
  '--mantine-color-petrol-light': 'var(--petrol-wash)',
  '--mantine-color-petrol-light-hover': 'var(--petrol-wash)',
  '--mantine-color-petrol-light-color': 'var(--petrol)',
  '--mantine-color-petrol-outline': 'var(--petrol)',
  '--mantine-primary-color-contrast': 'var(--on-petrol)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: both, dark: both });

/** The theme is a preference of the desktop; the window itself remembers nothing. */
export const noColorSchemeStorage: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};
