/** The list of keys says what is true: each key in it is heard somewhere, and no key is heard that is not in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHORTCUT_NAMES, SHORTCUTS } from '../core/shortcuts/shortcuts.ts';

const root = join(import.meta.dirname, '..');
const files = ['renderer/app', 'renderer/components', 'renderer/features', 'electron/shell'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => ({
      name: entry.name,
      text: readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    })),
);
const everything = files.map(({ text }) => text).join('\n');

/** What a field does with its own Enter, Esc, Tab and arrows is how such a control works everywhere, and needs no list. */
const OF_A_CONTROL = [
  'Escape',
  'Tab',
  'Enter',
  'ArrowDown',
  'ArrowUp',
  'ArrowLeft',
  'ArrowRight',
  'ContextMenu',
  'Backspace',
];

describe('the list of keys', () => {
  it('has nothing in it that nobody hears', () => {
    const heard = (name: string): boolean =>
      [
        // pressed(event, 'name'), also over several lines, and lists of names that are given to it
        new RegExp(`pressed(?:Key)?\\([^)]*'${name}'`, 's'),
        new RegExp(`KEYS = \\[[^\\]]*'${name}'`, 's'),
        // useShortcuts({ name: … }), directly or by what is given to it
        new RegExp(`useShortcuts\\(\\{[^;]*\\b${name}\\b`, 's'),
        new RegExp(`const does = \\{[^;]*\\b${name}\\b`, 's'),
        new RegExp(`const goTo = \\{[^;]*\\b${name}\\b`, 's'),
        // the menu
        new RegExp(`accelerator\\('${name}'\\)`),
      ].some((each) => each.test(everything));
    expect(SHORTCUT_NAMES.filter((name) => !heard(name))).toEqual([]);
  });

  it('has everything in it that somebody hears', () => {
    const found = files.flatMap(({ name, text }) =>
      [...text.matchAll(/\bevent\.(?:key|code)(?:\.toLowerCase\(\))? (?:===|!==) '([^']+)'/g)]
        .filter((match) => !OF_A_CONTROL.includes(match[1] ?? ''))
        .map((match) => `${name}: ${match[0]}`),
    );
    expect(found).toEqual([]);
    // A table of keys, `{ ArrowDown: 1 }[event.key]`: only what a control does with its own arrows and pages.
    const tables = files.flatMap(({ name, text }) =>
      [...text.matchAll(/\{([^{}]*)\}\[event\.key\]/g)].flatMap((match) =>
        [...(match[1] ?? '').matchAll(/(?:^|[{,\n])\s*'?([^\s':,]+)'?\s*:/g)]
          .map(([, key]) => key ?? '')
          .filter((key) => !/^(?:Arrow\w+|Page(?:Up|Down)|Home|End)$/.test(key))
          .map((key) => `${name}: ${key}`),
      ),
    );
    expect(tables).toEqual([]);
    // A hint is one of the list, never written by hand.
    expect(everything.match(/<KeyHint keys=/g)).toBe(null);
    const byHand = files.flatMap(({ name, text }) =>
      [...text.matchAll(/aria-keyshortcuts="[^"]*"/g)].map((match) => `${name}: ${match[0]}`),
    );
    expect(byHand).toEqual([]);
    expect([...everything.matchAll(/accelerator: '([^']+)'/g)].map((match) => match[1])).toEqual([
      // Of the system itself: pasting without dress, and the second key for larger.
      'CmdOrCtrl+V',
      'CmdOrCtrl+Plus',
    ]);
  });

  it('writes each key as the browser names it', () => {
    for (const { keys } of Object.values(SHORTCUTS))
      for (const each of keys)
        expect(each).toMatch(
          /^(?:Control\+)?(?:Alt\+)?(?:Shift\+)?(?:[A-Z0-9?/,=+-]|F\d{1,2}|Arrow(?:Up|Down|Left|Right)|Page(?:Up|Down)|Home|End|Enter|Space|Escape|Delete)$/,
        );
  });
});
