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
import { comparePlans, countChanges, type Line, type Side } from './plan-differences.ts';
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
    const all = textsOf(before).flatMap((old) => textsOf(after).map((next) => comparePlans(old, next)));
    return all.toSorted((a, b) => different(a) - different(b))[0] ?? [];
  }, [versions, texts, before, after]);
  const { come, gone, changed } = countChanges(lines);
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
        {come + gone + changed === 0
          ? t('guidance.versions.nothingChanged')
          : [
              come > 0 ? t('guidance.versions.linesCome', { count: come }) : null,
              gone > 0 ? t('guidance.versions.linesGone', { count: gone }) : null,
              changed > 0 ? t('guidance.versions.linesChanged', { count: changed }) : null,
            ]
              .filter(Boolean)
              .join(', ')}
      </p>
      <div className={classes.columns} aria-hidden>
        <span>
          <b>−</b> {nameOf(before)}
        </span>
        <span>
          <b>+</b> {nameOf(after)}
        </span>
      </div>
      <ol className={classes.lines} data-compared>
        {lines.map((line, index) => (
          <li key={index} data-kind={line.kind}>
            <OneLine line={line} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

const different = (lines: readonly Line[]): number => lines.filter(({ kind }) => kind !== 'same').length;

function OneLine({ line }: { line: Line }) {
  const { t } = useTranslation();
  if (line.kind === 'same')
    return (
      <>
        <SideText side={line.before} />
        {/* Said once is enough. */}
        <div aria-hidden data-twice>
          <SideText side={line.after} />
        </div>
      </>
    );
  const isWhole = line.kind !== 'changed';
  return (
    <>
      {line.before ? (
        <div className={classes.gone}>
          <Mark sign="−" word={t(isWhole ? 'guidance.versions.gone' : 'guidance.versions.was')} />
          <SideText side={line.before} as="del" isWhole={isWhole} />
        </div>
      ) : (
        <div data-twice />
      )}
      {line.after ? (
        <div className={classes.come}>
          <Mark sign="+" word={t(isWhole ? 'guidance.versions.come' : 'guidance.versions.became')} />
          <SideText side={line.after} as="ins" isWhole={isWhole} />
        </div>
      ) : (
        <div data-twice />
      )}
    </>
  );
}

function Mark({ sign, word }: { sign: string; word: string }) {
  return (
    <span className={classes.mark}>
      <span aria-hidden>{sign} </span>
      {word}
      <span className="screen-only-reader">: </span>
    </span>
  );
}

function SideText({ side, as: Tag = 'ins', isWhole = false }: { side: Side; as?: 'ins' | 'del'; isWhole?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={classes.line} data-shape={side.shape}>
      {side.pieces.map(({ text, isChanged }, index) =>
        isChanged ? (
          <Tag key={index}>
            {!isWhole && (
              <span className="screen-only-reader">
                {` ${t(Tag === 'del' ? 'guidance.versions.gone' : 'guidance.versions.come')}: `}
              </span>
            )}
            {text}
          </Tag>
        ) : (
          <span key={index}>{text}</span>
        ),
      )}
    </span>
  );
}
