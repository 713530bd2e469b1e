/** The filters: one field for words, phase and place at hand, the rest behind a button, and what is on as chips to take off. */
import { useState, type KeyboardEvent, type RefObject } from 'react';
import { Checkbox, CloseButton, Menu, NumberInput, Popover, Select, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconChevronDown, IconColumns3, IconFilter, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LIST_COLUMNS } from '../../../core/contract/contract.ts';
import { PHASES } from '../../../core/domain/concepts.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { parseTypedDate, typingForm } from '../../components/typed-date.ts';
import { useWords } from '../../components/useWords.ts';
import { useConditions } from './useConditions.ts';
import type { Filter, ListState } from './list-state.ts';
import classes from './candidates.module.css';

export function Filters({
  state,
  onChange,
  wordsRef,
  onDown,
  onOpenFirst,
}: {
  state: ListState;
  onChange: (state: ListState) => void;
  wordsRef: RefObject<HTMLInputElement | null>;
  /** Arrow down from the words: into the list. */
  onDown: () => void;
  onOpenFirst: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const facets = useAsk('candidates.facets', null);
  const filter = state.filter;
  const set = (part: { [K in keyof Filter]: Filter[K] | undefined }) => {
    const next = { ...filter, ...part };
    onChange({ ...state, filter: next });
  };
  const countOf = new Map(facets.data?.phases.map((each) => [each.value, each.count]));
  const phases = filter.phases ?? [];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Enter') onOpenFirst();
    else if (event.key === 'Escape' && filter.words) set({ words: undefined });
    else return;
    event.preventDefault();
  };

  const chips = useConditions(filter);

  return (
    <div className={classes.filters} data-no-print>
      <div className={classes.filterRow} role="search">
        <TextInput
          ref={wordsRef}
          className={classes.words}
          aria-label={t('candidates.filter')}
          aria-keyshortcuts={ariaKeys('listFilter')}
          placeholder={t('candidates.filter')}
          leftSection={<Icon of={IconFilter} />}
          leftSectionPointerEvents="none"
          rightSection={
            filter.words ? (
              <CloseButton
                size="sm"
                aria-label={t('candidates.drop', { what: t('candidates.chipWords', { what: filter.words }) })}
                onClick={() => {
                  set({ words: undefined });
                  wordsRef.current?.focus();
                }}
              />
            ) : (
              <KeyHint of="listFilter" />
            )
          }
          value={filter.words ?? ''}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => set({ words: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <Menu closeOnItemClick={false} position="bottom-start" width={240}>
          <Menu.Target>
            <Button variant="default" rightSection={<Icon of={IconChevronDown} size={16} />}>
              {t('candidates.phase')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {PHASES.map((phase) => (
              <Menu.CheckboxItem
                key={phase}
                checked={phases.includes(phase)}
                rightSection={<span className={classes.quiet}>{countOf.get(phase) ?? 0}</span>}
                onChange={() =>
                  set({
                    phases: phases.includes(phase) ? phases.filter((each) => each !== phase) : [...phases, phase],
                  })
                }
              >
                {words.option('candidate', 'phase', phase)}
              </Menu.CheckboxItem>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Select
          className={classes.place}
          aria-label={t('candidates.place')}
          placeholder={t('candidates.anyPlace')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('candidates.drop', { what: t('candidates.place') }) }}
          data={[
            ...new Set([
              ...(facets.data?.places ?? []).map((each) => each.value),
              ...(filter.place ? [filter.place] : []),
            ]),
          ]}
          value={filter.place ?? null}
          onChange={(place) => set({ place: place ?? undefined })}
        />
        <Popover position="bottom-end" width={300} trapFocus returnFocus>
          <Popover.Target>
            <Button variant="default" leftSection={<Icon of={IconAdjustmentsHorizontal} />}>
              {t('candidates.moreFilters')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={classes.more} aria-label={t('candidates.moreFilters')}>
            <AvailableBy day={filter.availableBy} onChange={(availableBy) => set({ availableBy })} />
            <NumberInput
              label={t('candidates.hoursAtLeast')}
              min={0}
              max={99}
              allowDecimal={false}
              value={filter.hoursAtLeast ?? ''}
              onChange={(value) => set({ hoursAtLeast: typeof value === 'number' && value > 0 ? value : undefined })}
            />
            <Checkbox
              label={t('candidates.onlyHere')}
              checked={filter.onlyHere ?? false}
              onChange={(event) => set({ onlyHere: event.currentTarget.checked || undefined })}
            />
          </Popover.Dropdown>
        </Popover>
        <Menu closeOnItemClick={false} position="bottom-end" width={220}>
          <Menu.Target>
            <Button variant="default" leftSection={<Icon of={IconColumns3} />}>
              {t('candidates.columns')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {/* The name is always there. A choice that can not be made would stand first, and keep the keyboard out of the menu. */}
            {LIST_COLUMNS.filter((column) => column !== 'name').map((column) => {
              const on = state.columns.includes(column);
              return (
                <Menu.CheckboxItem
                  key={column}
                  checked={on}
                  onChange={() =>
                    onChange({
                      ...state,
                      columns: on ? state.columns.filter((each) => each !== column) : [...state.columns, column],
                    })
                  }
                >
                  {t(`candidates.column.${column}`)}
                </Menu.CheckboxItem>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      </div>
      {chips.length > 0 && (
        <ul className={classes.chips}>
          {chips.map((chip) => (
            <li key={chip.key} className={classes.chip}>
              {chip.words}
              <button
                type="button"
                aria-label={t('candidates.drop', { what: chip.words })}
                onClick={() => onChange({ ...state, filter: chip.without })}
              >
                <Icon of={IconX} size={14} />
              </button>
            </li>
          ))}
          <li>
            <Button variant="subtle" size="compact-sm" onClick={() => onChange({ ...state, filter: {} })}>
              {t('candidates.clear')}
            </Button>
          </li>
        </ul>
      )}
    </div>
  );
}

/** Typed as every other day in the product: the field of the browser asks for it in the language of the system, month first perhaps. */
function AvailableBy({ day, onChange }: { day: string | undefined; onChange: (day: string | undefined) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(day === undefined ? '' : typingForm(day));
  const [isWrong, setIsWrong] = useState(false);
  return (
    <TextInput
      label={t('candidates.availableBy')}
      placeholder={t('past.onDayHint')}
      autoComplete="off"
      spellCheck={false}
      value={typed}
      error={isWrong && t('dossier.reasons.wholeDay')}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        setIsWrong(false);
        const date = parseTypedDate(text, 'date');
        if (date.ok) onChange(date.value);
        else if (text.trim() === '') onChange(undefined);
      }}
      onBlur={() => setIsWrong(typed.trim() !== '' && !parseTypedDate(typed, 'date').ok)}
    />
  );
}
