/**
 * Suggestions while an occupation or a skill is typed: names that have every word of what was typed, the likeliest first. From the imported
 * list, or from the starter set where there is none. The order among them is arithmetic that stands in core/classification/rank.ts.
 */
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import type { SuggestKind } from '../../../core/classification/coded-fields.ts';
import { PACK_LANGUAGES, type PackLanguage } from '../../../core/classification/packs.ts';
import { endsOf, isPartOf, questionWords, scoreOf, SHORTEST_PART } from '../../../core/classification/rank.ts';
import type { Reader } from '../database.ts';
import { blockOf, groupNames, preferredName, type StoredConcept } from './labels.ts';
import { STARTER } from './starter.ts';
import { BLOCK, currentPack, LABELS, type Pack } from './store.ts';

type Suggested = Answer<'classification.suggest'>;
type Suggestion = Suggested['suggestions'][number];

/** Names looked at in each block: they stand with the shortest first, so what is meant is among them. */
const LOOKED_AT = 40;
/** Words of the list that have a word of the question inside them; those that end with it go first. */
const MOST_COMPOUNDS = 48;

export function createSuggest() {
  /** The different words of the list in use, each after a line break: what is inside a word is found in it at once. */
  let vocabulary: { readonly pack: number; readonly words: string } | null = null;

  function wordsOf(db: Reader, pack: Pack): string {
    if (vocabulary?.pack !== pack.number)
      vocabulary = {
        pack: pack.number,
        words: `\n${db
          .all<{ term: string }>(`SELECT "term" FROM "packTerms${pack.words}"`)
          .map(({ term }) => term)
          .join('\n')}\n`,
      };
    return vocabulary.words;
  }

  /** What the ISCO groups are called: with nearly every suggestion. */
  let groups: { readonly key: string; readonly names: ReadonlyMap<string, string> } | null = null;
  function groupsOf(db: Reader, pack: Pack, language: PackLanguage): ReadonlyMap<string, string> {
    const key = `${pack.number} ${language}`;
    if (groups?.key !== key) groups = { key, names: groupNames(db, pack.number, language) };
    return groups.names;
  }

  function fromPack(
    db: Reader,
    pack: Pack,
    ask: Ask<'classification.suggest'>,
    words: readonly string[],
  ): Suggestion[] {
    const { kind, language, limit } = ask;
    const best = new Map<number, { score: number; number: number; text: string }>();
    const question = words.map((word) => alternatives(word, wordsOf(db, pack))).join(' AND ');
    for (const each of PACK_LANGUAGES)
      for (const isPreferred of [true, false])
        for (const { number, concept, text } of labelsWith(db, pack, question, blockOf(kind, each, isPreferred))) {
          const score = scoreOf(words, { text, language: each, isPreferred }, language);
          const before = best.get(concept);
          if (score !== null && (!before || score > before.score)) best.set(concept, { score, number, text });
        }
    const ranked = [...best].toSorted(([, a], [, b]) => b.score - a.score || a.number - b.number).slice(0, limit);
    return ranked.map(([concept, { text }]) => suggestionOf(db, concept, text, language, groupsOf(db, pack, language)));
  }

  return {
    suggest(db: Reader, ask: Ask<'classification.suggest'>): Suggested {
      const words = questionWords(ask.words);
      const pack = currentPack(db, 'esco');
      if (words.length === 0) return { from: pack ? 'pack' : 'starter', suggestions: [] };
      if (!pack) return { from: 'starter', suggestions: fromStarter(ask, words) };
      for (const asked of [words, ...instead(words, wordsOf(db, pack), ask.kind)]) {
        const suggestions = fromPack(db, pack, ask, asked);
        if (suggestions.length > 0) return { from: 'pack', suggestions };
      }
      return { from: 'pack', suggestions: [] };
    },
    forget(): void {
      vocabulary = null;
    },
  };
}

/**
 * What to ask where nothing has every word: the end of a compound that the list does not know ("pakketbezorger" is a "bezorger"), then without
 * words that it does not know ("ig" of "verzorgende ig"), then without the last ones.
 */
