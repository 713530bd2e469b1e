/** What both generations of Europass share: levels of language, levels of education, and dates in parts. */
import type { IncomingDraft, RowDraft } from './incoming-draft.ts';

/** The six levels of the European framework in our three (VUM) grades; the level itself is kept beside it. */
const GRADES: Readonly<Record<string, string>> = {
  A1: 'fair',
  A2: 'fair',
  B1: 'good',
  B2: 'good',
  C1: 'excellent',
  C2: 'excellent',
};

export function takeLanguageLevels(
  row: RowDraft<'language'>,
  draft: IncomingDraft,
  path: string,
  levels: readonly { readonly field: 'speaking' | 'writing' | 'reading' | 'listening'; readonly said: string }[],
): void {
  const said: string[] = [];
  for (const { field, said: level } of levels) {
    const grade = Object.hasOwn(GRADES, level.toUpperCase()) ? GRADES[level.toUpperCase()] : undefined;
    row.put(field, grade, path);
    if (level) said.push(`${field} ${level}`);
  }
  draft.keep(path, said.join(', '), 'coarser');
}

/** European Qualifications Framework to the levels of VUM, by the Dutch NLQF: 4 is mbo 4, 6 a bachelor. */
const EQF: Readonly<Record<string, string>> = {
  '1': 'vmbo',
  '2': 'vmbo',
  '3': 'mbo',
  '4': 'mbo',
  '5': 'hbo',
  '6': 'hbo',
  '7': 'wo',
  '8': 'wo',
};

export function levelOfEqf(code: string): string | undefined {
  const found = /(?:^|\D)([1-8])$/.exec(code.trim().slice(0, 200))?.[1];
  return found ? EQF[found] : undefined;
}
