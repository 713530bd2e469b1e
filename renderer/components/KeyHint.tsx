/**
 * Shows a key to those who see it; a screen reader hears it from aria-keyshortcuts on the control itself (`ariaKeys(name)`). Which key
 * that is, the list of shortcuts says.
 */
import { SHORTCUTS, shownKeys, type ShortcutName } from '../../core/shortcuts/shortcuts.ts';
import { useLanguage } from '../app/useLanguage.ts';
import classes from './KeyHint.module.css';

export function KeyHint({ of, index = 0 }: { of: ShortcutName; index?: number }) {
  const language = useLanguage();
  return (
    <kbd className={classes.key} aria-hidden>
      {shownKeys(SHORTCUTS[of].keys[index] ?? '', language)}
    </kbd>
  );
}

/** The key of a shortcut in the reader's words, for a sentence or a tooltip. */
export function useKeyText(): (of: ShortcutName, index?: number) => string {
  const language = useLanguage();
  return (of, index = 0) => shownKeys(SHORTCUTS[of].keys[index] ?? '', language);
}

/** One key by itself, read aloud as it stands. */
export function KeyCap({ children }: { children: string }) {
  return <kbd className={classes.key}>{children}</kbd>;
}
