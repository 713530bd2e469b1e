/** Skills that the list ties to an occupation, and taking some of them into a dossier as one deed. */
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import { err, ok, type Result } from '../../../core/domain/result.ts';
import type { Reader, Writer } from '../database.ts';
import { isInCaseload } from '../dossier.ts';
import { write, type Author, type Change } from '../write.ts';
import { conceptByCode, preferredName } from './labels.ts';
import { currentPack } from './store.ts';

export function skillsOf(
  db: Reader,
  { code, language }: Ask<'classification.skillsOf'>,
): Answer<'classification.skillsOf'> {
  const pack = currentPack(db, 'esco');
  const occupation = pack && conceptByCode(db, pack.number, code);
  if (!occupation) return { label: null, skills: [] };
  const skills = db
    .all<{ number: number; code: string; type: string | null; essential: number }>(
      `SELECT c."number", c."code", c."type", r."essential" FROM "packRelation" r JOIN "packConcept" c ON c."number" = r."skill" WHERE r."occupation" = ?`,
      occupation.number,
    )
    .map(({ number, type, essential, ...each }) => ({
      ...each,
      label: preferredName(db, number, language) ?? '',
      essential: essential === 1,
      type: type === 'knowledge' ? ('knowledge' as const) : ('skill' as const),
    }))
    .toSorted((a, b) => Number(b.essential) - Number(a.essential) || a.label.localeCompare(b.label, language));
  return { label: preferredName(db, occupation.number, language), skills };
}

export function addSkills(
  tx: Writer,
  author: Author,
  { dossier, codes, language }: Ask<'classification.addSkills'>,
): Result<Answer<'classification.addSkills'>, { type: 'DossierNotFound' | 'UnknownCode' }> {
  if (!isInCaseload(tx, dossier)) return err({ type: 'DossierNotFound' });
  const pack = currentPack(tx, 'esco');
  const changes: Change[] = [];
  for (const code of new Set(codes)) {
    const skill = pack && conceptByCode(tx, pack.number, code);
    if (skill?.kind !== 'skill') return err({ type: 'UnknownCode' });
    const has = tx.get(
      `SELECT 1 FROM "skill" WHERE "dossier" = ? AND "deleted" = 0 AND "codeSystem" = 'esco' AND "code" = ?`,
      dossier,
      code,
    );
    if (has !== undefined) continue;
    changes.push({
      concept: 'skill',
      row: author.newId(),
      dossier,
      fields: { name: preferredName(tx, skill.number, language), kind: 'craft', code, codeSystem: 'esco' },
    });
  }
  if (changes.length === 0) return ok({ group: '', added: 0 });
  const group = write(tx, author, 'add', changes, { dossier });
  return ok({ group: group.id, added: changes.length });
}
