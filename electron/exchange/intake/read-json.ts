/**
 * JSON into a tree. Our own reader because V8's error message quotes the file, while ours says line and column; because
 * depth and number of values are bounded on the way; and because a member that stands twice is kept instead of
 * silently overwritten: the last one counts, an earlier one stays beside it as `name (1)`.
 */
import { err, ok, type Result } from '../../../core/domain/result.ts';
import { LIMITS, type IntakeReason, type Refusal } from './intake.ts';
import { placeOf } from './place-in-text.ts';
import type { Members, Tree } from './tree.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Thrown and caught within this file only: a parser that stops halfway. */
class Stop extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

export function readJson(text: string): Result<Tree, Refusal> {
  try {
    return ok(new JsonText(text).whole());
  } catch (error) {
    if (error instanceof Stop) return err(error.refusal);
    throw error;
  }
}

class JsonText {
  private at = 0;
  private depth = 0;
  private values = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Tree {
    const tree = this.value();
    this.space();
    if (this.at < this.text.length) this.stop('textAfterEnd');
    return tree;
  }

  private value(): Tree {
    this.space();
    if (++this.values > LIMITS.values) this.stop('moreValuesThanLimit', 'TooMany');
    const next = this.text[this.at];
    switch (next) {
      case '{':
        return this.nested(() => this.members());
      case '[':
        return this.nested(() => this.items());
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > LIMITS.depth) this.stop('deeperThanLimit', 'TooDeep');
    this.at += 1;
    const tree = read();
    this.depth -= 1;
    return tree;
  }

  private members(): Members {
    const members: Members = new Map();
    const twice = new Map<string, number>();
    if (this.closes('}')) return members;
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.unexpected();
      const name = this.string();
      this.space();
      if (this.text[this.at] !== ':') this.unexpected();
      this.at += 1;
      const value = this.value();
      const earlier = members.get(name);
      if (earlier !== undefined) {
        let number = (twice.get(name) ?? 0) + 1;
        while (members.has(`${name} (${number})`)) number += 1;
        twice.set(name, number);
        members.set(`${name} (${number})`, earlier);
      }
      members.set(name, value);
      if (this.closes('}')) return members;
      this.comma();
    }
  }

  private items(): Tree[] {
    const items: Tree[] = [];
    if (this.closes(']')) return items;
    for (;;) {
      items.push(this.value());
      if (this.closes(']')) return items;
      this.comma();
    }
  }

  private closes(sign: string): boolean {
    this.space();
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private comma(): void {
    if (this.text[this.at] !== ',') this.unexpected();
    this.at += 1;
  }

  private string(): string {
    let read = '';
    let start = ++this.at;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) this.stop('unexpectedEnd');
      if (code < 0x20) this.stop('unexpectedCharacter');
      if (code === 0x22) {
        read += this.text.slice(start, this.at);
        this.at += 1;
        return read;
      }
      if (code === 0x5c) {
        read += this.text.slice(start, this.at) + this.escape();
        start = this.at;
      } else {
        this.at += 1;
      }
    }
  }

  private escape(): string {
    const sign = this.text[this.at + 1];
    if (sign === 'u') {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.stop('badEscape');
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const escaped = sign !== undefined && Object.hasOwn(ESCAPES, sign) ? ESCAPES[sign] : undefined;
    if (escaped === undefined) return this.stop('badEscape');
    this.at += 2;
    return escaped;
  }

  private word<T extends Tree>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.unexpected();
    this.at += word.length;
    return value;
  }

  private number(): number | string {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (found === undefined) return this.unexpected();
    this.at += found.length;
    if (/[\w.+-]/.test(this.text[this.at] ?? '')) this.stop('badNumber');
    const number = Number(found);
    // A reference of twenty digits is not a quantity: its digits stay as they are written.
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? found : number;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private unexpected(): never {
    return this.stop(this.at >= this.text.length ? 'unexpectedEnd' : 'unexpectedCharacter');
  }

  private stop(reason: IntakeReason, type: Refusal['type'] = 'BrokenFile'): never {
    throw new Stop({ type, place: placeOf(this.text, this.at), reason });
  }
}
