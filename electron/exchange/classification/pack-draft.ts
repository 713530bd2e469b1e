/** What was read of the files of packs, before anything is written. */
import type { PackCounts, PackKind, PackLanguage } from '../../../core/classification/packs.ts';

export type ConceptKind = 'occupation' | 'skill' | 'group';
export type Names = { readonly preferred: string; readonly others: readonly string[] };
export type DraftConcept = {
  readonly kind: ConceptKind;
  readonly code: string;
  /** The ISCO-08 unit group of an occupation. */
  readonly isco: string | null;
  /** The short code of an occupation within ESCO, "2654.1.7": the crosswalk speaks of it. */
  readonly notation: string | null;
  readonly type: 'skill' | 'knowledge' | null;
  readonly names: Partial<Record<PackLanguage, Names>>;
};

type About = {
  /** As far as the files say; the day on which it was last changed otherwise, or empty. */
  version: string;
  languages: PackLanguage[];
  files: string[];
};
export type EscoDraft = About & {
  readonly kind: 'esco';
  readonly concepts: Map<string, DraftConcept>;
  /** Pairs of codes, each once; `true` for what the occupation can not do without. */
  readonly relations: Map<string, Map<string, boolean>>;
};
export type EntriesDraft = About & {
  readonly kind: Exclude<PackKind, 'esco'>;
  readonly entries: Map<string, unknown>;
};
export type PackDraft = EscoDraft | EntriesDraft;

/** Of an occupation of O*NET: its title and its six scores from 1 to 7, in the order of RIASEC. */
export type InterestEntry = { title: string; scores: (number | null)[] };
export type CrosswalkEntry = string[];
export type PostcodeEntry = { place: string; municipality: string | null; lat: number; lon: number };
export type RegionEntry = { name: string; regionCode: string; region: string };
export type BrcEntry = { isco: string; name: string };

export function countsOf(draft: PackDraft): PackCounts {
  if (draft.kind === 'esco') {
    const kinds = { occupation: 0, skill: 0, group: 0 };
    let labels = 0;
    for (const { kind, names } of draft.concepts.values()) {
      kinds[kind]++;
      for (const each of Object.values(names)) labels += 1 + each.others.length;
    }
    let relations = 0;
    for (const skills of draft.relations.values()) relations += skills.size;
    return { occupations: kinds.occupation, skills: kinds.skill, labels, relations, groups: kinds.group };
  }
  const { kind, entries } = draft;
  switch (kind) {
    case 'crosswalk':
      return { links: [...entries.values()].reduce((sum: number, socs) => sum + (socs as CrosswalkEntry).length, 0) };
    case 'interests':
      return { profiles: entries.size };
    case 'postcodes':
      return { postcodes: entries.size };
    case 'regions':
      return {
        municipalities: entries.size,
        regions: new Set([...entries.values()].map((each) => (each as RegionEntry).regionCode)).size,
      };
    case 'brc':
      return { groups: entries.size };
  }
}
