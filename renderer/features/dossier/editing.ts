/**
 * Everything that is being changed in one open dossier: what is typed and not yet written, rows that are new and still
 * empty, answers on their way.
 *
 * 1. What is typed is a draft at once, kept by the desktop with each key; it leaves only after its answer was acknowledged,
 *    or because the adviser took it back.
 * 2. An answer is painted before it is written, and taken back with a message when it is refused; the draft then stays.
 * 3. An answer that the schema refuses is never written and never lost: it stays a draft.
 * 4. What the disk did not take is written by itself when it does, as long as nobody typed over it or took it back.
 * 5. A new row is written with its first answer; later answers wait for its id.
 */
import type { QueryClient } from '@tanstack/react-query';
import {
  conceptOf,
  DOSSIER_CONCEPTS,
  type ConceptName,
  type RowConcept,
  type Row,
  type RowState,
} from '../../../core/domain/concepts.ts';
import { codedField } from '../../../core/classification/coded-fields.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { withStage, type Stage } from '../../../core/guidance/application.ts';
import { withGoalState, withStepState } from '../../../core/guidance/plan.ts';
import { withDecision, withIdentity } from '../../../core/privacy/requests.ts';
import type { Api, Failure } from '../../api/bridge.ts';
import { diskTroubleOf, RETRY_MS } from '../../api/disk.ts';
import { askKey } from '../../api/useAsk.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { keeperOf, type DraftKeeper } from '../../components/draft-keeper.ts';
import { isEmpty, parseTyped, sameValue } from '../../components/field-text.ts';

export type Place = { readonly concept: ConceptName; readonly row: string; readonly field: string };
export type AnyRow = Readonly<Record<string, FieldValue | boolean | number | readonly string[]>> & {
  readonly id: string;
};

const NEW = 'new:';
export const isNewRow = (row: string): boolean => row.startsWith(NEW);

/** A record in which nothing is answered yet. */
function blankRow(concept: ConceptName, id: string): AnyRow {
  const state: RowState = { id, createdAt: 0, changedAt: 0, onlyHere: true, confirmed: false, conflicts: [] };
  return { ...Object.fromEntries(Object.keys(conceptOf(concept).fields).map((name) => [name, null])), ...state };
}

const keyOf = (id: string, { concept, row, field }: Place): string => `${id}/${concept}/${row}/${field}`;

function placeOf(id: string, key: string): Place | null {
  if (!key.startsWith(`${id}/`)) return null;
  const [concept, row, field] = key.slice(id.length + 1).split('/');
  if (!concept || !row || !field) return null;
  const known =
    concept === 'candidate' ||
    concept === 'availability' ||
    concept === 'template' ||
    DOSSIER_CONCEPTS.some((each) => each === concept);
  if (!known || !Object.hasOwn(conceptOf(concept as ConceptName).fields, field)) return null;
  return { concept: concept as ConceptName, row, field };
}

const rowsOf = (dossier: Dossier, concept: RowConcept): readonly AnyRow[] => dossier.rows[concept] ?? [];

const isReference = ({ concept, field }: Place): boolean => conceptOf(concept).fields[field]?.kind === 'reference';

export class DossierEditing {
  readonly id: string;
  readonly #api: Api;
  readonly #cache: QueryClient;
  readonly #keeper: DraftKeeper;
  readonly #newId: () => string;
  readonly #drafts = new Map<string, string>();
  readonly #failures = new Map<string, Failure>();
  #newRows: readonly { concept: RowConcept; row: string }[] = [];
  readonly #made = new Map<string, Promise<string | null>>();
  readonly #realOf = new Map<string, string>();
  readonly #settled = new Set<string>();
  #restored: readonly Place[] = [];
  readonly #listeners = new Set<() => void>();
  #version = 0;

