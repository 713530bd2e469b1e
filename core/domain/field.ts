/**
 * A field of a concept: what kind of answer it takes, how it is checked, and how long it may be. The same definition
 * serves the form, the contract, the import, the database and the search index, so a field has one name and one meaning
 * from screen to column.
 *
 * Every field may be empty: `null` means "not recorded", which is a different thing from "no".
 */
import { z } from 'zod';

export type FieldKind =
  | 'text'
  | 'longText'
  | 'date'
  | 'partialDate'
  | 'time'
  | 'integer'
  | 'code'
  | 'codes'
  | 'email'
  | 'phone'
  | 'url'
  | 'postcode'
  | 'iban'
  | 'kvk'
  | 'vat'
  | 'image'
  | 'mediaType'
  | 'reference'
  | 'numbers';

export type FieldValue = string | number | string[] | null;

export type Field<V extends FieldValue = FieldValue> = {
  readonly kind: FieldKind;
  readonly schema: z.ZodType<V | null>;
  /** Characters for text, items for codes; what a column may hold at most. */
  readonly max?: number;
  readonly min?: number;
  /** The answers of a code list, in the order in which they are offered. */
  readonly options?: readonly string[];
  /** The concepts that a reference may name. */
  readonly refersTo?: readonly string[];
  /** Whether its words are found by the search box. */
  readonly searched: boolean;
};

/** Control characters other than tab and line ends never come from a keyboard; they break exports and the search index. */
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

const plain = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !CONTROL.test(value), { message: 'controlCharacters' })
    .refine((value) => value.isWellFormed(), { message: 'controlCharacters' });

/**
 * Whether an answer surely fits, without the schema: nothing recorded, letters and marks as most texts are, a number, a day, an answer
 * of the list. False says nothing; then the schema decides. Sync asks this of every value that comes or goes, a million times.
 */
export function fitsPlainly(field: Field, value: unknown): boolean {
  if (value === null) return true;
  switch (field.kind) {
    case 'text':
      return typeof value === 'string' && value.length <= (field.max ?? 0) && PLAINLY.test(value);
    case 'longText':
      return typeof value === 'string' && value.length <= (field.max ?? 0) && PLAINLY_IN_LINES.test(value);
    case 'integer':
      return Number.isSafeInteger(value) && Number(value) >= (field.min ?? 0) && Number(value) <= (field.max ?? 0);
    case 'date':
      return typeof value === 'string' && PLAINLY_DAY.test(value);
    case 'partialDate':
      return typeof value === 'string' && (PLAINLY_DAY.test(value) || PLAINLY_PART.test(value));
    case 'time':
      return typeof value === 'string' && TIME.test(value);
    case 'code':
      return isOption(field, value);
    case 'codes':
      return (
        Array.isArray(value) &&
        value.length <= MOST_PLAIN_CODES &&
        value.every((each, index) => isOption(field, each) && value.indexOf(each) === index)
      );
    default:
      return false;
  }
}
const isOption = ({ options }: Field, value: unknown): boolean =>
  typeof value === 'string' && options !== undefined && options.includes(value);
/** With more of them, looking for twice the same would take longer than the schema. */
const MOST_PLAIN_CODES = 20;
/** Latin letters, digits and marks up to U+024F: no control character, no line end, nothing that comes in two halves. */
const PLAINLY = /^[ -~\u00a0-\u024f\u2010-\u2027\u20ac]*$/;
const PLAINLY_IN_LINES = /^[\t\n -~\u00a0-\u024f\u2010-\u2027\u20ac]*$/;
/** A time of day on the clock where it happens. */
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** Every day but the 29th of February. */
const PLAINLY_DAY =
  /^(?:19|20)\d\d-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)$/;
const PLAINLY_PART = /^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?$/;

const searchedText = (kind: FieldKind, max: number, schema: z.ZodType<string>): Field<string> => ({
  kind,
  max,
  schema: schema.nullable(),
  searched: true,
});

export const text = (max = 200) =>
  searchedText(
    'text',
    max,
    plain(max).refine((value) => !/[\n\r]/.test(value), { message: 'oneLine' }),
  );
export const longText = (max = 20_000) => searchedText('longText', max, plain(max));
/** An answer that the search box never shows: it stands apart until somebody asks for it, or only machines read it. */
export const apart = (field: Field<string>): Field<string> => ({ ...field, searched: false });
/** Deliberately wide: one @, a dot in the domain, no white space (as VUM has it: `^\S+@\S+\.\S+$`). */
export const email = () => searchedText('email', 254, plain(254).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'email'));
/** Dutch and foreign numbers as people write them; at least six digits. */
export const phone = () =>
  searchedText('phone', 40, plain(40).regex(/^(?=(?:\D*\d){6,15}\D*$)[+\d()\s./-]+$/, 'phone'));
