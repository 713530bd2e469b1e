/**
 * Which incoming dossiers are probably of somebody who is already there, or who stands earlier in the same files, and why.
 * A suggestion, never a decision: the adviser merges, keeps both or skips. By maps: a thousand against ten thousand is
 * eleven thousand look-ups, not ten million comparisons.
 */
import { comparable, comparablePhone, livesSomewhere } from '../../../core/duplicates/look-alike.ts';
import type { IncomingDossier } from '../../../core/domain/dossier.ts';

export type KnownPerson = {
  readonly id: string;
  readonly initials: string | null;
  readonly givenName: string | null;
  readonly prefix: string | null;
  readonly surname: string | null;
  readonly postcode: string | null;
  readonly place: string | null;
  readonly externalReference: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
};

const SAME_WHYS = ['reference', 'email', 'phone', 'nameAndPostcode', 'nameAndPlace', 'nameWithoutPlace'] as const;
export type SameWhy = (typeof SAME_WHYS)[number];
/** There are many people of one name: named to look at, and never put together without the adviser. */
export const isByNameAlone = (why: SameWhy): boolean => why === 'nameAndPlace' || why === 'nameWithoutPlace';
export type SamePerson = {
  /** The dossier that is there, or else the place of an earlier one in the same list. */
  readonly dossier: string | null;
  readonly earlierIndex: number | null;
  readonly why: SameWhy;
};

type Traits = Pick<
  KnownPerson,
  'givenName' | 'initials' | 'surname' | 'postcode' | 'place' | 'externalReference' | 'emails' | 'phones'
>;

export function findSamePersons(
  incoming: readonly IncomingDossier[],
  known: Iterable<KnownPerson>,
): (SamePerson | null)[] {
  const people = new Map<string, Omit<SamePerson, 'why'>>();
  const remember = (traits: Traits, who: Omit<SamePerson, 'why'>): void => {
    for (const { key } of keysOf(traits, 'isThere')) if (!people.has(key)) people.set(key, who);
  };
  for (const each of known) remember(each, { dossier: each.id, earlierIndex: null });
  return incoming.map((dossier, index) => {
    const traits = traitsOf(dossier);
    const found = keysOf(traits, 'comes').find(({ key }) => people.has(key));
    const who = found ? people.get(found.key) : undefined;
    // Whoever is found again counts as that same person for those who come later; by a name alone nobody is found, only suspected.
    remember(traits, found && who && !isByNameAlone(found.why) ? who : { dossier: null, earlierIndex: index });
    return found && who ? { ...who, why: found.why } : null;
  });
}

/**
 * What a person may be recognised by, strongest first: a reference is given out once, an address or number may be shared within a family.
 *
 * @param as one of the two has to be without a place for a name alone to say something: whoever comes with a place meets those who are there without one
 */
function keysOf(person: Traits, as: 'isThere' | 'comes'): { key: string; why: SameWhy }[] {
  const { surname, givenName } = {
    surname: comparable(person.surname ?? ''),
    givenName: comparable(person.givenName ?? ''),
  };
  const name = surname && givenName.length > 1 ? `${surname} ${givenName}` : '';
  const place = comparable(person.place ?? '');
  const isPlaced = livesSomewhere(person);
  const keys: Record<SameWhy, string[]> = {
    reference: [person.externalReference?.trim().toLowerCase() ?? ''],
    email: person.emails.map((email) => email.trim().toLowerCase()),
    phone: person.phones.map(comparablePhone),
    nameAndPostcode: [nameAndPostcode(person)],
    nameAndPlace: [name && place ? `${name} ${place}` : ''],
    nameWithoutPlace: name
      ? as === 'comes'
        ? [isPlaced ? `unplaced ${name}` : name]
        : [name, isPlaced ? '' : `unplaced ${name}`]
      : [],
  };
  return SAME_WHYS.flatMap((why) => keys[why].filter(Boolean).map((key) => ({ key: `${why} ${key}`, why })));
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
    place: candidate.place ?? null,
    externalReference: candidate.externalReference ?? null,
    emails: details.flatMap(({ email }) => (email ? [email] : [])),
    phones: details.flatMap(({ phone }) => (phone ? [phone] : [])),
  };
}
