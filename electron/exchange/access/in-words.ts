/** An answer as somebody reads it, whatever kind of answer it is: a field of next year is read without anybody having thought of it. */
import { CONCEPT_NAMES, conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { numbersOf, type FieldValue } from '../../../core/domain/field.ts';
import { remainderText } from '../../../core/domain/words/remainder.ts';
import { conceptLabel, fieldLabel, optionLabel } from '../../../core/domain/words/words.ts';
import type { HeldRow } from '../../../core/register/held.ts';
import { titleOf } from '../../../core/register/access-report.ts';
import { inWords, type Language } from '../paper/paper-texts.ts';
import { ACCESS_TEXTS } from './access-texts.ts';

export type Speaker = {
  answer(concept: ConceptName, field: string, value: FieldValue): string;
  /** What a row is called: a title of its own, or what sort of row it is. */
  title(row: Pick<HeldRow, 'concept' | 'answers'>): string;
};

const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
function sizeInWords(bytes: number, language: Language): string {
  const step = bytes < 1000 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** step;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: BYTES[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step > 0 && amount < 10 ? 1 : 0,
  }).format(amount);
}

/**
 * @param rows what is told: a row that another names is called by its name only where that is told too
 * @param people id of a person → their name
 */
export function speaker(language: Language, rows: readonly HeldRow[], people: ReadonlyMap<string, string>): Speaker {
  const texts = ACCESS_TEXTS[language];
  // A row stands in a category each; where its name is, it is called by it.
  const titled = new Map<string, HeldRow>();
  for (const row of rows) {
    const key = `${row.concept}/${row.row}`;
    const known = titled.get(key);
    titled.set(key, known ? { ...known, answers: [...known.answers, ...row.answers] } : row);
  }
  function referred(value: string): string {
    const [concept = '', id = ''] = value.split('/');
    const known = CONCEPT_NAMES.find((each) => each === concept);
    if (known === 'adviser') return people.get(id) || conceptLabel(language, 'adviser');
    const row = titled.get(value);
    const label = known ? conceptLabel(language, known) : concept;
    const named = row && titleOf(row);
    // Not by what it refers to in its turn: two rows may name each other.
    const name = named && row ? answer(row.concept, named.field, named.value) : null;
    return name === null ? label : `${label}: ${name}`;
  }
  function answer(concept: ConceptName, field: string, value: FieldValue): string {
    const { kind } = conceptOf(concept).fields[field] ?? {};
    if (value === null) return '';
    if (Array.isArray(value))
      return (
        inWords(
          value.map((code) => optionLabel(language, concept, field, code)),
          language === 'nl' ? 'en' : 'and',
        ) ?? ''
      );
    if (typeof value === 'number') return field === 'bytes' ? sizeInWords(value, language) : String(value);
    switch (kind) {
      case 'code':
        return optionLabel(language, concept, field, value);
      case 'date':
      case 'partialDate':
        return formatPartialDate(value, language, 'long');
      case 'image':
        return texts.picture;
      case 'reference':
        return referred(value);
      case 'numbers':
        return Object.entries(numbersOf(value) ?? {})
          .map(([name, number]) => `${name}: ${number}`)
          .join(', ');
      default:
        if (concept === 'importRemainder' && field === 'reason') return remainderText(language, value);
        return value;
    }
  }
  return {
    answer,
    title(row) {
      const named = titleOf(row);
      if (named === null) return conceptLabel(language, row.concept);
      // What is proposed names a field of another row.
      if (row.concept === 'proposal') return proposedField(row) ?? answer(row.concept, named.field, named.value);
      return answer(row.concept, named.field, named.value);
    },
  };
  function proposedField({ answers }: Pick<HeldRow, 'answers'>): string | null {
    const said = (name: string) => String(answers.find(({ field }) => field === name)?.value ?? '');
    const concept = CONCEPT_NAMES.find((each) => each === said('about').split('/')[0]);
    const field = said('field');
    return concept && Object.hasOwn(conceptOf(concept).fields, field) ? fieldLabel(language, concept, field) : null;
  }
}
