/**
 * A place in a file while it is being read. Who reads a member opens it; who has taken its value says so; what nobody
 * opened or took is found afterwards, so that a converter can not drop something by forgetting it.
 */
import { isBlank, isMembers, isTechnical, type Leaf, type Tree } from './tree.ts';

export class Part {
  readonly path: string;
  readonly value: Tree;
  private taken = false;
  private readonly opened = new Map<string, Part[]>();

  constructor(value: Tree, path = '') {
    this.value = value;
    this.path = path;
  }

  /** The member of this name, the first when it stands there more often; nothing when it is absent or null. */
  member(name: string): Part | null {
    return this.list(name)[0] ?? null;
  }

  /** Down a path of members. */
  at(...names: string[]): Part | null {
    return names.reduce<Part | null>((part, name) => part?.member(name) ?? null, this);
  }

  /** All of this name: the items of a list, or the one that is no list. */
  list(name: string): Part[] {
    if (!isMembers(this.value)) return [];
    const known = this.opened.get(name);
    if (known) return known;
    const value = this.value.get(name);
    if (value === undefined || value === null) return [];
    const path = this.path ? `${this.path}.${name}` : name;
    const parts = Array.isArray(value)
      ? value.map((each, i) => new Part(each, `${path}[${i}]`)).filter((each) => each.value !== null)
      : [new Part(value, path)];
    this.opened.set(name, parts);
    return parts;
  }

  /** A text, number or truth here, without taking it. */
  peek(): Leaf | null {
    const value = isMembers(this.value) ? this.value.get('#') : this.value;
    return value === undefined || Array.isArray(value) || isMembers(value) ? null : value;
  }

  /** The text here, trimmed; empty when there is none. */
  peekText(): string {
    const leaf = this.peek();
    return leaf === null ? '' : String(leaf).trim();
  }

  take(): Leaf | null {
    const leaf = this.peek();
    if (leaf === null) return null;
    if (isMembers(this.value)) this.member('#')?.take();
    else this.taken = true;
    return leaf;
  }

  takeText(): string {
    const leaf = this.take();
    return leaf === null ? '' : String(leaf).trim();
  }

  /** All that is below is dealt with. */
  done(): void {
    this.taken = true;
  }

  /** What was neither opened nor taken: a member without a place, or a value of another shape than was looked for. */
  *leftovers(): Generator<{ path: string; name: string; value: Tree; known: boolean }> {
    if (this.taken || isBlank(this.value)) return;
    if (!isMembers(this.value)) {
      yield { path: this.path, name: lastName(this.path), value: this.value, known: true };
      return;
    }
    for (const [name, value] of this.value) {
      const parts = this.opened.get(name);
      if (parts) for (const each of parts) yield* each.leftovers();
      else if (!isTechnical(name) && !isBlank(value)) {
        yield { path: this.path ? `${this.path}.${name}` : name, name, value, known: false };
      }
    }
  }
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
