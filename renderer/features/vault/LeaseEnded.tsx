/** Opened, but too long without the office: says so, asks the office, and goes away by itself once it answered. Shows nothing of anybody. */
import { IconBuilding } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { Threshold } from './Threshold.tsx';
import type { OpenState } from './types.ts';
import classes from './vault.module.css';

export function LeaseEnded({ days, heardAt }: NonNullable<OpenState['leaseEnded']>) {
  const { t } = useTranslation();
  const sync = useAsk('sync.state', null);
  const resume = useDo('sync.pause');
  const now = useDo('sync.now');
  const lock = useDo('vault.lock');
  const state = sync.data?.type === 'connected' ? sync.data : null;
  const why = state?.hindrance ?? null;
  const tryNow = async () => {
    if (state?.doing === 'paused') await resume.run({ paused: false });
    await now.run(null);
  };
  return (
    <Threshold>
      <span className={classes.lockMark} aria-hidden>
        <Icon of={IconBuilding} size={32} />
      </span>
      <h1 className={classes.title}>{t('vault.leaseTitle')}</h1>
      <p className={classes.text}>{t('vault.leaseText', { days })}</p>
      <p className={classes.text}>
        {t('vault.leaseLast')} <MomentText at={heardAt} />
      </p>
      <div className={classes.form}>
        <div role="status">
          {state?.doing === 'busy' ? (
            <p className={classes.advice}>{t('vault.leaseAsking')}</p>
          ) : (
            why && (
              <p className={classes.wait}>
                <b>{t(`office.hindrance.${why}.what`)}</b>{' '}
                {/* Working on, as it says elsewhere, is what can not be done here. */}
                {why !== 'noNetwork' && t(`office.hindrance.${why}.do`)}
              </p>
            )
          )}
        </div>
        <div className={classes.buttons}>
          <Button variant="default" size="md" onClick={() => void lock.run({ why: 'asked' })}>
            {t('vault.leaseLock')}
          </Button>
          <Button size="md" className={classes.grow} autoFocus onClick={() => void tryNow()}>
            {t('vault.leaseAgain')}
          </Button>
        </div>
      </div>
    </Threshold>
  );
}
