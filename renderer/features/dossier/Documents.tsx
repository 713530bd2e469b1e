/** The documents of a dossier: added by dropping, pasting or choosing; each with where it is and what can be done with it; and links on the web. */
import { useEffect, useRef, useState } from 'react';
import { IconCamera, IconCheck, IconFile, IconPin, IconPlus } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { placeOf } from '../../components/documents/document-words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { useHasOffice } from '../../components/RecordMark.tsx';
import { useFilesDropped } from '../../components/useFilesDropped.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useBelongings } from './BelongsTo.tsx';
import { useDocuments } from './DossierDocuments.tsx';
import { OneDocument, type Act } from './OneDocument.tsx';
import { RowList } from './RowList.tsx';
import { ScanTray } from './ScanTray.tsx';
import { TakePhoto } from './TakePhoto.tsx';
import classes from './documents.module.css';

/** So many are drawn at first: a dossier of years may have hundreds. */
const AT_ONCE = 40;

export function Documents() {
  const { t } = useTranslation();
  const api = useApi();
  const say = useToast();
  const failureText = useFailureText();
  const hasOffice = useHasOffice();
  const { versions, files, adding } = useDocuments();
  const choices = useBelongings();
  const { row: wanted = null } = useSearch({ strict: false });
  const [most, setMost] = useState(AT_ONCE);
  const [isPhotographing, setPhotographing] = useState(false);
  const take = useRef(adding.take);
  take.current = adding.take;

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (pasted.length === 0) return;
      event.preventDefault();
      take.current(pasted);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);

  const { over, place } = useFilesDropped((files) => adding.take([...files]));
  const act: Act = async (channel, input) => {
    const answer = await api.ask(channel, input);
    if (!answer.ok) say({ message: failureText(answer.error), tone: 'red' });
  };
  const all = versions.flatMap(({ newest, older }) => [newest, ...older]);
  const isAllPinned = all.length > 0 && all.every(({ id }) => files.get(id)?.pinned || files.get(id)?.isHere);
  // What was looked for stands among those that are drawn.
  const isWanted = ({ newest, older }: (typeof versions)[number]) => [newest, ...older].some(({ id }) => id === wanted);
  const shown = versions.slice(0, Math.max(most, versions.findIndex(isWanted) + 1));

  return (
    <div className={classes.place} data-over={over || undefined} data-documents {...place}>
      <ScanTray />
      <Card
        title={
          <>
            {t('dossier.tab.documents')}{' '}
            {versions.length > 0 && <span className={classes.count}>{versions.length}</span>}
          </>
        }
        aside={
          <div className={classes.aside}>
            {hasOffice && all.length > 0 && (
              <Button
                size="compact-sm"
                variant="subtle"
                title={t('documents.pinAllWhat')}
                disabled={isAllPinned}
                leftSection={<Icon of={isAllPinned ? IconCheck : IconPin} size={16} />}
                onClick={() => void act('documents.pin', { rows: all.map(({ id }) => id).slice(0, 500), pinned: true })}
              >
                {t(isAllPinned ? 'documents.pinnedAll' : 'documents.pinAll')}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<Icon of={IconCamera} size={16} />}
              onClick={() => setPhotographing(true)}
            >
              {t('documents.photo')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              data-add-row
              aria-keyshortcuts={ariaKeys('addRow')}
              leftSection={<Icon of={IconPlus} size={16} />}
              rightSection={<KeyHint of="addRow" />}
              onClick={() => void adding.choose()}
            >
              {t('documents.add')}
            </Button>
          </div>
        }
      >
        {versions.length === 0 ? (
          <EmptyState
            icon={IconFile}
            small
            title={t('documents.empty')}
            action={
              <Button variant="default" size="xs" onClick={() => void adding.choose()}>
                {t('documents.choose')}
              </Button>
            }
          >
            {t('documents.emptyHow')}
          </EmptyState>
        ) : (
          <ul className={classes.list}>
            {shown.map(({ newest, older }) => (
              <OneDocument
                key={newest.id}
                row={newest}
                older={older}
                choices={choices}
                placeOf={(id) => placeOf(files.get(id), hasOffice)}
                wanted={wanted}
                act={act}
              />
            ))}
          </ul>
        )}
        {versions.length > shown.length && (
          <Button variant="subtle" size="compact-sm" onClick={() => setMost(most + 2 * AT_ONCE)}>
            {t('dossier.moreRows', { count: versions.length - shown.length })}
          </Button>
        )}
      </Card>
      {over && (
        <div className={classes.dropHere} aria-hidden>
          {t('documents.dropHere')}
        </div>
      )}
      <RowList concept="webLink" />
      <TakePhoto
        opened={isPhotographing}
        onClose={() => setPhotographing(false)}
        onPhoto={(photo) => adding.take([photo])}
      />
    </div>
  );
}
