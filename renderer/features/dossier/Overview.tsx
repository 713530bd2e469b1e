/** What matters at a glance, before a conversation: how to reach them, what they did and can, when, what changed lately. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatPeriod, latestFirst } from '../../../core/domain/dutch-date.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { useAsk } from '../../api/useAsk.ts';
import { Card } from '../../components/Card.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { BeforeAfter } from './BeforeAfter.tsx';
import { byDay, changeName, deedName, isSensitive, mayBeSensitive, removedIn, type RowChange } from './changes.ts';
import { useDossier } from './DossierContext.tsx';
import { hoursRange } from '../../components/facts.ts';
import { Hexagon } from './Hexagon.tsx';
import { useInterestProfiles } from './useDefinitions.ts';
import { Proposals } from './Privacy.tsx';
import { WeekGrid } from './WeekGrid.tsx';
import classes from './Overview.module.css';

export function Overview() {
  return (
    <>
      <Proposals />
      <div className={classes.overview}>
        <div className={classes.column}>
          <CareerCard />
          <ChangesCard />
        </div>
        <div className={classes.column}>
          <ContactCard />
          <AvailabilityCard />
          <WishesCard />
        </div>
        <div className={classes.column}>
          <SkillsCard />
          <InterestsCard />
        </div>
      </div>
    </>
  );
}

function ToTab({ tab, children }: { tab: string; children: ReactNode }) {
  const { candidate } = useDossier();
  return (
    <Link to="/dossier/$id/$tab" params={{ id: candidate.id, tab }} className={classes.to}>
      {children}
    </Link>
  );
}

function CareerCard() {
  const { t } = useTranslation();
  const { language } = useWords();
  const { rows } = useDossier();
  const line = [
    ...rows.workExperience.map((row) => ({
      id: row.id,
      from: row.from,
      until: row.until,
      title: row.role ?? row.employer ?? '',
      sub: [row.role ? row.employer : null, row.place].filter(Boolean).join(', '),
    })),
    ...rows.education.map((row) => ({
      id: row.id,
      from: row.from,
      until: row.until ?? (row.status === 'ongoing' ? null : row.diplomaDate),
      title: row.name ?? row.institute ?? '',
      sub: row.name ? (row.institute ?? '') : '',
    })),
  ].toSorted(latestFirst);
  return (
    <Card
      title={t('dossier.tab.career')}
      aside={<ToTab tab="career">{line.length ? t('dossier.all', { count: line.length }) : t('dossier.fillIn')}</ToTab>}
    >
      {line.length === 0 ? (
        <EmptyState small title={t('dossier.empty.workExperience')} />
      ) : (
        <ol className={classes.timeline}>
          {line.slice(0, 5).map((each) => (
            <li key={each.id}>
              <span className={classes.period}>
                {formatPeriod(toMonth(each.from), toMonth(each.until), language) || '–'}
              </span>
              <span className={classes.what}>
                <span className={classes.title}>{each.title || t('dossier.blank')}</span>
                {each.sub && <span className={classes.sub}>{each.sub}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function ContactCard() {
  const { t } = useTranslation();
  const words = useWords();
  const { candidate, rows } = useDossier();
  const street = [candidate.street, `${candidate.houseNumber ?? ''}${candidate.houseNumberSuffix ?? ''}`.trim()]
    .filter(Boolean)
    .join(' ');
  const town = [candidate.postcode, candidate.place].filter(Boolean).join('  ');
  const details = rows.contactDetail.flatMap((row) => [
    ...(row.phone
      ? [{ key: `${row.id}p`, name: words.field('contactDetail', 'phone'), value: row.phone, label: row.label }]
      : []),
    ...(row.email
      ? [{ key: `${row.id}e`, name: words.field('contactDetail', 'email'), value: row.email, label: row.label }]
      : []),
  ]);
  return (
    <Card title={t('dossier.contact')} aside={<ToTab tab="profile">{t('dossier.tab.profile')}</ToTab>}>
      {details.length === 0 && !street && !town ? (
        <EmptyState small title={t('dossier.empty.contactDetail')} />
      ) : (
        <dl className={classes.facts}>
          {details.map(({ key, name, value, label }) => (
            <div key={key}>
              <dt>{label ? `${name}, ${label}` : name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {(street || town) && (
            <div>
              <dt>{t('dossier.address')}</dt>
              <dd>
                {street}
                {street && town && <br />}
                {town}
              </dd>
            </div>
          )}
        </dl>
      )}
    </Card>
  );
}

function AvailabilityCard() {
  const { t } = useTranslation();
  const { availability } = useDossier();
  const hours = availability ? hoursRange(availability) : '';
  const known = availability && ((availability.days?.length ?? 0) > 0 || (availability.dayParts?.length ?? 0) > 0);
  return (
    <Card
      title={t('dossier.tab.availability')}
      aside={<ToTab tab="availability">{hours ? t('dossier.hours', { hours }) : t('dossier.fillIn')}</ToTab>}
    >
      {known ? <WeekGrid availability={availability} /> : <EmptyState small title={t('dossier.empty.availability')} />}
    </Card>
  );
}

function WishesCard() {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const wishes = rows.desiredOccupation.flatMap((row) => (row.name ? [row.name] : []));
  const licences = rows.drivingLicence.flatMap((row) => (row.category ? [row.category] : []));
  if (wishes.length === 0 && licences.length === 0) return null;
  return (
    <Card title={t('dossier.wishes')} aside={<ToTab tab="skills">{t('dossier.change')}</ToTab>}>
      <div className={classes.tags}>
        {wishes.map((name) => (
          <Tag key={name} kind="petrol">
            {name}
          </Tag>
        ))}
        {licences.map((category) => (
          <Tag key={category}>{`${words.concept('drivingLicence')} ${category}`}</Tag>
        ))}
      </div>
    </Card>
  );
}

const SHOWN_SKILLS = 14;

function SkillsCard() {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const named = rows.skill.filter((row) => row.name);
  const more = named.length - SHOWN_SKILLS;
  return (
    <Card
      title={words.concept('skill', 'many')}
      aside={
        <ToTab tab="skills">{named.length ? t('dossier.all', { count: named.length }) : t('dossier.fillIn')}</ToTab>
      }
    >
      {named.length === 0 ? (
        <EmptyState small title={t('dossier.empty.skill')} />
      ) : (
        <ul className={classes.skills}>
          {named.slice(0, SHOWN_SKILLS).map((row) => (
            <li key={row.id}>
              <Tag>{row.name}</Tag>
            </li>
          ))}
          {more > 0 && <li className={classes.more}>{t('dossier.moreSkills', { count: more })}</li>}
        </ul>
      )}
    </Card>
  );
}

function InterestsCard() {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const [profile] = useInterestProfiles();
  const interests = rows.interest.flatMap((row) => (row.name ? [row.name] : []));
  if (!profile && interests.length === 0) return null;
  return (
    <Card title={words.concept('interest', 'many')} aside={<ToTab tab="skills">{t('dossier.change')}</ToTab>}>
      {profile && <Hexagon scores={profile.scores} />}
      {interests.length > 0 && <p className={classes.interests}>{interests.join(' · ')}</p>}
    </Card>
  );
}

/** At a glance a month is enough. */
const toMonth = (date: string | null) => date?.slice(0, 7) ?? null;

