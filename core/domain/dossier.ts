/** A dossier: everything about one candidate, as it is read, shown and handed over. */
import type { DossierConcept, FieldsOf, Row } from './concepts.ts';

export type Dossier = {
  readonly candidate: Row<'candidate'>;
  readonly availability: Row<'availability'> | null;
  /** Rows in the order of their making; sorted for the reader where they are shown. */
  readonly rows: { readonly [N in DossierConcept]: readonly Row<N>[] } & {
    /** Only in the dossier of an adviser's own. */
    readonly template?: readonly Row<'template'>[];
  };
};

/** A dossier that comes in from a file: no ids yet, every field already checked by the concept's schema. */
export type IncomingDossier = {
  readonly source: {
    readonly file: string;
    /** Place in the file, from 1. */
    readonly position: number;
    readonly format: IntakeFormat;
  };
  readonly candidate: Partial<FieldsOf<'candidate'>>;
  readonly availability: Partial<FieldsOf<'availability'>> | null;
  readonly rows: { readonly [N in DossierConcept]?: readonly Partial<FieldsOf<N>>[] };
  /** What the file said and this product has no place for, or could not read: kept and shown, never dropped silently. */
  readonly notUnderstood: readonly { readonly path: string; readonly value: string; readonly reason: string }[];
};

export const INTAKE_FORMATS = ['vum', 'jsonResume', 'europassXml', 'europassJson', 'csv'] as const;
export type IntakeFormat = (typeof INTAKE_FORMATS)[number];
