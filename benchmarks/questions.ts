/** Questions as advisers type them, drawn from the caseload that is asked, and some that nobody there answers to. */
import type { Database } from '../electron/caseload/database.ts';
import { createRandom } from '../electron/demo/random.ts';
import { foldedWords } from '../core/domain/fold.ts';

export type Question = { readonly kind: string; readonly words: string };

/** Parts of Dutch compounds, and beginnings of words. */
const PARTS = [
  'chauffeur', 'heftruck', 'schoon', 'magazijn', 'zorg', 'medewerker', 'metsel', 'lasser', 'keuken', 'horeca', 'begeleid',
  'verkoop', 'winkel', 'tuin', 'groen', 'monteur', 'techniek', 'administra', 'onderwijs', 'kinder', 'bouw', 'schilder',
]; // prettier-ignore
const VERY_COMMON = [
  'de',
  'en',
  'van',
  'een',
  'met',
  'in',
  'het',
  'op',
  'voor',
  'ik',
  'mbo',
  'vmbo',
  'nederlands',
  'rijbewijs b',
];
const LETTERS = [...'abcdefghijklmnoprstvwz'];
const NOBODY = [
  'qqzz',
  'xylofoonbouwer',
  'zzzz',
  'jqx',
  'bestaat niet qx',
  '0699999',
  'wqk de',
  'onvindbaarheidsproef',
  'yyy',
  'kqj van',
];

/** @param each how many of the kinds that are drawn */
export function questionsFrom(db: Database, each: number): Question[] {
  const random = createRandom(41, 0);
  const total = db.get<{ total: number }>(`SELECT max("number") AS total FROM "candidate"`)?.total ?? 0;
  const draw = <T>(sql: string): T => {
    for (;;) {
      const row = db.get<T>(sql, random.between(1, total));
      if (row !== undefined) return row;
    }
  };
  const name = () =>
    draw<{ givenName: string; surname: string }>(
      `SELECT "givenName", "surname" FROM "candidate" WHERE "number" = ? AND "givenName" IS NOT NULL AND "surname" IS NOT NULL`,
    );
  const accented = db.all<{ surname: string }>(
    `SELECT DISTINCT "surname" FROM "candidate" WHERE "surname" GLOB '*[^ -~]*' ORDER BY "surname" LIMIT 200`,
  );
  const phone = () =>
    draw<{ phone: string }>(
      `SELECT "phone" FROM "contactDetail" WHERE "dossier" = (SELECT "id" FROM "candidate" WHERE "number" = ?) AND "phone" IS NOT NULL LIMIT 1`,
    ).phone;
  /** So many different words of one dossier, from different rows where it can be. */
  const wordsOf = (count: number): string => {
    const number = random.between(1, total);
    const texts = db.all<{ text: string }>(
      `SELECT coalesce(s."name", '') || ' ' || coalesce(s."note", '') AS "text" FROM "skill" s JOIN "candidate" c ON c."id" = s."dossier" WHERE c."number" = ? UNION ALL SELECT coalesce(w."role", '') || ' ' || coalesce(w."description", '') FROM "workExperience" w JOIN "candidate" c ON c."id" = w."dossier" WHERE c."number" = ?`,
      number,
      number,
    );
    const words = new Set<string>();
    for (let tries = 0; tries < 200 && words.size < count && texts.length > 0; tries++) {
      const found = foldedWords(random.pick(texts).text).filter((word) => word.length > 2);
      if (found.length > 0) words.add(random.pick(found));
    }
    return [...words].join(' ');
  };
  const many = (kind: string, make: () => string): Question[] =>
    Array.from({ length: each }, () => ({ kind, words: make() })).filter(({ words }) => words !== '');
  const all = (kind: string, list: readonly string[]): Question[] => list.map((words) => ({ kind, words }));

  return mixed([
    many('surname', () => name().surname),
    many('given name and surname', () => {
      const { givenName, surname } = name();
      return `${givenName} ${surname}`;
    }),
    many('first letters of a name', () => name().surname.slice(0, random.between(2, 5))),
    many('with diacritics', () => (accented.length > 0 ? random.pick(accented).surname : '')),
    many('telephone number', () => phone()),
    many('telephone number without spaces', () => phone().replaceAll(' ', '')),
    many('two words', () => wordsOf(2)),
    many('three words', () => wordsOf(3)),
    many('eight words', () => wordsOf(8)),
    many('name and a word', () => `${name().surname} ${random.pick(PARTS)}`),
    all('part of a compound', PARTS),
    all(
      'two parts',
      PARTS.map((part, index) => `${part} ${PARTS[(index + 7) % PARTS.length] ?? ''}`),
    ),
    all('very common', VERY_COMMON),
    all('very common together', ['de en', 'van de met', 'een met op voor', 'ik de het een van in op met']),
    all('one letter', LETTERS),
    all('nobody', NOBODY),
  ]);
}

/** One of each kind in turn, so that the first so many are of all kinds. */
function mixed(kinds: readonly (readonly Question[])[]): Question[] {
  const longest = Math.max(...kinds.map((kind) => kind.length));
  return Array.from({ length: longest }, (_, index) => kinds.flatMap((kind) => kind[index] ?? [])).flat();
}
