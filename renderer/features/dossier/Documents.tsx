/** The documents of a dossier: added by dropping, pasting or choosing; each with where it is and what can be done with it. */
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconDeviceFloppy,
  IconDots,
  IconFile,
  IconFileText,
  IconPin,
  IconPinnedOff,
  IconPlayerStop,
  IconPlus,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Ask } from '../../../core/contract/contract.ts';
import type { Row } from '../../../core/domain/concepts.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import { useAsk } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Card } from '../../components/Card.tsx';
import {
  DocumentFacts,
  iconOf,
  OpenOrFetch,
  PlaceText,
  PlaceTrack,
} from '../../components/documents/DocumentPlace.tsx';
import { useSaveCopy } from '../../components/documents/useSaveCopy.tsx';
import { DocumentViewer, type Viewed } from '../../components/documents/DocumentViewer.tsx';
import { placeOf, sizeText, type DocumentFile, type DocumentPlace } from '../../components/documents/document-words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useHasOffice } from '../../components/RecordMark.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useDossier } from './DossierContext.tsx';
import { Field } from './Field.tsx';

import { useAddDocuments } from './useAddDocuments.ts';
import { useRemoved } from './useRemoved.ts';
import classes from './documents.module.css';

type DocumentRow = Row<'document'>;
type Act = <C extends 'documents.fetch' | 'documents.stop' | 'documents.pin'>(
  channel: C,
  input: Ask<C>,
) => Promise<void>;

export function Documents() {
  const { t, i18n } = useTranslation();
  const { candidate, rows } = useDossier();
  const dossier = candidate.id;
  const api = useApi();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const hasOffice = useHasOffice();
  const files = useAsk('documents.list', { dossier });
  const byRow = new Map((files.data ?? []).map((file) => [file.row, file]));
  const [over, setOver] = useState(false);
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const { saveCopy, copying } = useSaveCopy();
  const adding = useAddDocuments(dossier, ({ name, group, count }) =>
    say({
      message: t('documents.added', { name, count }),
      // Each file is a deed of its own: what is offered is to take back the last.
      ...(count === 1 ? { action: { label: t('common.undo'), run: () => undoOf(group) } } : {}),
    }),
  );
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

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    adding.take([...event.dataTransfer.files]);
  };
  const act: Act = async (channel, input) => {
    const answer = await api.ask(channel, input);
    if (!answer.ok) say({ message: failureText(answer.error), tone: 'red' });
  };
  const all = rows.document;
  const size = (bytes: number) => sizeText(bytes, i18n.language);
  const isAllPinned = all.length > 0 && all.every(({ id }) => byRow.get(id)?.pinned || byRow.get(id)?.isHere);

  return (
    <div
      className={classes.place}
      data-over={over || undefined}
      data-documents
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      {adding.notAdded.map(({ key, name, failure }) => (
        <div key={key} className={classes.refused} role="alert">
          <Icon of={IconAlertTriangle} />
          <p>
            <b>
              {t('documents.refused')}
              {name && `: ${name}`}.
            </b>{' '}
            {failureText(failure)}
          </p>
          <ActionIcon variant="subtle" aria-label={t('documents.forget')} onClick={() => adding.forget(key)}>
            <Icon of={IconX} size={16} />
          </ActionIcon>
        </div>
      ))}
      {adding.current && (
        <Card>
          <Progress
            phase={t('documents.adding', { name: adding.current.name })}
            done={adding.current.done}
            total={adding.current.total}
            cancelling={adding.current.isStopping}
            format={size}
            onCancel={() => void adding.stop()}
          />
          {adding.behind > 0 && <p className={classes.quiet}>{t('documents.waitsBehind', { count: adding.behind })}</p>}
        </Card>
      )}
      {copying}
      <Card
        title={
          <>
            {t('dossier.tab.documents')} {all.length > 0 && <span className={classes.count}>{all.length}</span>}
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
                onClick={() => void act('documents.pin', { rows: all.map(({ id }) => id), pinned: true })}
              >
                {t(isAllPinned ? 'documents.pinnedAll' : 'documents.pinAll')}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="subtle"
              data-add-row
              aria-keyshortcuts="N"
              leftSection={<Icon of={IconPlus} size={16} />}
              rightSection={<KeyHint keys="N" />}
              onClick={() => void adding.choose()}
            >
              {t('documents.add')}
            </Button>
          </div>
        }
      >
        {all.length === 0 ? (
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
            {all.map((row) => (
              <OneDocument
                key={row.id}
                row={row}
                file={byRow.get(row.id)}
                place={placeOf(byRow.get(row.id), hasOffice)}
                hasOffice={hasOffice}
                onOpen={setViewed}
                onSaveCopy={saveCopy}
                act={act}
              />
            ))}
          </ul>
        )}
      </Card>
      {over && (
        <div className={classes.dropHere} aria-hidden>
          {t('documents.dropHere')}
        </div>
      )}
      <DocumentViewer of={viewed} onClose={() => setViewed(null)} onSaveCopy={saveCopy} />
    </div>
  );
}

