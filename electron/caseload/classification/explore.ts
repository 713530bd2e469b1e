/**
 * Occupations with the interests that they ask: O*NET's scores by way of the crosswalk to ESCO. An ESCO occupation that answers to several of
 * O*NET has their mean. For exploring with the candidate; nobody is ranked by it (DOMAIN.md).
 */
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import { RIASEC } from '../../../core/domain/concepts.ts';
import { profileCorrelation, type Riasec } from '../../../core/assessments/congruence.ts';
import type { CrosswalkEntry, InterestEntry } from '../../exchange/classification/pack-draft.ts';
import type { Reader } from '../database.ts';
import { allNames, groupNames } from './labels.ts';
import { CONCEPTS, currentPack, entriesOf, type Pack } from './store.ts';

type Explored = Answer<'classification.explore'>;
type Occupation = Explored['occupations'][number];
type InterestScores = Readonly<Record<Riasec, number>>;

const NEEDED = ['esco', 'crosswalk', 'interests'] as const;

export function createExplore() {
  /** Worked out once for the lists in use and a language: three lists of thousands of lines do not change from question to question. */
  let known: { readonly key: string; readonly occupations: readonly Omit<Occupation, 'likeness'>[] } | null = null;

  return {
    explore(db: Reader, { profile, language, limit }: Ask<'classification.explore'>): Explored {
      const [esco, crosswalk, interests] = NEEDED.map((kind) => currentPack(db, kind));
      if (!esco || !crosswalk || !interests)
        return { missing: NEEDED.filter((kind) => currentPack(db, kind) === null), occupations: [] };
      const key = `${esco.number} ${crosswalk.number} ${interests.number} ${language}`;
      if (known?.key !== key)
        known = { key, occupations: occupationsWithInterests(db, { esco, crosswalk, interests }, language) };
      const all = known.occupations.map((each) => ({
        ...each,
        likeness: profile && profileCorrelation(profile, each.scores),
      }));
      if (profile) all.sort((a, b) => (b.likeness ?? -2) - (a.likeness ?? -2));
      return { missing: [], occupations: all.slice(0, limit) };
    },
    forget(): void {
      known = null;
    },
  };
}

function occupationsWithInterests(
  db: Reader,
  packs: { readonly esco: Pack; readonly crosswalk: Pack; readonly interests: Pack },
  language: 'nl' | 'en',
): Omit<Occupation, 'likeness'>[] {
  const socsOf = entriesOf<CrosswalkEntry>(db, packs.crosswalk);
  const interestOf = entriesOf<InterestEntry>(db, packs.interests);
  const { number } = packs.esco;
  // Thousands of names: asking for the rules of the language with each takes ten times as long.
  const byName = new Intl.Collator(language);
  const names = allNames(db, number, 'occupation', language);
  const groups = groupNames(db, number, language);
  return db
    .all<{ number: number; code: string; isco: string | null; notation: string }>(
      `SELECT "number", "code", "isco", "notation" FROM "packConcept" WHERE "number" BETWEEN ? AND ? AND "kind" = 'occupation' AND "notation" IS NOT NULL`,
      number * CONCEPTS,
      (number + 1) * CONCEPTS - 1,
    )
    .flatMap((each) => {
      const scores = meanOf((socsOf.get(each.notation) ?? []).flatMap((soc) => interestOf.get(soc) ?? []));
      const label = names.get(each.number);
      const group = groups.get(each.isco ?? '') ?? null;
      return scores && label !== undefined
        ? [{ code: each.code, codeSystem: 'esco' as const, label, isco: each.isco, group, scores }]
        : [];
    })
    .toSorted((a, b) => byName.compare(a.label, b.label));
}

/** O*NET scores from 1 to 7; here they are from 0 to 100. */
function meanOf(entries: readonly InterestEntry[]): InterestScores | null {
  const whole = entries.filter(({ scores }) => scores.every((score) => score !== null));
  if (whole.length === 0) return null;
  return Object.fromEntries(
    RIASEC.map((name, at) => {
      const mean = whole.reduce((sum, { scores }) => sum + (scores[at] ?? 0), 0) / whole.length;
      return [name, Math.round(((mean - 1) / 6) * 1000) / 10];
    }),
  ) as InterestScores;
}
