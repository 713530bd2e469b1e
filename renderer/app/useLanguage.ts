/** The language of the window and everything that follows from it. */
import { useTranslation } from 'react-i18next';
import type { Language } from './i18n.ts';

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'nl';
}
