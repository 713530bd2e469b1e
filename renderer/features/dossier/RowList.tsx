/**
 * The rows of one concept, each field editable in place. `n` in the list adds a row, which is written with its first answer;
 * removing needs no question, because undoing is one key.
 */
import { useEffect, useRef, useState, type FocusEvent, type ReactNode } from 'react';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react';
import { conceptOf } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { isSeenWhenTurned } from '../../../core/register/turned.ts';
import { ariaKeys, pressed } from '../../../core/shortcuts/shortcuts.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { ActionIcon, Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import {
  RecordMark,
  useHasOffice,
  whereaboutsOf,
  type Placed,
  type Whereabouts,
} from '../../components/RecordMark.tsx';
import { useWords } from '../../components/useWords.ts';
import { Attached } from './Attached.tsx';
import { useDossier, useEditing, useFrozen } from './DossierContext.tsx';
import { LookedOver } from './LookedOver.tsx';
import { isNewRow, type AnyRow } from './editing.ts';
import { Field } from './Field.tsx';
import { OccupationSkills } from './OccupationSkills.tsx';
import { shownText } from '../../components/field-text.ts';
import { LISTS, stableOrder } from './lists.ts';
import { useRemoved } from './useRemoved.ts';
import classes from './RowList.module.css';

type Listed = keyof typeof LISTS;

/** A screen draws no more at once; a dossier of years may have a thousand. */
const AT_ONCE = 60;

export type RowListProps = {
  concept: Listed;
  tone?: 'plain' | 'violet';
  /** In place of the name of the concept. */
  title?: string;
  /** Only some of the rows stand in this list. */
  only?: (row: AnyRow) => boolean;
  /** What every row that is made here is about. */
  about?: Readonly<Record<string, string>>;
  /** Stands before the row: what is done with it most. */
  leading?: (row: AnyRow) => ReactNode;
  /** Nothing can be added here. */
  isClosed?: boolean;
};

export function RowList(props: RowListProps) {
  const { turned } = useTurned();
  return turned && !isSeenWhenTurned(props.concept) ? null : <Rows {...props} />;
}

