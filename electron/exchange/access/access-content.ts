/** What goes into an access report and into what is taken along, whichever form it gets: read, chosen and put in order once. */
import { leavesOut, hiding, isTold, toldOf, type Choice, type Told } from '../../../core/register/access-report.ts';
import type { FieldsOf } from '../../../core/domain/concepts.ts';
import type { EarlierAnswer, Held, HeldRow } from '../../../core/register/held.ts';
import type { RetentionClass } from '../../../core/register/register.ts';
import { termOf, type Period, type Terms } from '../../../core/retention/rules.ts';
import type { Language } from '../paper/paper-texts.ts';
import { ACCESS_TEXTS, type AccessTexts } from './access-texts.ts';
import { speaker, type Speaker } from './in-words.ts';

export type AccessInput = {
  readonly held: Held;
  readonly choice: Omit<Choice, 'hidden'>;
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly organisation: FieldsOf<'organisation'> | null;
  readonly adviser: FieldsOf<'adviser'> | null;
  /** Whom it is about, as they are called. */
  readonly name: string;
  /** Id of a person → their name. */
  readonly people: ReadonlyMap<string, string>;
  /** Row of a document → what it is called in the zip; null where there is no zip. */
  readonly files: ReadonlyMap<string, string> | null;
  /** What documents are called that belong in the zip, and are not on this laptop. */
  readonly notHere: readonly string[];
  /** What the organisation chose; the defaults where it chose nothing. */
  readonly terms?: Terms;
};

export type AccessContent = AccessInput & {
  readonly told: Told;
  readonly rows: readonly HeldRow[];
  readonly earlier: readonly EarlierAnswer[];
  readonly texts: AccessTexts;
  readonly speak: Speaker;
  readonly controller: string;
  readonly personOf: (actor: string) => string;
  /** How long data of a class are kept, in words. */
  readonly termOf: (retention: RetentionClass) => string;
};

export function accessContent(input: AccessInput): AccessContent {
  const { held, language, organisation, people } = input;
  const texts = ACCESS_TEXTS[language];
  const choice = { ...input.choice, hidden: texts.hidden };
  const told = toldOf(held.rows, choice);
  const rows = told.categories.flatMap(({ concepts }) => concepts.flatMap((each) => each.rows));
  const isLeftOut = leavesOut(choice);
  const hides = hiding(choice);
  const earlier =
    choice.kind === 'portability'
      ? []
      : held.earlier
          .filter(({ concept, row, field }) => isTold(choice.kind, concept, field) && !isLeftOut(concept, row, field))
          .map((each) => ({ ...each, value: hides.value(each.concept, each.field, each.value) }));
  const notHere = input.notHere.map((name) => hides.text(name));
  return {
    ...input,
    notHere,
    told: { ...told, hidden: told.hidden + hides.count() },
    rows,
    earlier,
    texts,
    speak: speaker(language, rows, people),
    controller: organisation?.name ?? texts.ours,
    personOf: (actor) => people.get(actor) || texts.somebody,
    termOf: (retention) => texts.terms[retention]((rule) => periodInWords(termOf(rule, input.terms ?? {}), texts)),
  };
}

function periodInWords(period: Period | null, texts: AccessTexts): string | null {
  if (period === null) return null;
  const number = Number(period.slice(1, -1));
  const unit = period.at(-1) as keyof AccessTexts['period'];
  // Four weeks, as everybody says it, and not 28 days.
  return unit === 'D' && number % 7 === 0 && number < 40 ? texts.period.W(number / 7) : texts.period[unit](number);
}
