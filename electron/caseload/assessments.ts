/**
 * The questionnaires of this laptop: ours, which come with the program, and packs that were taken in, which are kept in the caseload. Results
 * are rows of a dossier like all others; nothing here knows of anybody.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { definitionKey, definitionSchema, type Definition } from '../../core/assessments/definition.ts';
import { readPacks, withLanguagesOf, type PackFile, type PackProblem } from '../../core/assessments/packs.ts';
import type { Answer } from '../../core/contract/contract.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Reader, Writer } from './database.ts';

type Failure = { readonly type: string };
type Known = Answer<'assessments.definitions'>[number];

/** The largest one that is known has 120 items in two languages and is 60 KB. */
const LARGEST_PACK = 2_000_000;
const MOST_FILES = 50;

export function createAssessments({ folder, newId }: { readonly folder: string; readonly newId: () => string }) {
  let ours: readonly Definition[] | null = null;
  /** What was read and not added, or taken away and may be brought back. */
  const offers = new Map<string, Definition>();
  const offer = (definition: Definition): string => {
    const token = newId();
    offers.set(token, definition);
    return token;
  };
  const shipped = (): readonly Definition[] =>
    (ours ??= readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => definitionSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
      .toSorted((a, b) => ORDER.indexOf(a.measures) - ORDER.indexOf(b.measures)));

  const list = (db: Reader): Known[] => [
    ...shipped().map((definition) => ({
      key: definitionKey(definition),
      definition,
      shipped: true,
      addedAt: null,
    })),
    ...packs(db),
  ];

  return {
    list,

    openPaths(db: Reader, paths: readonly string[]): Result<Answer<'assessmentPacks.choose'>, Failure> {
      if (paths.length > MOST_FILES) return err({ type: 'TooMany' });
      const files: PackFile[] = [];
      const problems: PackProblem[] = [];
      for (const path of paths) {
        const name = basename(path);
        try {
          if (statSync(path).size > LARGEST_PACK) throw new Error('no questionnaire is as large');
          files.push({ name, folder: basename(dirname(path)), text: readFileSync(path, 'utf8') });
        } catch {
          problems.push({ file: name, reason: 'unknownFile', detail: '' });
        }
      }
      const read = readPacks(files);
      const known = new Set(list(db).map(({ key }) => key));
      return ok({
        found: read.packs.map((definition) => ({
          token: offer(definition),
          definition,
          isThere: known.has(definitionKey(definition)),
        })),
        problems: [...problems, ...read.problems],
      });
    },

    add(tx: Writer, token: string, now: number): Result<{ key: string }, Failure> {
      const definition = offers.get(token);
      if (!definition) return err({ type: 'UnknownFile' });
      const key = definitionKey(definition);
      if (shipped().some((each) => definitionKey(each) === key)) return err({ type: 'PackIsOurs' });
      const before = packs(tx).find((each) => each.key === key)?.definition;
      const joined = before ? withLanguagesOf(before, definition) : definition;
      // Results say by which questions they came about: those can not become others under the same name.
      if (!joined) return err({ type: 'PackAsksOtherwise' });
      tx.run(
        `INSERT OR REPLACE INTO "assessmentPack" ("key", "definition", "addedAt") VALUES (?, ?, ?)`,
        key,
        JSON.stringify(joined),
        now,
      );
      offers.delete(token);
      return ok({ key });
    },

    remove(tx: Writer, key: string): Result<{ token: string }, Failure> {
      const found = packs(tx).find((each) => each.key === key);
      if (!found) return err({ type: 'UnknownFile' });
      tx.run(`DELETE FROM "assessmentPack" WHERE "key" = ?`, key);
      return ok({ token: offer(found.definition) });
    },
  };
}

const ORDER: readonly Definition['measures'][] = ['interests', 'values', 'competences', 'personality', 'other'];

/** One that a newer version wrote and this one can not read is not offered, and stays. */
function packs(db: Reader): Known[] {
  return db
    .all<{ key: string; definition: string; addedAt: number }>(
      `SELECT "key", "definition", "addedAt" FROM "assessmentPack" ORDER BY "addedAt", "key"`,
    )
    .flatMap(({ key, definition, addedAt }) => {
      const parsed = definitionSchema.safeParse(JSON.parse(definition));
      return parsed.success ? [{ key, definition: parsed.data, shipped: false, addedAt }] : [];
    });
}
