/**
 * Rows for benchmarks: as long (about 290 bytes) and as full of different words as those of real dossiers, but cheap, so
 * that a million of them can be made in the time it takes to write them.
 */
import type { DossierConcept, FieldsOf } from '../../core/domain/concepts.ts';
import type { Random } from './random.ts';
import type { Sector } from './sectors.ts';
import { COURSE_DESCRIPTIONS, ENDS, JOB_ENDS, SKILL_NOTES, STEMS } from './sentences.ts';
import { say, type DemoLanguage } from './texts.ts';

type BulkRow = {
  [N in DossierConcept]: { readonly concept: N; readonly row: Partial<FieldsOf<N>> };
}[DossierConcept];

/** @param now the present month, counted through as year × 12 + month */
export function drawBulkRow(random: Random, sector: Sector, language: DemoLanguage, now: number): BulkRow {
  const word = () => random.pick(STEMS) + random.pick(STEMS) + random.pick(ENDS);
  const words = (count: number) => Array.from({ length: count }, word).join(', ');
  const role = random.pick(sector.roles);
  const duty = () => say(random.pick(role.duties), language);
  const year = () => String(Math.trunc(now / 12) - random.between(1, 25));
  switch (random.between(0, 4)) {
    case 0:
    case 1:
      return {
        concept: 'workExperience',
        row: {
          employer: random.pick(sector.employers),
          role: say(role.name, language),
          roleCode: role.isco,
          roleCodeSystem: 'isco',
          from: year(),
          until: null,
          description: `${duty()}. ${duty()}: ${words(7)}. ${say(random.pick(JOB_ENDS), language)}`,
        },
      };
    case 2:
      return {
        concept: 'course',
        row: {
          name: say(random.pick(sector.courses).name, language),
          institute: 'Opleidingshuis De Ladder',
          certificateDate: year(),
          description: `${words(11)}. ${say(random.pick(COURSE_DESCRIPTIONS), language)}`,
        },
      };
    case 3:
      return {
        concept: 'skill',
        row: {
          name: say(random.pick(sector.crafts), language),
          kind: 'craft',
          level: 'good',
          evidence: say(role.name, language),
          note: `${words(12)}. ${say(random.pick(SKILL_NOTES), language)}`,
        },
      };
    default:
      return {
        concept: 'interest',
        row: { name: say(random.pick(sector.interests), language), note: `${duty()}: ${words(14)}.` },
      };
  }
}
