import { describe, expect, it } from 'vitest';
import { accelerator, pressed, pressedKey, SHORTCUTS, shownKeys, type Press } from './shortcuts.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('shortcuts', () => {
  it('are told from what is pressed, with the command key of a Mac as Control', () => {
    expect(pressed(press('z', { ctrlKey: true }), 'undo', 'redo')).toBe('undo');
    expect(pressed(press('Z', { ctrlKey: true, shiftKey: true }), 'undo', 'redo')).toBe('redo');
    expect(pressed(press('z', { metaKey: true }), 'undo', 'redo')).toBe('undo');
    expect(pressed(press('z'), 'undo', 'redo')).toBe(null);
    expect(pressed(press('z', { ctrlKey: true, altKey: true }), 'undo')).toBe(null);
  });

  it('know a mark whether or not it needs Shift on this keyboard', () => {
    expect(pressed(press('?', { shiftKey: true }), 'shortcuts')).toBe('shortcuts');
    expect(pressed(press('?'), 'shortcuts')).toBe('shortcuts');
    expect(pressed(press('+', { shiftKey: true }), 'pageLarger')).toBe('pageLarger');
    expect(pressed(press('+', { ctrlKey: true }), 'pageLarger')).toBe(null);
    expect(pressed(press('/', { shiftKey: true }), 'listFilter')).toBe('listFilter');
  });

  it('know a key with Alt by its place, whatever letter it gives', () => {
    expect(pressedKey(press('¡', { altKey: true, code: 'Digit1' }), 'tab')).toEqual({ name: 'tab', index: 0 });
    expect(pressedKey(press('0', { altKey: true, code: 'Digit0' }), 'tab')).toEqual({ name: 'tab', index: 9 });
    expect(pressed(press('˙', { altKey: true, code: 'KeyH' }), 'fieldHistory')).toBe('fieldHistory');
  });

  it('are shown as they stand on the keys', () => {
    expect(shownKeys('Control+Shift+Z', 'nl')).toBe('Ctrl Shift Z');
    expect(shownKeys('Control+Enter', 'nl')).toBe('Ctrl ↵');
    expect(shownKeys('Control++', 'nl')).toBe('Ctrl +');
    expect(accelerator('redo')).toBe('CmdOrCtrl+Shift+Z');
  });

  it('mean one thing in each place, also beside what works everywhere', () => {
    const of = (place: string) =>
      Object.values(SHORTCUTS).filter(
        (each) => each.place === place || each.place === 'everywhere' || each.place === 'window',
      );
    for (const place of new Set(Object.values(SHORTCUTS).map((each) => each.place))) {
      const keys = of(place).flatMap((each) => each.keys);
      expect([place, keys.filter((each, index) => keys.indexOf(each) !== index)]).toEqual([place, []]);
    }
  });
});