  constructor({ id, api, cache, newId }: { id: string; api: Api; cache: QueryClient; newId: () => string }) {
    this.id = id;
    this.#api = api;
    this.#cache = cache;
    this.#newId = newId;
    this.#keeper = keeperOf(api);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly version = (): number => this.#version;
  #changed(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }

  draftOf(place: Place): string | undefined {
    return this.#drafts.get(keyOf(this.id, place));
  }
  failureOf(place: Place): Failure | undefined {
    return this.#failures.get(keyOf(this.id, place));
  }
  /** Whether something is typed in it; what it refers to was not typed. */
  hasDrafts(row: string): boolean {
    return [...this.#drafts.keys()].some((key) => {
      const place = placeOf(this.id, key);
      return place?.row === row && !isReference(place);
    });
  }
  /** What came back from before a lock or a kill, and is still not written. */
  restored(): readonly Place[] {
    return this.#restored.filter((place) => this.draftOf(place) !== undefined && !isReference(place));
  }
  newRows(concept: ConceptName): readonly { row: string; real: string | null }[] {
    return this.#newRows
      .filter((each) => each.concept === concept)
      .map(({ row }) => ({ row, real: this.#realOf.get(row) ?? null }));
  }

  /** These rows stand in the dossier: a new one that is not there any more after this was removed or undone. */
  settle(rows: Iterable<string>): void {
    for (const row of rows) this.#settled.add(row);
  }
  isSettled(row: string): boolean {
    return this.#settled.has(row);
  }

  async restore(): Promise<void> {
    const answer = await this.#api.ask('drafts.list', { prefix: `${this.id}/` });
    if (!answer.ok) return;
    const restored: Place[] = [];
    for (const { key, body } of answer.value) {
      const place = placeOf(this.id, key);
      // What is typed now is newer than what was kept.
      if (!place || this.#drafts.has(key)) continue;
      this.#drafts.set(key, body);
      restored.push(place);
      if (isNewRow(place.row) && !this.#newRows.some((each) => each.row === place.row))
        this.#newRows = [...this.#newRows, { concept: place.concept as RowConcept, row: place.row }];
    }
    this.#restored = restored;
    this.#changed();
  }

  type(place: Place, text: string): void {
    const key = keyOf(this.id, place);
    this.#drafts.set(key, text);
    this.#failures.delete(key);
    this.#keeper.save(key, text);
    if (isNewRow(place.row))
      for (const [field, about] of Object.entries(this.#referencesOf(place)))
        this.#keeper.save(keyOf(this.id, { ...place, field }), String(about));
    this.#changed();
  }

  /** The adviser takes back what was typed. */
  forget(place: Place): void {
    const key = keyOf(this.id, place);
    this.#failures.delete(key);
    if (!this.#drafts.delete(key)) return this.#changed();
    this.#keeper.remove(key);
    // Nothing is typed in it any more: what it would have been about need not come back.
    if (isNewRow(place.row) && !this.hasDrafts(place.row))
      for (const field of Object.keys(this.#referencesOf(place)))
        this.#keeper.remove(keyOf(this.id, { ...place, field }));
    this.#changed();
  }

  /** Writes what is typed when it is an answer; answers whether it was one. */
  commitTyped(place: Place): boolean {
    const text = this.draftOf(place);
    if (text === undefined) return true;
    const typed = parseTyped(place.concept, place.field, text);
    if (!typed.ok) return false;
    void this.commit(place, typed.value);
    return true;
  }

  /** @param along other answers of the same row that go with it, in one deed: the code of what was chosen from a list */
  async commit(asked: Place, value: FieldValue, along: Record<string, FieldValue> = {}): Promise<void> {
    const text = this.draftOf(asked);
    const place = { ...asked, row: this.#realOf.get(asked.row) ?? asked.row };
    if (!isNewRow(place.row)) {
      const isSame = Object.entries({ ...along, [place.field]: value }).every(([field, each]) =>
        sameValue(this.valueOf({ ...place, field }), each),
      );
      if (isSame) return this.#acknowledged(place, text);
      return this.#edit(place, value, text, along);
    }
    const underWay = this.#made.get(place.row);
    if (underWay) {
      const real = await underWay;
      if (real) return this.#edit({ ...place, row: real }, value, this.draftOf({ ...place, row: real }), along);
      return;
    }
    if (isEmpty(value)) return this.#acknowledged(place, text);
    await this.#make(place, value, text, along);
  }

  /** Several answers of one row at once: one step to undo. */
  async commitMany(concept: ConceptName, row: string, fields: Record<string, FieldValue>): Promise<void> {
    const before = Object.fromEntries(
      Object.keys(fields).map((field) => [field, this.valueOf({ concept, row, field }) ?? null]),
    );
    this.#paint(concept, row, fields);
    const answer = await this.#api.ask('dossier.edit', { dossier: this.id, concept, row, fields });
    if (!answer.ok) {
      this.#paint(concept, row, before);
      for (const field of Object.keys(fields)) this.#refused({ concept, row, field }, answer.error);
    }
  }

  async #edit(
    place: Place,
    value: FieldValue,
    text: string | undefined,
    along: Record<string, FieldValue>,
  ): Promise<void> {
    const fields = { [place.field]: value, ...this.#alongWith(place, value), ...along };
    const before = Object.fromEntries(
      Object.keys(fields).map((field) => [field, this.valueOf({ ...place, field }) ?? null]),
    );
    this.#paint(place.concept, place.row, fields);
    const answer = await this.#api.ask('dossier.edit', {
      dossier: this.id,
      concept: place.concept,
      row: place.row,
      fields,
    });
    if (answer.ok) return this.#acknowledged(place, text);
    // Only when nothing newer was painted over it meanwhile.
    if (sameValue(this.valueOf(place), value)) this.#paint(place.concept, place.row, before);
    this.#refused(place, answer.error, { value, text });
  }

  /** What another answer brings with it, as one deed. */
  #alongWith(place: Place, value: FieldValue): Record<string, FieldValue> {
    const coded = codedField(place.concept, place.field);
    // The code belonged to the words that stood there.
    if (coded && !isEmpty(this.valueOf({ ...place, field: coded.code })))
      return { [coded.code]: null, [coded.system]: null };
    const row = this.#rowOf(this.#cache.getQueryData<Dossier>(this.#key()), place.concept, place.row);
    if (!row) return {};
    const today = localDay(Date.now());
    switch (`${place.concept}.${place.field}`) {
      case 'jobApplication.stage':
        return withStage(row as unknown as Row<'jobApplication'>, value as Stage | null, today);
      case 'planStep.state':
        return withStepState(row as unknown as Row<'planStep'>, value as string | null, today);
      case 'request.identity':
        return withIdentity(row as unknown as Row<'request'>, value as string | null, today);
      case 'request.state':
        return withDecision(row as unknown as Row<'request'>, value as string | null, today);
      case 'goal.state':
        return withGoalState(row as unknown as Row<'goal'>, value as string | null, today);
      default:
        return {};
    }
  }

  async #make(
    place: Place,
    value: FieldValue,
    text: string | undefined,
    along: Record<string, FieldValue>,
  ): Promise<void> {
    const fields = { ...this.#referencesOf(place), [place.field]: value, ...along };
    const asking = this.#api.ask('dossier.addRow', {
      dossier: this.id,
      concept: place.concept as RowConcept,
      fields,
    });
    this.#made.set(
      place.row,
      asking.then((answer) => (answer.ok ? answer.value.row : null)),
    );
    const answer = await asking;
    if (!answer.ok) {
      this.#made.delete(place.row);
      this.#refused(place, answer.error, { value, text });
      return;
    }
    const real = answer.value.row;
    this.#realOf.set(place.row, real);
    // In the dossier at once: a row that is gone for the blink of a refetch takes the caret with it.
    this.#paintNew(place.concept as RowConcept, real, fields);
    this.#acknowledged(place, text);
    // What was typed in the other fields meanwhile now belongs to the row that exists.
    for (const [key, body] of Array.from(this.#drafts)) {
      const other = placeOf(this.id, key);
      if (other?.row !== place.row) continue;
      this.#drafts.delete(key);
      this.#keeper.remove(key);
      if (isReference(other)) continue;
      const renamed = keyOf(this.id, { ...other, row: real });
      this.#drafts.set(renamed, body);
      this.#keeper.save(renamed, body);
    }
    this.#changed();
  }

  #acknowledged(place: Place, text: string | undefined): void {
    const key = keyOf(this.id, place);
    this.#failures.delete(key);
    if (text !== undefined && this.#drafts.get(key) === text) {
      this.#drafts.delete(key);
      this.#keeper.remove(key);
    }
    this.#changed();
  }

  #refused(place: Place, failure: Failure, asked?: { value: FieldValue; text: string | undefined }): void {
    if (failure.type === 'Locked') void this.#cache.invalidateQueries({ queryKey: ['vault.state'] });
    this.#failures.set(keyOf(this.id, place), failure);
    this.#changed();
    if (!asked || diskTroubleOf(failure) === null) return;
    setTimeout(() => {
      const isSuperseded = this.failureOf(place) !== failure || this.draftOf(place) !== asked.text;
      if (!isSuperseded) void this.commit(place, asked.value);
    }, RETRY_MS);
  }

  /** What a new row is about, kept with its drafts: it comes back with them after a lock or a kill. */
  #referencesOf({ concept, row }: Place): Record<string, FieldValue> {
    return Object.fromEntries(
      Object.entries(conceptOf(concept).fields).flatMap(([field, { kind }]) => {
        const text = kind === 'reference' ? this.draftOf({ concept, row, field }) : undefined;
        return text === undefined ? [] : [[field, text]];
      }),
    );
  }

  /** @param about references that it is made with: `{ contactMoment: 'contactMoment/…' }` */
  addRow(concept: RowConcept, about: Readonly<Record<string, string>> = {}): string {
    const row = `${NEW}${this.#newId()}`;
    this.#newRows = [{ concept, row }, ...this.#newRows];
    for (const [field, text] of Object.entries(about)) this.#drafts.set(keyOf(this.id, { concept, row, field }), text);
    this.#changed();
    return row;
  }

  /** A new row in which nothing was filled. */
  dropNewRow(row: string): void {
    if (this.#made.has(row)) return;
    for (const key of Array.from(this.#drafts.keys())) {
      const place = placeOf(this.id, key);
      if (place?.row === row) this.forget(place);
    }
    this.#newRows = this.#newRows.filter((each) => each.row !== row);
    this.#changed();
  }

  /** Answers with the group that undoes it, or a failure. */
  async removeRow(concept: RowConcept, row: string) {
    const key = this.#key();
    const before = this.#cache.getQueryData<Dossier>(key);
    void this.#cache.cancelQueries({ queryKey: key });
    if (before)
      this.#cache.setQueryData<Dossier>(key, {
        ...before,
        rows: { ...before.rows, [concept]: rowsOf(before, concept).filter((each) => each.id !== row) },
      });
    const answer = await this.#api.ask('dossier.removeRow', { dossier: this.id, concept, row });
    if (!answer.ok) void this.#cache.invalidateQueries({ queryKey: key });
    return answer;
  }

  valueOf({ concept, row, field }: Place): FieldValue | undefined {
    return (this.#rowOf(this.#cache.getQueryData<Dossier>(this.#key()), concept, row)?.[field] ?? undefined) as
      FieldValue | undefined;
  }

  #key() {
    return askKey('dossier.open', { dossier: this.id });
  }

  #rowOf(dossier: Dossier | undefined, concept: ConceptName, row: string): AnyRow | undefined {
    if (!dossier) return undefined;
    if (concept === 'candidate') return dossier.candidate;
    if (concept === 'availability') return dossier.availability ?? undefined;
    return rowsOf(dossier, concept as RowConcept).find((each) => each.id === row);
  }

  #paintNew(concept: RowConcept, row: string, fields: Record<string, FieldValue>): void {
    const key = this.#key();
    this.#cache.setQueryData<Dossier>(key, (before) => {
      if (!before || this.#rowOf(before, concept, row)) return before;
      const made = { ...blankRow(concept, row), ...fields };
      return {
        ...before,
        rows: { ...before.rows, [concept]: [...rowsOf(before, concept), made] },
      };
    });
    void this.#cache.invalidateQueries({ queryKey: key });
  }

  /** On screen before it is written. An answer that is on its way and knows the former value must not paint over it. */
  #paint(concept: ConceptName, row: string, fields: Record<string, FieldValue>): void {
    const key = this.#key();
    void this.#cache.cancelQueries({ queryKey: key });
    this.#cache.setQueryData<Dossier>(key, (before) => {
      if (!before) return before;
      const painted = { ...this.#rowOf(before, concept, row), ...fields, onlyHere: true, confirmed: false };
      if (concept === 'candidate') return { ...before, candidate: painted } as unknown as Dossier;
      if (concept === 'availability') {
        return {
          ...before,
          availability: { ...blankRow('availability', this.id), ...painted },
        } as unknown as Dossier;
      }
      const rows = rowsOf(before, concept as RowConcept);
      return {
        ...before,
        rows: { ...before.rows, [concept]: rows.map((each) => (each.id === row ? painted : each)) },
      };
    });
  }
}