/** With or without scheme, as people type it; only web addresses, never `javascript:` or `file:`. */
export const url = () =>
  searchedText(
    'url',
    2000,
    plain(2000).regex(/^(?:https?:\/\/)?[^\s/:@.][^\s/:@]*\.[^\s/:@]+(?::\d{1,5})?(?:[/?#]\S*)?$/i, 'url'),
  );
/** Dutch as `1234 AB` (Besluit: not SA, SD, SS), others freely: a candidate may live across the border. */
export const postcode = () =>
  searchedText('postcode', 12, plain(12).regex(/^[A-Za-z0-9][A-Za-z0-9 -]{1,11}$/, 'postcode'));

/** What kind of bytes a file has, by its name or its first bytes: `application/pdf` (RFC 6838, section 4.2). */
export const mediaType = (): Field<string> => ({
  kind: 'mediaType',
  max: 120,
  schema: z
    .string()
    .max(120)
    .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/, 'mediaType')
    .nullable(),
  searched: false,
});

const YEAR = /^(?:19|20)\d{2}/;
const isRealDate = (value: string): boolean => {
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
};

const dateText = (pattern: RegExp) =>
  z
    .string()
    .regex(pattern, 'date')
    .refine((value) => YEAR.test(value) && isRealDate(value), { message: 'date' });

/** A whole day, `2026-11-23`. */
export const date = (): Field<string> => ({
  kind: 'date',
  schema: dateText(/^\d{4}-\d{2}-\d{2}$/).nullable(),
  searched: false,
});

/** A day, a month or a year: `2026-11-23`, `2026-11`, `2026`. What somebody remembers of 1998 is a year. */
export const partialDate = (): Field<string> => ({
  kind: 'partialDate',
  schema: dateText(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/).nullable(),
  searched: false,
});

/** A time of day, `09:30`, on the clock where it happens: what people agree, also where the clocks change in between. */
export const time = (): Field<string> => ({
  kind: 'time',
  schema: z.string().regex(TIME, 'time').nullable(),
  searched: false,
});

/**
 * Another row that this one is about, `agreement/0198…`. It may be removed, or not be here: whoever shows it says only what it is then.
 *
 * @param concepts the concepts it may name
 */
export const reference = (...concepts: readonly string[]): Field<string> => ({
  kind: 'reference',
  max: 80,
  refersTo: concepts,
  schema: z
    .string()
    .max(80)
    .regex(/^[a-zA-Z]+\/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/, 'reference')
    .refine((value) => concepts.includes(value.slice(0, value.indexOf('/'))), { message: 'reference' })
    .nullable(),
  searched: false,
});

/**
 * Numbers by name, as JSON text: `{"realistic":31,"Numeriek inzicht":6}`. Answers and scores of an assessment, which are one answer together.
 * A name is what a report calls a scale, so it may have spaces and letters of any language.
 */
export const numbers = (): Field<string> => ({
  kind: 'numbers',
  max: 20_000,
  schema: z
    .string()
    .max(20_000)
    .refine((value) => numbersOf(value) !== null, { message: 'numbers' })
    .nullable(),
  searched: false,
});

const someNumbers = z
  .record(
    z.string().regex(/^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_ .,:;/&+%'’()–-]{0,58}[\p{L}\p{N}\p{M}_.)%+])?$/u),
    z.number(),
  )
  .refine((each) => Object.keys(each).length <= 1000);
/** What a field of kind `numbers` holds; null for nothing, and for what is no such text. */
export function numbersOf(value: string | null): Readonly<Record<string, number>> | null {
  if (value === null) return null;
  try {
    const parsed = someNumbers.safeParse(JSON.parse(value));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const integer = (min: number, max: number): Field<number> => ({
  kind: 'integer',
  min,
  max,
  schema: z.int().min(min).max(max).nullable(),
  searched: false,
});

export const code = <const O extends readonly [string, ...string[]]>(options: O): Field<O[number]> => ({
  kind: 'code',
  options,
  schema: z.enum(options).nullable(),
  searched: false,
});

/** Several answers of one list, each once. Stored as JSON text. */
export const codes = <const O extends readonly [string, ...string[]]>(options: O): Field<string[]> => ({
  kind: 'codes',
  options,
  schema: z
    .array(z.enum(options))
    .max(options.length)
    .refine((values) => new Set(values).size === values.length, { message: 'twice' })
    .nullable(),
  searched: false,
});

export const yesNo = () => code(['yes', 'no']);

/** IBAN with its check digits (ISO 13616, mod 97 = 1). */
export const iban = (): Field<string> => ({
  kind: 'iban',
  max: 42,
  searched: false,
  schema: plain(42)
    .refine((value) => isIban(value), { message: 'iban' })
    .nullable(),
});

function isIban(value: string): boolean {
  const compact = value.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(compact)) return false;
  const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}

/** Number in the Handelsregister: eight digits. */
export const kvk = (): Field<string> => ({
  kind: 'kvk',
  max: 8,
  searched: false,
  schema: plain(8)
    .regex(/^\d{8}$/, 'kvk')
    .nullable(),
});

/** Dutch VAT number: NL, nine characters, B, two digits. */
export const vat = (): Field<string> => ({
  kind: 'vat',
  max: 14,
  searched: false,
  schema: plain(14)
    .regex(/^NL\d{9}B\d{2}$/, 'vat')
    .nullable(),
});

/** A small picture as a data URL (logo): PNG, JPEG or WebP, never SVG (it can carry script). */
export const image = (): Field<string> => ({
  kind: 'image',
  max: 400_000,
  searched: false,
  schema: z
    .string()
    .max(400_000)
    .regex(/^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/, 'image')
    .nullable(),
});