function Rows({ concept, tone, title, only, about, leading, isClosed: mayNotAdd = false }: RowListProps) {
  const { t } = useTranslation();
  const isFrozen = useFrozen();
  const isClosed = mayNotAdd || isFrozen;
  const words = useWords();
  const dossier = useDossier();
  const editing = useEditing();
  const layout = LISTS[concept];
  const all = (dossier.rows[concept] ?? []) as unknown as readonly AnyRow[];
  const rows = only ? all.filter(only) : all;
  const [standing, setStanding] = useState<readonly string[]>([]);
  const [most, setMost] = useState(AT_ONCE);
  // What was looked for stands among those that are drawn, and in sight.
  const { row: wanted = null } = useSearch({ strict: false });
  const [fresh, setFresh] = useState<string | null>(null);
  const order = stableOrder(standing, rows, layout.order);
  if (order.join() !== standing.join()) setStanding(order);
  const byId = new Map(rows.map((row) => [row.id, row]));

  // A new row keeps its place and its element when it becomes real, so that the caret stays where it is.
  const added = editing
    .newRows(concept)
    .filter(({ row, real }) =>
      real === null ? !isClosed && isAbout(editing, concept, row, about) : !only || byId.has(real),
    );
  const addedReal = new Set(added.map((each) => each.real));
  // A row just made may come a moment after its id, and is not gone.
  useEffect(() => editing.settle(added.flatMap(({ real }) => (real !== null && byId.has(real) ? [real] : []))));
  const shown = [
    ...added
      .filter((each) => each.real === null || byId.has(each.real) || !editing.isSettled(each.real))
      .map(({ row, real }) => ({
        key: row,
        id: real ?? row,
        row: (real ? byId.get(real) : undefined) ?? { id: row },
      })),
    ...order.flatMap((id) => {
      const row = byId.get(id);
      return row && !addedReal.has(id) ? [{ key: id, id, row }] : [];
    }),
  ];
  // Where each row is, once for all of them when all are in the same place.
  const hasOffice = useHasOffice();
  const placed = rows as unknown as readonly Placed[];
  const places = new Set(placed.map((row) => whereaboutsOf([row])));
  const together = hasOffice && places.size === 1 ? whereaboutsOf(placed) : null;
  const apart = hasOffice && places.size > 1;
  const add = () => setFresh(editing.addRow(concept, about));
  const label = title ?? words.concept(concept, 'many');
  const template = layout.columns.map((each) => each.width).join(' ');

  return (
    <div
      data-row-list={concept}
      onKeyDown={(event) => {
        if (!pressed(event, 'addRow') || isTyping(event.target)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!isClosed) add();
      }}
    >
      <Card
        title={
          <>
            {label} {rows.length > 0 && <span className={classes.count}>{rows.length}</span>}
            {together && (
              <span className={classes.together}>
                <RecordMark of={together} />
              </span>
            )}
            <LookedOver of={concept} />
          </>
        }
        tone={tone ?? 'plain'}
        aside={
          !isClosed && (
            <Button
              size="compact-sm"
              variant="subtle"
              data-add-row
              leftSection={<Icon of={IconPlus} size={16} />}
              rightSection={<KeyHint of="addRow" />}
              aria-keyshortcuts={ariaKeys('addRow')}
              onClick={add}
            >
              {t('common.add')}
              <span className="screen-only-reader"> {t('dossier.addTo', { what: label })}</span>
            </Button>
          )
        }
      >
        {shown.length === 0 ? (
          <EmptyState small title={t(`dossier.empty.${concept}`)} />
        ) : (
          <div className={classes.rows} data-apart={apart || undefined} data-leading={leading ? '' : undefined}>
            <div className={classes.head} aria-hidden>
              <div className={classes.columns} style={{ gridTemplateColumns: template }}>
                {layout.columns.map(({ field }) => (
                  <span key={field}>{words.field(concept, field)}</span>
                ))}
              </div>
            </div>
            <ul className={classes.list}>
              {shown
                .slice(0, Math.max(most, shown.findIndex(({ id }) => id === wanted) + 1))
                .map(({ key, id, row }) => (
                  <OneRow
                    key={key}
                    isWanted={id === wanted}
                    concept={concept}
                    row={row}
                    id={id}
                    template={template}
                    startOpen={key === fresh}
                    at={hasOffice && !isNewRow(row.id) ? whereaboutsOf([row as unknown as Placed]) : null}
                    isMarked={apart}
                    leading={leading}
                  />
                ))}
            </ul>
            {shown.length > most && (
              <Button variant="subtle" size="compact-sm" onClick={() => setMost(most + AT_ONCE)}>
                {t('dossier.moreRows', { count: shown.length - most })}
              </Button>
            )}
          </div>
        )}
      </Card>
    </div>
  );
}

