/**
 * Saved views: filters, order, columns and their widths under a name. "Everyone" is always there. The one that is shown can be renamed,
 * brought up to what is shown now, moved, made the one with which the list begins, and removed, which can be undone.
 */
import { useEffect, useState, type FormEvent } from 'react';
import { Menu, Popover, TextInput } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconBookmarkPlus,
  IconDeviceFloppy,
  IconDots,
  IconHome,
  IconLock,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { askKey, useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { useCommands } from '../../components/commands.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { isOther, keptOf, newListMemory, stateOfView, useListMemory, type ListState, type View } from './list-state.ts';
import classes from './candidates.module.css';

export function Views({
  state,
  onChange,
  frozen,
}: {
  state: ListState;
  onChange: (state: ListState) => void;
  /** How many are restricted or shielded: they have a list of their own, so that nobody thinks that one is lost. */
  frozen: number;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const say = useToast();
  const memory = useListMemory();
  const views = useAsk('views.list', null);
  const save = useDo('views.save');
  const order = useDo('views.order');
  const remove = useDo('views.remove');
  const [naming, setNaming] = useState<'new' | View | null>(null);
  const list = views.data ?? [];
  const shown = (next: readonly View[]) => cache.setQueryData(askKey('views.list', null), next);
  const current = list.find((view) => view.id === state.view);

  // Once in a session, before anybody did something here.
  const found = views.data;
  useEffect(() => {
    if (!found || memory.current.begun) return;
    memory.current.begun = true;
    const first = found.find((view) => view.isFirst);
    if (first && state.view === null) onChange(stateOfView(first));
  }, [found, memory, state.view, onChange]);

  const put = async (view: View): Promise<boolean> => {
    const answer = await save.run(view);
    if (answer.ok) shown(answer.value);
    return answer.ok;
  };
  const putBack = async (view: View, then: () => void | Promise<void>) => {
    if (await put(view)) await then();
  };
  const submit = async (name: string) => {
    if (naming === null) return;
    const isNew = naming === 'new';
    const view = isNew ? { id: crypto.randomUUID(), name, ...keptOf(state) } : { ...naming, name };
    if (!(await put(view))) return;
    if (isNew) onChange({ ...state, view: view.id });
    setNaming(null);
  };
  const update = async (view: View) => {
    if (await put({ ...view, ...keptOf(state) }))
      say({
        message: t('candidates.viewUpdated', { name: view.name, interpolation: { escapeValue: false } }),
        action: {
          label: t('common.undo'),
          run: () => void putBack(view, () => onChange(stateOfView(view))),
        },
      });
  };
  const reorder = async (ids: readonly string[]) => {
    const answer = await order.run({ ids: [...ids] });
    if (answer.ok) shown(answer.value);
  };
  const move = (view: View, step: 1 | -1) => {
    const at = list.indexOf(view);
    void reorder(
      list
        .map(({ id }) => id)
        .toSpliced(at, 1)
        .toSpliced(at + step, 0, view.id),
    );
  };
  const take = async (view: View) => {
    const ids = list.map(({ id }) => id);
    const answer = await remove.run({ id: view.id });
    if (!answer.ok) return;
    shown(answer.value);
    onChange({ ...state, view: null });
    say({
      message: t('candidates.viewRemoved', { name: view.name, interpolation: { escapeValue: false } }),
      action: { label: t('common.undo'), run: () => void putBack(view, () => reorder(ids)) },
    });
  };

  const toFrozen = () => onChange({ ...newListMemory().state, filter: { frozen: true } });
  useCommands([
    ...list.map((view) => ({
      key: `view.${view.id}`,
      icon: IconBookmarkPlus,
      words: t('candidates.viewCommand', { name: view.name, interpolation: { escapeValue: false } }),
      run: () => onChange(stateOfView(view)),
    })),
    ...(frozen > 0
      ? [
          {
            key: 'view.frozen',
            icon: IconLock,
            words: t('candidates.viewCommand', { name: t('candidates.frozen') }),
            also: t('candidates.frozenAlso'),
            run: toFrozen,
          },
        ]
      : []),
  ]);

  return (
    <nav data-no-print className={classes.views} aria-label={t('candidates.views')}>
      <button
        type="button"
        className={classes.view}
        aria-pressed={state.view === null && !state.filter.frozen}
        onClick={() => onChange(newListMemory().state)}
      >
        {t('candidates.everyone')}
      </button>
      {(frozen > 0 || state.filter.frozen) && (
        <button
          type="button"
          className={classes.view}
          aria-pressed={state.filter.frozen === true}
          title={t('candidates.frozenWhat')}
          data-frozen-list
          onClick={toFrozen}
        >
          <Icon of={IconLock} size={16} /> {t('candidates.frozenCount', { count: frozen })}
        </button>
      )}
      {list.map((view, index) => (
        <span key={view.id} className={classes.viewPair}>
          <button
            type="button"
            className={classes.view}
            aria-pressed={state.view === view.id}
            onClick={() => onChange(stateOfView(view))}
          >
            {view.name}
          </button>
          {state.view === view.id && (
            <Menu position="bottom-start" width={260}>
              <Menu.Target>
                <button
                  type="button"
                  className={classes.viewRemove}
                  aria-label={t('candidates.viewMenu', { name: view.name, interpolation: { escapeValue: false } })}
                >
                  <Icon of={IconDots} size={16} />
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                {/* Not there, rather than first and not to be chosen: that would keep the keyboard out of the menu. */}
                {isOther(state, view) && (
                  <Menu.Item leftSection={<Icon of={IconDeviceFloppy} size={16} />} onClick={() => void update(view)}>
                    {t('candidates.viewUpdate')}
                  </Menu.Item>
                )}
                <Menu.Item leftSection={<Icon of={IconPencil} size={16} />} onClick={() => setNaming(view)}>
                  {t('candidates.viewRename')}
                </Menu.Item>
                <Menu.Item
                  leftSection={<Icon of={IconHome} size={16} />}
                  onClick={() => void put({ ...view, isFirst: !view.isFirst })}
                >
                  {t(view.isFirst ? 'candidates.viewNotFirst' : 'candidates.viewFirst')}
                </Menu.Item>
                <Menu.Item
                  leftSection={<Icon of={IconArrowLeft} size={16} />}
                  disabled={index === 0}
                  onClick={() => move(view, -1)}
                >
                  {t('candidates.viewLeft')}
                </Menu.Item>
                <Menu.Item
                  leftSection={<Icon of={IconArrowRight} size={16} />}
                  disabled={index === list.length - 1}
                  onClick={() => move(view, 1)}
                >
                  {t('candidates.viewRight')}
                </Menu.Item>
                <Menu.Item leftSection={<Icon of={IconTrash} size={16} />} onClick={() => void take(view)}>
                  {t('candidates.viewRemove')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </span>
      ))}
      {current && isOther(state, current) && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon of={IconDeviceFloppy} size={16} />}
          onClick={() => void update(current)}
        >
          {t('candidates.viewUpdate')}
        </Button>
      )}
      <Popover
        opened={naming === 'new'}
        onChange={(opened) => setNaming(opened ? 'new' : null)}
        trapFocus
        returnFocus
        width={280}
        position="bottom-start"
      >
        <Popover.Target>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon of={IconBookmarkPlus} size={16} />}
            onClick={() => setNaming('new')}
          >
            {t('candidates.saveView')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('candidates.saveView')}>
          <NameForm name="" tip={t('candidates.viewNameTip')} onName={(name) => void submit(name)} busy={save.busy} />
          <ErrorNote failure={save.failure} />
        </Popover.Dropdown>
      </Popover>
      <Dialog
        opened={naming !== null && naming !== 'new'}
        onClose={() => setNaming(null)}
        title={t('candidates.viewRename')}
        size="sm"
      >
        {naming !== null && naming !== 'new' && (
          <NameForm name={naming.name} onName={(name) => void submit(name)} busy={save.busy} />
        )}
        <ErrorNote failure={save.failure} />
      </Dialog>
    </nav>
  );
}

function NameForm({
  name: before,
  tip,
  onName,
  busy,
}: {
  name: string;
  tip?: string;
  onName: (name: string) => void;
  busy: boolean;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(before);
  const given = name.trim().slice(0, 80);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (given) onName(given);
  };
  return (
    <form onSubmit={submit} className={classes.more}>
      <TextInput
        label={t('candidates.viewName')}
        {...(tip ? { description: tip } : {})}
        value={name}
        maxLength={80}
        data-autofocus
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" busy={busy} disabled={!given}>
        {t('candidates.saveViewNow')}
      </Button>
    </form>
  );
}
