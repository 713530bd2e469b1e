/** Who changed this field, when, from what to what. */
import { type ReactNode } from 'react';
import { Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/useAsk.ts';
import { MomentText } from '../../components/MomentText.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { BeforeAfter } from './BeforeAfter.tsx';
import { useEditing } from './DossierContext.tsx';
import type { Place } from './editing.ts';
import classes from './FieldHistory.module.css';

export function FieldHistory({
  place,
  label,
  opened,
  onChange,
  target,
  returnTo,
}: {
  place: Place;
  label: string;
  opened: boolean;
  onChange: (opened: boolean) => void;
  target: ReactNode;
  returnTo: () => HTMLElement | null;
}) {
  const { t } = useTranslation();
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      trapFocus
      width={340}
      position="bottom-start"
      withinPortal
      onClose={() => returnTo()?.focus()}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown aria-label={t('dossier.fieldHistoryOf', { field: label })} className={classes.dropdown}>
        {opened && <Entries place={place} label={label} onClose={() => onChange(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Entries({ place, label, onClose }: { place: Place; label: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { id } = useEditing();
  const history = useAsk('dossier.history', { dossier: id, ...place, offset: 0, limit: 200 });
  return (
    <div className={classes.history}>
      <div className={classes.head}>
        <h3>{label}</h3>
        <button type="button" className={classes.close} data-autofocus onClick={onClose}>
          {t('common.close')}
        </button>
      </div>
      {history.isError && <ErrorNote failure={history.error.failure} />}
      {history.data?.entries.length === 0 && <p className={classes.none}>{t('dossier.noFieldHistory')}</p>}
      <ol className={classes.entries}>
        {history.data?.entries.map((entry) => (
          <li key={entry.operation} data-undone={entry.undone || undefined}>
            <p className={classes.when}>
              <MomentText at={entry.at} /> · {entry.actor || t('dossier.unknownActor')}
              {entry.undone && ` · ${t('dossier.wasUndone')}`}
            </p>
            <BeforeAfter concept={entry.concept} field={entry.field} before={entry.before} after={entry.after} />
          </li>
        ))}
      </ol>
    </div>
  );
}
