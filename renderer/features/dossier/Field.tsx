/**
 * One field of the dossier, in place: quiet text that becomes an editor on click, Enter or F2. Tab goes on to the next field
 * as an editor, Esc restores what stood there. What happens with the answer stands in editing.ts.
 */
import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { Popover, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconClock } from '@tabler/icons-react';
import { codedField } from '../../../core/classification/coded-fields.ts';
import type { ConceptName } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { isFreeText } from '../../../core/privacy/free-text-guard.ts';
import { staysWhenTurned } from '../../../core/register/turned.ts';
import { ariaKeys, pressed } from '../../../core/shortcuts/shortcuts.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { FreeTextGuard } from '../../components/FreeTextGuard.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useWords } from '../../components/useWords.ts';
import { Segments, ToggleChips } from '../../components/choices.tsx';
import { useDossier, useEditing, useFrozen } from './DossierContext.tsx';
import { isNewRow, type Place } from './editing.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { optionId, Suggestions } from './Suggestions.tsx';
import { useSuggestions, type Suggestion } from './useSuggestions.ts';
import {
  fieldOf,
  isEmpty,
  parseTyped,
  sameValue,
  shownText,
  typingText,
  type Reason,
} from '../../components/field-text.ts';
import classes from './Field.module.css';

/** A pause in typing after which an answer is written: long enough not to write half words, short enough to trust. */
const PAUSE_MS = 800;

export type FieldProps = {
  concept: ConceptName;
  row: string;
  field: string;
  value: FieldValue | undefined;
  /** Bold: the field that names its row. */
  strong?: boolean;
  /** In a row of a list the column has the label already; a screen reader still hears it. */
  inList?: boolean;
  /** Opens as an editor at once: the first field of a new row. */
  startOpen?: boolean;
  wide?: boolean;
  /** How it is read, where that is more than its letters. */
  read?: (text: string) => ReactNode;
};

/** On a turned screen what does not stay is no field at all: nothing stands there, and nothing can be written over it. */
export function Field(props: FieldProps) {
  const { turned } = useTurned();
  return turned && !staysWhenTurned(props.concept, props.field) ? null : <OneField {...props} />;
}

