/** What is held and not handed over, by category, and what this kind of file has no place for. */
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import type { Category } from '../../../core/register/register.ts';
import { Card } from '../../components/Card.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './LeftOut.module.css';

type Preview = Answer<'handover.preview'>;

export function LeftOut({ leftOut, unsaid }: Pick<Preview, 'leftOut' | 'unsaid'>) {
  const { t } = useTranslation();
  const words = useWords();
  const byCategory = [...Map.groupBy(leftOut, (each) => each.category as Category)];
  return (
    <>
      <Card title={t('handover.leftOut')} tone={leftOut.some((each) => each.sensitive) ? 'violet' : 'plain'}>
        {leftOut.length === 0 ? (
          <p className={classes.none}>{t('handover.leftOutNothing')}</p>
        ) : (
          <ul className={classes.list}>
            {byCategory.map(([category, entries]) => (
              <li key={category}>
                <p className={classes.category}>
                  {t(`handover.category.${category}`)}
                  {entries.some((each) => each.sensitive) && (
                    <Tag kind="violet" icon={IconEyeOff}>
                      {t('handover.sensitive')}
                    </Tag>
                  )}
                </p>
                {entries.map((each) => (
                  <p key={each.concept} className={classes.fields}>
                    {t('handover.leftOutRows', {
                      count: each.rows,
                      fields: [...new Set(each.fields.map((field) => words.field(each.concept, field)))].join(', '),
                    })}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {unsaid.length > 0 && (
        <Card title={t('handover.unsaid')}>
          <p className={classes.none}>{t('handover.unsaidWhat')}</p>
          <ul className={classes.list}>
            {[...Map.groupBy(unsaid, (each) => each.concept)].map(([concept, entries]) => (
              <li key={concept}>
                <p className={classes.category}>{words.concept(concept)}</p>
                <p className={classes.fields}>{entries.map(({ field }) => words.field(concept, field)).join(', ')}</p>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
