/**
 * Word files of the organisation that letters are made on. Templates of Word itself (.dotx) among the files that the office gives to all laptops are there
 * for everybody, and changed only there. What an adviser chooses is opened, looked at and cleaned in memory first; only what somebody then wants
 * to keep becomes a sealed document of the adviser's own dossier (P28), and goes to their other laptops as documents do. It is looked at
 * again before each letter, since what comes from elsewhere may be another than was kept here.
 */
import { open } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename } from 'node:path';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { lookAtField } from '../../core/letters/letter-fields.ts';
import { LARGEST_TEMPLATE } from '../../core/letters/word-templates.ts';
import { referenceTo } from '../../core/guidance/plan.ts';
import { checkWord } from '../exchange/check/check-export.ts';
import { templateBytes } from '../exchange/word-template/fill-template.ts';
import { openTemplate, type WordTemplate } from '../exchange/word-template/open-template.ts';
import type { Database, Reader } from './database.ts';
import { fileOf, isHere, type Documents } from './documents.ts';
import type { Author } from './write.ts';

type Failure = { readonly type: string };
type Stored = { readonly id: string; readonly name: string | null; readonly changedAt: number; readonly office: 0 | 1 };

/** Of the adviser, and of the office; the one question is which adviser. */
const STORED = `SELECT * FROM (
  SELECT "id", "name", "changedAt", "number", 0 AS "office" FROM "document" WHERE "dossier" = ? AND "deleted" = 0
  UNION ALL
  SELECT "id", "name", "changedAt", "number", 1 AS "office" FROM "referenceFile" WHERE "deleted" = 0 AND "name" LIKE '%.dotx')`;

export type WordTemplates = ReturnType<typeof createWordTemplates>;

/** Without what says that it is a Word file: everything here is one. */
const calledOf = (name: string | null): string => (name ?? '').replace(/\.do[ct][cmx]?$/i, '').trim();

/** Of one open caseload. */
export function createWordTemplates(
  { db, author }: { readonly db: Database; readonly author: Author },
  documents: Documents,
) {
  /** The one that is being looked at: it is in memory as a whole, so there is never a second. */
  let offered: { readonly token: string; readonly name: string; readonly word: WordTemplate } | null = null;
  /** The one that was used last, opened: a letter is filled in anew with each change around it. */
  let last: { readonly row: string; readonly word: WordTemplate } | null = null;

  const stored = (reader: Reader, row: string): Stored | undefined =>
    reader.get<Stored>(`${STORED} WHERE "id" = ?`, author.actor, row);

  async function word(row: string): Promise<Result<WordTemplate, Failure>> {
    if (last?.row === row) return ok(last.word);
    const file = fileOf(db, row);
    if (!file || !isHere(file)) return err({ type: file?.damaged ? 'DocumentDamaged' : 'TemplateNotHere' });
    const bytes = await documents.plain(row);
    if (bytes === null) return err({ type: 'TemplateNotHere' });
    const opened = await openTemplate(bytes);
    if (opened.ok) last = { row, word: opened.value };
    return opened;
  }

  const packed = (template: WordTemplate) => templateBytes(template, new Map(), new Date(author.now()));

  async function offer(name: string, bytes: Uint8Array): Promise<Result<Answer<'wordTemplates.offer'>, Failure>> {
    offered = null;
    const opened = await openTemplate(bytes);
    if (!opened.ok) return opened;
    // What would stop every letter on it is said now.
    const bare = await checkWord(await packed(opened.value), { withheld: [], said: [] });
    if (!bare.ok) return err({ type: 'TemplateRefused', why: 'unknownPart', detail: null });
    const token = author.newId();
    offered = { token, name: calledOf(name), word: opened.value };
    return ok({ token, name: offered.name, ...lookOf(opened.value) });
  }

  return {
    list: (): Answer<'wordTemplates.list'> =>
      db
        .all<Stored>(`${STORED} ORDER BY "office", "name" COLLATE NOCASE, "number"`, author.actor)
        .map(({ id, name, changedAt, office }) => {
          const file = fileOf(db, id);
          const here = file !== undefined && isHere(file);
          return {
            row: id,
            name: calledOf(name),
            changedAt,
            office: office === 1,
            state: here ? 'here' : file?.damaged ? 'damaged' : 'away',
          };
        }),

    /** What stands in one that was kept. */
    async look(row: string): Promise<Result<Answer<'wordTemplates.look'>, Failure>> {
      if (!stored(db, row)) return err({ type: 'TemplateNotFound' });
      const opened = await word(row);
      return opened.ok ? ok(lookOf(opened.value)) : opened;
    },

    offer,
    async openPath(path: string): Promise<Result<Answer<'wordTemplates.offer'>, Failure>> {
      const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
      if (!file) return err({ type: 'NotReadable' });
      try {
        const found = await file.stat();
        if (!found.isFile()) return err({ type: 'NotAFile' });
        if (found.size > LARGEST_TEMPLATE) return err({ type: 'TemplateRefused', why: 'tooLarge', detail: null });
        return await offer(basename(path), new Uint8Array(await file.readFile()));
      } catch {
        return err({ type: 'NotReadable' });
      } finally {
        await file.close();
      }
    },
    discard(token: string): void {
      if (offered?.token === token) offered = null;
    },

    /** One deed; with `replaces` it takes the place of another, under the name that one has. */
    async keep({
      token,
      name,
      replaces,
    }: Ask<'wordTemplates.keep'>): Promise<Result<Answer<'wordTemplates.keep'>, Failure>> {
      if (offered?.token !== token) return err({ type: 'UnknownFile' });
      const { word: made } = offered;
      if (lookOf(made).fields.some(({ isKnown }) => !isKnown)) return err({ type: 'TemplateFieldsUnknown' });
      const before = replaces === null ? undefined : stored(db, replaces);
      if (replaces !== null && (!before || before.office === 1)) return err({ type: 'TemplateNotFound' });
      const bytes = await packed(made);
      const called = before ? calledOf(before.name) : calledOf(name) || offered.name;
      const kept = await documents.keep(
        author.actor,
        {
          name: `${called}.docx`,
          bytes,
          fields: { kind: 'letter', ...(before ? { replaces: referenceTo('document', before.id) } : {}) },
        },
        before ? [{ concept: 'document', row: before.id, dossier: author.actor, fields: {}, deleted: true }] : [],
      );
      if (kept.ok) offered = null;
      return kept;
    },

    /** To make letters of. */
    async open(row: string): Promise<Result<{ readonly name: string; readonly word: WordTemplate }, Failure>> {
      const found = stored(db, row);
      if (!found) return err({ type: 'TemplateNotFound' });
      const opened = await word(row);
      return opened.ok ? ok({ name: calledOf(found.name), word: opened.value }) : opened;
    },
  };
}

const lookOf = ({ fields, cleaned }: WordTemplate): Answer<'wordTemplates.look'> => ({
  fields: fields.map((name) => {
    const { withheldFrom, ...look } = lookAtField(name);
    return { ...look, withheldFrom: [...withheldFrom] };
  }),
  cleaned: [...cleaned],
});
