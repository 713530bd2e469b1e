/** Dates as the Dutch write them: a recorded day, month or year, and a moment seen from now. */
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { useLanguage } from '../app/useLanguage.ts';
import type { Language } from '../app/i18n.ts';

const LOCALE: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

export function DateText({ value }: { value: string }) {
  const language = useLanguage();
  return <time dateTime={value}>{formatPartialDate(value, language)}</time>;
}

/** "vandaag 14:02", "gisteren", "18 nov", "18 nov 2025". */
export function momentText(at: number, now: number, language: Language, words: { today: string; yesterday: string }) {
  const date = new Date(at);
  const today = new Date(now);
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime();
  const time = date.toLocaleTimeString(LOCALE[language], { hour: '2-digit', minute: '2-digit' });
  if (at >= midnight) return `${words.today} ${time}`;
  if (at >= midnight - 86_400_000) return `${words.yesterday} ${time}`;
  return date.toLocaleDateString(LOCALE[language], {
    day: 'numeric',
    month: 'short',
    ...(date.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' }),
  });
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
