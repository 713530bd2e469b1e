/**
 * Under a text that is being written: words in it that reveal what seldom may be held, with what to write instead. It waits for a pause, so
 * that half a word is not pointed at; it holds nothing back; what was left standing is not told again while this text is open.
 */
import { memo, useEffect, useId, useState } from 'react';
import { IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { pointAt } from '../../core/privacy/free-text-guard.ts';
import type { PointedSort } from '../../core/privacy/special-sorts.ts';
import { useTurned } from '../api/ApiProvider.tsx';
import { Icon } from './Icon.tsx';
import { useWords } from './useWords.ts';
import classes from './FreeTextGuard.module.css';

const PAUSE_MS = 700;
/** More would be a page below a text of a line. */
const MOST_WORDS = 3;

type Found = { readonly sort: PointedSort; readonly words: readonly string[] };

/** By sort, in the order of the text; each word once. */
function foundIn(text: string): readonly Found[] {
  const found = new Map<PointedSort, Map<string, string>>();
  for (const { sort, from, to } of pointAt(text)) {
    const words = found.get(sort) ?? new Map<string, string>();
    const word = text.slice(from, to);
    if (!words.has(word.toLowerCase())) words.set(word.toLowerCase(), word);
    found.set(sort, words);
  }
  return [...found].map(([sort, words]) => ({ sort, words: [...words.values()] }));
}

export const FreeTextGuard = memo(function FreeTextGuard({
  text,
  onLeft,
}: {
  text: string;
  /** It is gone: the focus goes back to the text. */
  onLeft: () => void;
}) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { turned } = useTurned();
  const [found, setFound] = useState<readonly Found[]>([]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isWhyShown, setWhyShown] = useState(false);
  const id = useId();
  useEffect(() => {
    const pause = setTimeout(() => setFound(foundIn(text)), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text]);
  const shown = found.flatMap(({ sort, words }) => {
    const others = words.filter((word) => !left.has(word));
    return others.length > 0 ? [{ sort, words: others }] : [];
  });
  // Whoever looks on from the other side need not read it.
  if (turned || shown.length === 0) return <div role="status" className={classes.nothing} />;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return (
    <div role="status" className={classes.guard} data-guard>
      <Icon of={IconBulb} />
      <div className={classes.words}>
        <p className={classes.title}>{t('guard.title')}</p>
        {shown.map(({ sort, words }) => (
          <p key={sort} data-sort={sort}>
            {t(`guard.says.${sort}`, {
              count: words.length,
              words: list.format(words.slice(0, MOST_WORDS).map((word) => `‘${word}’`)),
            })}{' '}
            {t(`guard.instead.${sort}`)}
          </p>
        ))}
        {isWhyShown && (
          <p id={id} className={classes.because}>
            {t('guard.because')}
          </p>
        )}
        <p className={classes.actions}>
          <button
            type="button"
            aria-expanded={isWhyShown}
            aria-controls={isWhyShown ? id : undefined}
            // Otherwise the text that is written would lose the focus, and close.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setWhyShown(!isWhyShown)}
          >
            {t('guard.why')}
          </button>
          <button
            type="button"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              setLeft(new Set([...left, ...shown.flatMap(({ words }) => words)]));
              onLeft();
            }}
          >
            {t('guard.leave')}
          </button>
        </p>
      </div>
    </div>
  );
});
