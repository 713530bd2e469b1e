/**
 * What an export says of a dossier, and what it could not say: every answer that goes into the file is asked for here, so
 * what was never asked for is what the format had no words for.
 */
import { DOSSIER_CONCEPTS, fieldNames, type ConceptName, type DossierConcept } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import type { FieldValue } from '../../../core/domain/field.ts';

export type Unsaid = { readonly concept: ConceptName; readonly field: string };

type AnyRow = Readonly<Record<string, unknown>>;

const isRecorded = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** One row of which answers are asked. */
export class Telling {
  readonly concept: ConceptName;
  readonly row: AnyRow;
  private readonly said = new Set<string>();

  constructor(concept: ConceptName, row: AnyRow) {
    this.concept = concept;
    this.row = row;
  }

  /** An answer as it is, without saying it. */
  peek(field: string): FieldValue {
    // Rows hold the values of their concept's fields, and null.
    return (this.row[field] ?? null) as FieldValue;
  }

  peekText(field: string): string {
    const value = this.peek(field);
    return typeof value === 'string' ? value : '';
  }

  /** An answer that goes into the file as it is. */
  say(field: string): string | undefined {
    this.said.add(field);
    return this.peekText(field) || undefined;
  }

  sayNumber(field: string): number | undefined {
    const value = this.peek(field);
    this.said.add(field);
    return typeof value === 'number' ? value : undefined;
  }

  /** An answer in the words of the format; when it has none, the answer stays unsaid. */
  sayAs<T>(field: string, words: (answer: string) => T | undefined): T | undefined {
    const answer = this.peekText(field);
    const said = answer ? words(answer) : undefined;
    if (said !== undefined) this.said.add(field);
    return said;
  }

  /** Said in another way than by asking for it here. */
  mark(field: string): void {
    this.said.add(field);
  }

  unsaid(): string[] {
    return fieldNames(this.concept).filter((field) => !this.said.has(field) && isRecorded(this.row[field]));
  }
}

export class Saying {
  readonly candidate: Telling;
  readonly availability: Telling | null;
  private readonly rows = new Map<string, Telling[]>();

  constructor(dossier: Dossier) {
    this.candidate = new Telling('candidate', dossier.candidate);
    this.availability = dossier.availability ? new Telling('availability', dossier.availability) : null;
    const rows = dossier.rows as unknown as Readonly<Record<string, readonly AnyRow[]>>;
    for (const concept of DOSSIER_CONCEPTS) {
      this.rows.set(
        concept,
        (rows[concept] ?? []).map((row) => new Telling(concept, row)),
      );
    }
  }

  of(concept: DossierConcept): readonly Telling[] {
    return this.rows.get(concept) ?? [];
  }

  /** Each field once, in the order of the dossier. */
  unsaid(): Unsaid[] {
    const all = [[this.candidate], this.availability ? [this.availability] : [], ...this.rows.values()];
    return all.flatMap((rows) => {
      const [first] = rows;
      const unsaid = new Set(rows.flatMap((row) => row.unsaid()));
      return first
        ? fieldNames(first.concept)
            .filter((field) => unsaid.has(field))
            .map((field) => ({ concept: first.concept, field }))
        : [];
    });
  }
}

/** Without the members that say nothing: undefined, and lists and groups with nothing in them. */
export function compact<T>(value: T): T | undefined {
  if (Array.isArray(value)) {
    const items = value.map((each) => compact(each)).filter((each) => each !== undefined);
    return items.length > 0 ? (items as T) : undefined;
  }
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .map(([name, each]) => [name, compact(each)] as const)
      .filter(([, each]) => each !== undefined);
    return members.length > 0 ? (Object.fromEntries(members) as T) : undefined;
  }
  return value === '' || value === null ? undefined : value;
}