function OneDocument({
  row,
  file,
  place,
  hasOffice,
  onOpen,
  onSaveCopy,
  act,
}: {
  row: DocumentRow;
  file: DocumentFile | undefined;
  place: DocumentPlace;
  hasOffice: boolean;
  onOpen: (document: Viewed) => void;
  onSaveCopy: (document: Viewed) => void;
  act: Act;
}) {
  const { t, i18n } = useTranslation();
  const removed = useRemoved();
  const element = useRef<HTMLLIElement>(null);
  const [isOpen, setOpen] = useState(false);
  const name = row.name ?? t('dossier.tab.documents');
  const viewed: Viewed = { id: row.id, name, mediaType: row.mediaType, bytes: file?.bytes ?? row.bytes ?? 0 };
  const field = (of: 'name' | 'kind' | 'date' | 'confidential' | 'note') => ({
    concept: 'document' as const,
    row: row.id,
    field: of,
    value: row[of],
  });
  const isMoving = place === 'sending' || place === 'fetching';
  const rows = [row.id];
  const remove = () => {
    const next = element.current?.nextElementSibling ?? element.current?.previousElementSibling;
    const list = element.current?.closest('[data-documents]');
    void removed('document', row.id, name);
    requestAnimationFrame(() =>
      (next?.querySelector<HTMLElement>('button') ?? list?.querySelector<HTMLElement>('[data-add-row]'))?.focus(),
    );
  };

  return (
    <li className={classes.row} ref={element} data-place={place}>
      <span className={classes.icon} data-confidential={row.confidential === 'yes' || undefined}>
        <Icon of={iconOf(row.mediaType)} size={22} />
      </span>
      <div role="group" aria-label={name} className={classes.group}>
        <div className={classes.columns}>
          <Field {...field('name')} inList strong />
          <Field {...field('kind')} inList />
          <Field {...field('date')} inList />
        </div>
        <DocumentFacts>
          <span>{sizeText(viewed.bytes, i18n.language)}</span>
          <span>
            {t('documents.addedAt', { when: '' })}
            <MomentText at={row.createdAt} />
          </span>
          {row.confidential === 'yes' && <span className={classes.violet}>{t('documents.confidential')}</span>}
          <PlaceText file={file} place={place} />
        </DocumentFacts>
        {isMoving && file && <PlaceTrack file={file} name={name} />}
        {place === 'damaged' && <p className={classes.explain}>{t('documents.damagedWhat')}</p>}
        {place === 'elsewhere' && <p className={classes.explain}>{t('documents.elsewhereWhat')}</p>}
        {(isOpen || row.note) && (
          <div className={classes.below}>
            <Field {...field('note')} wide inList={!isOpen} />
            {isOpen && <Field {...field('confidential')} />}
          </div>
        )}
      </div>
      <div className={classes.actions} data-no-print>
        <OpenOrFetch
          file={file}
          place={place}
          name={name}
          onOpen={() => onOpen(viewed)}
          onFetch={() => void act('documents.fetch', { rows })}
        />
        {isMoving && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon of={IconPlayerStop} size={16} />}
            aria-label={t('documents.stopNamed', { name })}
            onClick={() => void act('documents.stop', { row: row.id })}
          >
            {t('documents.stop')}
          </Button>
        )}
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              size={32}
              className={classes.quietButton}
              aria-label={t('documents.more', { name })}
            >
              <Icon of={IconDots} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon of={IconFileText} />} onClick={() => setOpen(!isOpen)}>
              {t(isOpen ? 'dossier.lessShort' : 'dossier.moreShort')}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon of={IconDeviceFloppy} />}
              disabled={!file?.isHere || file.damaged}
              onClick={() => onSaveCopy(viewed)}
            >
              {t('documents.saveCopy')}
            </Menu.Item>
            {hasOffice && file && (
              <Menu.Item
                leftSection={<Icon of={file.pinned ? IconPinnedOff : IconPin} />}
                onClick={() => void act('documents.pin', { rows, pinned: !(file.pinned || file.isHere) })}
              >
                {t(file.pinned || (file.isHere && file.isAtOffice) ? 'documents.unpin' : 'documents.pin')}
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item leftSection={<Icon of={IconTrash} />} onClick={remove}>
              {t('common.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}
