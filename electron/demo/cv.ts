/** A curriculum vitae in plain text, made of an invented dossier: what an invented candidate would have sent. */
import type { Dossier } from '../../core/domain/dossier.ts';
import { formatPeriod, latestFirst } from '../../core/domain/dutch-date.ts';
import { displayName } from '../../core/domain/name.ts';
import { conceptLabel } from '../../core/domain/words/words.ts';

export function demoCv({ candidate, rows }: Dossier, language: 'nl' | 'en'): { name: string; text: string } {
  const who = displayName(candidate);
  const lines = [who, [candidate.place, rows.contactDetail[0]?.phone].filter(Boolean).join(', '), ''];
  if (candidate.presentation) lines.push(candidate.presentation, '');
  const list = (title: string, entries: readonly { when: string; what: string | null; where: string | null }[]) => {
    if (entries.length === 0) return;
    lines.push(title.toUpperCase());
    for (const { when, what, where } of entries) lines.push(`  ${when}  ${[what, where].filter(Boolean).join(', ')}`);
    lines.push('');
  };
  list(
    conceptLabel(language, 'workExperience', 'many'),
    rows.workExperience.toSorted(latestFirst).map(({ from, until, role, employer }) => ({
      when: formatPeriod(from, until, language),
      what: role,
      where: employer,
    })),
  );
  list(
    conceptLabel(language, 'education', 'many'),
    rows.education.toSorted(latestFirst).map(({ from, until, name, institute }) => ({
      when: formatPeriod(from, until, language, { openEnd: 'unknown' }),
      what: name,
      where: institute,
    })),
  );
  return { name: `CV ${who}.txt`, text: `${lines.join('\n').trimEnd()}\n` };
}
