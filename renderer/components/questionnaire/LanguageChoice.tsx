/** In which language a questionnaire is filled in; nothing where it has one. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { languagesOf, type Definition } from '../../../core/assessments/definition.ts';
import type { Language } from '../../../core/domain/words/words.ts';
import { Segments } from '../choices.tsx';
import { useWords } from '../useWords.ts';

export function LanguageChoice({
  definition,
  value,
  onChange,
  className,
}: {
  definition: Definition;
  value: Language;
  onChange: (next: Language) => void;
  /** Of the question. */
  className?: string | undefined;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const id = useId();
  const languages = languagesOf(definition);
  if (languages.length < 2) return null;
  return (
    <div>
      <p id={id} className={className}>
        {t('assessments.inLanguage')}
      </p>
      <Segments
        labelledBy={id}
        options={languages.map((code) => ({ code, label: words.option('assessment', 'language', code) }))}
        value={value}
        onChange={(next) => onChange(next === 'en' ? 'en' : 'nl')}
      />
    </div>
  );
}
