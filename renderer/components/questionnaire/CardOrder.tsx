/** The second half of a card sort: of the cards on the pile that counts most, the first few in order. Picking a card puts it next. */
import { useCallback, type ReactNode } from 'react';
import { IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sayIn, type Definition, type Item } from '../../../core/assessments/definition.ts';
import { rankKey, type Answers } from '../../../core/assessments/scoring.ts';
import type { Language } from '../../../core/domain/words/words.ts';
import { ariaKeys } from '../../../core/shortcuts/shortcuts.ts';
import { ActionIcon, Button, PlainButton } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import classes from './questionnaire.module.css';

export const cardsToOrder = ({ items, rank }: Definition, answers: Answers): readonly Item[] =>
  rank ? items.filter(({ id }) => answers[id] === rank.of) : [];

/** The cards that have a place, the first before the second. */
const orderOf = (definition: Definition, answers: Answers): readonly Item[] =>
  cardsToOrder(definition, answers)
    .filter(({ id }) => answers[rankKey(id)] !== undefined)
    .toSorted((a, b) => (answers[rankKey(a.id)] ?? 0) - (answers[rankKey(b.id)] ?? 0));

function withOrder(definition: Definition, answers: Answers, order: readonly Item[]): Answers {
  const places = new Map(order.map(({ id }, index) => [rankKey(id), index + 1]));
  const ranks = new Set(definition.items.map(({ id }) => rankKey(id)));
  return {
    ...Object.fromEntries(Object.entries(answers).filter(([key]) => !ranks.has(key))),
    ...Object.fromEntries(places),
  };
}

/** A card that was laid on another pile has no place any more; those behind it move up. */
export const withoutPlace = (definition: Definition, answers: Answers, item: string): Answers =>
  definition.rank && answers[rankKey(item)] !== undefined
    ? withOrder(definition, answers, orderOf(definition, answers))
    : answers;

export function CardOrder({
  definition,
  answers,
  language,
  onAnswer,
  onBack,
  onNext,
  leave,
}: {
  definition: Definition;
  answers: Answers;
  language: Language;
  onAnswer: (answers: Answers) => void;
  onBack: () => void;
  onNext: () => void;
  leave: ReactNode;
}) {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT(language);
  const takeFocus = useCallback((element: HTMLHeadingElement | null) => element?.focus({ preventScroll: true }), []);
  const order = orderOf(definition, answers);
  const rest = cardsToOrder(definition, answers).filter((card) => !order.includes(card));
  const most = Math.min(definition.rank?.most ?? 0, order.length + rest.length);
  const put = (next: readonly Item[]) => onAnswer(withOrder(definition, answers, next));
  const swapped = (index: number, step: 1 | -1) =>
    order.map((card, at) => order[at === index ? index + step : at === index + step ? index : at] ?? card);
  return (
    <div className={classes.page}>
      <h2 ref={takeFocus} tabIndex={-1} data-quiet-focus className={classes.question}>
        {t('assessments.order', { count: most })}
      </h2>
      <p className={classes.words}>{t('assessments.orderHow')}</p>
      <ol className={classes.order}>
        {order.map((card, index) => {
          const name = sayIn(card.text, language);
          return (
            <li key={card.id}>
              <span className={classes.place}>{index + 1}</span>
              <span className={classes.label}>{name}</span>
              <ActionIcon
                variant="subtle"
                size={32}
                disabled={index === 0}
                aria-label={t('assessments.up', { what: name })}
                onClick={() => put(swapped(index, -1))}
              >
                <Icon of={IconArrowUp} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size={32}
                disabled={index === order.length - 1}
                aria-label={t('assessments.down', { what: name })}
                onClick={() => put(swapped(index, 1))}
              >
                <Icon of={IconArrowDown} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size={32}
                aria-label={t('assessments.takeOut', { what: name })}
                onClick={() => put(order.filter((each) => each !== card))}
              >
                <Icon of={IconX} />
              </ActionIcon>
            </li>
          );
        })}
      </ol>
      <div className={classes.cards} role="group" aria-label={t('assessments.cards')}>
        {rest.map((card) => (
          <PlainButton
            key={card.id}
            data-choice
            className={classes.choice}
            disabled={order.length >= most}
            onClick={() => put([...order, card])}
          >
            <span className={classes.label}>
              {sayIn(card.text, language)}
              {card.example && <span className={classes.example}>{sayIn(card.example, language)}</span>}
            </span>
          </PlainButton>
        ))}
      </div>
      <div className={classes.foot}>
        <Button
          variant="default"
          onClick={onBack}
          leftSection={<Icon of={IconArrowLeft} />}
          aria-keyshortcuts={ariaKeys('questionBack')}
        >
          {t('assessments.back')}
        </Button>
        <Button onClick={onNext} rightSection={<Icon of={IconArrowRight} />}>
          {t('assessments.next')}
        </Button>
        {leave}
      </div>
    </div>
  );
}
