/**
 * What a new version of a list means for the dossiers: codes that are gone, replaced or named otherwise. Worked out when the new list takes the
 * place of the old one, for every code of the old one, since dossiers with old codes may come in by sync long after. What the adviser wrote
 * stays until they follow the list.
 */
import { z } from 'zod';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import { CODED_FIELDS } from '../../../core/classification/coded-fields.ts';
import { PACK_LANGUAGES, type PackKind, type PackLanguage } from '../../../core/classification/packs.ts';
import { fold } from '../../../core/domain/fold.ts';
import { displayName } from '../../../core/domain/name.ts';
import type { Reader, Writer } from '../database.ts';
import { notFrozen } from '../limits.ts';
import { write, type Author, type Change } from '../write.ts';
import { conceptByCode, namesIn, preferredName } from './labels.ts';
import { CONCEPTS, currentPack, type Pack } from './store.ts';

type CodeChange = Answer<'packs.changes'>[number];
type Names = { readonly [L in PackLanguage]?: string | undefined };
const namesSchema = z.object({ nl: z.string().optional(), en: z.string().optional() });

type Listed = { readonly kind: string; readonly names: Partial<Record<PackLanguage, string>> };

/** Every occupation and skill of a pack, by its code. */
function listed(db: Reader, pack: Pack): Map<string, Listed> {
  const byNumber = new Map<number, { code: string; kind: string; names: Partial<Record<PackLanguage, string>> }>();
  for (const row of db.all<{ number: number; code: string; kind: string }>(
    `SELECT "number", "code", "kind" FROM "packConcept" WHERE "number" BETWEEN ? AND ? AND "kind" <> 'group'`,
    pack.number * CONCEPTS,
    (pack.number + 1) * CONCEPTS - 1,
  ))
    byNumber.set(row.number, { code: row.code, kind: row.kind, names: {} });
  for (const kind of ['occupation', 'skill'] as const)
    for (const language of PACK_LANGUAGES)
      for (const [concept, text] of namesIn(db, pack.number, kind, language)) {
        const of = byNumber.get(concept);
        if (of) of.names[language] = text;
      }
  return new Map([...byNumber.values()].map(({ code, ...rest }) => [code, rest]));
}

/** Within the transaction in which the new one comes into use. A code that is gone goes over to the only one that has its name. */
export function noteChanges(tx: Writer, former: Pack, next: Pack): void {
  const [was, is] = [listed(tx, former), listed(tx, next)];
  const byName = new Map<string, Set<string>>();
  const keyOf = (kind: string, language: string, name: string): string => `${kind} ${language} ${fold(name)}`;
  for (const [code, { kind, names }] of is)
    for (const [language, name] of Object.entries(names)) {
      const key = keyOf(kind, language, name);
      byName.set(key, (byName.get(key) ?? new Set()).add(code));
    }
  const onlyOneNamed = ({ kind, names }: Listed): string | null => {
    for (const [language, name] of Object.entries(names)) {
      const codes = byName.get(keyOf(kind, language, name));
      if (codes?.size === 1) return [...codes][0] ?? null;
    }
    return null;
  };
  // What earlier versions lost, and what has come back.
  for (const { code, becomes } of tx.all<{ code: string; becomes: string | null }>(
    `SELECT "code", "becomes" FROM "packChange"`,
  )) {
    if (is.has(code)) tx.run(`DELETE FROM "packChange" WHERE "code" = ?`, code);
    else if (becomes !== null && !is.has(becomes)) {
      const lost = was.get(becomes);
      const now = lost ? onlyOneNamed(lost) : null;
      tx.run(
        `UPDATE "packChange" SET "becomes" = ?, "change" = ? WHERE "code" = ?`,
        now,
        now === null ? 'gone' : 'replaced',
        code,
      );
    }
  }
  for (const [code, before] of was) {
    const now = is.get(code);
    const isRenamed =
      now !== undefined &&
      PACK_LANGUAGES.some((each) => before.names[each] && now.names[each] && before.names[each] !== now.names[each]);
    if (now !== undefined && !isRenamed) continue;
    const becomes = now === undefined ? onlyOneNamed(before) : code;
    tx.run(
      `INSERT OR REPLACE INTO "packChange" ("code", "change", "was", "becomes") VALUES (?, ?, ?, ?)`,
      code,
      now !== undefined ? 'renamed' : becomes === null ? 'gone' : 'replaced',
      JSON.stringify(before.names),
      becomes,
    );
  }
}

type Used = {
  readonly code: string;
  readonly concept: CodeChange['rows'][number]['concept'];
  readonly row: string;
  readonly dossier: string;
  readonly text: string | null;
};

