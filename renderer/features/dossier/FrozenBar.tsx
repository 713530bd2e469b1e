/** Above each tab of a dossier that is restricted or shielded: since when, why, what may not be done, and who may lift it. */
import { useState } from 'react';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { freezing } from '../../../core/privacy/limits.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import { LiftDialog } from './LimitDialogs.tsx';
import classes from './Limits.module.css';

export function FrozenBar() {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const [isLifting, setLifting] = useState(false);
  const [first] = freezing(rows.restriction);
  if (!first) return null;
  const { kind, from, ground, reason } = first;
  const date = formatPartialDate(from, words.language, 'long');
  const why = [ground && words.option('restriction', 'ground', ground), reason].filter(Boolean).join('. ');
  return (
    <section className={classes.bar} aria-label={t('limits.title')} data-frozen-bar>
      <Icon of={IconLock} size={20} />
      <div className={classes.words}>
        <p className={classes.title}>
          {from === null
            ? t(kind === 'shielding' ? 'limits.shieldingNow' : 'limits.restrictionNow')
            : t(kind === 'shielding' ? 'limits.sinceShielding' : 'limits.sinceRestriction', { date })}
        </p>
        {why && <p>{why}</p>}
        <p>{t('limits.what')}</p>
        <p className={classes.quiet}>{t('limits.who')}</p>
      </div>
      <Button variant="default" data-no-print onClick={() => setLifting(true)}>
        {t('limits.lift')}
      </Button>
      {isLifting && <LiftDialog of={first} onClose={() => setLifting(false)} />}
    </section>
  );
}