function OneField({ concept, row, field, value, strong, inList, startOpen = false, wide, read }: FieldProps) {
  const { t } = useTranslation();
  const words = useWords();
  const editing = useEditing();
  const isFrozen = useFrozen();
  const failureText = useFailureText();
  const sentence = useSentence();
  const [open, setOpen] = useState(startOpen);
  const [historyOpen, setHistoryOpen] = useState(false);
  const [touched, setTouched] = useState(false);
  const id = useId();
  const quiet = useRef<HTMLButtonElement>(null);
  const refocusing = useRef(false);
  const place: Place = { concept, row, field };
  const definition = fieldOf(concept, field);
  const { kind, options = [] } = definition;
  const label = words.field(concept, field);
  const draft = editing.draftOf(place);
  const failure = editing.failureOf(place);
  const typed = draft === undefined ? null : parseTyped(concept, field, draft);
  const reason = typed && !typed.ok && (!open || touched) ? typed.reason : null;
  const unsaved = draft !== undefined && !open;
  const message = failure ? failureText(failure) : reason ? sentence(reason, definition) : null;
  const isYesNo = kind === 'code' && options.join() === 'yes,no';
  const shown = unsaved ? draft : shownText(concept, field, value, words.language);

  const close = (refocus: boolean) => {
    setOpen(false);
    setTouched(true);
    refocusing.current = refocus;
  };
  // In the same turn: a key that is pressed right after Enter or Esc finds its field.
  useLayoutEffect(() => {
    if (open || !refocusing.current) return;
    refocusing.current = false;
    quiet.current?.focus();
  }, [open, refocusing]);
  const onHistoryKey = (event: KeyboardEvent) => {
    if (pressed(event, 'fieldHistory') || event.key === 'ContextMenu') {
      event.preventDefault();
      if (!isNewRow(row)) setHistoryOpen(true);
    }
  };

  let control: ReactNode;
  if (isFrozen) {
    control = (
      <p
        className={classes.quiet}
        data-field={`${concept}.${field}`}
        data-frozen
        data-strong={strong || undefined}
        data-long={kind === 'longText' || undefined}
        aria-labelledby={`${id}l ${id}v`}
      >
        <span id={`${id}v`} className={classes.value}>
          {isEmpty(shown) ? <span className={classes.blank}>–</span> : (read?.(shown) ?? shown)}
        </span>
      </p>
    );
  } else if (kind === 'codes') {
    control = (
      <ToggleChips
        labelledBy={`${id}l`}
        options={options.map((code) => ({ code, label: words.option(concept, field, code) }))}
        value={(value as string[] | null | undefined) ?? []}
        onChange={(next) => void editing.commit(place, next.length > 0 ? next : null)}
      />
    );
  } else if (isYesNo && !inList) {
    control = (
      <Segments
        labelledBy={`${id}l`}
        options={[
          { code: 'yes', label: t('common.yes') },
          { code: 'no', label: t('common.no') },
          { code: '', label: t('common.unknown') },
        ]}
        value={(value as string | null | undefined) ?? ''}
        onChange={(next) => void editing.commit(place, next || null)}
      />
    );
  } else if (open && kind === 'code') {
    control = (
      <ChoiceEditor
        label={label}
        options={[
          { value: '', label: t('common.unknown') },
          ...options.map((code) => ({ value: code, label: words.option(concept, field, code) })),
        ]}
        value={(value as string | null | undefined) ?? ''}
        commit={(next) => void editing.commit(place, next || null)}
        onClose={close}
      />
    );
  } else if (open) {
    control = (
      <TextEditor
        place={place}
        value={value}
        long={kind === 'longText'}
        label={label}
        describedBy={message ? `${id}m` : undefined}
        invalid={message !== null}
        hint={
          kind === 'partialDate'
            ? t('dossier.hint.partialDate')
            : kind === 'date'
              ? t('dossier.hint.date')
              : kind === 'time'
                ? '9:30'
                : undefined
        }
        numeric={kind === 'integer'}
        tel={kind === 'phone'}
        onPause={() => setTouched(true)}
        onClose={close}
      />
    );
  } else {
    control = (
      <button
        ref={quiet}
        type="button"
        className={classes.quiet}
        data-field={`${concept}.${field}`}
        data-strong={strong || undefined}
        data-long={kind === 'longText' || undefined}
        data-number={kind === 'integer' || undefined}
        aria-labelledby={isCoded(editing, place) ? `${id}l ${id}v ${id}c` : `${id}l ${id}v`}
        aria-describedby={message ? `${id}m` : undefined}
        aria-keyshortcuts={`${ariaKeys('fieldOpen')} ${ariaKeys('fieldHistory')}`}
        onClick={() => setOpen(true)}
        onFocus={(event) => {
          if (takeChain(event.currentTarget)) setOpen(true);
        }}
        onKeyDown={(event) => {
          if (pressed(event, 'fieldOpen')) {
            event.preventDefault();
            setOpen(true);
          }
        }}
      >
        <span id={`${id}v`} className={classes.value}>
          {isEmpty(shown) ? (
            <span className={classes.blank}>
              <span aria-hidden>–</span>
              <span className="screen-only-reader">{t('dossier.blank')}</span>
            </span>
          ) : (
            (read?.(shown) ?? shown)
          )}
        </span>
        {!unsaved && !isEmpty(shown) && isCoded(editing, place) && (
          <>
            {' '}
            <span id={`${id}c`} className={classes.coded} title={t('dossier.codedWhat')}>
              {t('dossier.coded')}
            </span>
          </>
        )}
      </button>
    );
  }

  return (
    <div
      className={classes.field}
      data-in-list={inList || undefined}
      data-wide={wide || undefined}
      data-choice={(!isFrozen && (kind === 'codes' || (isYesNo && !inList))) || undefined}
      onKeyDown={onHistoryKey}
    >
      <div className={classes.labelLine}>
        <span className={classes.label} id={`${id}l`}>
          {label}
        </span>
        <TwoAnswers place={place} />
        {!isNewRow(row) && (
          <FieldHistory
            place={place}
            label={label}
            opened={historyOpen}
            onChange={setHistoryOpen}
            returnTo={() => quiet.current}
            target={
              <button
                type="button"
                tabIndex={-1}
                className={classes.clock}
                title={`${t('dossier.fieldHistory')} (Alt H)`}
                aria-label={t('dossier.fieldHistoryOf', { field: label })}
                onClick={() => setHistoryOpen((before) => !before)}
              >
                <Icon of={IconClock} size={16} />
              </button>
            }
          />
        )}
      </div>
      {control}
      {message && (
        <p className={classes.message} id={`${id}m`} role="alert">
          {message}
        </p>
      )}
      {unsaved && <UnsavedMark place={place} />}
    </div>
  );
}

