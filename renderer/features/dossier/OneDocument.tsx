/** One document of the list: what it is, where its bytes are, what it belongs to, its versions before this one, and what can be done with it. */
import { useEffect, useRef, useState } from 'react';
import { Menu } from '@mantine/core';
import {
  IconDeviceFloppy,
  IconDots,
  IconFilePlus,
  IconFileText,
  IconHistory,
  IconLink,
  IconPin,
  IconPinnedOff,
  IconPlayerStop,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Ask } from '../../../core/contract/contract.ts';
import type { Row } from '../../../core/domain/concepts.ts';
import { ActionIcon, Button } from '../../components/Button.tsx';
import { tabOf } from '../../components/dossier-tabs.ts';
import { DocumentFacts, OpenOrFetch, PlaceText, PlaceTrack } from '../../components/documents/DocumentPlace.tsx';
import { sizeText, type DocumentPlace } from '../../components/documents/document-words.ts';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { useHasOffice } from '../../components/RecordMark.tsx';
import { useWords } from '../../components/useWords.ts';
import { BelongsTo } from './BelongsTo.tsx';
import type { Belonging } from './document-rows.ts';
import { useDocuments } from './DossierDocuments.tsx';
import { useDossier } from './DossierContext.tsx';
import { Field } from './Field.tsx';
import { Thumbnail } from './Thumbnail.tsx';
import { useRemoved } from './useRemoved.ts';
import classes from './documents.module.css';

type DocumentRow = Row<'document'>;
export type Act = <C extends 'documents.fetch' | 'documents.stop' | 'documents.pin'>(
  channel: C,
  input: Ask<C>,
) => Promise<void>;
type Props = {
  row: DocumentRow;
  older: readonly DocumentRow[];
  choices: readonly Belonging[];
  placeOf: (row: string) => DocumentPlace;
  /** The row that whoever came here was looking for. */
  wanted: string | null;
  act: Act;
};

export function OneDocument({ row, older, choices, placeOf, wanted, act }: Props) {
  const { t, i18n } = useTranslation();
  const { files, adding, open, saveCopy } = useDocuments();
  const hasOffice = useHasOffice();
  const removed = useRemoved();
  const element = useRef<HTMLLIElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [areOlderShown, setOlderShown] = useState(older.some(({ id }) => id === wanted));
  const isWanted = wanted === row.id;
  useEffect(() => {
    if (isWanted) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isWanted]);
  const file = files.get(row.id);
  const place = placeOf(row.id);
  const name = row.name ?? t('dossier.tab.documents');
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
    (next?.querySelector<HTMLElement>('button') ?? list?.querySelector<HTMLElement>('[data-add-row]'))?.focus();
    void removed('document', row.id, name);
  };

  return (
    <li className={classes.row} ref={element} data-place={place} data-wanted={isWanted || undefined}>
      <Thumbnail row={row} />
      <div role="group" aria-label={name} className={classes.group}>
        <div className={classes.columns}>
          <Field {...field('name')} inList strong />
          <Field {...field('kind')} inList />
          <Field {...field('date')} inList />
        </div>
        <DocumentFacts>
          <span>{sizeText(file?.bytes ?? row.bytes ?? 0, i18n.language)}</span>
          <span>
            {t('documents.addedAt', { when: '' })}
            <MomentText at={row.createdAt} />
          </span>
          {row.confidential === 'yes' && <span className={classes.violet}>{t('documents.confidential')}</span>}
          <PlaceText file={file} place={place} />
          <BelongsHere about={row.about} choices={choices} />
        </DocumentFacts>
        {isMoving && file && <PlaceTrack file={file} name={name} />}
        {place === 'damaged' && <p className={classes.explain}>{t('documents.damagedWhat')}</p>}
        {place === 'elsewhere' && <p className={classes.explain}>{t('documents.elsewhereWhat')}</p>}
        {(isOpen || row.note) && (
          <div className={classes.below}>
            {isOpen && <BelongsTo row={row} choices={choices} />}
            {isOpen && <Field {...field('confidential')} />}
            <Field {...field('note')} wide inList={!isOpen} />
          </div>
        )}
        {older.length > 0 && (
          <div className={classes.older}>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<Icon of={IconHistory} size={14} />}
              aria-expanded={areOlderShown}
              onClick={() => setOlderShown(!areOlderShown)}
            >
              {t('documents.older', { count: older.length })}
            </Button>
            {areOlderShown && (
              <ul>
                {older.map((each) => (
                  <Older key={each.id} row={each} place={placeOf(each.id)} act={act} />
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
      <div className={classes.actions} data-no-print>
        <OpenOrFetch
          file={file}
          place={place}
          name={name}
          onOpen={() => open(row)}
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
              {t(isOpen ? 'dossier.lessShort' : 'documents.details')}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon of={IconFilePlus} />}
              onClick={() => void adding.choose({ replaces: row.id })}
            >
              {t('documents.newVersion')}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon of={IconDeviceFloppy} />}
              disabled={!file?.isHere || file.damaged}
              onClick={() => saveCopy(row)}
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

/** What it belongs to, and the way there. */
function BelongsHere({ about, choices }: { about: string | null; choices: readonly Belonging[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const { candidate } = useDossier();
  if (about === null) return null;
  const found = choices.find(({ reference }) => reference === about);
  if (!found) return <span>{t('documents.belongsToGone')}</span>;
  const what = words.concept(found.concept);
  return (
    <Link
      className={classes.belongs}
      to="/dossier/$id/$tab"
      params={{ id: candidate.id, tab: tabOf(found.concept) }}
      search={{ row: about.slice(about.indexOf('/') + 1) }}
    >
      <Icon of={IconLink} size={14} />
      {found.title ? t('documents.belongsTo', { what, title: found.title }) : what}
    </Link>
  );
}

/** A version before this one: to look at, to keep a copy of, or to remove. */
function Older({ row, place, act }: { row: DocumentRow; place: DocumentPlace; act: Act }) {
  const { t, i18n } = useTranslation();
  const { files, open } = useDocuments();
  const removed = useRemoved();
  const file = files.get(row.id);
  const name = row.name ?? t('dossier.tab.documents');
  return (
    <li>
      <span className={classes.olderName}>{name}</span>
      <DocumentFacts>
        <span>{sizeText(file?.bytes ?? row.bytes ?? 0, i18n.language)}</span>
        <span>
          {t('documents.addedAt', { when: '' })}
          <MomentText at={row.createdAt} />
        </span>
        <PlaceText file={file} place={place} />
      </DocumentFacts>
      <OpenOrFetch
        file={file}
        place={place}
        name={t('documents.olderNamed', { name })}
        onOpen={() => open(row)}
        onFetch={() => void act('documents.fetch', { rows: [row.id] })}
      />
      <ActionIcon
        variant="subtle"
        size={28}
        className={classes.quietButton}
        aria-label={t('documents.olderRemove', { name })}
        title={t('common.remove')}
        onClick={() => void removed('document', row.id, name)}
      >
        <Icon of={IconTrash} size={16} />
      </ActionIcon>
    </li>
  );
}
