/**
 * Filling in a questionnaire: one question at a time, wide and calm, by keyboard first (1 to 7 choose, arrows go back and on). What was
 * answered is told with each answer and kept by whoever shows this (see useFilling), so that it goes on where somebody was. It knows nothing
 * of a dossier: it can be mounted where nothing else may be seen.
 */
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { IconArrowLeft, IconArrowRight, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sayIn, type Definition, type Item } from '../../../core/assessments/definition.ts';
import { progressOf, type Answers } from '../../../core/assessments/scoring.ts';
import type { Language } from '../../../core/domain/words/words.ts';
import { ariaKeys, pressedKey, SHORTCUTS } from '../../../core/shortcuts/shortcuts.ts';
import { Button } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import { KeyHint } from '../KeyHint.tsx';
import { CardOrder, cardsToOrder, withoutPlace } from './CardOrder.tsx';
import classes from './questionnaire.module.css';

export type QuestionnaireProps = {
  readonly definition: Definition;
  readonly answers: Answers;
  /** In which it is asked, which may be another than that of the window. */
  readonly language: Language;
  /** All answers, after each that is given or changed. */
  readonly onAnswer: (answers: Answers) => void;
  /** Somebody says that it is done; questions may be open. */
  readonly onFinish: () => void;
  /** Away from here, to go on later. */
  readonly onLeave?: () => void;
  /** For whoever has the laptop to themselves: larger, and what happens when it is done in words of that place. */
  readonly alone?: { readonly ending: string };
};

/** Before the questions, at one of them, at putting cards in order, or behind them. */
type At = 'intro' | number | 'order' | 'end';

export function Questionnaire({
  definition,
  answers,
  language,
  onAnswer,
  onFinish,
  onLeave,
  alone,
}: QuestionnaireProps) {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT(language);
  const { items, choices } = definition;
  const { answered, total, open } = progressOf(definition, answers);
  const [at, setAt] = useState<At>(() => {
    if (answered === 0) return 'intro';
    const first = items.findIndex(({ id }) => id === open[0]);
    return first >= 0 ? first : behind(definition, answers);
  });

  const to = (next: At) => setAt(next);
  const back = () => {
    if (at === 'end') to(definition.rank && cardsToOrder(definition, answers).length > 1 ? 'order' : items.length - 1);
    else if (at === 'order') to(items.length - 1);
    else if (typeof at === 'number') to(at === 0 ? 'intro' : at - 1);
  };
  const on = (now: Answers = answers) => {
    if (at === 'intro') to(0);
    else if (typeof at === 'number') to(at + 1 < items.length ? at + 1 : behind(definition, now));
    else if (at === 'order') to('end');
  };
  const choose = (item: Item, value: number) => {
    const next = withoutPlace(definition, { ...answers, [item.id]: value }, item.id);
    onAnswer(next);
    on(next);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const heard = pressedKey(event, 'answer', 'questionBack', 'questionNext');
    const item = typeof at === 'number' ? items[at] : undefined;
    const choice = heard?.name === 'answer' ? choices[heard.index] : undefined;
    const step = STEPS[event.key];
    if (item && choice) choose(item, choice.value);
    else if (heard?.name === 'questionBack' && at !== 'intro') back();
    else if (heard?.name === 'questionNext' && at !== 'order' && at !== 'end') on();
    else if (step && !event.altKey && !event.ctrlKey && !event.metaKey) moveFocus(event, step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const leave = onLeave && (
    <Button variant="subtle" onClick={onLeave}>
      {t('assessments.later')}
    </Button>
  );
  return (
    <div
      className={classes.questionnaire}
      lang={language}
      onKeyDown={onKeyDown}
      data-questionnaire
      data-large={alone ? '' : undefined}
    >
      <div className={classes.top}>
        <span className={classes.title}>{sayIn(definition.title, language)}</span>
        <span className={classes.count}>{t('assessments.answered', { done: answered, total })}</span>
        <div
          className={classes.track}
          role="progressbar"
          aria-label={t('assessments.progress')}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={answered}
        >
          <div className={classes.bar} style={{ transform: `scaleX(${answered / total})` }} />
        </div>
      </div>
      {at === 'intro' && (
        <div className={classes.page}>
          <h2 ref={takeFocus} tabIndex={-1} data-quiet-focus className={classes.question}>
            {sayIn(definition.title, language)}
          </h2>
          <p className={classes.words}>{sayIn(definition.intro, language)}</p>
          <p className={classes.how}>{t('assessments.keys', { most: choices.length })}</p>
          <div className={classes.foot}>
            <Button size="md" onClick={() => to(0)} rightSection={<Icon of={IconArrowRight} />}>
              {t('assessments.begin')}
            </Button>
            {leave}
          </div>
        </div>
      )}
      {typeof at === 'number' && items[at] && (
        <Question
          key={items[at].id}
          definition={definition}
          item={items[at]}
          number={at + 1}
          answer={answers[items[at].id]}
          language={language}
          onChoose={choose}
          onBack={back}
          onNext={() => on()}
          leave={leave}
        />
      )}
      {at === 'order' && (
        <CardOrder
          definition={definition}
          answers={answers}
          language={language}
          onAnswer={onAnswer}
          onBack={back}
          onNext={() => to('end')}
          leave={leave}
        />
      )}
      {at === 'end' && (
        <div className={classes.page}>
          <h2 ref={takeFocus} tabIndex={-1} data-quiet-focus className={classes.question}>
            {open.length === 0 ? t('assessments.allDone') : t('assessments.stillOpen', { count: open.length })}
          </h2>
          <p className={classes.words}>
            {open.length > 0 ? t('assessments.stillOpenWhat') : (alone?.ending ?? t('assessments.allDoneWhat'))}
          </p>
          {open.length > 0 && (
            <ul className={classes.open}>
              {open.slice(0, MOST_OPEN).map((id) => {
                const index = items.findIndex((each) => each.id === id);
                return (
                  <li key={id}>
                    <Button variant="default" size="compact-md" onClick={() => to(index)}>
                      {index + 1}. {sayIn(items[index]?.text ?? {}, language)}
                    </Button>
                  </li>
                );
              })}
            </ul>
          )}
          <div className={classes.foot}>
            <Button size="md" onClick={onFinish} leftSection={<Icon of={IconCheck} />}>
              {t('assessments.finish')}
            </Button>
            <Button variant="default" size="md" onClick={back} leftSection={<Icon of={IconArrowLeft} />}>
              {t('assessments.back')}
            </Button>
            {leave}
          </div>
        </div>
      )}
    </div>
  );
}

/** Where somebody is now: a screen reader reads it, and the keys work at once. */
const takeFocus = (heading: HTMLHeadingElement | null): void => {
  heading?.focus({ preventScroll: true });
  // With large letters what can be chosen would be out of sight.
  heading?.closest('[data-questionnaire]')?.scrollIntoView({ block: 'start' });
};

/** As many of what is open as can be looked over. */
const MOST_OPEN = 12;

/** After the last question. */
const behind = (definition: Definition, answers: Answers): At =>
  definition.rank && cardsToOrder(definition, answers).length > 1 ? 'order' : 'end';

/** As in every list of buttons: no shortcut, but how the keyboard goes over them. */
const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** Up and down go over the buttons of the page; choosing stays with Enter, space or a digit. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>, step: 1 | -1): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[data-choice]:not([aria-disabled])')];
  const now = buttons.findIndex((button) => button === document.activeElement);
  buttons[now < 0 ? (step > 0 ? 0 : buttons.length - 1) : (now + step + buttons.length) % buttons.length]?.focus();
}