/** Its answer is one of a list: another program knows what is meant. */
function isCoded(editing: ReturnType<typeof useEditing>, { concept, row, field }: Place): boolean {
  const coded = codedField(concept, field);
  return coded !== null && !isEmpty(editing.valueOf({ concept, row, field: coded.code }));
}

/** Somebody else gave another answer: quietly, with the way to both. */
function TwoAnswers({ place }: { place: Place }) {
  const { t } = useTranslation();
  const words = useWords();
  const { candidate, availability, rows } = useDossier();
  const { concept, row, field } = place;
  const list = (rows as Record<string, readonly { id: string; conflicts: readonly string[] }[]>)[concept] ?? [];
  const own = concept === 'candidate' ? candidate : concept === 'availability' ? availability : null;
  const found = own ?? list.find((each) => each.id === row);
  if (!found?.conflicts.includes(field)) return null;
  return (
    <Link
      className={classes.two}
      to="/conflicts"
      search={{ dossier: candidate.id, at: `${concept}/${row}/${field}` }}
      aria-label={t('conflicts.inFieldOf', { field: words.field(concept, field) })}
      data-two-answers
    >
      {t('conflicts.inField')}
    </Link>
  );
}

/** What is typed and not written: it says so, and both ways on are one key away. */
function UnsavedMark({ place }: { place: Place }) {
  const { t } = useTranslation();
  const editing = useEditing();
  const text = editing.draftOf(place) ?? '';
  const valid = parseTyped(place.concept, place.field, text).ok;
  return (
    <p className={classes.unsaved}>
      <span>{t('dossier.unsaved')}</span>
      {valid && (
        <button type="button" onClick={() => editing.commitTyped(place)}>
          {t('dossier.saveNow')}
        </button>
      )}
      <button type="button" onClick={() => editing.forget(place)}>
        {t('dossier.letGo')}
      </button>
    </p>
  );
}

/**
 * One of a list, by arrows or by its first letters: what stood there is picked, so that typing takes its place, and what was typed chooses
 * the first that has it, by Enter or by going on.
 */
function ChoiceEditor({
  label,
  options,
  value,
  commit,
  onClose,
}: {
  label: string;
  options: readonly { readonly value: string; readonly label: string }[];
  value: string;
  commit: (next: string) => void;
  onClose: (refocus: boolean) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const first = typed && options.find((each) => each.label.toLowerCase().includes(typed));
  return (
    <Select
      size="sm"
      aria-label={label}
      data={options}
      value={value}
      searchable
      autoFocus
      defaultDropdownOpened
      // Otherwise choosing what stands there takes it away; "not known" is in the list.
      allowDeselect={false}
      selectFirstOptionOnChange={typed !== ''}
      nothingFoundMessage={t('dossier.noOption')}
      maxDropdownHeight={280}
      classNames={{ input: classes.select ?? '' }}
      onFocus={(event) => event.currentTarget.select()}
      onInput={(event) => setTyped(event.currentTarget.value.trim().toLowerCase())}
      // Otherwise Esc would also be heard by what is around this field.
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          setTyped('');
          onClose(true);
        } else if (event.key === 'Tab') {
          if (first && first.value !== value) commit(first.value);
          chainNext(event.currentTarget);
        }
      }}
      onBlur={() => onClose(false)}
      onChange={(next) => commit(next ?? '')}
      onOptionSubmit={() => onClose(true)}
    />
  );
}

