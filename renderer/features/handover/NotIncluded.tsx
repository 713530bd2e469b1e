/** What this recipient does not get, by category; and what the chosen form has no place for. Names of fields, never values. */
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import type { ConceptName } from '../../../core/domain/concepts.ts';
import { REGISTER_WORDS } from '../../../core/register/register-words.ts';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { isPaper, type Format } from './choices.ts';
import { byCategory, byConcept } from './left-out.ts';
import classes from './handover.module.css';

const beginning = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export function NotIncluded({
  leftOut,
  unsaid,
  format,
}: Pick<Answer<'handover.preview'>, 'leftOut' | 'unsaid'> & { format: Format }) {
  const { t } = useTranslation();
  const words = useWords();
  const categories = byCategory(leftOut);
  const concepts = byConcept(unsaid);
  const fieldsOf = (concept: ConceptName, fields: readonly string[]) =>
    fields.map((field) => words.field(concept, field).toLowerCase()).join(', ');
  return (
    <aside className={classes.aside} aria-labelledby="handover-left-out" tabIndex={0}>
      <h2 id="handover-left-out" className={classes.asideTitle}>
        {categories.length > 0 ? t('handover.leftOut') : t('handover.leftOutNone')}
      </h2>
      <p className={classes.quiet}>
        {categories.length > 0 ? t('handover.leftOutText') : t('handover.leftOutNoneText')}
      </p>
      {categories.length > 0 && (
        <ul className={classes.left} data-left-out>
          {categories.map(({ category, sensitive, parts }) => (
            <li key={`${category} ${sensitive}`} className={classes.category} data-sensitive={sensitive || undefined}>
              <div className={classes.categoryLine}>
                <h3 className={classes.categoryName}>
                  {beginning(REGISTER_WORDS[words.language].categories[category])}
                </h3>
                {sensitive && (
                  <Tag kind="violet" icon={IconEyeOff}>
                    {t('handover.sensitive')}
                  </Tag>
                )}
              </div>
              {parts.map(({ concept, fields, rows }) => (
                <p key={concept} className={classes.fields}>
                  {concept !== 'candidate' && concept !== 'availability' && (
                    <b>
                      {rows} {words.concept(concept, rows === 1 ? 'one' : 'many').toLowerCase()}:{' '}
                    </b>
                  )}
                  {fieldsOf(concept, fields)}
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
      {concepts.length > 0 && (
        <div className={classes.unsaid}>
          <h2 className={classes.asideTitle}>{t('handover.unsaid')}</h2>
          <p className={classes.quiet}>{isPaper(format) ? t('handover.unsaidPdfText') : t('handover.unsaidText')}</p>
          <ul className={classes.left} data-unsaid>
            {concepts.map(({ concept, fields }) => (
              <li key={concept} className={classes.category}>
                <h3 className={classes.categoryName}>{beginning(words.concept(concept, 'many'))}</h3>
                <p className={classes.fields}>{fieldsOf(concept, fields)}</p>
              </li>
            ))}
          </ul>
        </div>
      )}
    </aside>
  );
}
