/**
 * Two texts beside each other. What changed is told by a sign, a word and a line through or under it, never by colour alone; where there is no
 * room for two columns the lines come under each other, and what is the same once.
 */
import { useTranslation } from 'react-i18next';
import { countChanges, type Line, type Side } from './text-differences.ts';
import classes from './ComparedText.module.css';

/** How many lines came, went and changed, in a sentence. */
export function useSumOfChanges(lines: readonly Line[]): string {
  const { t } = useTranslation();
  const { come, gone, changed } = countChanges(lines);
  if (come + gone + changed === 0) return t('guidance.versions.nothingChanged');
  return [
    come > 0 ? t('guidance.versions.linesCome', { count: come }) : null,
    gone > 0 ? t('guidance.versions.linesGone', { count: gone }) : null,
    changed > 0 ? t('guidance.versions.linesChanged', { count: changed }) : null,
  ]
    .filter(Boolean)
    .join(', ');
}

/** @param before what the two are called */
export function ComparedText({ lines, before, after }: { lines: readonly Line[]; before: string; after: string }) {
  return (
    <>
      <div className={classes.columns} aria-hidden>
        <span>
          <b>−</b> {before}
        </span>
        <span>
          <b>+</b> {after}
        </span>
      </div>
      <ol className={classes.lines} data-compared>
        {lines.map((line, index) => (
          <li key={index} data-kind={line.kind}>
            <OneLine line={line} />
          </li>
        ))}
      </ol>
    </>
  );
}

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
