/**
 * A button that the browser calls `disabled` lets go of the focus: whoever works by keyboard is thrown back to the top of the page in the middle of
 * what they do. So no button is, and nothing at all is while something is on its way: `renderer/components/Button.tsx` has the one way.
 */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../scripts/paths.ts';

const OURS = 'renderer/components/Button.tsx';
/** Of Mantine, and in Button.tsx with the manners of the house. */
const PRESSED = ['Button', 'ActionIcon', 'UnstyledButton', 'Switch'];
/** What says that something is on its way: `busy`, `save.busy`, `deed.isPending`, `job.cancelling`. */
const PENDING = /\b(is)?(busy|pending|cancelling|fetching\w*|loading|adding)\b/i;

/** What is wrong in a file, a line each: which element, and with what. */
function wrongIn(name: string, text: string): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const wrong: string[] = [];
  const say = (node: ts.Node, what: string) =>
    wrong.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`);
  const look = (node: ts.Node): void => {
    if (
      ts.isImportSpecifier(node) &&
      PRESSED.includes((node.propertyName ?? node.name).text) &&
      /@mantine\/core/.test(node.parent.parent.parent.moduleSpecifier.getText())
    )
      say(node, `${node.getText()} of Mantine`);
    if (ts.isJsxAttribute(node)) {
      const element = node.parent.parent.tagName.getText();
      const attribute = node.name.getText();
      const value = node.initializer?.getText() ?? '';
      if (attribute === 'loading') say(node, `<${element} loading>`);
      if (element === 'button' && (attribute === 'disabled' || attribute === 'aria-disabled'))
        say(node, `<button ${attribute}>`);
      if ((attribute === 'disabled' || attribute === 'aria-disabled') && PENDING.test(value))
        say(node, `<${element} ${attribute}=${value}>`);
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return wrong;
}

describe('no button lets go of the focus', () => {
  it('in the window and on the page of the administrator', () => {
    const files = globSync('{renderer,server/web}/**/*.tsx', { cwd: inRoot() }).filter((name) => name !== OURS);
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap((name) => wrongIn(name, readFileSync(inRoot(name), 'utf8')))).toEqual([]);
  });

  it('and each way of letting go is known', () => {
    const wrong = (jsx: string) => wrongIn('x.tsx', jsx).length;
    expect(wrong(`import { Button } from '@mantine/core';`)).toBe(1);
    expect(wrong(`import { Button as B, Menu, ActionIcon } from '@mantine/core';`)).toBe(2);
    expect(wrong('<button disabled={isAtTop} />')).toBe(1);
    expect(wrong('<Button loading={deed.isPending} />')).toBe(1);
    expect(wrong('<Button disabled={!typed.ok || save.busy} />')).toBe(1);
    expect(wrong('<Menu.Item disabled={remove.isPending} />')).toBe(1);
    expect(wrong('<Button busy={save.busy} disabled={!typed.ok} />')).toBe(0);
  });
});
