/** What an operation says, field by field, beside what stands now. Sensitive answers are shown when they are asked for. */
import { useState } from 'react';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import type { ConceptName } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { entryOf } from '../../../core/register/register.ts';
import { Button } from '../../components/Button.tsx';
import { shownText } from '../../components/field-text.ts';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './waiting.module.css';

type Said = Pick<
  Answer<'waiting.list'>[number]['works'][number],
  'operation' | 'concept' | 'row' | 'about' | 'stands' | 'fields'
>;

const isSensitive = (concept: ConceptName, field: string): boolean =>
  field !== 'deleted' && entryOf(concept, field).sensitivity === 'sensitive';

export function Beside({ said }: { said: Said }) {
  const { t } = useTranslation();
  const words = useWords();
  const { concept, about, stands, fields } = said;
  const [open, setOpen] = useState(false);
  if (concept === null) return <p className={classes.text}>{t('waiting.cannotShow')}</p>;
  const hides = !open && fields.some(({ field }) => isSensitive(concept, field));
  const text = (field: string, value: FieldValue): string =>
    shownText(concept, field, value, words.language) || t('waiting.empty');
  return (
    <div className={classes.beside}>
      <p className={classes.what}>
        {words.concept(concept)}
        {about && !hides && `: ${about}`}
        {stands === 'absent' && (
          <>
            {' '}
            <Tag kind="petrol">{t('waiting.newRow')}</Tag>
          </>
        )}
      </p>
      {stands === 'removed' && <p className={classes.text}>{t('waiting.wasRemoved')}</p>}
      <dl className={classes.fields}>
        {fields.map(({ field, value, stands: now }) =>
          field === 'deleted' ? (
            <div key={field}>
              <dd>{t(value === 1 ? 'waiting.removes' : 'waiting.bringsBack')}</dd>
            </div>
          ) : (
            <div key={field}>
              <dt>{words.field(concept, field)}</dt>
              {!open && isSensitive(concept, field) ? (
                <dd>
                  <Tag kind="violet" icon={IconEyeOff}>
                    {t('waiting.hidden')}
                  </Tag>
                </dd>
              ) : (
                <dd>
                  <span className={classes.said}>{text(field, value)}</span>
                  {stands !== 'absent' && (
                    <span className={classes.now}>
                      {JSON.stringify(now) === JSON.stringify(value)
                        ? t('waiting.sameNow')
                        : t('waiting.stands', { now: text(field, now), replace: { now: text(field, now) } })}
                    </span>
                  )}
                </dd>
              )}
            </div>
          ),
        )}
      </dl>
      {hides && (
        <Button variant="default" size="xs" leftSection={<Icon of={IconEye} size={16} />} onClick={() => setOpen(true)}>
          {t('waiting.show')}
        </Button>
      )}
    </div>
  );
}
