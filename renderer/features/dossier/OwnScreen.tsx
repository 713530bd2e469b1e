/**
 * What an adviser has without a candidate: tasks and appointments on a page of their own, outlines among the settings. They are rows of the
 * adviser's own dossier, so everything that a row of a dossier can do works here as well.
 */
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/useAsk.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useOwn } from '../../components/useOwn.ts';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { OwnDoing } from './Doing.tsx';
import { DossierContext, useNewEditing } from './DossierContext.tsx';
import { DossierDocuments } from './DossierDocuments.tsx';
import { Restored } from './Restored.tsx';
import { addToFirstList, RowList } from './RowList.tsx';
import classes from './guidance.module.css';

export function OwnScreen() {
  const { t } = useTranslation();
  return (
    <div className={classes.own}>
      <PageHeader title={t('guidance.own')}>{t('guidance.ownWhat')}</PageHeader>
      <OwnDossier>
        <OwnDoing />
      </OwnDossier>
    </div>
  );
}

/** A section of the settings. */
export function Templates() {
  const { t } = useTranslation();
  return (
    <OwnDossier>
      <p className={classes.ownText}>{t('guidance.templatesWhat')}</p>
      <RowList concept="template" />
    </OwnDossier>
  );
}

function OwnDossier({ children }: { children: ReactNode }) {
  const { dossier, failure, retry } = useOwn();
  if (failure) return <ErrorNote failure={failure} retry={retry} />;
  return dossier === null ? null : <Opened id={dossier}>{children}</Opened>;
}

function Opened({ id, children }: { id: string; children: ReactNode }) {
  const opened = useAsk('dossier.open', { dossier: id });
  const editing = useNewEditing(id);
  const lists = useRef<HTMLDivElement>(null);
  useShortcuts({ addRow: () => addToFirstList(lists.current) });
  if (opened.isError) return <ErrorNote failure={opened.error.failure} retry={() => void opened.refetch()} />;
  if (!opened.data) return null;
  return (
    <DossierContext dossier={opened.data} editing={editing}>
      <DossierDocuments>
        <div className={classes.stack} data-dossier ref={lists}>
          <Restored />
          {children}
        </div>
      </DossierDocuments>
    </DossierContext>
  );
}
