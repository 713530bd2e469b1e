/** Settings: a section at a time, everything saved as it is changed. */
import type { ComponentType } from 'react';
import {
  IconBuilding,
  IconFileText,
  IconForms,
  IconDatabase,
  IconDeviceDesktop,
  IconId,
  IconInfoCircle,
  IconKey,
  IconTemplate,
  IconListSearch,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { About } from './About.tsx';
import { Appearance } from './Appearance.tsx';
import { Data } from './Data.tsx';
import { Questionnaires } from './Questionnaires.tsx';
import { Lists } from './Lists.tsx';
import { Security } from './Security.tsx';
import { You } from './You.tsx';
import classes from './settings.module.css';

const SECTIONS = [
  { name: 'appearance', icon: IconDeviceDesktop, show: Appearance },
  { name: 'you', icon: IconId, show: You },
  { name: 'templates', icon: IconTemplate, show: null },
  { name: 'office', icon: IconBuilding, show: null },
  { name: 'security', icon: IconKey, show: Security },
  { name: 'questionnaires', icon: IconForms, show: Questionnaires },
  { name: 'lists', icon: IconListSearch, show: Lists },
  { name: 'privacy', icon: IconFileText, show: null },
  { name: 'data', icon: IconDatabase, show: Data },
  { name: 'about', icon: IconInfoCircle, show: About },
] as const satisfies readonly { name: string; icon: unknown; show: ComponentType | null }[];

/** @param elsewhere sections that are features of their own: what a laptop says about its office, and an adviser's outlines */
export function SettingsScreen({
  section,
  elsewhere,
}: {
  section: string;
  elsewhere: Readonly<Record<'office' | 'privacy' | 'templates', ComponentType>>;
}) {
  const { t } = useTranslation();
  const at = SECTIONS.find((each) => each.name === section) ?? SECTIONS[0];
  const Section = at.show ?? elsewhere[at.name];
  return (
    <div className={classes.screen}>
      <PageHeader title={t('settings.title')}>{t('settings.text')}</PageHeader>
      <div className={classes.columns}>
        <nav aria-label={t('settings.sections')} className={classes.sections}>
          {SECTIONS.map((each) => (
            <Link
              key={each.name}
              to="/settings/$section"
              params={{ section: each.name }}
              className={classes.section}
              {...(each === at ? { 'aria-current': 'page' as const } : {})}
            >
              <Icon of={each.icon} />
              {t(`settings.section.${each.name}`)}
            </Link>
          ))}
        </nav>
        <div className={classes.cards}>
          <Section key={at.name} />
        </div>
      </div>
    </div>
  );
}
