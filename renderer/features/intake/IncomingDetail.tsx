/** One who comes in: what comes, what it fills, what differs, what is not understood, and the decision. */
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../components/KeyHint.tsx';
import { remainderReason } from '../../components/remainder-reason.ts';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { choices, type Decision, type Incoming } from './decisions.ts';
import classes from './IncomingDetail.module.css';

const KEY_OF: Readonly<Record<Decision, string>> = { add: '1', merge: '2', skip: '3' };
/** More of what was not understood than this is folded behind its count. */
const SHOWN = 200;

export function IncomingDetail({
  incoming,
  decision,
  onDecide,
}: {
  incoming: Incoming;
  decision: Decision;
  onDecide: (next: Decision) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const { same } = incoming;
  const name = incoming.name || t('intake.noName');
  const comes = incoming.counts.filter(({ rows }) => rows > 0);
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
    <section className={classes.detail} aria-label={name} tabIndex={0}>
      <h2 className={classes.name}>{name}</h2>
      <p className={classes.from}>
        {t('intake.from', {
          format: t(`intake.format.${incoming.format}`),
          file: incoming.file,
          position: incoming.position,
        })}
      </p>
      <div className={classes.decide} role="group" aria-label={t('intake.decideName', { name })}>
        {choices(incoming).map((each) => (
          <button
            key={each}
            type="button"
            className={classes.choice}
            aria-pressed={decision === each}
            aria-keyshortcuts={KEY_OF[each]}
            onClick={() => onDecide(each)}
          >
            {t(each === 'add' && same ? 'intake.decide.addBeside' : `intake.decide.${each}`)}
            <KeyHint keys={KEY_OF[each]} />
          </button>
        ))}
      </div>

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
      {comes.length === 0 ? (
        <p className={classes.quiet}>{t('intake.onlyName')}</p>
      ) : (
        <div className={classes.tags}>
          {comes.map(({ concept, rows }) => (
            <Tag key={concept} kind={concept === 'scheme' ? 'violet' : 'plain'}>
              {words.concept(concept, rows === 1 ? 'one' : 'many')} {rows}
            </Tag>
          ))}
        </div>
      )}

      {incoming.notUnderstood.length > 0 && (
        <>
          <h3>{t('intake.notUnderstood', { count: incoming.notUnderstood.length })}</h3>
          <p className={classes.quiet}>{t('intake.notUnderstoodWhat')}</p>
          <ul className={classes.remainders}>
            {incoming.notUnderstood.slice(0, SHOWN).map(({ path, value: said, reason }, at) => (
              // eslint-disable-next-line react/no-array-index-key -- a path may occur twice, and the list never changes
              <li key={at}>
                <span className={classes.path}>{path}</span>
                {said && <span className={classes.said}>{said}</span>}
                <span className={classes.reason}>{t(`intake.remainder.${remainderReason(reason)}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
