/**
 * What is suggested where no list was imported: some Dutch occupations with the ISCO-08 unit group that they belong to, and some skills
 * without a code. Written for this product; nothing in it comes from ESCO.
 */
import starter from '../../../resources/classification-starter.json' with { type: 'json' };

export type Starter = {
  readonly nl: string;
  readonly en: string;
  readonly isco: string | null;
  readonly others: readonly string[];
};

export const STARTER: { readonly occupation: readonly Starter[]; readonly skill: readonly Starter[] } = starter;
