/** Which fields of a letter could not be filled in, and why; and all fields that can be used, with what they say. */
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { Button } from '../../components/Button.tsx';
import classes from './letters.module.css';

type Filled = Answer<'letters.fill'>;

/** @param isWord on a Word file: what is not there is left out, and nobody can type it here */
export function Missing({ filled, isOne, isWord }: { filled: Filled; isOne: boolean; isWord: boolean }) {
  const { t } = useTranslation();
  const said = (['unknown', 'withheld', 'empty'] as const).filter((each) => filled[each].length > 0);
  if (said.length === 0) return null;
  return (
    <div className={classes.missing} role="status" data-missing>
      {said.map((each) => (
        <p key={each}>
          {t(isWord ? `letters.word.missing.${each}` : `letters.${each}`, {
            fields: filled[each].join(', '),
            interpolation: { escapeValue: false },
          })}
        </p>
      ))}
      {!isOne && <p>{t('letters.firstOnly')}</p>}
    </div>
  );
}

export function FieldList({ fields, onChoose }: { fields: Filled['fields']; onChoose: (name: string) => void }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('letters.fields')}</summary>
      <ul className={classes.fields}>
        {fields
          .filter(({ isWithheld }) => !isWithheld)
          .map(({ name, value }) => (
            <li key={name}>
              <Button
                variant="default"
                size="compact-xs"
                title={value ?? t('letters.notKnown')}
                onClick={() => onChoose(name)}
              >
                {name}
              </Button>
            </li>
          ))}
      </ul>
    </details>
  );
}
