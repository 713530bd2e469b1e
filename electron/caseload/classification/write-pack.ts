/** Writes a draft beside the pack that is in use, in pieces. Nothing of it counts before `usePack`. */
import { foldedWords } from '../../../core/domain/fold.ts';
import { PACK_LANGUAGES, type PackLanguage } from '../../../core/classification/packs.ts';
import {
  countsOf,
  type DraftConcept,
  type EscoDraft,
  type PackDraft,
} from '../../exchange/classification/pack-draft.ts';
import type { Database, Writer } from '../database.ts';
import { blockOf } from './labels.ts';
import { beginPack, BLOCK, CONCEPTS, LABELS, type Pack } from './store.ts';

export type Writing = {
  progress(
    phase: 'packs.concepts' | 'packs.labels' | 'packs.relations' | 'packs.entries',
    done: number,
    total: number,
  ): void;
  /** Lets others go first; false when it must stop. */
  breathe(): Promise<boolean>;
};

/** Rows in one transaction: some ten milliseconds. */
const AT_ONCE = 1_000;

/** @returns null when it was stopped; what was written then is cleared by `clearPacks` */
export async function writePack(db: Database, draft: PackDraft, now: number, writing: Writing): Promise<Pack | null> {
  const { kind, version, languages, files } = draft;
  const pack = db.transact((tx) =>
    beginPack(tx, { kind, version, languages, counts: countsOf(draft), files, importedAt: now }),
  );
  const written =
    draft.kind === 'esco'
      ? await writeEsco(db, pack, draft, writing)
      : await inPieces(db, writing, 'packs.entries', [...draft.entries], (tx, [code, data]) => {
          tx.run(
            `INSERT INTO "packEntry" ("pack", "code", "data") VALUES (?, ?, ?)`,
            pack.number,
            code,
            JSON.stringify(data),
          );
        });
  return written ? pack : null;
}

async function writeEsco(db: Database, pack: Pack, draft: EscoDraft, writing: Writing): Promise<boolean> {
  const numbers = new Map<string, number>();
  const concepts = [...draft.concepts.values()];
  const wereConcepts = await inPieces(db, writing, 'packs.concepts', concepts, (tx, each) => {
    const number = pack.number * CONCEPTS + numbers.size + 1;
    numbers.set(each.code, number);
    tx.run(
      `INSERT INTO "packConcept" ("number", "kind", "code", "isco", "notation", "type") VALUES (?, ?, ?, ?, ?, ?)`,
      number,
      each.kind,
      each.code,
      each.isco,
      each.notation,
      each.type,
    );
  });
  if (!wereConcepts) return false;
  const labels = await labelsOf(concepts, numbers, pack.number, () => writing.breathe());
  if (!labels) return false;
  // Nobody looks for the name of a group.
  const firstOfGroups = pack.number * LABELS + blockOf('group', 'nl', true) * BLOCK;
  const wereLabels = await inPieces(db, writing, 'packs.labels', labels, (tx, { number, concept, text }) => {
    tx.run(`INSERT INTO "packLabel" ("number", "concept", "text") VALUES (?, ?, ?)`, number, concept, text);
    if (number < firstOfGroups)
      tx.run(
        `INSERT INTO "packWords${pack.words}" ("rowid", "words") VALUES (?, ?)`,
        number,
        foldedWords(text).join(' '),
      );
  });
  if (!wereLabels) return false;
  const relations = [...draft.relations].flatMap(([occupation, skills]) => {
    const at = numbers.get(occupation);
    return at === undefined
      ? []
      : [...skills].flatMap(([skill, isEssential]) => {
          const to = numbers.get(skill);
          return to === undefined ? [] : [{ occupation: at, skill: to, essential: isEssential ? 1 : 0 }];
        });
  });
  return inPieces(db, writing, 'packs.relations', relations, (tx, { occupation, skill, essential }) => {
    tx.run(
      `INSERT INTO "packRelation" ("occupation", "skill", "essential") VALUES (?, ?, ?)`,
      occupation,
      skill,
      essential,
    );
  });
}

type Label = { readonly number: number; readonly concept: number; readonly text: string };

/** In the order of their numbers, so that the index grows at its end: block by block, and in a block the fewest words and letters first. */
async function labelsOf(
  concepts: readonly DraftConcept[],
  numbers: ReadonlyMap<string, number>,
  pack: number,
  breathe: () => Promise<boolean>,
): Promise<Label[] | null> {
  const blocks = new Map<number, { concept: number; text: string; rank: number }[]>();
  const put = (concept: DraftConcept, language: PackLanguage, isPreferred: boolean, text: string): void => {
    const block = blockOf(concept.kind, language, isPreferred);
    const into = blocks.get(block) ?? [];
    blocks.set(block, into);
    const rank = text.split(' ').length * 64 + Math.min(63, text.length);
    into.push({ concept: numbers.get(concept.code) ?? 0, text, rank });
  };
  for (const concept of concepts) {
    if (!(await breathe())) return null;
    for (const language of PACK_LANGUAGES) {
      const names = concept.names[language];
      if (!names) continue;
      put(concept, language, true, names.preferred);
      for (const other of names.others) put(concept, language, false, other);
    }
  }
  const ordered: Label[] = [];
  for (const [block, labels] of [...blocks].toSorted(([one], [other]) => one - other)) {
    if (!(await breathe())) return null;
    labels.sort((one, other) => one.rank - other.rank);
    for (const [index, { concept, text }] of labels.entries())
      ordered.push({ concept, text, number: pack * LABELS + block * BLOCK + index + 1 });
  }
  return ordered;
}

async function inPieces<T>(
  db: Database,
  writing: Writing,
  phase: Parameters<Writing['progress']>[0],
  rows: readonly T[],
  put: (tx: Writer, row: T) => void,
): Promise<boolean> {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    writing.progress(phase, at, rows.length);
    if (!(await writing.breathe())) return false;
    db.transact((tx) => {
      for (const row of rows.slice(at, at + AT_ONCE)) put(tx, row);
    });
  }
  writing.progress(phase, rows.length, rows.length);
  return true;
}