function* instead(words: readonly string[], vocabulary: string, kind: SuggestKind): Generator<string[]> {
  const isBeginning = (word: string): boolean => vocabulary.includes(`\n${word}`);
  const endOf = (word: string): string => endsOf(word).find((end) => vocabulary.includes(`\n${end}\n`)) ?? word;
  // What somebody is stands at the end of the word; what somebody can is more than its end: "autorijden" is no "rijden".
  const known = kind === 'skill' ? words : words.map((word) => (vocabulary.includes(word) ? word : endOf(word)));
  if (kind === 'occupation') yield [...known];
  const without = known.filter(
    (word) => isBeginning(word) || (word.length >= SHORTEST_PART && vocabulary.includes(word)),
  );
  if (without.length > 0) yield without;
  for (let most = without.length - 1; most > 0; most--) yield without.slice(0, most);
}

const quoted = (word: string): string => `"${word}"`;

/** The word's own beginning, and the words that have it inside. */
function alternatives(word: string, vocabulary: string): string {
  const compounds: { word: string; isEnd: boolean }[] = [];
  if (word.length >= SHORTEST_PART) {
    for (let at = vocabulary.indexOf(word); at >= 0; at = vocabulary.indexOf(word, at)) {
      const from = vocabulary.lastIndexOf('\n', at) + 1;
      const to = vocabulary.indexOf('\n', at);
      const whole = vocabulary.slice(from, to);
      if (isPartOf(word, whole) && !whole.startsWith(word))
        compounds.push({ word: whole, isEnd: whole.endsWith(word) });
      at = to;
    }
  }
  const most = compounds.toSorted((a, b) => Number(b.isEnd) - Number(a.isEnd) || a.word.length - b.word.length);
  return `(${[`${quoted(word)}*`, ...most.slice(0, MOST_COMPOUNDS).map((each) => quoted(each.word))].join(' OR ')})`;
}

function labelsWith(
  db: Reader,
  pack: Pack,
  question: string,
  block: number,
): { number: number; concept: number; text: string }[] {
  const from = pack.number * LABELS + block * BLOCK;
  // Parameters are bound as floating point, for which FTS5 would walk from its first row on instead of jumping.
  return db.all(
    `SELECT l."number", l."concept", l."text" FROM "packWords${pack.words}" w JOIN "packLabel" l ON l."number" = w."rowid" WHERE w."packWords${pack.words}" MATCH ? AND w."rowid" >= CAST(? AS INTEGER) AND w."rowid" < CAST(? AS INTEGER) ORDER BY w."rowid" LIMIT ${LOOKED_AT}`,
    question,
    from,
    from + BLOCK,
  );
}

function suggestionOf(
  db: Reader,
  number: number,
  hit: string,
  language: PackLanguage,
  groups: ReadonlyMap<string, string>,
): Suggestion {
  const concept = db.get<StoredConcept>(`SELECT * FROM "packConcept" WHERE "number" = ?`, number);
  const label = preferredName(db, number, language) ?? hit;
  return {
    code: concept?.code ?? null,
    codeSystem: 'esco',
    label,
    // Shown where the name itself does not say why it is here.
    matched: hit.toLowerCase() === label.toLowerCase() ? null : hit,
    hint: concept?.isco == null ? null : (groups.get(concept.isco) ?? null),
    type: concept?.type === 'knowledge' ? 'knowledge' : concept?.type === 'skill' ? 'skill' : null,
  };
}

function fromStarter(ask: Ask<'classification.suggest'>, words: readonly string[]): Suggestion[] {
  const { kind, language, limit } = ask;
  return STARTER[kind]
    .flatMap((each) => {
      const names = [
        ...PACK_LANGUAGES.map((of) => ({ text: each[of], language: of, isPreferred: true })),
        ...each.others.map((text) => ({ text, language: 'nl' as const, isPreferred: false })),
      ];
      const scored = names.flatMap((name) => {
        const score = scoreOf(words, name, language);
        return score === null ? [] : [{ score, name }];
      });
      const best = scored.toSorted((a, b) => b.score - a.score)[0];
      return best ? [{ each, ...best }] : [];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ each, name }) => ({
      code: each.isco,
      codeSystem: each.isco === null ? null : 'isco',
      label: each[language],
      matched: name.text === each[language] ? null : name.text,
      hint: null,
      type: null,
    }));
}
