/**
 * One incoming dossier while it is being made. Promises: every field it gives passes the schema of its concept; whatever
 * a field could not take, in whole or in part, is in `notUnderstood`, which itself fits the remainder's columns.
 */
import { conceptOf, type ConceptName, type FieldName, type DossierConcept } from '../../../core/domain/concepts.ts';
import type { IncomingDossier } from '../../../core/domain/dossier.ts';
import type { Field, FieldValue } from '../../../core/domain/field.ts';
import type { RemainderReason } from '../../../core/domain/words/remainder.ts';
import { LIMITS } from './intake.ts';
import { isNotHeld, withoutNotHeld } from './not-held.ts';
import type { Part } from './part.ts';
import { isBlank, treeText, type Leaf, type Tree } from './tree.ts';

type Values = Record<string, FieldValue>;
type Remainder = { path: string; value: string; reason: RemainderReason };

/** From what the file says to what the field holds; `null` when it says that nothing is known, `undefined` when unreadable. */
export type Reading = (leaf: Leaf) => FieldValue | boolean | undefined;

// eslint-disable-next-line no-control-regex -- finding control characters is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** The answers of one row that is being read. */
export class RowDraft<N extends ConceptName> {
  readonly values: Values = {};
  private readonly concept: N;
  private readonly draft: IncomingDraft;

  constructor(concept: N, draft: IncomingDraft) {
    this.concept = concept;
    this.draft = draft;
  }

  has(field: FieldName<N>): boolean {
    return Object.hasOwn(this.values, field);
  }

  /** Takes what stands at this part. What the field can not hold is kept as remainder. */
  take(field: FieldName<N>, part: Part | null, reading?: Reading): void {
    const leaf = part?.peek();
    if (!part || leaf === null || leaf === undefined) return;
    if (this.has(field)) return;
    part.take();
    if (typeof leaf === 'string' && leaf.trim() === '') return;
    const value = reading ? reading(leaf) : leaf;
    if (value === null) return;
    if (value === undefined) this.draft.keep(part.path, leaf, 'unreadable');
    else this.put(field, value, part.path, leaf);
  }

  /** A value that was made from the file; `source` is what is kept when the field does not take it. */
  put(field: FieldName<N>, value: FieldValue | boolean | undefined, path: string, source: Tree = value as Tree): void {
    if (value === null || value === undefined || value === '' || this.has(field)) return;
    const definition = conceptOf(this.concept).fields[field];
    if (!definition) throw new Error(`${this.concept} has no field ${field}`);
    const fitted = fit(definition, value);
    if (fitted.value !== undefined) this.values[field] = fitted.value;
    if (fitted.rest !== undefined) this.draft.keep(path, fitted.rest, 'tooLong');
    else if (fitted.value === undefined && fitted.reason) this.draft.keep(path, source, fitted.reason);
    else if (fitted.reason) this.draft.keep(path, source, fitted.reason);
  }
}

type Fitted = { value?: FieldValue; rest?: string; reason?: RemainderReason };

/** As much of a value as the field can hold. Lengths are checked first: patterns are never tried on a text of megabytes. */
function fit(field: Field, value: FieldValue | boolean): Fitted {
  const accept = (candidate: FieldValue, reason?: RemainderReason): Fitted =>
    field.schema.safeParse(candidate).success
      ? { value: candidate, ...(reason ? { reason } : {}) }
      : { reason: 'unreadable' };
  if (typeof value === 'boolean') return accept(value ? 'yes' : 'no');
  if (Array.isArray(value) || value === null) return accept(value);
  if (field.kind === 'integer') {
    const number =
      typeof value === 'number' ? value : /^\d{1,9}$/.test(value.trim()) ? Number(value.trim()) : undefined;
    return number === undefined ? { reason: 'unreadable' } : accept(number);
  }
  const written = String(value);
  const wellFormed = written.toWellFormed().replace(CONTROL, '');
  const lost: RemainderReason | undefined = wellFormed === written ? undefined : 'controlCharacters';
  const clean =
    field.kind === 'longText' ? wellFormed.replace(/\r\n?/g, '\n').trim() : wellFormed.replace(/\s+/g, ' ').trim();
  if (clean === '') return lost ? { reason: lost } : {};
  const max = field.max ?? 60;
  if (clean.length > max) {
    if (field.kind !== 'text' && field.kind !== 'longText') return { reason: 'unreadable' };
    const cut = cutAt(clean, max);
    const fitted = accept(cut);
    return fitted.value === undefined ? fitted : { ...fitted, rest: clean.slice(cut.length) };
  }
  return accept(clean, lost);
}

