/** What can be done from every screen: the rooms, undo, lock, how the screen looks. The search box (Ctrl+K) offers them. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsSplit2,
  IconBuilding,
  IconCalendar,
  IconChartBar,
  IconChecklist,
  IconDatabase,
  IconDeviceDesktop,
  IconDeviceLaptop,
  IconForms,
  IconId,
  IconInbox,
  IconInfoCircle,
  IconKey,
  IconKeyboard,
  IconLanguage,
  IconListSearch,
  IconLock,
  IconMailbox,
  IconMoon,
  IconPrinter,
  IconSettings,
  IconSun,
  IconSunHigh,
  IconTemplate,
  IconTrash,
  IconUserPlus,
  IconUsers,
  IconUserShield,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Ask } from '../../core/contract/contract.ts';
import type { ShortcutName } from '../../core/shortcuts/shortcuts.ts';
import { askKey, useAsk, useDo } from '../api/useAsk.ts';
import { useCommands, type Command } from '../components/commands.tsx';
import type { IconShape } from '../components/Icon.tsx';
import type { search } from '../locales/nl/search.ts';

type Does = Readonly<
  Record<
    'newCandidate' | 'intake' | 'undo' | 'redo' | 'lock' | 'turnScreen' | 'print' | 'shortcuts' | 'settings',
    () => void
  >
>;

export function useFrameCommands(does: Does): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { run: prefer } = useDo('preferences.write');
  // There before the search box opens, so that nothing moves in it.
  useAsk('commands.recent', null);
  const write = (part: Ask<'preferences.write'>) => () =>
    void prefer(part).then((answer) => {
      if (answer.ok) cache.setQueryData(askKey('preferences.read', null), answer.value);
    });
  const section = (name: string) => () => void navigate({ to: '/settings/$section', params: { section: name } });
  const command = (
    key: keyof typeof search.command,
    icon: IconShape,
    run: () => void,
    shortcut?: ShortcutName,
  ): Command => ({
    key,
    icon,
    run,
    words: t(`search.command.${key}`),
    also: t(`search.also.${key}`),
    ...(shortcut ? { shortcut } : {}),
  });
  useCommands([
    command('newCandidate', IconUserPlus, does.newCandidate, 'newCandidate'),
    command('today', IconSunHigh, () => void navigate({ to: '/today' })),
    command('agenda', IconCalendar, () => void navigate({ to: '/agenda' })),
    command('own', IconChecklist, () => void navigate({ to: '/own' })),
    command('candidates', IconUsers, () => void navigate({ to: '/candidates' })),
    command('reports', IconChartBar, () => void navigate({ to: '/reports' })),
    command('requests', IconUserShield, () => void navigate({ to: '/requests' })),
    command('newRequest', IconUserShield, () => void navigate({ to: '/requests', search: { add: true } })),
    command('intake', IconInbox, does.intake, 'intake'),
    command('undo', IconArrowBackUp, does.undo, 'undo'),
    command('redo', IconArrowForwardUp, does.redo, 'redo'),
    command('lock', IconLock, does.lock, 'lock'),
    command('turnScreen', IconDeviceLaptop, does.turnScreen, 'turnScreen'),
    command('print', IconPrinter, does.print, 'print'),
    command('shortcuts', IconKeyboard, does.shortcuts, 'shortcuts'),
    command('conflicts', IconArrowsSplit2, () => void navigate({ to: '/conflicts' })),
    command('waiting', IconMailbox, () => void navigate({ to: '/waiting' })),
    command('removed', IconTrash, () => void navigate({ to: '/removed' })),
    command('settings', IconSettings, does.settings, 'settings'),
    command('you', IconId, section('you')),
    command('templates', IconTemplate, section('templates')),
    command('security', IconKey, section('security')),
    command('office', IconBuilding, section('office')),
    command('questionnaires', IconForms, section('questionnaires')),
    command('lists', IconListSearch, section('lists')),
    command('data', IconDatabase, section('data')),
    command('about', IconInfoCircle, section('about')),
    command('light', IconSun, write({ theme: 'light' })),
    command('dark', IconMoon, write({ theme: 'dark' })),
    command('system', IconDeviceDesktop, write({ theme: 'system' })),
    command('dutch', IconLanguage, write({ language: 'nl' })),
    command('english', IconLanguage, write({ language: 'en' })),
  ]);
}
