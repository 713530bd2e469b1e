/** The drafts that grow while files are read, and what was wrong with them: the first lines of each trouble, and how many there were. */
import {
  PACK_KINDS,
  type FileReason,
  type LineReason,
  type PackKind,
  type PackLanguage,
  type PackProblems,
} from '../../../core/classification/packs.ts';
import type { DraftConcept, EntriesDraft, EscoDraft, Names, PackDraft } from './pack-draft.ts';

const LINES_TOLD = 5;

/** How one kind of row is taken. `take` answers with what is wrong with it, and where that is (a column, a code). */
export type Taking = {
  readonly hasHeader: boolean;
  readonly columns: number;
  take(cells: readonly string[]): { reason: LineReason; detail: string } | null;
};

export class PackReading {
  readonly #esco: EscoDraft = {
    kind: 'esco',
    version: '',
    languages: [],
    files: [],
    concepts: new Map(),
    relations: new Map(),
  };
  readonly #entries = new Map<Exclude<PackKind, 'esco'>, EntriesDraft>();
  readonly #problems = new Map<
    string,
    { file: string; reason: FileReason | LineReason; count: number; lines: { line: number; detail: string }[] }
  >();
  #versionInName = '';
  #latest = '';
  #refused = false;

  /** "ESCO dataset - v1.2.0 - classification - nl - csv.zip" says which version it is; the files in it do not. */
  takeName(name: string): void {
    const version = /(?:^|[^\d.])(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)/.exec(name)?.[1];
    if (version !== undefined && version > this.#versionInName) this.#versionInName = version;
  }

  refuse(file: string, reason: FileReason, detail = ''): void {
    this.#refused = true;
    this.#tell(file, reason, 0, detail);
  }

  #tell(file: string, reason: FileReason | LineReason, line: number, detail: string): void {
    const key = `${file}\n${reason}`;
    const told = this.#problems.get(key) ?? { file, reason, count: 0, lines: [] as { line: number; detail: string }[] };
    told.count++;
    // What a cell holds could be anything: enough to find it by.
    if (told.lines.length < LINES_TOLD) told.lines.push({ line, detail: detail.slice(0, 120) });
    this.#problems.set(key, told);
  }

  guarded(file: string, taking: Taking): (cells: readonly string[], line: () => number) => void {
    return (cells, line) => {
      if (cells.length < taking.columns)
        return this.#tell(file, 'fewerColumns', line(), `${cells.length} < ${taking.columns}`);
      const wrong = taking.take(cells);
      if (wrong) this.#tell(file, wrong.reason, line(), wrong.detail);
    };
  }

  ofEsco(file: string): EscoDraft {
    if (!this.#esco.files.includes(file)) this.#esco.files.push(file);
    return this.#esco;
  }

  ofEntries(kind: Exclude<PackKind, 'esco'>, file: string, version: string): EntriesDraft {
    const begun: EntriesDraft = { kind, version: '', languages: [], files: [], entries: new Map() };
    const draft = this.#entries.get(kind) ?? begun;
    this.#entries.set(kind, draft);
    if (!draft.files.includes(file)) draft.files.push(file);
    if (version > draft.version) draft.version = version;
    return draft;
  }

  /** A day on which something in it was changed, as ISO 8601. */
  seenChanged(day: string): void {
    if (day > this.#latest) this.#latest = day;
  }

  /** Of one concept in one language; what another file said of it stays. */
  name(code: string, of: Omit<DraftConcept, 'names' | 'code'>, language: PackLanguage, names: Names): void {
    const { concepts, languages } = this.#esco;
    if (!languages.includes(language)) languages.push(language);
    const there = concepts.get(code);
    if (!there) return void concepts.set(code, { code, ...of, names: { [language]: names } });
    concepts.set(code, {
      ...there,
      isco: there.isco ?? of.isco,
      notation: there.notation ?? of.notation,
      type: there.type ?? of.type,
      names: { [language]: names, ...there.names },
    });
  }

  finish(): { drafts: PackDraft[]; problems: PackProblems[] } {
    const esco = this.#esco;
    esco.version = this.#versionInName || this.#latest;
    esco.languages.sort().reverse();
    const [first] = esco.files;
    if (first !== undefined && esco.concepts.size === 0 && !this.#refused) this.refuse(first, 'needsOccupations');
    const drafts: PackDraft[] = [...this.#entries.values()].filter(({ entries }) => entries.size > 0);
    if (esco.concepts.size > 0) drafts.push(esco);
    drafts.sort((a, b) => PACK_KINDS.indexOf(a.kind) - PACK_KINDS.indexOf(b.kind));
    return { drafts, problems: [...this.#problems.values()] };
  }
}