/** Operations that are read for it: enough for some deeds, since one deed may hold many. */
const READ = 60;
const SHOWN_DEEDS = 4;
const SHOWN_GONE = 3;

function ChangesCard() {
  const { t } = useTranslation();
  const words = useWords();
  const { turned } = useTurned();
  const { candidate } = useDossier();
  const history = useAsk('dossier.history', { dossier: candidate.id, offset: 0, limit: READ }, { keepPrevious: true });
  const deeds = byDay(history.data?.entries ?? [])
    .flatMap((day) => day.deeds)
    .slice(0, SHOWN_DEEDS);
  const nameOfGone = ({ concept, entries: [entry] }: RowChange): string =>
    entry?.about && !mayBeSensitive(concept) ? `${words.concept(concept)}: ${entry.about}` : words.concept(concept);
  return (
    <Card title={t('dossier.recent')} aside={<ToTab tab="history">{t('dossier.tab.history')}</ToTab>}>
      {deeds.length === 0 ? (
        <EmptyState small title={t('dossier.empty.history')} />
      ) : (
        <ol className={classes.timeline}>
          {deeds.map((deed) => {
            const [first] = deed.rows[0]?.entries ?? [];
            const one = deed.count === 1 && first && first.field !== 'deleted' ? first : null;
            const gone = removedIn(deed);
            return (
              <li key={deed.group}>
                <span className={classes.period}>
                  <MomentText at={deed.at} />
                </span>
                <span className={classes.what}>
                  <span className={classes.title}>{t(`dossier.did.${deedName(deed.label)}`)}</span>
                  <span className={classes.sub}>
                    {one
                      ? changeName(one, words)
                      : gone.length > 0
                        ? gone.slice(0, SHOWN_GONE).map(nameOfGone).join(', ')
                        : [...new Set(deed.rows.map((row) => words.concept(row.concept, 'many')))]
                            .slice(0, 4)
                            .join(', ')}
                  </span>
                  {gone.length > 0 && (
                    <span className={classes.sub}>
                      {gone.length > SHOWN_GONE && `${t('dossier.moreSkills', { count: gone.length - SHOWN_GONE })} `}
                      {deed.actor && t('past.by', { who: deed.actor })}
                    </span>
                  )}
                  {gone.length > 0 && !turned && (
                    <Link to="/removed" search={{ dossier: candidate.id }} className={classes.to}>
                      {t('past.removedHere')}
                    </Link>
                  )}
                  {one &&
                    (isSensitive(one) ? (
                      <span className={classes.sub}>{t('dossier.hiddenHere')}</span>
                    ) : (
                      <BeforeAfter concept={one.concept} field={one.field} before={one.before} after={one.after} />
                    ))}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
