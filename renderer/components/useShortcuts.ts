/**
 * Hears keys of the one list (core/shortcuts). `useShortcuts({ print, undo })` as long as the component is there; where a key is only
 * for one part of a screen, that part asks `pressed(event, …)` itself.
 */
import { useEffect, useRef } from 'react';
import { pressedKey, SHORTCUTS, type ShortcutName } from '../../core/shortcuts/shortcuts.ts';

/** @param index which of the keys of the shortcut was pressed, from 0 */
type Heard = (index: number) => void;

export function useShortcuts(does: { readonly [N in ShortcutName]?: Heard }): void {
  const latest = useRef(does);
  latest.current = does;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Somebody nearer heard it.
      if (event.defaultPrevented) return;
      const names = Object.keys(latest.current) as ShortcutName[];
      const heard = pressedKey(event, ...names);
      if (!heard || !mayNow(heard.name, event)) return;
      event.preventDefault();
      latest.current[heard.name]?.(heard.index);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function mayNow(name: ShortcutName, event: KeyboardEvent): boolean {
  const { whileTyping, inDialogs } = SHORTCUTS[name];
  if (isTextField(event.target) && !(whileTyping && isNoLetter(event))) return false;
  return inDialogs === true || document.querySelector('[role="dialog"]') === null;
}

/** A key with Control or Alt, or one of the row on top: nobody types it. */
const isNoLetter = ({ ctrlKey, metaKey, altKey, key }: KeyboardEvent): boolean =>
  ctrlKey || metaKey || altKey || /^F\d{1,2}$/.test(key);

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)) ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