function Question({
  definition,
  item,
  number,
  answer,
  language,
  onChoose,
  onBack,
  onNext,
  leave,
}: {
  definition: Definition;
  item: Item;
  number: number;
  answer: number | undefined;
  language: Language;
  onChoose: (item: Item, value: number) => void;
  onBack: () => void;
  onNext: () => void;
  leave: ReactNode;
}) {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT(language);
  const id = useId();
  return (
    <div className={classes.page}>
      <div className={classes.asked}>
        <p className={classes.instruction} id={`${id}i`}>
          {t('assessments.number', { number })} · {sayIn(definition.instruction, language)}
        </p>
        <h2
          ref={takeFocus}
          tabIndex={-1}
          data-quiet-focus
          className={classes.question}
          id={`${id}q`}
          aria-describedby={`${id}i`}
        >
          {sayIn(item.text, language)}
        </h2>
        {item.example && <p className={classes.words}>{sayIn(item.example, language)}</p>}
      </div>
      <div role="group" aria-labelledby={`${id}q`} className={classes.choices}>
        {definition.choices.map((choice, index) => (
          <button
            key={choice.value}
            type="button"
            data-choice
            className={classes.choice}
            data-apart={choice.unknown || undefined}
            aria-pressed={answer === choice.value}
            aria-keyshortcuts={SHORTCUTS.answer.keys[index]}
            onClick={() => onChoose(item, choice.value)}
          >
            <KeyHint of="answer" index={index} />
            <span className={classes.label}>{sayIn(choice.label, language)}</span>
            {answer === choice.value && <Icon of={IconCheck} />}
          </button>
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
        <Button
          variant="default"
          onClick={onNext}
          rightSection={<Icon of={IconArrowRight} />}
          aria-keyshortcuts={ariaKeys('questionNext')}
        >
          {t(answer === undefined ? 'assessments.skip' : 'assessments.next')}
        </Button>
        {leave}
      </div>
    </div>
  );
}
