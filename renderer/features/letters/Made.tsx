/** What was made: where it is, that it was looked at, and for whom there is none. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import classes from './letters.module.css';

function Told({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className={classes.saved} role="status" tabIndex={-1} ref={box} data-quiet-focus data-made>
      {children}
    </div>
  );
}

export function Made({ made }: { made: Answer<'letters.save'> }) {
  const { t } = useTranslation();
  if (!made.saved) return <p className={classes.quiet}>{t('letters.notSaved')}</p>;
  return (
    <Told>
      <p>
        <b>{t('handover.saved', { name: made.fileName, interpolation: { escapeValue: false } })}</b>
      </p>
      <p>{t(made.pages === null ? 'handover.checked' : 'handover.checkedPages', { count: made.pages ?? 0 })}</p>
      <p>{made.kept ? t('letters.kept') : t('letters.inLog')}</p>
    </Told>
  );
}

export function Merged({ merged }: { merged: Answer<'letters.merge'> }) {
  const { t } = useTranslation();
  const { saved, fileName, made, failed, leftOut } = merged;
  return (
    <Told>
      <p>
        <b>
          {saved
            ? t('letters.made', { count: made, name: fileName, interpolation: { escapeValue: false } })
            : failed.length > 0
              ? t('letters.madeNone')
              : t('letters.notSaved')}
        </b>
      </p>
      {failed.length > 0 && (
        <>
          <p>{t('letters.failed', { count: failed.length })}</p>
          <ul className={classes.failed}>
            {failed.map(({ dossier, name, why, fields }) => (
              <li key={dossier}>
                <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: 'overview' }}>
                  {name || t('common.noName')}
                </Link>
                {': '}
                {t(`letters.why.${why}`, { fields: fields.join(', '), interpolation: { escapeValue: false } })}
              </li>
            ))}
          </ul>
        </>
      )}
      {saved && leftOut.length > 0 && (
        <>
          <p>{t('letters.word.leftOut', { count: leftOut.length })}</p>
          <ul className={classes.failed}>
            {leftOut.map(({ dossier, name, fields }) => (
              <li key={dossier}>
                <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: 'overview' }}>
                  {name || t('common.noName')}
                </Link>
                {': '}
                {fields.join(', ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </Told>
  );
}
