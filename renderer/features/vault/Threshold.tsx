/** The sheet before the caseload: what Jobport promises on the petrol side, the one thing to do now on the white side. */
import type { ReactNode } from 'react';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Threshold.module.css';

export function Threshold({ aside, children }: { aside?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.ground}>
      <aside className={classes.side} data-no-print>
        <div className={classes.brand}>
          <span className={classes.mark} aria-hidden>
            <IconPlayerPlayFilled size="1.25rem" />
          </span>
          <span className={classes.name}>{t('app.name')}</span>
        </div>
        {aside ?? (
          <div className={classes.promises}>
            <p className={classes.promise}>{t('vault.promise')}</p>
            <ul>
              <li>{t('vault.promise1')}</li>
              <li>{t('vault.promise2')}</li>
              <li>{t('vault.promise3')}</li>
            </ul>
          </div>
        )}
      </aside>
      <main className={classes.main}>
        <div className={classes.column}>{children}</div>
      </main>
    </div>
  );
}
