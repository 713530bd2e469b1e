/** The shape of the words in one language. It follows concepts.ts: a field or a code without a word does not compile. */
import type {
  CONTRACT_FORMS,
  ConceptName,
  ConceptOf,
  DAYS,
  DAY_PARTS,
  FieldName,
  SCHEMES,
  TRANSPORT,
} from '../concepts.ts';
import type { Field } from '../field.ts';

/** Lists of which several answers may be chosen: their codes are not in the type of the field, so they are named here. */
type CodesOf = {
  days: (typeof DAYS)[number];
  dayParts: (typeof DAY_PARTS)[number];
  transport: (typeof TRANSPORT)[number];
  transportForWork: (typeof TRANSPORT)[number];
  contractForms: (typeof CONTRACT_FORMS)[number];
  schemes: (typeof SCHEMES)[number];
};

/** The codes of a field; `never` when it takes free text, a number or a date. */
type CodeOf<F, Name> =
  F extends Field<infer V>
    ? V extends string[]
      ? Name extends keyof CodesOf
        ? CodesOf[Name]
        : string
      : V extends string
        ? string extends V
          ? never
          : V
        : never
    : never;
type CodeField<N extends ConceptName> = {
  [K in FieldName<N>]: [CodeOf<ConceptOf<N>['fields'][K], K>] extends [never] ? never : K;
}[FieldName<N>];

export type ConceptWords<N extends ConceptName> = {
  /** As a heading: "Opleiding" and "Opleidingen". */
  readonly label: { readonly one: string; readonly many: string };
  readonly fields: { readonly [K in FieldName<N>]: string };
  readonly options: {
    readonly [K in CodeField<N>]: { readonly [C in CodeOf<ConceptOf<N>['fields'][K], K>]: string };
  };
};

export type Words = { readonly [N in ConceptName]: ConceptWords<N> };