function OneRow({
  concept,
  row,
  id,
  template,
  startOpen,
  at,
  isMarked,
  leading,
  isWanted,
}: {
  leading: RowListProps['leading'];
  /** Whoever came here was looking for it. */
  isWanted: boolean;
  concept: Listed;
  row: AnyRow;
  id: string;
  template: string;
  startOpen: boolean;
  /** Where the row is; null on a laptop without an office. */
  at: Whereabouts | null;
  /** Seen as well as heard: not every row is in the same place. */
  isMarked: boolean;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const editing = useEditing();
  const removed = useRemoved();
  const isFrozen = useFrozen();
  const layout = LISTS[concept];
  const value = (field: string) => row[field] as FieldValue | undefined;
  const holds = (field: string) => {
    const now = value(field);
    return (
      (now !== null && now !== undefined && now !== '') ||
      editing.draftOf({ concept, row: id, field }) !== undefined ||
      isDisputed(field)
    );
  };
  // Two answers are never folded away.
  const isDisputed = (field: string) => (row.conflicts as readonly string[] | undefined)?.includes(field) ?? false;
  const [open, setOpen] = useState(false);
  const foldable = layout.more.length > 0 || layout.below.length > 0;
  const below = layout.below.filter((field) => open || holds(field));
  const more = open
    ? layout.more
    : layout.more.filter(
        (field) =>
          layout.asks?.(row).includes(field) ||
          editing.draftOf({ concept, row: id, field }) !== undefined ||
          isDisputed(field),
      );
  const title = shownText(concept, layout.title, value(layout.title), words.language) || words.concept(concept);
  const isNew = isNewRow(id);
  const element = useRef<HTMLLIElement>(null);
  const props = (field: string) => ({ concept, row: id, field, value: value(field) });
  useEffect(() => {
    if (isWanted) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isWanted]);

  const onBlur = (event: FocusEvent) => {
    if (!isNew || element.current?.contains(event.relatedTarget)) return;
    // A new row in which nothing was filled leaves no trace. A moment later: an editor that closes gives the focus back.
    setTimeout(() => {
      if (isNewRow(id) && !editing.hasDrafts(id) && !element.current?.contains(document.activeElement))
        editing.dropNewRow(id);
    }, 60);
  };
  const remove = () => {
    const next = element.current?.nextElementSibling ?? element.current?.previousElementSibling;
    const list = element.current?.closest('[data-row-list]');
    (next?.querySelector<HTMLElement>('button') ?? list?.querySelector<HTMLElement>('[data-add-row]'))?.focus();
    if (isNew) editing.dropNewRow(id);
    else void removed(concept, id, title);
  };

  return (
    <li
      className={classes.row}
      ref={element}
      onBlur={onBlur}
      data-new={isNew || undefined}
      data-wanted={isWanted || undefined}
    >
      {leading && <div className={classes.leading}>{!isNew && !isFrozen && leading(row)}</div>}
      <div role="group" aria-label={title} className={classes.group}>
        <div className={classes.columns} style={{ gridTemplateColumns: template }}>
          {layout.columns.map(({ field }, index) => (
            <Field
              key={field}
              {...props(field)}
              inList
              strong={field === layout.title}
              startOpen={startOpen && index === 0}
            />
          ))}
        </div>
        {(below.length > 0 || more.length > 0) && (
          <div className={classes.below}>
            {more.map((field) => (
              <Field key={field} {...props(field)} />
            ))}
            {below.map((field) => (
              <Field key={field} {...props(field)} wide inList={!open} />
            ))}
          </div>
        )}
        {!isNew && concept === 'workExperience' && (
          <OccupationSkills code={row['roleCode']} system={row['roleCodeSystem']} title={title} />
        )}
        {!isNew && concept !== 'template' && <Attached concept={concept} row={id} />}
      </div>
      <div className={classes.actions}>
        {at &&
          (isMarked ? (
            <span className={classes.mark}>
              <RecordMark of={at} />
            </span>
          ) : (
            <span className="screen-only-reader">{t(`common.record.${at}.long`)}</span>
          ))}
        {foldable && (
          <ActionIcon
            variant="subtle"
            size={32}
            aria-expanded={open}
            aria-label={t(open ? 'dossier.less' : 'dossier.more', { what: title })}
            title={t(open ? 'dossier.lessShort' : 'dossier.moreShort')}
            onClick={() => setOpen(!open)}
            className={classes.fold}
          >
            <Icon of={IconChevronDown} />
          </ActionIcon>
        )}
        {!isFrozen && (
          <ActionIcon
            variant="subtle"
            size={32}
            aria-label={t('dossier.removeRow', { what: title })}
            title={t('common.remove')}
            onClick={remove}
            className={classes.remove}
          >
            <Icon of={IconTrash} />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}

/** A new row that was begun in this list, and not in another of the same concept. */
function isAbout(
  editing: ReturnType<typeof useEditing>,
  concept: Listed,
  row: string,
  about: Readonly<Record<string, string>> = {},
): boolean {
  const references = Object.entries(conceptOf(concept).fields).flatMap(([field, { kind }]) =>
    kind === 'reference' ? [field] : [],
  );
  return references.every((field) => editing.draftOf({ concept, row, field }) === about[field]);
}

/** Adds to the first list of a page, for whoever is in none. */
export const addToFirstList = (page: HTMLElement | null): void =>
  page?.querySelector<HTMLElement>('[data-add-row]')?.click();

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox'))
  );
}