function TextEditor({
  place,
  value,
  long,
  label,
  describedBy,
  invalid,
  hint,
  numeric,
  tel,
  onPause,
  onClose,
}: {
  place: Place;
  value: FieldValue | undefined;
  long: boolean;
  label: string;
  describedBy: string | undefined;
  invalid: boolean;
  hint: string | undefined;
  numeric: boolean;
  tel: boolean;
  onPause: () => void;
  onClose: (refocus: boolean) => void;
}) {
  const editing = useEditing();
  const before = useRef(value ?? null);
  // Its own text, not the kept one: an answer written during a pause must not change what stands under the caret.
  const [text, setText] = useState(() => editing.draftOf(place) ?? typingText(place.concept, place.field, value));
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const done = useRef(false);
  const coded = codedField(place.concept, place.field);
  // With the text that Esc brings back comes its code.
  const codeBefore = useRef(
    coded && {
      [coded.code]: editing.valueOf({ ...place, field: coded.code }) ?? null,
      [coded.system]: editing.valueOf({ ...place, field: coded.system }) ?? null,
    },
  );
  const listId = useId();
  const isGuarded = isFreeText(place.concept, place.field);
  const toInput = useCallback(() => input.current?.focus(), []);
  const { t } = useTranslation();
  const [looking, setLooking] = useState<string | null>(null);
  const take = ({ label: name, code, codeSystem }: Suggestion) => {
    if (!coded || done.current) return;
    done.current = true;
    clearTimeout(pause.current);
    void editing.commit(place, name, { [coded.code]: code, [coded.system]: codeSystem });
    onClose(true);
  };
  const list = useSuggestions({ coded, text: looking, onTake: take });
  const isListed = list.shown.length > 0;
  const showsList = useRef(false);
  showsList.current = isListed;
  useEffect(() => {
    const element = input.current;
    element?.focus();
    if (!long) element?.select();
    else element?.setSelectionRange(element.value.length, element.value.length);
    return () => clearTimeout(pause.current);
  }, [long]);

  const settle = () => {
    clearTimeout(pause.current);
    return editing.commitTyped(place);
  };
  const finish = (refocus: boolean) => {
    if (done.current) return;
    done.current = true;
    settle();
    onClose(refocus);
  };
  const restore = () => {
    done.current = true;
    clearTimeout(pause.current);
    editing.forget(place);
    const now = editing.valueOf(place);
    if (!isNewRow(place.row) && !sameValue(now, before.current))
      void editing.commit(place, before.current, codeBefore.current ?? {});
    onClose(true);
  };

  const shared = {
    ref: input,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    'data-editor': `${place.concept}.${place.field}`,
    className: classes.editor,
    value: text,
    autoComplete: 'off',
    placeholder: hint,
    onChange: (event: { currentTarget: { value: string } }) => {
      const next = event.currentTarget.value;
      setText(next);
      editing.type(place, next);
      clearTimeout(pause.current);
      if (coded) setLooking(next);
      pause.current = setTimeout(() => {
        // While there is something to choose the text is a draft, so that what is chosen is one step to undo.
        if (showsList.current) return;
        if (!settle()) onPause();
      }, PAUSE_MS);
    },
    onBlur: isGuarded ? undefined : () => finish(false),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (list.onKey(event)) event.preventDefault();
      else if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        if (isListed) {
          setLooking(null);
          settle();
          return;
        }
        // What was written in a text over many pauses is not thrown away by one key; undo takes it back bit by bit.
        if (long) finish(true);
        else restore();
      } else if ((event.key === 'Enter' && !long) || pressed(event, 'fieldKeep')) {
        event.preventDefault();
        finish(true);
      } else if (event.key === 'Tab' && (event.shiftKey || !isPointedAt(event.currentTarget)))
        chainNext(event.currentTarget);
    },
  };
  // What is pointed at stands behind the text and belongs to it: Tab goes there first, and only whoever leaves both is done.
  const guarded = (editor: ReactNode): ReactNode =>
    isGuarded ? (
      <div
        data-guarded
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) finish(false);
        }}
        onKeyDown={(event) => {
          if (event.target === input.current) return;
          if (event.key === 'Tab') chainNext(event.currentTarget);
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          toInput();
        }}
      >
        {editor}
        <FreeTextGuard text={text} onLeft={toInput} />
      </div>
    ) : (
      editor
    );
  if (long) return guarded(<textarea {...shared} rows={3} />);
  const editor = (
    <input
      {...shared}
      type={tel ? 'tel' : 'text'}
      {...(numeric ? { inputMode: 'numeric' as const } : {})}
      {...(coded
        ? {
            role: 'combobox',
            'aria-autocomplete': 'list' as const,
            'aria-expanded': isListed,
            'aria-controls': isListed ? listId : undefined,
            'aria-activedescendant': list.active >= 0 && isListed ? optionId(listId, list.active) : undefined,
          }
        : {})}
      spellCheck={false}
    />
  );
  if (!coded) return guarded(editor);
  return (
    <>
      <Popover
        opened={isListed}
        position="bottom-start"
        width={380}
        offset={4}
        withinPortal
        withRoles={false}
        trapFocus={false}
        returnFocus={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
        classNames={{ dropdown: classes.suggestions ?? '' }}
      >
        <Popover.Target>{editor}</Popover.Target>
        <Popover.Dropdown>
          <Suggestions
            id={listId}
            label={label}
            shown={list.shown}
            active={list.active}
            onPoint={list.setActive}
            onTake={take}
          />
        </Popover.Dropdown>
      </Popover>
      <span role="status" className="screen-only-reader">
        {isListed ? t('dossier.suggestionsCount', { count: list.shown.length }) : ''}
      </span>
    </>
  );
}

