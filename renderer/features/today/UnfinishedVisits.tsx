/** Visits that were begun and not finished: whose they are, and the way back to where the adviser was. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/useAsk.ts';
import { Card } from '../../components/Card.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { Tag } from '../../components/Tag.tsx';
import classes from './today.module.css';

export function UnfinishedVisits() {
  const { t } = useTranslation();
  const { data: visits = [] } = useAsk('visit.list', null, { eachTime: true });
  if (visits.length === 0) return null;
  return (
    <Card title={t('visit.unfinished')} aside={visits.length} tone="amber">
      <ul className={classes.list}>
        {visits.map(({ dossier, visit, isHere, name, date, time, subject, savedAt }) => (
          <li key={visit} className={classes.line}>
            <span className={classes.what}>
              <b>{subject || t('visit.begin')}</b>
              <span className={classes.quiet}>
                {[date, time].filter(Boolean).join(' ')} · <MomentText at={savedAt} />
              </span>
              {!isHere && <Tag kind="amber">{t('visit.notHere')}</Tag>}
            </span>
            <Link to="/dossier/$id/visit" params={{ id: dossier }} search={{ visit }} className={classes.who}>
              {name || t('common.noName')}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
