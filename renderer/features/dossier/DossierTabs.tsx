/**
 * The tabs of a dossier, with how much stands on each, and their keys. Where they do not fit beside each other they slide, and a menu at
 * the end names all of them.
 */
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { Menu } from '@mantine/core';
import { IconChevronDown, IconFolder } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { SHORTCUTS } from '../../../core/shortcuts/shortcuts.ts';
import { useCommands } from '../../components/commands.tsx';
import { CONCEPTS_OF, type Tab } from '../../components/dossier-tabs.ts';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint, useKeyText } from '../../components/KeyHint.tsx';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { useDossier } from './DossierContext.tsx';
import classes from './DossierScreen.module.css';

export function DossierTabs({
  shown,
  at,
  toTab,
}: {
  shown: readonly Tab[];
  at: Tab;
  toTab: (next: Tab | undefined) => void;
}) {
  const { t } = useTranslation();
  const keyText = useKeyText();
  const { candidate, rows } = useDossier();
  const { nav, goesOn, look } = useGoesOn();
  const tabs = shown.map((tab, index) => ({
    tab,
    words: t(`dossier.tab.${tab}`),
    count: countOf(tab, rows),
    key: keyOf(index, shown.length),
  }));

  useShortcuts({ tab: (pressedKey) => toTab(tabs.find(({ key }) => key === pressedKey)?.tab) });
  useCommands(
    tabs.map(({ tab, words, key }) => ({
      key: `tab.${tab}`,
      icon: IconFolder,
      words: t('search.inDossier', { what: words }),
      run: () => toTab(tab),
      ...(key === null ? {} : { shortcut: 'tab' as const, keyIndex: key }),
    })),
  );
  return (
    <div className={classes.tabRow} data-no-print>
      <nav
        aria-label={t('dossier.tabs')}
        className={classes.tabs}
        ref={nav}
        onScroll={look}
        data-before={goesOn.before || undefined}
        data-after={goesOn.after || undefined}
      >
        {tabs.map(({ tab, words, count, key }) => (
          <Link
            key={tab}
            ref={tab === at ? inSight : null}
            to="/dossier/$id/$tab"
            params={{ id: candidate.id, tab }}
            className={classes.tab}
            {...(key === null ? {} : { 'aria-keyshortcuts': SHORTCUTS.tab.keys[key], title: keyText('tab', key) })}
            {...(tab === at ? { 'aria-current': 'page' as const } : {})}
          >
            <span className={classes.label} data-text={words}>
              {words}
            </span>
            {count > 0 && <span className={classes.count}>{count}</span>}
          </Link>
        ))}
      </nav>
      {(goesOn.before || goesOn.after) && (
        <Menu position="bottom-end" withinPortal returnFocus={false}>
          <Menu.Target>
            <button type="button" className={classes.allTabs} aria-label={t('dossier.allTabs')}>
              {t('dossier.moreTabs')}
              <Icon of={IconChevronDown} size={16} />
            </button>
          </Menu.Target>
          <Menu.Dropdown className={classes.allTabsList}>
            {tabs.map(({ tab, words, count, key }) => (
              <Menu.Item
                key={tab}
                onClick={() => toTab(tab)}
                rightSection={key !== null && <KeyHint of="tab" index={key} />}
                {...(tab === at ? { 'aria-current': 'page' as const } : {})}
              >
                {words}
                {count > 0 && <span className={classes.count}>{count}</span>}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** Rows on the tab; of the profile nobody counts. */
const countOf = (tab: Tab, rows: Dossier['rows']): number =>
  tab === 'profile'
    ? 0
    : (CONCEPTS_OF[tab] ?? []).reduce((sum, concept) => sum + (rows[concept as keyof Dossier['rows']]?.length ?? 0), 0);

/** Which key a tab has: the first nine from the left, and the last key for the last tab. */
const keyOf = (index: number, count: number): number | null => (index < 9 ? index : index === count - 1 ? 9 : null);

/** As far as tabs fade at the end, in pixels, and a little more (scroll-padding in the style sheet). */
const FADE = 36;

/** The tab that is shown is in sight. */
const inSight = (tab: HTMLElement | null): void => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** Sideways only: the page itself stays where the adviser reads. */
function keepInSight(nav: HTMLElement | null): void {
  const tab = nav?.querySelector('[aria-current]');
  if (!nav || !tab) return;
  const over = tab.getBoundingClientRect().right + FADE - nav.getBoundingClientRect().right;
  if (over > 0) nav.scrollLeft += over;
}

/** Whether there is more on either side than is in sight. */
function useGoesOn() {
  const nav = useRef<HTMLElement>(null);
  const [goesOn, setGoesOn] = useState({ before: false, after: false });
  const look = useCallback(() => {
    const element = nav.current;
    if (!element) return;
    const before = element.scrollLeft > 1;
    const after = element.scrollLeft + element.clientWidth < element.scrollWidth - 1;
    setGoesOn((was) => (was.before === before && was.after === after ? was : { before, after }));
  }, []);
  useLayoutEffect(() => {
    look();
    // The menu at the end takes room of its own as soon as it is there: the tab that is shown then slides clear of it.
    const watch = new ResizeObserver(() => {
      keepInSight(nav.current);
      look();
    });
    if (nav.current) watch.observe(nav.current);
    return () => watch.disconnect();
  }, [look]);
  return { nav, goesOn, look };
}
