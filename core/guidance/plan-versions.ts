/**
 * Versions of a plan: what stood in it on a day, and who signed that. A signature belongs to the text that was read when it was set:
 * once a version keeps it with one text, it does not go along to another.
 */
import type { Row } from '../domain/concepts.ts';
import { referenceTo } from './plan.ts';

type Version = Row<'planVersion'>;
export type Signatures = Pick<
  Version,
  'candidateSignedOn' | 'candidateSignature' | 'adviserSignedOn' | 'adviserSignature'
>;
export const PARTIES = ['candidate', 'adviser'] as const;
export type Party = (typeof PARTIES)[number];

const SIGNED_ON = { candidate: 'candidateSignedOn', adviser: 'adviserSignedOn' } as const;
const SIGNATURE = { candidate: 'candidateSignature', adviser: 'adviserSignature' } as const;

/** The latest first. */
export const versionsOf = (plan: string, versions: readonly Version[]): readonly Version[] =>
  versions
    .filter((version) => version.plan === referenceTo('actionPlan', plan))
    .toSorted((a, b) => (b.madeOn ?? '').localeCompare(a.madeOn ?? '') || b.createdAt - a.createdAt);

export const signedOn = (of: Signatures, party: Party): string | null => of[SIGNED_ON[party]];
export const signatureOf = (of: Signatures, party: Party): string | null => of[SIGNATURE[party]];

const carries = (version: Version, plan: Signatures, party: Party): boolean =>
  signedOn(version, party) === signedOn(plan, party) && signatureOf(version, party) === signatureOf(plan, party);

/**
 * @param versions of this plan
 * @param texts of the plan as it is now, in every language that it may have been kept in
 * @returns `earlier`: the signature was kept with another text, so the plan changed after it was signed
 */
export function signedState(
  plan: Signatures,
  versions: readonly Version[],
  texts: readonly string[],
  party: Party,
): 'signed' | 'earlier' | 'not' {
  if (signedOn(plan, party) === null) return 'not';
  const kept = versions.filter((version) => carries(version, plan, party));
  return kept.length === 0 || kept.some(({ text }) => text !== null && texts.includes(text)) ? 'signed' : 'earlier';
}

/** What goes along with a version that is kept now. */
export function signaturesNow(plan: Signatures, versions: readonly Version[], texts: readonly string[]): Signatures {
  const own = (party: Party) => signedState(plan, versions, texts, party) === 'signed';
  const [candidate, adviser] = [own('candidate'), own('adviser')];
  return {
    candidateSignedOn: candidate ? plan.candidateSignedOn : null,
    candidateSignature: candidate ? plan.candidateSignature : null,
    adviserSignedOn: adviser ? plan.adviserSignedOn : null,
    adviserSignature: adviser ? plan.adviserSignature : null,
  };
}

/** Both signed what stands there, and no version keeps it so. */
export const isToBeKept = (plan: Signatures, versions: readonly Version[], texts: readonly string[]): boolean =>
  PARTIES.every((party) => signedState(plan, versions, texts, party) === 'signed') &&
  !versions.some((version) => PARTIES.every((party) => carries(version, plan, party)));
