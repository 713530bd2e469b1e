/**
 * One search box over everything: dossiers by any word in them, with the words marked and where they stand, and commands.
 * A combobox: the typing stays in the field, the arrows choose, Enter opens. An answer to an older question is dropped.
 */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { IconCalendar, IconListCheck, IconLock, IconSearch, IconTemplate } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { IN_DOCUMENT, type Answer } from '../../../core/contract/contract.ts';
import { displayName } from '../../../core/domain/name.ts';
import { askKey, useAsk, useDo } from '../../api/useAsk.ts';
import { useCommandsNow, type Command } from '../../components/commands.tsx';
import { tabOf } from '../../components/dossier-tabs.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon, type IconShape } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { NameSquare } from '../../components/NameSquare.tsx';
import { Pieces } from '../../components/Pieces.tsx';
import { useWords } from '../../components/useWords.ts';
import { asksCommandsOnly, matchingCommands } from './matching.ts';
import classes from './search.module.css';

/** Long enough that a fast typist asks once per word, short enough not to be noticed. */
const PAUSE_MS = 60;
const LIMIT = 20;
const EXCERPTS = 2;

type Hit = Answer<'search.find'>['hits'][number];
type Own = Answer<'search.find'>['own'][number];
type Option =
  | { type: 'command'; key: string; command: Command }
  | { type: 'dossier'; key: string; hit: Hit }
  | { type: 'own'; key: string; own: Own };

type Props = { opened: boolean; onClose: () => void };

