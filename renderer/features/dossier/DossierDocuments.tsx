/**
 * The documents of the open dossier, for every tab of it: where their bytes are, the one that is being looked at, and the files that are being
 * added, which goes on whatever tab is shown.
 */
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import { useAsk } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { ActionIcon } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DocumentViewer, type Viewed } from '../../components/documents/DocumentViewer.tsx';
import { sizeText, type DocumentFile } from '../../components/documents/document-words.ts';
import { useSaveCopy } from '../../components/documents/useSaveCopy.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { versionsOf, type Versioned } from './document-rows.ts';
import { useDossier, useEditing } from './DossierContext.tsx';
import { useAddDocuments } from './useAddDocuments.ts';
import classes from './documents.module.css';

type Documents = {
  readonly versions: readonly Versioned[];
  readonly files: ReadonlyMap<string, DocumentFile>;
  readonly adding: ReturnType<typeof useAddDocuments>;
  /** Shows it where it is here; leads to where it can be fetched otherwise. */
  readonly open: (row: Row<'document'>) => void;
  readonly saveCopy: (document: { readonly id: string }) => void;
};
const OpenDocuments = createContext<Documents | null>(null);

export function useDocuments(): Documents {
  const found = useContext(OpenDocuments);
  if (!found) throw new Error('no documents around this component');
  return found;
}

export function DossierDocuments({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { candidate, rows } = useDossier();
  const navigate = useNavigate();
  const say = useToast();
  const undoOf = useUndoOf();
  const api = useApi();
  const editing = useEditing();
  const failureText = useFailureText();
  const listed = useAsk('documents.list', { dossier: candidate.id }, { enabled: rows.document.length > 0 });
  const files = useMemo(() => new Map((listed.data ?? []).map((file) => [file.row, file])), [listed.data]);
  const versions = useMemo(() => versionsOf(rows.document), [rows.document]);
  const [viewed, setViewed] = useState<string | null>(null);
  const { saveCopy, copying } = useSaveCopy();
  const adding = useAddDocuments(candidate.id, ({ name, group, count }) =>
    say({
      message: t('documents.added', { name, count }),
      // Each file is a deed of its own: what is offered is to take back the last.
      ...(count === 1 ? { action: { label: t('common.undo'), run: () => undoOf(group) } } : {}),
    }),
  );
  const open = (row: Row<'document'>): void => {
    const file = files.get(row.id);
    if (!file?.isHere || file.damaged)
      return void navigate({
        to: '/dossier/$id/$tab',
        params: { id: candidate.id, tab: 'documents' },
        search: { row: row.id },
      });
    setViewed(row.id);
  };
  const viewedRow = rows.document.find(({ id }) => id === viewed);
  const shown: Viewed | null = viewedRow
    ? {
        ...viewedRow,
        name: viewedRow.name ?? t('dossier.tab.documents'),
        bytes: files.get(viewedRow.id)?.bytes ?? viewedRow.bytes ?? 0,
      }
    : null;
  const turn = (row: string, turned: number): void =>
    void editing.commit({ concept: 'document', row, field: 'turned' }, turned === 0 ? null : turned);
  const removePlace = async (row: string): Promise<void> => {
    const answer = await api.ask('documents.removePlace', { row });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    setViewed(answer.value.row);
    say({ message: t('documents.placeRemoved'), action: { label: t('common.undo'), run: () => undoOf(group) } });
  };
  return (
    <OpenDocuments.Provider value={{ versions, files, adding, open, saveCopy }}>
      <Adding of={adding} />
      {copying}
      {children}
      <DocumentViewer
        of={shown}
        onClose={() => setViewed(null)}
        onSaveCopy={saveCopy}
        deeds={
          shown && {
            turn: (turned) => turn(shown.id, turned),
            removePlace: () => removePlace(shown.id),
          }
        }
      />
    </OpenDocuments.Provider>
  );
}

/** What is being added, and what could not be. */
function Adding({ of: { current, behind, notAdded, forget, stop } }: { of: Documents['adding'] }) {
  const { t, i18n } = useTranslation();
  const failureText = useFailureText();
  return (
    <>
      {notAdded.map(({ key, name, failure }) => (
        <div key={key} className={classes.refused} role="alert">
          <Icon of={IconAlertTriangle} />
          <p>
            <b>
              {t('documents.refused')}
              {name && `: ${name}`}.
            </b>{' '}
            {failureText(failure)}
          </p>
          <ActionIcon variant="subtle" aria-label={t('documents.forget')} onClick={() => forget(key)}>
            <Icon of={IconX} size={16} />
          </ActionIcon>
        </div>
      ))}
      {current && (
        <Card>
          <Progress
            phase={t('documents.adding', { name: current.name })}
            done={current.done}
            total={current.total}
            cancelling={current.isStopping}
            format={(bytes) => sizeText(bytes, i18n.language)}
            onCancel={() => void stop()}
          />
          {behind > 0 && <p className={classes.quiet}>{t('documents.waitsBehind', { count: behind })}</p>}
        </Card>
      )}
    </>
  );
}
