/**
 * Which dossiers may be of one person, and why. A suggestion: the adviser decides. By maps and never by comparing everybody with everybody:
 * ten thousand dossiers are some fifty thousand look-ups. Pure.
 */

export const LOOKS = ['reference', 'email', 'phone', 'nameAndPostcode', 'nameAndPlace', 'nameWithoutPlace'] as const;
export type Look = (typeof LOOKS)[number];

export type Lookalike = {
  readonly id: string;
  readonly initials: string | null;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly postcode: string | null;
  readonly place: string | null;
  readonly externalReference: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
};
export type Pair = {
  readonly one: string;
  readonly other: string;
  readonly why: readonly Look[];
  readonly weight: number;
};

/**
 * A reference is given out once; an address or a number may be shared in a family; people of one name live in one place. Whoever was noted by name
 * alone, because there was no time for more, may be anybody of that name.
 */
const WEIGHT: Readonly<Record<Look, number>> = {
  reference: 100,
  email: 70,
  nameAndPostcode: 70,
  phone: 50,
  nameAndPlace: 40,
  nameWithoutPlace: 40,
};
/** Two references that differ are two people, unless more than one other thing says otherwise. */
const OTHER_REFERENCE = -60;
const LEAST = 40;
/** What more people than this have in common (the number of a shelter, the address of a school) says nothing of any two of them. */
const MOST_TOGETHER = 8;

/** The most alike first; of two that are equally alike, in the order in which they came. */
export function lookAlikes(people: readonly Lookalike[]): Pair[] {
  const holders = new Map<string, number[]>();
  people.forEach((person, index) => {
    for (const { look, key } of keysOf(person)) {
      const held = holders.get(`${look} ${key}`);
      if (!held) holders.set(`${look} ${key}`, [index]);
      else if (held.at(-1) !== index) held.push(index);
    }
  });
  const pairs = new Map<string, { one: number; other: number; why: Set<Look> }>();
  for (const [key, held] of holders) {
    if (held.length < 2 || held.length > MOST_TOGETHER) continue;
    const look = key.slice(0, key.indexOf(' ')) as Look;
    held.forEach((one, at) => {
      for (const other of held.slice(at + 1)) {
        // Who live in different places are two people of one name.
        if (look === 'nameWithoutPlace' && livesSomewhere(people[one]) && livesSomewhere(people[other])) continue;
        const pair = pairs.get(`${one} ${other}`) ?? { one, other, why: new Set<Look>() };
        pair.why.add(look);
        pairs.set(`${one} ${other}`, pair);
      }
    });
  }
  return [...pairs.values()]
    .flatMap(({ one, other, why }) => {
      const first = people[one];
      const second = people[other];
      if (!first || !second) return [];
      const said = LOOKS.filter((look) => why.has(look));
      const weight =
        said.reduce((sum, look) => sum + WEIGHT[look], 0) + (haveOtherReferences(first, second) ? OTHER_REFERENCE : 0);
      return weight >= LEAST ? [{ one: first.id, other: second.id, why: said, weight }] : [];
    })
    .sort((one, other) => other.weight - one.weight);
}

function keysOf(person: Lookalike): { look: Look; key: string }[] {
  const surname = comparable(person.surname ?? '');
  const first = comparable(person.givenName ?? '') || comparable(person.initials ?? '');
  const postcode = comparable(person.postcode ?? '');
  const place = comparable(person.place ?? '');
  const keys: [Look, string][] = [
    ['reference', person.externalReference?.trim().toLowerCase() ?? ''],
    ...person.emails.map((email): [Look, string] => ['email', email.trim().toLowerCase()]),
    ...person.phones.map((phone): [Look, string] => ['phone', comparablePhone(phone)]),
    // The first letter: a given name in one dossier may be initials in the other.
    ['nameAndPostcode', surname && first && postcode ? `${surname} ${first.slice(0, 1)} ${postcode}` : ''],
    ['nameAndPlace', surname && first && place ? `${surname} ${first} ${place}` : ''],
    ['nameWithoutPlace', surname && first.length > 1 ? `${surname} ${first}` : ''],
  ];
  return keys.flatMap(([look, key]) => (key ? [{ look, key }] : []));
}

export const livesSomewhere = (person: Pick<Lookalike, 'place' | 'postcode'> | undefined): boolean =>
  comparable(person?.place ?? '') !== '' || comparable(person?.postcode ?? '') !== '';

function haveOtherReferences(one: Lookalike, other: Lookalike): boolean {
  const [first, second] = [one.externalReference?.trim().toLowerCase(), other.externalReference?.trim().toLowerCase()];
  return Boolean(first) && Boolean(second) && first !== second;
}

/** Without case, diacritics and marks: the prefix of a name is left out, it is written in too many ways. */
export const comparable = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** `+31 6`, `00316` and `06` are one number. */
export function comparablePhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const national = digits
    .replace(/^00/, '')
    .replace(/^31(?=\d{9}$)/, '')
    .replace(/^310(?=\d{9}$)/, '');
  const short = national.replace(/^0/, '');
  return short.length >= 6 ? short : '';
}