const isPointedAt = (text: HTMLElement): boolean =>
  text.closest('[data-guarded]')?.querySelector('[data-guard]') != null;

/**
 * Tab leaves an editor: the field that takes the focus within the same turn opens too. The mark is on the screen around
 * the fields, so it lives and dies with it.
 */
function chainNext(from: HTMLElement): void {
  const screen = from.closest<HTMLElement>('[data-dossier]');
  if (!screen) return;
  screen.dataset.chain = '';
  setTimeout(() => delete screen.dataset.chain, 50);
}
function takeChain(to: HTMLElement): boolean {
  const screen = to.closest<HTMLElement>('[data-dossier]');
  const chained = screen?.dataset.chain !== undefined;
  if (chained) delete screen.dataset.chain;
  return chained;
}

/** Why what is typed can not be kept, with what may be. */
function useSentence(): (reason: Reason, field: { max?: number; min?: number }) => string {
  const { t } = useTranslation();
  return (reason, { max = 0, min = 0 }) => {
    switch (reason) {
      case 'wholeDay':
        return t('dossier.reasons.wholeDay');
      case 'dateWriting':
        return t('dossier.reasons.dateWriting');
      case 'dayWriting':
        return t('dossier.reasons.dayWriting');
      case 'time':
        return t('dossier.reasons.time');
      case 'number':
        return t('dossier.reasons.number');
      case 'numberRange':
        return t('dossier.reasons.numberRange', { min, max });
      case 'tooLong':
        return t('dossier.reasons.tooLong', { max });
      default:
        return t(`common.reasons.${reason}`);
    }
  };
}
