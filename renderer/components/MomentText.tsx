/** A moment seen from now, as the Dutch write it. */
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { useLanguage } from '../app/useLanguage.ts';
import type { Language } from '../app/i18n.ts';

const LOCALE: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

const time = (language: Language) => new Intl.DateTimeFormat(LOCALE[language], { hour: '2-digit', minute: '2-digit' });
/** Making one takes a hundred times as long as using it; a list uses thousands. */
const TIME: Record<Language, Intl.DateTimeFormat> = { nl: time('nl'), en: time('en') };

/** "14:05", in English too: the hours of the day are written as the Dutch do. */
export const timeText = (at: number, language: Language): string => TIME[language].format(at);

/** "vandaag 14:02", "gisteren 9:30", "18 nov", "18 nov 2025". What a clock that was ahead said is told as it said it. */
export function momentText(
  at: number,
  now: number,
  language: Language,
  words: { readonly today: string; readonly yesterday: string },
): string {
  const date = new Date(at);
  const today = new Date(now);
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime();
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1).getTime();
  if (at >= midnight && at < tomorrow) return `${words.today} ${timeText(at, language)}`;
  if (at >= midnight - 86_400_000 && at < midnight) return `${words.yesterday} ${timeText(at, language)}`;
  const month = String(date.getMonth() + 1).padStart(2, '0');
  const day = formatPartialDate(`${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`, language);
  return date.getFullYear() === today.getFullYear() ? day.replace(/ \d{4}$/, '') : day;
}

export function MomentText({ at, now = Date.now() }: { at: number; now?: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={new Date(at).toLocaleString(LOCALE[language], { dateStyle: 'full', timeStyle: 'short' })}
    >
      {momentText(at, now, language, { today: t('common.today'), yesterday: t('common.yesterday') })}
    </time>
  );
}