const SYSTEM_OF: Partial<Record<PackKind, string>> = { esco: 'esco' };

function usedRows(db: Reader, kind: PackKind): Used[] {
  const system = SYSTEM_OF[kind];
  if (system === undefined) return [];
  return CODED_FIELDS.flatMap(({ concept, field, code, system: column }) =>
    db
      .all<Omit<Used, 'concept'>>(
        `SELECT r."${code}" AS "code", r."id" AS "row", r."dossier", r."${field}" AS "text" FROM "${concept}" r JOIN "candidate" c ON c."id" = r."dossier" AND c."deleted" = 0 WHERE r."deleted" = 0 AND ${notFrozen('r."dossier"')} AND r."${column}" = ? AND r."${code}" IS NOT NULL`,
        system,
      )
      .map((each) => ({ ...each, concept })),
  );
}

export function usesOf(db: Reader, kind: PackKind): Answer<'packs.uses'> {
  const used = usedRows(db, kind);
  return { rows: used.length, dossiers: new Set(used.map(({ dossier }) => dossier)).size };
}

/** Of codes in dossiers only, by what they were called. A renamed one counts only where the old name was taken over word for word. */
export function listChanges(db: Reader, language: PackLanguage): CodeChange[] {
  const pack = currentPack(db, 'esco');
  if (!pack) return [];
  const found = new Map<string, CodeChange>();
  for (const used of usedRows(db, 'esco')) {
    const noted = db.get<{ change: string; was: string; becomes: string | null }>(
      `SELECT "change", "was", "becomes" FROM "packChange" WHERE "code" = ?`,
      used.code,
    );
    const isThere = conceptByCode(db, pack.number, used.code) !== undefined;
    if (isThere && noted?.change !== 'renamed') continue;
    const was = noted ? namesSchema.parse(JSON.parse(noted.was)) : {};
    const target = noted?.becomes ? conceptByCode(db, pack.number, noted.becomes) : undefined;
    const label = target ? preferredName(db, target.number, language) : null;
    const textAfter = target ? renamed(db, target.number, used.text, was) : used.text;
    if (isThere && textAfter === used.text) continue;
    const change: CodeChange = found.get(used.code) ?? {
      code: used.code,
      change: isThere ? 'renamed' : target ? 'replaced' : 'gone',
      was: was[language] ?? was.nl ?? was.en ?? null,
      becomes: target && label !== null ? { code: target.code, label } : null,
      rows: [],
    };
    found.set(used.code, change);
    change.rows.push({
      dossier: used.dossier,
      whose: nameOf(db, used.dossier),
      concept: used.concept,
      row: used.row,
      text: used.text,
      textAfter,
    });
  }
  return [...found.values()].toSorted((a, b) => (a.was ?? '').localeCompare(b.was ?? '', language));
}

/** The new name in the language of the old one, where that is what stands there. */
function renamed(db: Reader, concept: number, text: string | null, was: Names): string | null {
  const language = PACK_LANGUAGES.find((each) => was[each] !== undefined && was[each] === text);
  return language === undefined ? text : (preferredName(db, concept, language) ?? text);
}

function nameOf(db: Reader, dossier: string): string | null {
  const row = db.get<Record<'initials' | 'givenName' | 'prefix' | 'surname' | 'externalReference', string | null>>(
    `SELECT "initials", "givenName", "prefix", "surname", "externalReference" FROM "candidate" WHERE "id" = ?`,
    dossier,
  );
  return row ? displayName(row) || row.externalReference : null;
}

export function followList(
  tx: Writer,
  author: Author,
  { codes, language }: Ask<'packs.follow'>,
): { group: string; changed: number; dossiers: string[] } {
  const wanted = new Set(codes);
  const changes: Change[] = listChanges(tx, language)
    .filter((each) => wanted.has(each.code))
    .flatMap(({ becomes, rows }) =>
      rows.map(({ concept, row, dossier, text, textAfter }) => {
        const at = CODED_FIELDS.find((each) => each.concept === concept);
        if (!at) throw new Error('only coded answers are listed');
        return {
          concept,
          row,
          dossier,
          fields: {
            [at.code]: becomes?.code ?? null,
            [at.system]: becomes ? 'esco' : null,
            ...(textAfter === text ? {} : { [at.field]: textAfter }),
          },
        };
      }),
    );
  if (changes.length === 0) return { group: '', changed: 0, dossiers: [] };
  const group = write(tx, author, 'edit', changes);
  return { group: group.id, changed: changes.length, dossiers: [...new Set(changes.map(({ dossier }) => dossier))] };
}
