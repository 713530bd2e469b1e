/** What is in which column of a table: our guess, marked as such, until the adviser says otherwise. */
import { useEffect, useRef, useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Ask } from '../../../core/contract/contract.ts';
import { CONCEPTS, type ConceptName } from '../../../core/domain/concepts.ts';
import { saysWho } from '../../../core/domain/says-who.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './Columns.module.css';

export type Mapping = NonNullable<Ask<'intake.read'>['mapping']>;
type Target = Mapping[number];

const keyOf = (target: Target): string => (typeof target === 'string' ? target : `${target.concept}.${target.field}`);
function targetOf(key: string): Target {
  if (key === 'ignore' || key === 'fullName') return key;
  const [concept, field] = key.split('.');
  return { concept: concept as ConceptName, field: field ?? '' };
}

export function Columns({
  columns,
  mapping,
  found,
  onChange,
  onDone,
}: {
  columns: readonly { header: string; samples: readonly string[] }[];
  mapping: Mapping;
  found: number;
  onChange: (mapping: Mapping) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  /** Columns that the adviser decided: the rest is still a guess. */
  const [decided, setDecided] = useState<ReadonlySet<number>>(new Set());
  const right = useRef<HTMLButtonElement>(null);
  // Ready for Enter, without scrolling past what could not be read.
  const note = useRef<HTMLDivElement>(null);
  const isOfSomebody = saysWho(mapping);
  useEffect(() => (right.current?.ariaDisabled ? note : right).current?.focus({ preventScroll: true }), []);
  const options = [
    {
      group: t('intake.target'),
      items: [
        { value: 'ignore', label: t('intake.ignore') },
        { value: 'fullName', label: t('intake.fullName') },
      ],
    },
    ...CONCEPTS.filter(
      (each) => each.place !== 'organisation' && each.name !== 'importRemainder' && each.name !== 'document',
    ).map((each) => ({
      group: words.concept(each.name),
      items: Object.keys(each.fields).map((field) => ({
        value: `${each.name}.${field}`,
        label:
          each.place === 'candidate'
            ? words.field(each.name, field)
            : `${words.concept(each.name)}: ${words.field(each.name, field)}`,
      })),
    })),
  ];
  return (
    <Card title={t('intake.columnsTitle')} aside={t('intake.found', { count: found })}>
      <p className={classes.what}>{t('intake.columnsWhat')}</p>
      {!isOfSomebody && (
        <div ref={note} tabIndex={-1} className={classes.nobody}>
          <ErrorNote>{t('intake.columnsNobody')}</ErrorNote>
        </div>
      )}
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('intake.column')}</th>
              <th scope="col">{t('intake.samples')}</th>
              <th scope="col">{t('intake.target')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, at) => {
              const target = mapping[at] ?? 'ignore';
              return (
                // Columns have no other identity than their place.
                // eslint-disable-next-line react/no-array-index-key
                <tr key={at}>
                  <th scope="row">{column.header || at + 1}</th>
                  <td className={classes.samples}>{column.samples.slice(0, 3).join(' · ')}</td>
                  <td>
                    <div className={classes.target}>
                      <Select
                        aria-label={t('intake.targetOf', { column: column.header || String(at + 1) })}
                        data={options}
                        value={keyOf(target)}
                        searchable
                        allowDeselect={false}
                        maxDropdownHeight={320}
                        className={classes.select}
                        onChange={(next) => {
                          if (!next) return;
                          setDecided(new Set([...decided, at]));
                          onChange(mapping.with(at, targetOf(next)));
                        }}
                      />
                      {!decided.has(at) && target !== 'ignore' && <Tag kind="amber">{t('intake.guessed')}</Tag>}
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className={classes.foot}>
        <Button ref={right} disabled={!isOfSomebody} onClick={onDone}>
          {t('intake.columnsRight')}
        </Button>
      </div>
    </Card>
  );
}
