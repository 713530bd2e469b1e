/** Before something goes to an employer: nobody noted that the candidate consents. It is told and stops nothing (decision 32). */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../core/domain/concepts.ts';
import { consentFor } from '../../core/privacy/limits.ts';
import type { Recipient } from '../../core/register/register.ts';
import classes from './ConsentNotice.module.css';

export function ConsentNotice({
  dossier,
  consents,
  recipient,
}: {
  dossier: string;
  consents: readonly Row<'consent'>[];
  recipient: Recipient;
}) {
  const { t } = useTranslation();
  if (recipient !== 'employer' || consentFor(consents, 'shareWithEmployer') !== 'never') return null;
  return (
    <p className={classes.notice} role="status" data-consent-notice>
      {t('limits.consentNever')}{' '}
      <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: 'privacy' }}>
        {t('limits.consentAsk')}
      </Link>
    </p>
  );
}
