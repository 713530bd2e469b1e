/**
 * One who comes in: the decision at once, and as soon as the desktop answers what comes, what it fills, what differs and what
 * is not understood.
 */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useAskPages } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { SetAside } from '../../components/SetAside.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import type { Answer } from '../../../core/contract/contract.ts';
import { remainderText } from '../../../core/domain/words/remainder.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { choices, type Decision } from './decisions.ts';
import classes from './IncomingDetail.module.css';

const SHORTCUT_OF = { add: 'intakeAdd', merge: 'intakeMerge', skip: 'intakeSkip' } as const satisfies Record<
  Decision,
  string
>;

type Who = { readonly plan: string; readonly index: number };

export function IncomingDetail({
  plan,
  index,
  inList,
  isSame,
  hasAside,
  decision,
  onDecide,
}: Who & {
  /** The name as the list has it, there before the rest is. */
  inList: string | undefined;
  isSame: boolean;
  hasAside: boolean;
  decision: Decision;
  onDecide: (next: Decision) => void;
}) {
  const { t } = useTranslation();
  const looked = useAsk('intake.look', { plan, index });
  const known = looked.data?.name ?? inList;
  const name = known === undefined ? '' : known || t('intake.noName');
  return (
    <section className={classes.detail} aria-label={name} aria-busy={looked.isPending} tabIndex={0}>
      <h2 className={classes.name}>{name}</h2>
      {looked.data && (
        <p className={classes.from}>
          {t('intake.from', {
            format: t(`intake.format.${looked.data.format}`),
            file: looked.data.file,
            position: looked.data.position,
          })}
        </p>
      )}
      <div className={classes.decide} role="group" aria-label={t('intake.decideName', { name })}>
        {choices(isSame).map((each) => (
          <button
            key={each}
            type="button"
            className={classes.choice}
            aria-pressed={decision === each}
            aria-keyshortcuts={ariaKeys(SHORTCUT_OF[each])}
            onClick={() => onDecide(each)}
          >
            {t(each === 'add' && isSame ? 'intake.decide.addBeside' : `intake.decide.${each}`)}
            <KeyHint of={SHORTCUT_OF[each]} />
          </button>
        ))}
      </div>
      {looked.isError && <ErrorNote failure={looked.error.failure} retry={() => void looked.refetch()} />}
      {looked.data && <Comes incoming={looked.data} />}
      {hasAside && <Aside key={index} plan={plan} index={index} />}
    </section>
  );
}

/** What comes, and beside somebody who is there: what it fills and what differs. */
function Comes({ incoming: { same, counts } }: { incoming: Answer<'intake.look'> }) {
  const { t } = useTranslation();
  const words = useWords();
  const fieldName = ({ concept, field }: { concept: ConceptName; field: string }) =>
    concept === 'candidate' ? words.field(concept, field) : `${words.concept(concept)}: ${words.field(concept, field)}`;

  const value = (concept: ConceptName, field: string, held: FieldValue): string => {
    if (held === null) return '–';
    const kind = conceptOf(concept).fields[field]?.kind;
    if (kind === 'date' || kind === 'partialDate') return formatPartialDate(String(held), words.language);
    const all = Array.isArray(held) ? held : [String(held)];
    return kind === 'code' || kind === 'codes'
      ? all.map((code) => words.option(concept, field, code)).join(', ')
      : all.join(', ');
  };

  return (
    <>
      {same && (
        <div className={classes.same}>
          <h3>{t('intake.sameAs', { name: same.name })}</h3>
          <p>
            {t(`intake.why.${same.why}`)} {same.dossier === null && t('intake.sameEarlier')}
          </p>
          {same.fills.length > 0 && (
            <p>
              <strong>{t('intake.fills')}:</strong> {same.fills.map(fieldName).join(', ')}
            </p>
          )}
          {same.adds.length > 0 && (
            <p>
              <strong>{t('intake.adds')}:</strong>{' '}
              {same.adds.map(({ concept, rows }) => `${rows} × ${words.concept(concept).toLowerCase()}`).join(', ')}
            </p>
          )}
          {same.differs.length > 0 && (
            <>
              <p>
                <strong>{t('intake.differs')}.</strong> {t('intake.differsWhat')}
              </p>
              <table className={classes.differs}>
                <thead>
                  <tr>
                    <td />
                    <th scope="col">{t('intake.existing')}</th>
                    <th scope="col">{t('intake.incoming')}</th>
                  </tr>
                </thead>
                <tbody>
                  {same.differs.map((each) => (
                    <tr key={`${each.concept}.${each.field}`}>
                      <th scope="row">{fieldName(each)}</th>
                      <td>{value(each.concept, each.field, each.existing)}</td>
                      <td>{value(each.concept, each.field, each.incoming)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )}
        </div>
      )}

      <h3>{t('intake.comes')}</h3>
      {counts.length === 0 ? (
        <p className={classes.quiet}>{t('intake.onlyName')}</p>
      ) : (
        <div className={classes.tags}>
          {counts.map(({ concept, rows }) => (
            <Tag key={concept} kind={concept === 'scheme' ? 'violet' : 'plain'}>
              {words.concept(concept, rows === 1 ? 'one' : 'many')} {rows}
            </Tag>
          ))}
        </div>
      )}
    </>
  );
}

/** What was not understood, the first ones and as many more as are asked for. */
function Aside({ plan, index }: Who) {
  const { t } = useTranslation();
  const { language } = useWords();
  const [pages, setPages] = useState(1);
  const { entries, total, more, failure, retry } = useAskPages('intake.notUnderstood', { plan, index }, pages);
  if (failure) return <ErrorNote failure={failure} retry={retry} />;
  if (total === null) return null;
  return (
    <>
      <h3>{t('intake.notUnderstood', { count: total })}</h3>
      <p className={classes.quiet}>{t('intake.notUnderstoodWhat')}</p>
      <ul className={classes.remainders}>
        {entries.map(({ path, value, reason }, at) => (
          // eslint-disable-next-line react/no-array-index-key -- a path may occur twice, and the list never changes
          <li key={at}>
            <span className={classes.path}>{path}</span>
            {value && <SetAside text={value} />}
            <span className={classes.reason}>{remainderText(language, reason)}</span>
          </li>
        ))}
      </ul>
      {more && (
        <Button variant="subtle" size="compact-sm" onClick={() => setPages(pages + 1)}>
          {t('intake.notUnderstoodMore')}
        </Button>
      )}
    </>
  );
}
