/**
 * The version after this one: a copy of the source in which a later schema has a field, a value and a concept that nobody knows yet, as
 * the next release will. It runs from its own folder, so that laptops and servers of both versions stand beside each other for real.
 */
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMAS } from '../../core/sync/protocol.ts';

export const THIS_VERSION = join(import.meta.dirname, '..', '..');

const NEXT_MIGRATION = `ALTER TABLE "candidate" ADD COLUMN "nickname" TEXT;
CREATE TABLE "hobby" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "name" TEXT,
  "note" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "hobbyOfDossier" ON "hobby" ("dossier");
`;

/** What the next version changes: in which file, what stands there now, and what will. */
const CHANGES: readonly (readonly [file: string, now: string, next: string])[] = [
  ['core/sync/protocol.ts', `to: ${SCHEMAS.to} }`, `to: ${SCHEMAS.to + 1} }`],
  ['core/domain/concepts.ts', `'aftercare', 'closed']`, `'aftercare', 'closed', 'sabbatical']`],
  ['core/domain/concepts.ts', `concept('candidate', 'candidate', {`, `$& nickname: text(50),`],
  [
    'core/domain/concepts.ts',
    `] as const;\n\ntype AnyConcept`,
    `concept('hobby', 'many', { name: text(80), note: text(200) }), $&`,
  ],
  [
    'core/register/register.ts',
    `= {\n  candidate: {`,
    `= { hobby: { name: interest, note: interest }, candidate: { nickname: identity,`,
  ],
  ...['nl', 'en'].flatMap((language) => {
    const file = `core/domain/words/${language}.ts`;
    return [
      [
        file,
        `${language}: Words = {`,
        `$& hobby: { label: { one: 'hobby', many: 'hobbies' }, fields: { name: 'what', note: 'note' }, options: {} },`,
      ],
      [file, `fields: {\n      initials:`, `fields: { nickname: 'nickname', initials:`],
    ] as const;
  }),
];

/** @param folder an empty one; @returns where it runs from */
export function makeNextVersion(folder: string): string {
  for (const part of ['core', 'electron', 'server', 'migrations', 'resources', 'tests/support', 'package.json'])
    cpSync(join(THIS_VERSION, part), join(folder, part), { recursive: true });
  symlinkSync(join(THIS_VERSION, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, now, next] of CHANGES) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (text.split(now).length !== 2) throw new Error(`${file} has not exactly one ${JSON.stringify(now)}`);
    writeFileSync(join(folder, file), text.replace(now, next));
  }
  const number = String(SCHEMAS.to + 1).padStart(4, '0');
  writeFileSync(join(folder, 'migrations', 'caseload', `${number}-next.sql`), NEXT_MIGRATION);
  return folder;
}
