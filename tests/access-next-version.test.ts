/** A field and a concept that are added next year are in the access report the day they are added: nobody has to think of it. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newFolder, removeFolder } from './support/caseload.ts';
import { makeNextVersion, THIS_VERSION } from './support/next-version.ts';

let next = '';
beforeAll(() => {
  next = makeNextVersion(newFolder('next-version'));
});
afterAll(() => removeFolder(next));

type Told = {
  categories: { category: string; records: { concept: string; answers: { field: string; value: string }[] }[] }[];
};
const toldBy = (version: string): { told: string[]; paper: string } => {
  const [json = '', paper = ''] = execFileSync(process.execPath, [join(version, 'tests/support/access-child.ts')], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
  const { categories } = JSON.parse(json) as Told;
  const told = categories.flatMap(({ category, records }) =>
    records.flatMap(({ concept, answers }) =>
      answers.map(({ field, value }) => `${category}: ${concept}.${field} = ${value}`),
    ),
  );
  return { told, paper };
};

it('tells what the version of next year holds, on paper and as data', () => {
  const now = toldBy(THIS_VERSION);
  const then = toldBy(next);
  const added = [
    'identity: candidate.nickname = candidate.nickname',
    'interests: hobby.name = hobby.name',
    'interests: hobby.note = hobby.note',
  ];
  expect(then.told.filter((each) => !now.told.includes(each)).toSorted()).toEqual(added.toSorted());
  for (const word of ['candidate.nickname', 'hobby.name', 'hobby.note']) expect(then.paper).toContain(word);
  expect(now.told.length).toBeGreaterThan(60);
});
