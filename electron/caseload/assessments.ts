/**
 * The questionnaires of this laptop: ours, which come with the program, and packs that were taken in, which are kept in the caseload. Results
 * are rows of a dossier like all others; nothing here knows of anybody.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { definitionKey, definitionSchema, type Definition } from '../../core/assessments/definition.ts';
import { readPacks, withLanguagesOf, type PackFile, type PackProblem } from '../../core/assessments/packs.ts';
import { definitionOf, scalesOf } from '../../core/assessments/results.ts';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import type { MASTERY } from '../../core/domain/concepts.ts';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Reader, Writer } from './database.ts';
import { toRow, type StoredRow } from './rows.ts';
import { write, type Author, type Change } from './write.ts';

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

  /** The one of a result, without reading the others. */
  const find = (db: Reader, key: string | null): Definition | null =>
    key === null ? null : (definitionOf(key, shipped()) ?? packs(db, key)[0]?.definition ?? null);

  return {
    list,
    find,

    openPaths(db: Reader, paths: readonly string[]): Result<Answer<'assessmentPacks.choose'>, Failure> {
      if (paths.length > MOST_FILES) return err({ type: 'TooMany' });
      const files: PackFile[] = [];
      const problems: PackProblem[] = [];
      for (const path of paths) {
        const name = basename(path);
        try {
          const found = statSync(path);
          if (!found.isFile() || found.size > LARGEST_PACK) throw new Error('no questionnaire is a device or as large');
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
      const before = find(tx, key);
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

    toSkills(
      tx: Writer,
      author: Author,
      ask: Ask<'assessments.toSkills'>,
    ): Result<Answer<'assessments.toSkills'>, Failure> {
      const stored = tx.get<StoredRow>(
        `SELECT * FROM "assessment" WHERE "id" = ? AND "dossier" = ? AND "deleted" = 0`,
        ask.row,
        ask.dossier,
      );
      if (!stored) return err({ type: 'RowNotFound' });
      const result = toRow('assessment', stored);
      const definition = find(tx, result.definition);
      const there = new Set(
        tx
          .all<{ code: string | null }>(`SELECT "code" FROM "skill" WHERE "dossier" = ? AND "deleted" = 0`, ask.dossier)
          .map(({ code }) => code),
      );
      const evidence = EVIDENCE[ask.language](result.date && formatPartialDate(result.date, ask.language));
      const changes = scalesOf(result, definition, ask.language).flatMap(({ behaviour, name, score }): Change[] => {
        const level = LEVELS[score];
        if (behaviour === null || !level || there.has(String(behaviour))) return [];
        const fields = { name, kind: 'behaviour', code: String(behaviour), codeSystem: 'vum', level, evidence };
        return [{ concept: 'skill', row: author.newId(), dossier: ask.dossier, fields }];
      });
      if (changes.length === 0) return ok({ group: null, added: 0 });
      const group = write(tx, author, 'add', changes, { dossier: ask.dossier });
      return ok({ group: group.id, added: changes.length });
    },

    remove(tx: Writer, key: string): Result<{ token: string }, Failure> {
      const [found] = packs(tx, key);
      if (!found) return err({ type: 'UnknownFile' });
      tx.run(`DELETE FROM "assessmentPack" WHERE "key" = ?`, key);
      return ok({ token: offer(found.definition) });
    },
  };
}

/** The points of our own questionnaire as VUM codeBeheersingGedragscompetentie says them. */
const LEVELS: Readonly<Record<number, (typeof MASTERY)[number]>> = {
  4: 'good',
  3: 'sufficient',
  2: 'insufficient',
  1: 'not',
};
const EVIDENCE = {
  nl: (date: string | null) => (date ? `Zelf ingevuld op ${date}` : 'Zelf ingevuld'),
  en: (date: string | null) => (date ? `Self-assessed on ${date}` : 'Self-assessed'),
} as const;

const ORDER: readonly Definition['measures'][] = ['interests', 'values', 'competences', 'personality', 'other'];

/** One that a newer version wrote and this one can not read is not offered, and stays. */
function packs(db: Reader, key: string | null = null): Known[] {
  return db
    .all<{ key: string; definition: string; addedAt: number }>(
      `SELECT "key", "definition", "addedAt" FROM "assessmentPack" WHERE ? IS NULL OR "key" = ? ORDER BY "addedAt", "key"`,
      key,
      key,
    )
    .flatMap(({ key, definition, addedAt }) => {
      const parsed = definitionSchema.safeParse(JSON.parse(definition));
      return parsed.success ? [{ key, definition: parsed.data, shipped: false, addedAt }] : [];
    });
}
