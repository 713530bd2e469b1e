/**
 * Two versions of a plan, or one and the plan as it is now, beside each other. What changed is told by a sign, a word and a line through or
 * under it, never by colour alone; where there is no room for two columns the lines come under each other, and what is the same once.
 */
import { useMemo, useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useWords } from '../../components/useWords.ts';
import { ComparedText, useSumOfChanges } from '../../components/ComparedText.tsx';
import { compareTexts, type Line } from '../../components/text-differences.ts';
import classes from './plan-versions.module.css';

const NOW = 'now';

export function ComparePlan({
  versions,
  texts,
  first,
  onClose,
}: {
  versions: readonly Row<'planVersion'>[];
  texts: readonly string[];
  first: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const [before, setBefore] = useState(first);
  const [after, setAfter] = useState(() =>
    texts.length > 0 ? NOW : (versions.find(({ id }) => id !== first)?.id ?? first),
  );
  const lines = useMemo(() => {
    const textsOf = (which: string): readonly string[] =>
      which === NOW ? texts : [versions.find(({ id }) => id === which)?.text ?? ''];
    // A version that was kept in the other language is compared with the plan in that language: the words did not change, the window did.
    const all = textsOf(before).flatMap((old) => textsOf(after).map((next) => compareTexts(old, next)));
    return all.toSorted((a, b) => different(a) - different(b))[0] ?? [];
  }, [versions, texts, before, after]);
  const sum = useSumOfChanges(lines);
  const options = [
    ...(texts.length > 0 ? [{ value: NOW, label: t('guidance.versions.now') }] : []),
    ...versions.map(({ id, name }) => ({ value: id, label: name ?? words.concept('planVersion') })),
  ];
  const nameOf = (which: string) => options.find(({ value }) => value === which)?.label ?? '';
  const choice = (label: string, value: string, other: string, set: (next: string) => void) => (
    <Select
      label={label}
      data={options.filter((option) => option.value !== other)}
      value={value}
      allowDeselect={false}
      onChange={(next) => next !== null && set(next)}
    />
  );
  return (
    <Dialog opened onClose={onClose} size="xl" title={t('guidance.versions.compareTitle')}>
      <div className={classes.choose}>
        {choice(t('guidance.versions.older'), before, after, setBefore)}
        {choice(t('guidance.versions.newer'), after, before, setAfter)}
      </div>
      <p className={classes.sum} role="status">
        {sum}
      </p>
      <ComparedText lines={lines} before={nameOf(before)} after={nameOf(after)} />
    </Dialog>
  );
}

const different = (lines: readonly Line[]): number => lines.filter(({ kind }) => kind !== 'same').length;
