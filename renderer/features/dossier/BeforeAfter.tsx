/** From what to what: the old answer struck through, the new one after an arrow. Also in words for who hears it. */
import { useTranslation } from 'react-i18next';
import type { ConceptName } from '../../../core/domain/concepts.ts';
import { conceptOf } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { useWords } from '../../components/useWords.ts';
import { shownText } from '../../components/field-text.ts';
import classes from './BeforeAfter.module.css';

const LONG = 160;

export function BeforeAfter({
  concept,
  field,
  before,
  after,
}: {
  concept: ConceptName;
  field: string;
  before: FieldValue;
  after: FieldValue;
}) {
  const { t } = useTranslation();
  const { language } = useWords();
  const known = Object.hasOwn(conceptOf(concept).fields, field);
  const text = (value: FieldValue) => {
    const whole = known ? shownText(concept, field, value, language) : String(value ?? '');
    return whole.length > LONG ? `${whole.slice(0, LONG)}…` : whole;
  };
  const from = text(before);
  const to = text(after);
  return (
    <p className={classes.change}>
      {from && (
        <>
          <span className="screen-only-reader">{t('dossier.was')} </span>
          <del>{from}</del>
          <span aria-hidden> → </span>
          <span className="screen-only-reader"> {t('dossier.became')} </span>
        </>
      )}
      {to ? <ins>{to}</ins> : <span className={classes.empty}>{t('dossier.emptied')}</span>}
    </p>
  );
}
