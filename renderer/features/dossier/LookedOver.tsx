/** When the candidate looked over a part of their dossier and said that it is right; a quiet line beside it, nothing where they did not. */
import { useTranslation } from 'react-i18next';
import { conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import {
  isChangedSince,
  lookedOverAs,
  lookedOverIn,
  type LookedOver as Found,
} from '../../../core/guidance/looked-over.ts';
import { Card } from '../../components/Card.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import classes from './guidance.module.css';

function useLookedOver(): (found: Found) => { text: string; isOld: boolean } {
  const { t } = useTranslation();
  const { language } = useWords();
  const dossier = useDossier();
  return (found) => {
    const concept = found.concept as ConceptName;
    const { place } = conceptOf(concept);
    const rows =
      place === 'many'
        ? (dossier.rows[concept as keyof typeof dossier.rows] ?? [])
        : [concept === 'availability' ? dossier.availability : dossier.candidate].filter((each) => each !== null);
    return {
      text: t('candidateMode.lookedOver', { date: formatPartialDate(found.on, language) }),
      isOld: isChangedSince(found, rows),
    };
  };
}

export function LookedOver({ of: concept }: { of: ConceptName }) {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const say = useLookedOver();
  const found = lookedOverAs(rows.proposal, concept);
  if (!found) return null;
  const { text, isOld } = say(found);
  return (
    <span className={classes.lookedOver}>
      {text}
      {isOld && ` · ${t('candidateMode.changedSince')}`}
    </span>
  );
}

/** All of it, where what the candidate did stands together. */
export function LookedOverCard() {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const say = useLookedOver();
  const found = lookedOverIn(rows.proposal);
  if (found.length === 0) return null;
  return (
    <Card title={t('candidateMode.lookedOverTitle')} aside={found.length}>
      <ul className={classes.list}>
        {found.map((each) => {
          const { text, isOld } = say(each);
          return (
            <li key={each.concept} className={classes.bar}>
              <b>
                {each.concept === 'candidate'
                  ? t('candidateMode.identity')
                  : words.concept(each.concept as ConceptName, 'many')}
              </b>
              <span>{text}</span>
              {isOld && <Tag kind="amber">{t('candidateMode.changedSince')}</Tag>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
