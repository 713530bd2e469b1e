/**
 * Which incoming dossiers are probably of somebody who is already there, or who stands earlier in the same files, and why.
 * A suggestion, never a decision: the adviser merges, keeps both or skips. By maps: a thousand against ten thousand is
 * eleven thousand look-ups, not ten million comparisons.
 */
import { comparable, comparablePhone } from '../../../core/duplicates/look-alike.ts';
import type { IncomingDossier } from '../../../core/domain/dossier.ts';

export type KnownPerson = {
  readonly id: string;
  readonly initials: string | null;
  readonly givenName: string | null;
  readonly prefix: string | null;
  readonly surname: string | null;
  readonly postcode: string | null;
  readonly externalReference: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
};

export type SameWhy = 'reference' | 'email' | 'phone' | 'nameAndPostcode';
export type SamePerson = {
  /** The dossier that is there, or else the place of an earlier one in the same list. */
  readonly dossier: string | null;
  readonly earlierIndex: number | null;
  readonly why: SameWhy;
};

type Traits = Pick<
  KnownPerson,
  'givenName' | 'initials' | 'surname' | 'postcode' | 'externalReference' | 'emails' | 'phones'
>;

/** In this order: a reference is given out once, an address or number may be shared within a family. */
const WHYS: readonly SameWhy[] = ['reference', 'email', 'phone', 'nameAndPostcode'];

export function findSamePersons(
  incoming: readonly IncomingDossier[],
  known: Iterable<KnownPerson>,
): (SamePerson | null)[] {
  const people = new Map<string, Omit<SamePerson, 'why'>>();
  const remember = (traits: Traits, who: Omit<SamePerson, 'why'>): void => {
    for (const { key } of keysOf(traits)) if (!people.has(key)) people.set(key, who);
  };
  for (const each of known) remember(each, { dossier: each.id, earlierIndex: null });
  return incoming.map((dossier, index) => {
    const traits = traitsOf(dossier);
    const found = keysOf(traits).find(({ key }) => people.has(key));
    const who = found ? people.get(found.key) : undefined;
    // Whoever is found again counts as that same person for those who come later.
    remember(traits, who ?? { dossier: null, earlierIndex: index });
    return found && who ? { ...who, why: found.why } : null;
  });
}

/** What a person may be recognised by, strongest first. */
function keysOf(person: Traits): { key: string; why: SameWhy }[] {
  const keys: Record<SameWhy, string[]> = {
    reference: [person.externalReference?.trim().toLowerCase() ?? ''],
    email: person.emails.map((email) => email.trim().toLowerCase()),
    phone: person.phones.map(comparablePhone),
    nameAndPostcode: [nameAndPostcode(person)],
  };
  return WHYS.flatMap((why) => keys[why].filter(Boolean).map((key) => ({ key: `${why} ${key}`, why })));
}

/** Surname, first letter and postcode: the prefix is left out, it is written in too many ways. */
function nameAndPostcode(person: Traits): string {
  const first = comparable(person.givenName ?? person.initials ?? '').slice(0, 1);
  const surname = comparable(person.surname ?? '');
  const postcode = comparable(person.postcode ?? '');
  return first && surname && postcode ? `${surname} ${first} ${postcode}` : '';
}

function traitsOf({ candidate, rows }: IncomingDossier): Traits {
  const details = ((rows as Record<string, unknown>)['contactDetail'] ?? []) as readonly {
    email?: string | null;
    phone?: string | null;
  }[];
  return {
    givenName: candidate.givenName ?? null,
    initials: candidate.initials ?? null,
    surname: candidate.surname ?? null,
    postcode: candidate.postcode ?? null,
    externalReference: candidate.externalReference ?? null,
    emails: details.flatMap(({ email }) => (email ? [email] : [])),
    phones: details.flatMap(({ phone }) => (phone ? [phone] : [])),
  };
}
