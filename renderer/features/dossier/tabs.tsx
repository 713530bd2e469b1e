/** The tabs on which a dossier is filled in: what stands on each, in which order. */
import { useState } from 'react';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { remainderText } from '../../../core/domain/words/remainder.ts';
import { useTurned } from '../../api/ApiProvider.tsx';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { RecordMark, useHasOffice, whereaboutsOf } from '../../components/RecordMark.tsx';
import { SetAside } from '../../components/SetAside.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier, useEditing } from './DossierContext.tsx';
import { Fields } from './Fields.tsx';
import { Hexagon } from './Hexagon.tsx';
import { useInterestProfiles } from './useDefinitions.ts';
import { LookedOver } from './LookedOver.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import { RowList } from './RowList.tsx';
import { WeekGrid } from './WeekGrid.tsx';
import classes from './tabs.module.css';

export function Profile() {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.two}>
        <Card
          title={
            <>
              {t('dossier.identity')} <LookedOver of="candidate" />
            </>
          }
          aside={<Where of="candidate" />}
        >
          <Fields of="candidate" names={['givenName', 'initials', 'prefix', 'surname']} />
        </Card>
        <Card title={t('dossier.address')}>
          <Fields
            of="candidate"
            names={['street', 'houseNumber', 'houseNumberSuffix', 'postcode', 'place', 'country']}
          />
          <Region />
        </Card>
      </div>
      <RowList concept="contactDetail" />
      <Card title={t('dossier.guidance')}>
        <Fields of="candidate" names={['phase', 'workLevel', 'externalReference', 'presentation']} />
      </Card>
      <div className={classes.two}>
        <RowList concept="socialProfile" />
        <RowList concept="webLink" />
      </div>
    </>
  );
}

/** What the lists say of the postcode, where there are such lists: a fact, not an answer. */
function Region() {
  const { t } = useTranslation();
  const { postcode } = useDossier().candidate;
  const found = useAsk('classification.place', { postcode: postcode ?? '' }, { enabled: postcode !== null });
  const region = postcode === null ? null : found.data?.region;
  if (!region) return null;
  const municipality = found.data?.municipality;
  return (
    <p className={classes.explain}>
      {municipality ? t('dossier.regionIn', { region, municipality }) : t('dossier.region', { region })}
    </p>
  );
}

/** The record that a tab is about, and where it is. */
function Where({ of }: { of: 'candidate' | 'availability' }) {
  const record = useDossier()[of];
  const at = record && whereaboutsOf([record]);
  return useHasOffice() && at ? <RecordMark of={at} /> : null;
}

export function Career() {
  return (
    <>
      <RowList concept="workExperience" />
      <RowList concept="education" />
      <RowList concept="course" />
    </>
  );
}

export function Skills() {
  const { t } = useTranslation();
  const [newest] = useInterestProfiles();
  return (
    <>
      <RowList concept="skill" />
      <RowList concept="language" />
      <div className={classes.two}>
        <RowList concept="drivingLicence" />
        <RowList concept="desiredOccupation" />
      </div>
      <div className={newest ? classes.two : classes.one}>
        <RowList concept="interest" />
        {newest && (
          <Card title={t('dossier.hexagon')}>
            <Hexagon scores={newest.scores} />
          </Card>
        )}
      </div>
      <RowList concept="interestProfile" />
    </>
  );
}

export function Availability() {
  const { t } = useTranslation();
  const { turned } = useTurned();
  const { candidate, availability } = useDossier();
  const editing = useEditing();
  return (
    <>
      <div className={classes.two}>
        <Card
          title={
            <>
              {t('dossier.when')} <LookedOver of="availability" />
            </>
          }
          aside={<Where of="availability" />}
        >
          <Fields
            of="availability"
            names={['from', 'until', 'hoursMin', 'hoursMax', 'officeHours', 'irregularHours']}
          />
        </Card>
        <Card title={t('dossier.week')} aside={t('dossier.weekHow')}>
          <WeekGrid
            availability={availability}
            onChange={(fields) => void editing.commitMany('availability', candidate.id, fields)}
          />
        </Card>
      </div>
      <div className={classes.two}>
        <Card title={t('dossier.travel')}>
          <Fields of="availability" names={['maxDistanceKm', 'maxTravelMinutes', 'transport', 'transportForWork']} />
        </Card>
        <Card title={t('dossier.contract')}>
          <Fields of="availability" names={['contractForms', 'sectors', 'countries']} />
        </Card>
      </div>
      {!turned && (
        <Card
          tone="violet"
          title={t('dossier.needs')}
          aside={
            <Tag kind="violet" icon={IconEyeOff}>
              {t('dossier.sensitive')}
            </Tag>
          }
        >
          <p className={classes.explain}>{t('dossier.needsWhat')}</p>
          <Fields of="availability" names={['needsAdaptation', 'needsGuidance', 'needsVariation']} />
        </Card>
      )}
      <Card title={t('dossier.note')}>
        <Fields of="availability" names={['note']} />
      </Card>
    </>
  );
}

/** Sensitive: what stands here may say something about health, so it is shown only when it is asked for. */
export function Schemes() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const editing = useEditing();
  const count = rows.scheme.length;
  const [shown, setShown] = useState(false);
  const open = shown || count === 0 || editing.newRows('scheme').length > 0;
  return (
    <>
      <section className={classes.sensitive}>
        <Tag kind="violet" icon={IconEyeOff}>
          {t('dossier.sensitive')}
        </Tag>
        <p className={classes.sensitiveWords}>{t('dossier.schemesWhat')}</p>
        {count > 0 && (
          <Button
            variant="default"
            leftSection={<Icon of={open ? IconEyeOff : IconEye} />}
            aria-expanded={open}
            onClick={() => setShown(!open)}
          >
            {open ? t('dossier.hideSchemes') : t('dossier.showSchemes', { count })}
          </Button>
        )}
      </section>
      {open && <RowList concept="scheme" tone="violet" />}
    </>
  );
}

/** What a file said that has no place here: kept, shown, and removed when it has been dealt with. */
export function FromImport() {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const remainders = rows.importRemainder;
  if (remainders.length === 0)
    return (
      <Card>
        <EmptyState small title={t('dossier.empty.importRemainder')} />
      </Card>
    );
  const bySource = Map.groupBy(remainders, (row) => row.source ?? '');
  return (
    <>
      <p className={classes.explain}>{t('dossier.importWhat')}</p>
      {[...bySource].map(([source, list]) => (
        <Card key={source} title={source || t('dossier.unknownSource')} aside={list.length}>
          <ul className={classes.remainders}>
            {list.map((row) => (
              <li key={row.id} className={classes.remainder}>
                <div className={classes.remainderWords}>
                  <p className={classes.path}>{row.path}</p>
                  {row.value && (
                    <div className={classes.said}>
                      <SetAside text={row.value} />
                    </div>
                  )}
                  <p className={classes.reason}>{remainderText(words.language, row.reason)}</p>
                </div>
                <RemoveButton
                  concept="importRemainder"
                  row={row.id}
                  title={row.path ?? ''}
                  name={row.path ?? words.concept('importRemainder')}
                />
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}
