/** How long what is kept: a term for each kind of data, with what another term would do before it is saved. */
import { useState } from 'react';
import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Tag } from '../../components/Tag.tsx';
import { partsOf, periodOf, UNITS, type Unit } from './period.ts';
import { usePeriodText } from './usePeriodText.ts';
import classes from './retention.module.css';

type Rule = Answer<'retention.list'>['rules'][number];

export function Terms({
  rules,
  isOffices,
  onSaved,
}: {
  rules: readonly Rule[];
  isOffices: boolean;
  onSaved: () => void;
}) {
  const { t } = useTranslation();
  const periodText = usePeriodText();
  const [changing, setChanging] = useState<string | null>(null);
  return (
    <Card title={t('retention.terms')}>
      <p className={classes.what}>{t(isOffices ? 'retention.termsOffice' : 'retention.termsWhat')}</p>
      <ul className={classes.list}>
        {rules.map((rule) => (
          <li key={rule.rule} data-rule={rule.rule}>
            <div className={classes.line}>
              <div className={classes.words}>
                <b>{t(`retention.rule.${rule.rule}`)}</b>
                <span className={classes.why}>{t(`retention.why.${rule.rule}`)}</span>
              </div>
              <Tag kind={rule.isSet ? 'petrol' : 'plain'}>{periodText(rule.term)}</Tag>
              {!isOffices && changing !== rule.rule && (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t('retention.changeOf', { rule: t(`retention.rule.${rule.rule}`) })}
                  onClick={() => setChanging(rule.rule)}
                >
                  {t('retention.change')}
                </Button>
              )}
            </div>
            {changing === rule.rule && (
              <Changing
                rule={rule}
                onDone={(saved) => {
                  setChanging(null);
                  if (saved) onSaved();
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Changing({ rule, onDone }: { rule: Rule; onDone: (saved: boolean) => void }) {
  const { t } = useTranslation();
  const set = useDo('retention.setTerm');
  const before = rule.term === null ? { number: 1, unit: 'Y' as Unit } : partsOf(rule.term);
  const [number, setNumber] = useState<number | string>(before.number);
  const [unit, setUnit] = useState<Unit>(before.unit);
  const period = periodOf(number, unit);
  const save = async (term: string | null | undefined) => {
    const answer = await set.run({ rule: rule.rule, ...(term === undefined ? {} : { term }) });
    if (answer.ok) onDone(true);
  };
  return (
    <form
      className={classes.changing}
      onSubmit={(event) => {
        event.preventDefault();
        if (period !== null) void save(period);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone(false);
      }}
    >
      <div className={classes.inputs}>
        <NumberInput
          label={t('retention.number')}
          value={number}
          onChange={setNumber}
          min={1}
          max={99_999}
          allowDecimal={false}
          allowNegative={false}
          error={period === null ? t('retention.noPeriod') : null}
          data-autofocus
          autoFocus
          w={130}
        />
        <Select
          label={t('retention.unit')}
          data={UNITS.map((each) => ({ value: each, label: t(`retention.units.${each}`) }))}
          value={unit}
          allowDeselect={false}
          onChange={(next) => setUnit(UNITS.find((each) => each === next) ?? 'D')}
          w={150}
        />
      </div>
      <Effect rule={rule} period={period} />
      <ErrorNote failure={set.failure} />
      <div className={classes.buttons}>
        <Button type="submit" disabled={period === null} busy={set.busy}>
          {t('retention.save')}
        </Button>
        {rule.rule !== 'removed' && (
          <Button variant="default" onClick={() => void save(null)}>
            {t('retention.withoutTerm')}
          </Button>
        )}
        {rule.isSet && (
          <Button variant="default" onClick={() => void save(undefined)}>
            {t('retention.asUsual')}
          </Button>
        )}
        <Button variant="subtle" onClick={() => onDone(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** What would be due by it, beside what is due now. */
function Effect({ rule, period }: { rule: Rule; period: string | null }) {
  const { t } = useTranslation();
  const effect = useAsk('retention.list', {
    show: 'due',
    rule: rule.rule,
    terms: { [rule.rule]: period ?? rule.term },
    offset: 0,
    limit: 1,
  });
  const due = effect.data?.rules.find((each) => each.rule === rule.rule)?.due;
  if (due === undefined || period === null) return null;
  return (
    <p role="status" className={classes.effect}>
      {t('retention.effect', { count: due, all: rule.all })} {t('retention.effectNow', { count: rule.due })}
    </p>
  );
}
