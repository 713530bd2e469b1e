/**
 * Every key of the product, once. The handlers ask this list what was pressed, the hints and the menu show what stands here, and the
 * overview (?) lists it, so none of them can say something else than another. A key that is not here does nothing.
 *
 * To add one: a line here, its words in `renderer/locales/…/shortcuts.ts`, and `useShortcuts({ name: … })` or `pressed(event, 'name')`
 * where it is heard. A test says which of the three is missing.
 *
 * Keys are written as `aria-keyshortcuts` writes them (WAI-ARIA 1.2): `Control+Shift+Z`. On a Mac the command key counts as Control.
 */

export const PLACES = [
  'everywhere',
  'list',
  'dossier',
  'writing',
  'visit',
  'agenda',
  'intake',
  'handover',
  'letter',
  'conflicts',
  'questionnaire',
  'document',
  'window',
] as const;
export type ShortcutPlace = (typeof PLACES)[number];

export type Shortcut = {
  readonly place: ShortcutPlace;
  readonly keys: readonly [string, ...string[]];
  /** Also while somebody types in a field. A key that could be a letter never is. */
  readonly whileTyping?: true;
  /** Also while a dialog is open. */
  readonly inDialogs?: true;
};

const shortcuts = {
  search: { place: 'everywhere', keys: ['Control+K'], whileTyping: true, inDialogs: true },
  shortcuts: { place: 'everywhere', keys: ['?'] },
  newCandidate: { place: 'everywhere', keys: ['Control+N'], whileTyping: true },
  intake: { place: 'everywhere', keys: ['Control+I'], whileTyping: true },
  settings: { place: 'everywhere', keys: ['Control+,'], whileTyping: true },
  print: { place: 'everywhere', keys: ['Control+P'], whileTyping: true, inDialogs: true },
  lock: { place: 'everywhere', keys: ['Control+L'], whileTyping: true, inDialogs: true },
  turnScreen: { place: 'everywhere', keys: ['F8'], whileTyping: true, inDialogs: true },
  // Inside a text field Ctrl+Z takes back letters, as everywhere else on the laptop.
  undo: { place: 'everywhere', keys: ['Control+Z'], inDialogs: true },
  redo: { place: 'everywhere', keys: ['Control+Shift+Z', 'Control+Y'], inDialogs: true },

  listFilter: { place: 'list', keys: ['/', 'Control+F'], whileTyping: true },
  listDown: { place: 'list', keys: ['ArrowDown'] },
  listUp: { place: 'list', keys: ['ArrowUp'] },
  listPageDown: { place: 'list', keys: ['PageDown'] },
  listPageUp: { place: 'list', keys: ['PageUp'] },
  listFirst: { place: 'list', keys: ['Home'] },
  listLast: { place: 'list', keys: ['End'] },
  listOpen: { place: 'list', keys: ['Enter'] },
  pick: { place: 'list', keys: ['Space'] },
  pickDown: { place: 'list', keys: ['Shift+ArrowDown'] },
  pickUp: { place: 'list', keys: ['Shift+ArrowUp'] },
  pickAll: { place: 'list', keys: ['Control+A'] },
  pickNobody: { place: 'list', keys: ['Escape'] },
  columnLeft: { place: 'list', keys: ['Control+ArrowLeft'] },
  columnRight: { place: 'list', keys: ['Control+ArrowRight'] },
  columnNarrower: { place: 'list', keys: ['Control+Shift+ArrowLeft'] },
  columnWider: { place: 'list', keys: ['Control+Shift+ArrowRight'] },

  tab: {
    place: 'dossier',
    keys: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9', 'Alt+0'],
    whileTyping: true,
  },
  addRow: { place: 'dossier', keys: ['N'] },
  visit: { place: 'dossier', keys: ['V'] },
  pastEarlier: { place: 'dossier', keys: ['ArrowLeft'] },
  pastLater: { place: 'dossier', keys: ['ArrowRight'] },
  pastLeave: { place: 'dossier', keys: ['Escape'] },
  fieldHistory: { place: 'dossier', keys: ['Alt+H'], whileTyping: true },

  fieldOpen: { place: 'writing', keys: ['F2'] },
  fieldKeep: { place: 'writing', keys: ['Control+Enter'], whileTyping: true, inDialogs: true },

  visitPart: {
    place: 'visit',
    keys: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+0'],
    whileTyping: true,
  },
  visitFinish: { place: 'visit', keys: ['Control+Enter'], whileTyping: true },
  visitLeave: { place: 'visit', keys: ['Escape'] },

  agendaEarlier: { place: 'agenda', keys: ['PageUp'] },
  agendaLater: { place: 'agenda', keys: ['PageDown'] },
  agendaToday: { place: 'agenda', keys: ['Home'] },

  intakeAdd: { place: 'intake', keys: ['1'] },
  intakeMerge: { place: 'intake', keys: ['2'] },
  intakeSkip: { place: 'intake', keys: ['3'] },
  intakeApply: { place: 'intake', keys: ['Control+Enter'], whileTyping: true },

  letterSave: { place: 'letter', keys: ['Control+Enter'], whileTyping: true },
  handoverSave: { place: 'handover', keys: ['Control+Enter'], whileTyping: true },

  conflictKeep: { place: 'conflicts', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] },

  answer: { place: 'questionnaire', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  questionBack: { place: 'questionnaire', keys: ['ArrowLeft'] },
  questionNext: { place: 'questionnaire', keys: ['ArrowRight'] },

  pageLarger: { place: 'document', keys: ['+', '='] },
  pageSmaller: { place: 'document', keys: ['-'] },
  pageFits: { place: 'document', keys: ['0'] },

  // Of the menu: the window never hears these.
  larger: { place: 'window', keys: ['Control+='] },
  smaller: { place: 'window', keys: ['Control+-'] },
  normalSize: { place: 'window', keys: ['Control+0'] },
  fullScreen: { place: 'window', keys: ['F11'] },
  quit: { place: 'window', keys: ['Control+Q'] },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutName = keyof typeof shortcuts;
export const SHORTCUTS: Readonly<Record<ShortcutName, Shortcut>> = shortcuts;
export const SHORTCUT_NAMES = Object.keys(SHORTCUTS) as ShortcutName[];

/** What a press of a key is, as the window tells it. */
export type Press = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

/** Which of these was pressed, and which of its keys (from 0); null for none of them. */
export function pressedKey<N extends ShortcutName>(
  press: Press,
  ...names: readonly N[]
): { readonly name: N; readonly index: number } | null {
  for (const name of names) {
    const index = SHORTCUTS[name].keys.findIndex((keys) => isPress(keys, press));
    if (index >= 0) return { name, index };
  }
  return null;
}

/** Which of these was pressed. */
export const pressed = <N extends ShortcutName>(press: Press, ...names: readonly N[]): N | null =>
  pressedKey(press, ...names)?.name ?? null;

function isPress(keys: string, press: Press): boolean {
  const parts = partsOf(keys);
  const key = parts.at(-1) ?? '';
  const has = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  if ((press.ctrlKey || press.metaKey) !== has('Control') || press.altKey !== has('Alt')) return false;
  // A mark such as ? or / may need Shift on one keyboard and not on another.
  const isMark = key.length === 1 && !/[A-Z0-9]/.test(key);
  if (!isMark && press.shiftKey !== has('Shift')) return false;
  // With Alt a keyboard may give another letter than the one on the key: the key itself counts.
  if (/^\d$/.test(key) && press.code === `Digit${key}`) return true;
  if (has('Alt') && press.code === `Key${key}`) return true;
  return (
    press.key === key || (key.length === 1 && press.key.toUpperCase() === key) || (key === 'Space' && press.key === ' ')
  );
}

/** `Control++` has a plus as its last key. */
const partsOf = (keys: string): string[] =>
  keys.endsWith('+') ? [...keys.slice(0, -1).split('+').filter(Boolean), '+'] : keys.split('+');

const SHOWN: Readonly<Record<'nl' | 'en', Readonly<Record<string, string>>>> = {
  nl: {
    Control: 'Ctrl',
    Shift: 'Shift',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    Enter: '↵',
    Space: 'Spatie',
    Escape: 'Esc',
    PageDown: 'Page Down',
    PageUp: 'Page Up',
  },
  en: {
    Control: 'Ctrl',
    Shift: 'Shift',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    Enter: '↵',
    Space: 'Space',
    Escape: 'Esc',
    PageDown: 'Page Down',
    PageUp: 'Page Up',
  },
};

/** The parts of a key as they stand on it: `['Ctrl', 'Shift', 'Z']`. */
export const shownParts = (keys: string, language: 'nl' | 'en'): string[] =>
  partsOf(keys).map((part) => SHOWN[language][part] ?? part);

/** `Ctrl Shift Z`, as a hint beside a word. */
export const shownKeys = (keys: string, language: 'nl' | 'en'): string => shownParts(keys, language).join(' ');

/** All keys of a shortcut, for `aria-keyshortcuts`. */
export const ariaKeys = (name: ShortcutName): string => SHORTCUTS[name].keys.join(' ');

/** As a menu of the operating system writes it (Electron's accelerators). */
export const accelerator = (name: ShortcutName): string => SHORTCUTS[name].keys[0].replace('Control', 'CmdOrCtrl');