/** Between words where there is one near the end, and never within a character of two halves. */
function cutAt(text: string, max: number): string {
  const cut = text.slice(0, max);
  const space = cut.lastIndexOf(' ');
  const kept = space > max * 0.8 ? cut.slice(0, space) : cut;
  return kept.isWellFormed() ? kept.trimEnd() : kept.slice(0, -1).trimEnd();
}

export class IncomingDraft {
  readonly candidate: RowDraft<'candidate'> = new RowDraft('candidate', this);
  readonly availability: RowDraft<'availability'> = new RowDraft('availability', this);
  private readonly source: IncomingDossier['source'];
  private readonly rows = new Map<DossierConcept, { row: RowDraft<ConceptName>; path: string }[]>();
  private readonly remainders: Remainder[] = [];

  constructor(source: IncomingDossier['source']) {
    this.source = source;
  }

  row<N extends DossierConcept>(concept: N, path: string): RowDraft<N> {
    const row = new RowDraft(concept, this);
    const rows = this.rows.get(concept) ?? [];
    // Every row checks its own field names; the collection only needs what all rows share.
    rows.push({ row: row as unknown as RowDraft<ConceptName>, path });
    this.rows.set(concept, rows);
    return row;
  }

  /** Something that has no field, or only part of one. What this product does not hold is named and not kept. */
  keep(path: string, value: Tree, reason: RemainderReason): void {
    const rest = withoutNotHeld(value, path, (found) => this.name(found));
    if (isBlank(rest)) return;
    const text = escapeControl(treeText(rest));
    for (let at = 0; at < text.length; at += LIMITS.remainder) {
      const piece = text.slice(at, at + LIMITS.remainder);
      this.remainders.push({ path: fitPath(path), value: piece, reason });
    }
  }

  /** Says that something was there, without what it was. */
  name(path: string, reason: RemainderReason = 'notHeldHere'): void {
    this.remainders.push({ path: fitPath(path), value: '', reason });
  }

  /** Keeps what was left in a file after its converter is done. */
  keepLeftovers(part: Part): void {
    for (const left of part.leftovers()) {
      if (isNotHeld(left.name.replace(/^@/, ''))) this.name(left.path);
      // A member whose name is itself a text is kept with its name, since a path only has room for names.
      else if (left.name.length > 100) this.keep('…', new Map([[left.name, left.value]]), 'noPlace');
      else this.keep(left.path, left.value, left.known ? 'unreadable' : 'noPlace');
    }
  }

  finish(): IncomingDossier {
    const rows: Record<string, Values[]> = {};
    for (const [concept, drafts] of this.rows) {
      const filled = drafts.filter(({ row }) => Object.keys(row.values).length > 0);
      for (const { row, path } of filled.slice(LIMITS.rows)) {
        this.keep(path, new Map(Object.entries(row.values)), 'tooMany');
      }
      if (filled.length > 0) rows[concept] = filled.slice(0, LIMITS.rows).map(({ row }) => row.values);
    }
    const available = Object.keys(this.availability.values).length > 0;
    // Every value went through the schema of its field, which is what these types say.
    return {
      source: this.source,
      candidate: this.candidate.values,
      availability: available ? this.availability.values : null,
      rows,
      notUnderstood: packed(this.remainders),
    };
  }
}

/** The first ones one by one, the rest together: nothing lost, and no screen with a hundred thousand lines. */
function packed(remainders: readonly Remainder[]): readonly Remainder[] {
  if (remainders.length <= LIMITS.remainders) return remainders;
  const shown = remainders.slice(0, LIMITS.remainders);
  let lines: string[] = [];
  let length = 0;
  const flush = (): void => {
    if (lines.length > 0) shown.push({ path: '…', value: lines.join('\n'), reason: 'tooMany' });
    lines = [];
    length = 0;
  };
  for (const each of remainders.slice(LIMITS.remainders)) {
    const line = `${each.path}: ${each.value}`;
    // Only a value that fills a remainder by itself makes a line too long: it stays on its own.
    if (line.length > LIMITS.remainder) {
      flush();
      shown.push(each);
      continue;
    }
    if (length + line.length + 1 > LIMITS.remainder) flush();
    lines.push(line);
    length += line.length + 1;
  }
  flush();
  return shown;
}

/** Both columns refuse control characters: they are written as JSON writes them. */
function escapeControl(text: string): string {
  const escaped = text.replace(CONTROL, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  // A half of a character that a limit cut in two would be one too many.
  return escaped.isWellFormed()
    ? escaped
    : escaped.replace(/[\ud800-\udfff]/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

function fitPath(path: string): string {
  const clean = path.toWellFormed().replace(CONTROL, '').replace(/\s+/g, ' ');
  return clean.length <= LIMITS.path ? clean : `${clean.slice(0, 150)}…${clean.slice(-240)}`.toWellFormed();
}
