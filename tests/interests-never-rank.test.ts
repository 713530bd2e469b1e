/** Interests are for looking at occupations together with somebody: nothing that ranks, matches or exports may reach for them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RECIPIENTS, registerLines } from '../core/register/register.ts';

const root = join(import.meta.dirname, '..');
const sources = ['core', 'electron', 'renderer', 'server'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { file: relative(root, file), text: readFileSync(file, 'utf8') };
    }),
);
const whoUses = (what: RegExp): string[] =>
  sources.flatMap(({ file, text }) => (what.test(text) ? [file] : [])).toSorted();

describe('interests', () => {
  it('are compared with occupations on the screen of the dossier, and nowhere else', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(whoUses(/from '[^']*assessments\/congruence\.ts'/)).toEqual([
      'electron/caseload/classification/explore.ts',
      'renderer/features/dossier/Exploring.tsx',
    ]);
    expect(whoUses(/(?:ask|useAsk)\('classification\.explore'/)).toEqual(['renderer/features/dossier/Exploring.tsx']);
    expect(whoUses(/assessments\//).filter((file) => /matching|export-data|server\//.test(file))).toEqual([]);
  });

  it('and results of assessments are for the candidate and who guides them, by the register', () => {
    for (const { concept, field, entry } of registerLines()) {
      if (!['assessment', 'interestProfile', 'interest'].includes(concept)) continue;
      expect([concept, field, RECIPIENTS.filter((each) => entry.recipients.includes(each))]).toEqual([
        concept,
        field,
        ['candidate', 'colleague'],
      ]);
      expect([concept, field, entry.purpose]).toEqual([concept, field, 'guidance']);
    }
  });
});