export function SearchDialog(props: Props) {
  const { t } = useTranslation();
  return (
    <Modal.Root
      opened={props.opened}
      onClose={props.onClose}
      size={640}
      yOffset="10vh"
      centered={false}
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.content }}
    >
      <Modal.Overlay color="#10191c" backgroundOpacity={0.45} />
      <Modal.Content aria-label={t('search.title')}>
        <Modal.Body p={0}>{props.opened && <SearchBox {...props} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function SearchBox({ onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const [chosen, setChosen] = useState(0);
  // What the screen below can do: it does not change while this stands above it.
  const commandsNow = useCommandsNow();
  const [commands] = useState(commandsNow);
  const cache = useQueryClient();
  const recent = useAsk('commands.recent', null);
  const { run: runUse } = useDo('commands.use');

  useEffect(() => {
    const timer = setTimeout(() => setAsked(asksCommandsOnly(typed) ? '' : typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  // Keyed by its words: a late answer to former words belongs to another key and is never shown for these.
  const found = useAsk(
    'search.find',
    { words: asked, limit: LIMIT },
    { enabled: asked.length > 0, keepPrevious: true },
  );
  const only = asksCommandsOnly(typed);
  const isAnswered = asked && typed.trim() && !only;
  const hits = isAnswered ? (found.data?.hits ?? []) : [];
  // What belongs to no candidate, after those that do.
  const own = isAnswered ? (found.data?.own ?? []) : [];
  const used = recent.data;
  const shownCommands = useMemo(() => matchingCommands(commands, typed, used ?? []), [commands, typed, used]);
  const options: Option[] = [
    ...hits.map((hit): Option => ({ type: 'dossier', key: hit.dossier, hit })),
    ...own.map((each): Option => ({ type: 'own', key: each.row, own: each })),
    ...shownCommands.map((command): Option => ({ type: 'command', key: command.key, command })),
  ];
  const at = Math.min(chosen, Math.max(0, options.length - 1));
  const settled = asked === (only ? '' : typed.trim()) && !found.isFetching;

  const optionId = (index: number) => `${listId}-${index}`;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.getElementById(optionId(at))?.scrollIntoView({ block: 'nearest' });
  });

  const take = (option: Option | undefined) => {
    if (!option) return;
    onClose();
    if (option.type === 'command') {
      void runUse({ command: option.key }).then((answer) => {
        if (answer.ok) cache.setQueryData(askKey('commands.recent', null), answer.value);
      });
      option.command.run();
    } else if (option.type === 'own') {
      const { concept, row } = option.own;
      if (concept === 'template') void navigate({ to: '/settings/$section', params: { section: 'templates' } });
      else void navigate({ to: '/own', search: { row } });
    } else if (option.hit.dossier === 'organisation')
      void navigate({ to: '/settings/$section', params: { section: 'you' } });
    else {
      const { dossier: id, matches } = option.hit;
      const [first] = matches;
      void navigate({
        to: '/dossier/$id/$tab',
        params: { id, tab: tabOfHit(option.hit) },
        search: first ? { row: first.row } : {},
      });
    }
  };

  // Enter before the answer is there waits for it: it opens what stands first then, never what stood there before.
  const [entered, setEntered] = useState(false);
  // Without a list: what is taken is what stands there in this very rendering; `entered` ends it after one.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (!entered || !settled) return;
    setEntered(false);
    take(options[at]);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((at + step + options.length) % Math.max(1, options.length));
    else if (event.key === 'Enter') setEntered(true);
    else return;
    event.preventDefault();
  };

  const option = (index: number, content: ReactNode) => {
    const each = options[index];
    return (
      <div
        key={each?.key}
        id={optionId(index)}
        role="option"
        aria-selected={index === at}
        className={classes.option}
        onMouseMove={() => setChosen(index)}
        onClick={() => take(each)}
      >
        {content}
      </div>
    );
  };

  return (
    <>
      <div className={classes.field}>
        <Icon of={IconSearch} size={20} />
        <input
          className={classes.input}
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-activedescendant={options.length > 0 ? optionId(at) : undefined}
          aria-autocomplete="list"
          aria-label={t('search.title')}
          placeholder={t('search.placeholder')}
          value={typed}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          // At once: whoever types right after Ctrl+K must not lose a letter.
          autoFocus
          data-autofocus
          data-quiet-focus
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {found.isError && (
        <div className={classes.note}>
          <ErrorNote failure={found.error.failure} />
        </div>
      )}
      {settled && (asked || only) && hits.length + own.length === 0 && shownCommands.length === 0 && !found.isError && (
        <p className={classes.note}>
          {only ? t('search.noCommand') : t('search.nothing', { words: asked, interpolation: { escapeValue: false } })}
        </p>
      )}
      <div id={listId} role="listbox" aria-label={t('search.results')} className={classes.list} ref={list}>
        {hits.length > 0 && (
          <Group name={t('search.dossiers')}>{hits.map((hit, index) => option(index, <DossierHit hit={hit} />))}</Group>
        )}
        {own.length > 0 && (
          <Group name={t('search.own')}>
            {own.map((each, index) =>
              option(
                hits.length + index,
                <>
                  <span className={classes.commandIcon}>
                    <Icon of={OWN_ICON[each.concept] ?? IconTemplate} />
                  </span>
                  <span className={classes.hit}>
                    <Excerpt match={each} />
                  </span>
                </>,
              ),
            )}
          </Group>
        )}
        {shownCommands.length > 0 && (
          <Group name={t('search.commands')}>
            {shownCommands.map((command, index) =>
              option(
                hits.length + own.length + index,
                <>
                  <span className={classes.commandIcon}>
                    <Icon of={command.icon} />
                  </span>
                  <span className={classes.commandWords}>{command.words}</span>
                  {command.shortcut && <KeyHint of={command.shortcut} index={command.keyIndex ?? 0} />}
                </>,
              ),
            )}
          </Group>
        )}
      </div>
      <div className={classes.foot}>
        <span role="status">
          {settled && asked
            ? hits.length > 0
              ? found.data?.more
                ? t('search.more')
                : t('search.found', { count: hits.length })
              : own.length > 0
                ? t('search.ownFound', { count: own.length })
                : t('search.noneFound')
            : ''}
        </span>
        <span aria-hidden>{t('search.keys')}</span>
      </div>
    </>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={name}>
      <p className={classes.groupName} aria-hidden>
        {name}
      </p>
      {children}
    </div>
  );
}

function DossierHit({ hit }: { hit: Hit }) {
  const { t } = useTranslation();
  return (
    <>
      <NameSquare name={hit} />
      <span className={classes.hit}>
        <span className={classes.hitName}>
          <b>{displayName(hit) || hit.externalReference || t('common.noName')}</b>
          {hit.frozen ? (
            <Tag kind="violet" icon={IconLock}>
              {t('limits.shielded')}
            </Tag>
          ) : (
            hit.place && <span className={classes.hitPlace}>{hit.place}</span>
          )}
        </span>
        {hit.matches.slice(0, EXCERPTS).map((match) => (
          <Excerpt key={`${match.row} ${match.field}`} match={match} />
        ))}
      </span>
    </>
  );
}

function Excerpt({ match: { concept, field, excerpt } }: { match: Own }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <span className={classes.excerpt}>
      <span className={classes.where}>
        {field === IN_DOCUMENT ? t('search.inDocument') : words.field(concept, field)}
      </span>{' '}
      <Pieces of={excerpt} />
    </span>
  );
}

const OWN_ICON: { readonly [C in Own['concept']]?: IconShape } = { task: IconListCheck, appointment: IconCalendar };

/** The tab of the dossier where the first match stands; a name stands above all of them. */
function tabOfHit({ matches: [first] }: Hit): string {
  return !first || (first.concept === 'candidate' && first.field !== 'presentation')
    ? 'overview'
    : tabOf(first.concept);
}
