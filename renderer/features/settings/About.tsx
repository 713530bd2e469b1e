/** Which version this is, which privacy statement it implements, and where the data are. */
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { useLanguage } from '../../app/useLanguage.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Card } from '../../components/Card.tsx';
import classes from './settings.module.css';

/** The privacy statement whose §2 the data register follows. */
const STATEMENT = { version: '2.1', date: '2020-09-30' };

export function About() {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const info = useAsk('app.info', null);
  const summary = useAsk('caseload.summary', null);
  const count = summary.data?.candidates ?? 0;
  return (
    <Card title={t('settings.section.about')}>
      <dl className={classes.facts}>
        <dt>{t('settings.version')}</dt>
        <dd>{info.data?.version}</dd>
        <dt>{t('settings.statement')}</dt>
        <dd>
          {t('settings.statementVersion', {
            version: STATEMENT.version,
            date: formatPartialDate(STATEMENT.date, language, 'long'),
          })}
        </dd>
        <dt>{t('settings.held')}</dt>
        <dd>
          {t('settings.heldText', { count, replace: { count: new Intl.NumberFormat(i18n.language).format(count) } })}
        </dd>
        <dt>{t('settings.server')}</dt>
        <dd>{t('settings.serverText')}</dd>
      </dl>
    </Card>
  );
}
