/** Files that could not be read: which, where, why, and what to do. */
import { IconFileAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/Card.tsx';
import { Icon } from '../../components/Icon.tsx';
import type { intake } from '../../locales/nl/intake.ts';
import type { Plan } from './IntakeScreen.tsx';
import classes from './Problems.module.css';

export function Problems({ problems }: { problems: Plan['problems'] }) {
  const { t, i18n } = useTranslation();
  if (problems.length === 0) return null;
  const why = (reason: string) => {
    const key = `intake.reason.${reason}`;
    return t(i18n.exists(key) ? (key as `intake.reason.${keyof typeof intake.reason}`) : 'intake.reason.other');
  };
  return (
    <Card tone="amber" title={t('intake.problems', { count: problems.length })}>
      <p className={classes.what}>{t('intake.problemsWhat')}</p>
      <ul className={classes.list} tabIndex={problems.length > 2 ? 0 : undefined}>
        {problems.map(({ file, place, reason }, at) => (
          // A list that is only shown: the same file may fail twice.
          // eslint-disable-next-line react/no-array-index-key
          <li key={at} className={classes.problem}>
            <Icon of={IconFileAlert} />
            <div>
              <p>
                <strong className={classes.file}>{file}</strong>
                {place && (
                  <span className={classes.place}>
                    {' '}
                    · <Place of={place} />
                  </span>
                )}
              </p>
              <p>{why(reason)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** `3:14` and `[2]` as people say them; what a newer version says of a place stays as it is. */
function Place({ of }: { of: string }) {
  const { t } = useTranslation();
  const [, line, sign] = /^(\d+):(\d+)$/.exec(of) ?? [];
  if (line !== undefined && sign !== undefined) return t('intake.placeInText', { line, sign });
  const index = /^\[(\d+)\]$/.exec(of)?.[1];
  return index === undefined ? of : t('intake.placeInList', { number: Number(index) + 1 });
}
