/** One version of a plan on paper: whose it is, of which day, what stands in it, and who signed it or a line to sign on. */
import { useCallback, useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { displayName } from '../../../core/domain/name.ts';
import { PARTIES, signatureOf, signedOn } from '../../../core/guidance/plan-versions.ts';
import { useBeforePrint, usePrint } from '../../components/Print.tsx';
import { ReportText } from '../../components/ReportText.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import classes from './plan-versions.module.css';

/** Prints once, as soon as it is there. Beside the window and not in it, so that a long plan goes on over the pages. */
export function PrintedVersion({ version, onDone }: { version: Row<'planVersion'>; onDone: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { candidate } = useDossier();
  const print = usePrint();
  const made = formatPartialDate(version.madeOn, words.language, 'long');
  useBeforePrint(useCallback(async () => onDone, [onDone]));
  useEffect(() => print(), [print]);
  return createPortal(
    <div className={classes.paper} data-print-alone aria-hidden>
      <p>
        <b>{displayName(candidate)}</b>
        <br />
        {version.name ?? words.concept('planVersion')}
        {made && !version.name?.includes(made) && `, ${made}`}
      </p>
      <ReportText text={version.text ?? ''} />
      <div className={classes.signatures}>
        {PARTIES.map((party) => {
          const picture = signatureOf(version, party);
          const day = signedOn(version, party);
          return (
            <div key={party} className={classes.onPaper}>
              <p>{words.field('planVersion', `${party}Signature`)}</p>
              {picture ? <img src={picture} alt="" /> : <span className={classes.toSign} />}
              <p>{day ? formatPartialDate(day, words.language, 'long') : t('guidance.versions.dayToSign')}</p>
            </div>
          );
        })}
      </div>
    </div>,
    document.body,
  );
}
