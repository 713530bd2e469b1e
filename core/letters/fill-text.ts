/**
 * Filling in the text of a paragraph without holes: where a field says nothing, what was set around it goes too. A space that would stand twice
 * or before a comma, brackets with nothing between them, a line that was for this answer alone. Words stay: nobody else knows what they were for.
 */
import { fieldsAt } from './letter-fields.ts';

export type Filling = { readonly from: number; readonly to: number; readonly by: string };
export type FilledText = {
  /** In the order of the text; none of them overlap. */
  readonly fillings: readonly Filling[];
  /** It was for answers that are not there, and nothing else. */
  readonly isGone: boolean;
};

/** Stands for each letter that goes, in a text as long as the one that is filled in. XML can not hold it, so no template has it. */
const GONE = '\0';
/* oxlint-disable no-control-regex -- it is the sign above */
const SEAMS: readonly RegExp[] = [
  /\(\0+\)/g,
  /(?<=^|\n)\0[\0 \u00a0,;:]*/g,
  /(?<=[ \u00a0])\0+[ \u00a0]+/g,
  /[ \u00a0]+\0+(?=[,.;:!?)\n]|$)/g,
  // Lines at the end that went.
  /\n\0+$/g,
];
/** A line of fields without an answer, with its line end, and nothing that somebody would read. */
const EMPTY_LINE = /(?<=^|\n)[^\p{L}\p{N}\0\n]*\0[^\p{L}\p{N}\n]*(?:\n|$)/gu;
const RUN = /\0+/g;
/* oxlint-enable no-control-regex */

const goneIn = (text: string, what: RegExp): string => text.replace(what, (found) => GONE.repeat(found.length));

/** @param ask what a field says: null leaves it as it stands, an empty answer goes without a hole */
export function fillText(text: string, ask: (name: string) => string | null): FilledText {
  const answers = fieldsAt(text).flatMap(({ name, from, to }) => {
    const by = ask(name);
    return by === null ? [] : [{ from, to, by }];
  });
  if (!answers.some(({ by }) => by === '')) return { fillings: answers, isGone: false };
  let shape = text;
  for (const { from, to, by } of answers)
    shape = shape.slice(0, from) + (by === '' ? GONE : 'x').repeat(to - from) + shape.slice(to);
  if (!/[\p{L}\p{N}]/u.test(shape)) return { fillings: [{ from: 0, to: text.length, by: '' }], isGone: true };
  shape = goneIn(shape, EMPTY_LINE);
  for (let before = ''; before !== shape;) {
    before = shape;
    for (const seam of SEAMS) shape = goneIn(shape, seam);
  }
  const gone = [...shape.matchAll(RUN)].map(({ 0: run, index }) => ({ from: index, to: index + run.length, by: '' }));
  const said = answers.filter(({ by }) => by !== '');
  return { fillings: [...gone, ...said].toSorted((one, other) => one.from - other.from), isGone: false };
}

/** The text as it is then. */
export const filledIn = (text: string, fillings: readonly Filling[]): string =>
  fillings.reduceRight((left, { from, to, by }) => left.slice(0, from) + by + left.slice(to), text);
