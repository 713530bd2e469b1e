/**
 * One deed of somebody that came too late: taken over whole or a part at a time, or left for the privacy officer. Decided is decided
 * without a line as well; until the office hears of it, it is one key to take it back.
 */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import type { office } from '../../locales/nl/office.ts';
import { Beside } from './Beside.tsx';
import classes from './waiting.module.css';

type Deed = Answer<'waiting.list'>[number];
type Work = Deed['works'][number];
type Decision = Ask<'waiting.decide'>['decision'];

const SAID = { takeOver: 'tookOver', leave: 'leftIt', bringBack: 'broughtBack' } as const;
const DOING = { takeOver: 'taking', leave: 'leaving', bringBack: 'bringing' } as const;

export function WorkCard({ deed }: { deed: Deed }) {
  const { t } = useTranslation();
  const say = useToast();
  const title = useId();
  const state = useAsk('sync.state', null);
  const decide = useDo('waiting.decide');
  const undecide = useDo('waiting.undecide');
  const open = deed.works.filter(({ decision, isLeft }) => decision === null && !isLeft);
  const isAway = state.data?.type === 'connected' && (state.data.hindrance !== null || state.data.doing === 'paused');
  const takeBack = (operations: string[]): void => void undecide.run({ operations });
  const run = async (works: readonly Work[], decision: Decision): Promise<void> => {
    if (decide.busy || works.length === 0) return;
    const operations = works.map(({ operation }) => operation);
    const answer = await decide.run({ operations, decision });
    if (!answer.ok) return;
    const message = isAway
      ? `${t(`waiting.${SAID[decision]}`)} ${t('waiting.whenThereIsALine')}`
      : t(`waiting.${SAID[decision]}`);
    say({ message, action: { label: t('common.undo'), run: () => takeBack(operations) } });
  };
  const who = deed.isMine ? t('waiting.you') : (deed.name ?? t('waiting.somebody'));
  const whose = deed.whose ?? t('common.noName');
  return (
    <section className={classes.card} aria-labelledby={title} data-work={deed.group}>
      <h3 id={title} className={classes.title}>
        {t('waiting.who', { who, whose, replace: { who, whose } })}
      </h3>
      <p className={classes.text}>
        {deed.at !== null && (
          <>
            <MomentText at={deed.at} /> ·{' '}
          </>
        )}
        {t('waiting.received', { when: '' })}
        <MomentText at={deed.receivedAt} />
      </p>
      <ul className={classes.works}>
        {deed.works.map((work) => (
          <li key={work.operation} data-decision={work.decision ?? undefined}>
            <Beside said={work} />
            {work.couldNot !== null && work.decision === null && (
              <p className={classes.why} role="alert">
                {t('waiting.couldNot', { why: t(`office.asideWhy.${reasonOf(work.couldNot)}`) })}
              </p>
            )}
            <div className={classes.buttons}>
              {work.decision !== null ? (
                <>
                  <Tag kind="petrol">{t(`waiting.${DOING[work.decision]}`)}</Tag>
                  {isAway && <span className={classes.text}>{t('waiting.whenThereIsALine')}</span>}
                  {!work.isSent && (
                    <Button variant="subtle" size="xs" onClick={() => takeBack([work.operation])}>
                      {t('waiting.undo')}
                    </Button>
                  )}
                </>
              ) : work.isLeft ? (
                <>
                  <Tag>{t('waiting.left')}</Tag>
                  <Button variant="subtle" size="xs" onClick={() => void run([work], 'bringBack')}>
                    {t('waiting.bringBack')}
                  </Button>
                </>
              ) : (
                deed.works.length > 1 && (
                  <>
                    {work.concept !== null && (
                      <Button variant="default" size="xs" onClick={() => void run([work], 'takeOver')}>
                        {t('waiting.takeOne')}
                      </Button>
                    )}
                    <Button variant="subtle" size="xs" onClick={() => void run([work], 'leave')}>
                      {t('waiting.leaveOne')}
                    </Button>
                  </>
                )
              )}
            </div>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <div className={classes.buttons}>
          {open.some(({ concept }) => concept !== null) && (
            <Button
              busy={decide.busy}
              aria-describedby={title}
              onClick={() =>
                void run(
                  open.filter(({ concept }) => concept !== null),
                  'takeOver',
                )
              }
            >
              {t(open.length > 1 ? 'waiting.takeAll' : 'waiting.takeOver')}
            </Button>
          )}
          <Button variant="default" busy={decide.busy} aria-describedby={title} onClick={() => void run(open, 'leave')}>
            {t('waiting.leave')}
          </Button>
        </div>
      )}
      <ErrorNote failure={decide.failure ?? undecide.failure} />
    </section>
  );
}

const REASONS = ['unreadable', 'unknownConcept', 'badValue', 'badRow', 'notYours', 'tooLarge'] as const;
const reasonOf = (why: string): keyof typeof office.asideWhy =>
  why === 'later' ? 'unreadable' : (REASONS.find((each) => each === why) ?? 'other');
