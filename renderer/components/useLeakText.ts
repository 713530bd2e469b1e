/** Which kinds of data stood in a file that was therefore not saved. Kinds only: the desktop never says what it was. */
import { z } from 'zod';
import { useTranslation } from 'react-i18next';
import { REGISTER_WORDS } from '../../core/register/register-words.ts';
import type { Category } from '../../core/register/register.ts';
import type { Failure } from '../api/bridge.ts';
import { useWords } from './useWords.ts';

const leaked = z.looseObject({
  type: z.literal('ExportLeaks'),
  categories: z.array(z.string().max(40)).min(1).max(40),
});

/** Null for every other failure. */
export function useLeakText(
  failure: Failure | null,
  words: 'handover.leaks' | 'access.leaks' = 'handover.leaks',
): string | null {
  const { t } = useTranslation();
  const { language } = useWords();
  const parsed = leaked.safeParse(failure);
  if (!parsed.success) return null;
  const names = REGISTER_WORDS[language].categories;
  const kinds = parsed.data.categories.map((each) => names[each as Category] ?? each);
  return t(words, { kinds: new Intl.ListFormat(language, { type: 'conjunction' }).format(kinds) });
}
