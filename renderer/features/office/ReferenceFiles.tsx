/** What the organisation gives to all its laptops: forms, lists, classifications. Opened here, also without network. */
import { useState } from 'react';
import { IconDeviceFloppy, IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import {
  DocumentFacts,
  iconOf,
  OpenOrFetch,
  PlaceText,
  PlaceTrack,
} from '../../components/documents/DocumentPlace.tsx';
import { DocumentViewer, type Viewed } from '../../components/documents/DocumentViewer.tsx';
import { placeOf, sizeText } from '../../components/documents/document-words.ts';
import { useSaveCopy } from '../../components/documents/useSaveCopy.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import classes from './office.module.css';

export function ReferenceFiles() {
  const { t, i18n } = useTranslation();
  const rows = useAsk('referenceFiles.list', null);
  const files = useAsk('documents.list', { dossier: 'organisation' });
  const fetching = useDo('documents.fetch');
  const pinning = useDo('documents.pin');
  const { saveCopy, copying } = useSaveCopy();
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const all = rows.data ?? [];
  const byRow = new Map((files.data ?? []).map((file) => [file.row, file]));
  return (
    <>
      {copying}
      <Card title={t('office.files')}>
        <p className={classes.text}>{t(all.length === 0 ? 'office.filesNone' : 'office.filesText')}</p>
        <ul className={classes.files}>
          {all.map((row) => {
            const file = byRow.get(row.id);
            const place = placeOf(file, true);
            const name = row.name ?? t('office.files');
            const document: Viewed = { id: row.id, name, mediaType: row.mediaType, bytes: row.bytes ?? 0 };
            const isPinned = file?.pinned === true;
            return (
              <li key={row.id} data-place={place}>
                <span className={classes.fileIcon}>
                  <Icon of={iconOf(row.mediaType)} size={22} />
                </span>
                <div>
                  <p className={classes.fileName}>{name}</p>
                  {row.note && <p className={classes.fileNote}>{row.note}</p>}
                  <DocumentFacts>
                    <span>{sizeText(document.bytes, i18n.language)}</span>
                    <span>
                      {t('office.fileSince')} <MomentText at={row.createdAt} />
                    </span>
                    <PlaceText file={file} place={place} />
                  </DocumentFacts>
                  {place === 'fetching' && file && <PlaceTrack file={file} name={name} />}
                </div>
                <div className={classes.fileActions} data-no-print>
                  <OpenOrFetch
                    file={file}
                    place={place}
                    name={name}
                    onOpen={() => setViewed(document)}
                    onFetch={() => void fetching.run({ rows: [row.id] })}
                  />
                  {file?.isHere && !file.damaged && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      leftSection={<Icon of={IconDeviceFloppy} size={16} />}
                      aria-label={t('office.fileCopyNamed', { name })}
                      onClick={() => saveCopy(document)}
                    >
                      {t('documents.saveCopy')}
                    </Button>
                  )}
                  {file && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      leftSection={<Icon of={isPinned ? IconPinnedOff : IconPin} size={16} />}
                      aria-label={t(isPinned ? 'office.fileUnpinNamed' : 'office.filePinNamed', { name })}
                      onClick={() => void pinning.run({ rows: [row.id], pinned: !isPinned })}
                    >
                      {t(isPinned ? 'office.fileUnpin' : 'office.filePin')}
                    </Button>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
        <ErrorNote failure={fetching.failure ?? pinning.failure} />
      </Card>
      <DocumentViewer of={viewed} onClose={() => setViewed(null)} onSaveCopy={saveCopy} />
    </>
  );
}
