/** Saved views: filters, order and columns under a name. "Everyone" is always there. */
import { useState, type FormEvent } from 'react';
import { Button, Popover, TextInput } from '@mantine/core';
import { IconBookmarkPlus, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { askKey, useAsk, useDo } from '../../api/useAsk.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { newListMemory, tidyFilter, type ListState } from './list-state.ts';
import classes from './candidates.module.css';

export function Views({ state, onChange }: { state: ListState; onChange: (state: ListState) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const views = useAsk('views.list', null);
  const save = useDo('views.save');
  const remove = useDo('views.remove');
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const list = views.data ?? [];
  const shown = (next: typeof list) => cache.setQueryData(askKey('views.list', null), next);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    const view = {
      id: crypto.randomUUID(),
      name: name.trim().slice(0, 80),
      filter: tidyFilter(state.filter),
      sort: state.sort,
      columns: state.columns,
    };
    const answer = await save.run(view);
    if (!answer.ok) return;
    shown(answer.value);
    onChange({ ...state, view: view.id });
    setNaming(false);
    setName('');
  };

  return (
    <nav data-no-print className={classes.views} aria-label={t('candidates.views')}>
      <button
        type="button"
        className={classes.view}
        aria-pressed={state.view === null}
        onClick={() => onChange(newListMemory().state)}
      >
        {t('candidates.everyone')}
      </button>
      {list.map((view) => (
        <span key={view.id} className={classes.viewPair}>
          <button
            type="button"
            className={classes.view}
            aria-pressed={state.view === view.id}
            onClick={() =>
              onChange({ filter: view.filter, sort: view.sort, columns: [...view.columns], view: view.id })
            }
          >
            {view.name}
          </button>
          {state.view === view.id && (
            <button
              type="button"
              className={classes.viewRemove}
              aria-label={t('candidates.removeView', { name: view.name })}
              onClick={() =>
                void remove.run({ id: view.id }).then((answer) => {
                  if (!answer.ok) return;
                  shown(answer.value);
                  onChange({ ...state, view: null });
                })
              }
            >
              <Icon of={IconX} size={14} />
            </button>
          )}
        </span>
      ))}
      <Popover opened={naming} onChange={setNaming} trapFocus returnFocus width={280} position="bottom-start">
        <Popover.Target>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon of={IconBookmarkPlus} size={16} />}
            onClick={() => setNaming(true)}
          >
            {t('candidates.saveView')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('candidates.saveView')}>
          <form onSubmit={(event) => void submit(event)} className={classes.more}>
            <TextInput
              label={t('candidates.viewName')}
              description={t('candidates.viewNameTip')}
              value={name}
              maxLength={80}
              data-autofocus
              autoComplete="off"
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ErrorNote failure={save.failure} />
            <Button type="submit" disabled={!name.trim() || save.busy}>
              {t('candidates.saveViewNow')}
            </Button>
          </form>
        </Popover.Dropdown>
      </Popover>
    </nav>
  );
}
