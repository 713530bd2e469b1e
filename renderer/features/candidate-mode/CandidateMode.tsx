/**
 * What the candidate sees when the laptop is handed to them: one thing at a time, large, in simple words, and nothing else of the
 * application. The desktop answers nothing else either (electron/caseload/handed-over.ts). Only the adviser ends it.
 */
import { useEffect, useState, type FormEvent } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { IconCheck, IconFileText, IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { CONSENT_PURPOSES, consentText, type ConsentPurpose } from '../../../core/guidance/consent-text.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { useIdleLock } from '../../app/useIdleLock.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { fieldOf, shownText } from '../../components/field-text.ts';
import { Icon } from '../../components/Icon.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { ReportText } from '../../components/ReportText.tsx';
import { SignaturePad } from '../../components/SignaturePad.tsx';
import { useWords } from '../../components/useWords.ts';
import { FilledIn, FillIn } from './FillIn.tsx';
import classes from './candidate-mode.module.css';

type Read = Answer<'candidateMode.read'>;

export function CandidateMode() {
  const { t } = useTranslation();
  const { language } = useWords();
  const info = useAsk('app.info', null);
  const asked = useAsk('candidateMode.read', { language }, { eachTime: true });
  const [chosen, setAt] = useState<number | null>(null);
  /** Whoever laid a questionnaire aside sees what is behind it. */
  const [aside, setAside] = useState<number | null>(null);
  const [isEnding, setEnding] = useState(false);
  const [isReading, setReading] = useState(false);
  useIdleLock();
  useEffect(() => {
    // Elsewhere the desktop itself holds the window; in the preview the browser has to be asked.
    if (info.data?.host === 'preview') void document.documentElement.requestFullscreen().catch(() => undefined);
  }, [info.data?.host]);
  const read = asked.data;
  const steps = read ? stepsOf(read) : [];
  // After a kill or a lock it goes on where somebody was answering.
  const begun = steps.findIndex(
    (each) => each.kind === 'fill' && !each.fill.isFinished && Object.keys(each.fill.answers).length > 0,
  );
  const at = chosen ?? Math.max(0, begun);
  const step = steps[at];
  const isAsking = step?.kind === 'fill' && !step.fill.isFinished && aside !== step.at;
  const again = () => void asked.refetch();
  return (
    <div className={classes.face} data-candidate-mode>
      <main className={classes.sheet}>
        {asked.isError && <ErrorNote failure={asked.error.failure} retry={again} />}
        {read?.statement && isReading && (
          <section className={classes.part} data-statement>
            <h1>{read.statement.title}</h1>
            <ReportText text={read.statement.text} />
            <div>
              <Button size="lg" onClick={() => setReading(false)}>
                {t('candidateMode.back')}
              </Button>
            </div>
          </section>
        )}
        {read && (
          <div className={classes.steps} hidden={isReading}>
            {!isAsking && <p className={classes.hello}>{t('candidateMode.hello', { name: read.name })}</p>}
            {step?.kind === 'check' && <Check read={read} again={again} />}
            {step?.kind === 'consent' && (
              <Consent
                key={step.purpose}
                {...step}
                isGiven={read.given.includes(step.purpose)}
                again={again}
                done={() => {
                  again();
                  setAt(at + 1);
                }}
              />
            )}
            {step?.kind === 'fill' && isAsking && (
              <FillIn
                key={step.at}
                fill={step.fill}
                at={step.at}
                done={() => {
                  // What comes next may be begun already; whoever is done first reads that they are.
                  setAt(at);
                  again();
                }}
                later={() => {
                  setAt(at);
                  setAside(step.at);
                  again();
                }}
              />
            )}
            {step?.kind === 'fill' && step.fill.isFinished && <FilledIn fill={step.fill} />}
            {step?.kind === 'fill' && !step.fill.isFinished && !isAsking && (
              <section className={classes.part}>
                <h1>{t('candidateMode.aside')}</h1>
                <p>{t('candidateMode.asideWhat')}</p>
                <div>
                  <Button size="lg" variant="default" onClick={() => setAside(null)}>
                    {t('candidateMode.fillOn')}
                  </Button>
                </div>
              </section>
            )}
            {step?.kind === 'sign' && read.plan && <Sign plan={read.plan} done={again} />}
            {!step && (
              <section className={classes.part}>
                <h1>{t('candidateMode.ready')}</h1>
                <p>{t('candidateMode.readyWhat')}</p>
              </section>
            )}
            {/* While questions are asked, back and on are those of the questionnaire. */}
            <div className={classes.walk} hidden={isAsking}>
              {at > 0 && (
                <Button size="lg" variant="default" onClick={() => setAt(at - 1)}>
                  {t('candidateMode.back')}
                </Button>
              )}
              {step && (
                <Button size="lg" onClick={() => setAt(at + 1)}>
                  {t(
                    step.kind === 'consent' && step.isAsked && (step.before?.isWithdrawn ?? true)
                      ? 'candidateMode.no'
                      : 'candidateMode.next',
                  )}
                </Button>
              )}
            </div>
          </div>
        )}
      </main>
      <footer className={classes.foot}>
        {isEnding ? (
          <End hasPin={read?.hasPin ?? false} close={() => setEnding(false)} />
        ) : (
          <>
            {read?.statement && !isReading && (
              <Button variant="subtle" leftSection={<Icon of={IconFileText} />} onClick={() => setReading(true)}>
                {t('statement.title')}
              </Button>
            )}
            <Button variant="subtle" leftSection={<Icon of={IconLock} />} onClick={() => setEnding(true)}>
              {t('candidateMode.forAdviser')}
            </Button>
          </>
        )}
      </footer>
    </div>
  );
}

type Step =
  | { kind: 'check' }
  | { kind: 'sign' }
  | { kind: 'fill'; at: number; fill: NonNullable<Read['fills'][number]> }
  | {
      kind: 'consent';
      purpose: ConsentPurpose;
      /** By the adviser, for this time. */
      isAsked: boolean;
      /** That they agreed to it, and whether they took it back just now. */
      before: Read['standing'][number] | null;
    };

const stepsOf = (read: Read): Step[] => [
  ...(read.tasks.includes('check') ? [{ kind: 'check' as const }] : []),
  ...(read.tasks.includes('consent')
    ? CONSENT_PURPOSES.flatMap((purpose) => {
        // What they agreed to before has its page too, so that it is taken back as easily as it is given.
        const before = read.standing.find((each) => each.purpose === purpose) ?? null;
        const isAsked = read.purposes.includes(purpose);
        return isAsked || before ? [{ kind: 'consent' as const, purpose, isAsked, before }] : [];
      })
    : []),
  ...read.fills.flatMap((fill, at) => (fill ? [{ kind: 'fill' as const, at, fill }] : [])),
  ...(read.plan ? [{ kind: 'sign' as const }] : []),
];

/** Codes of classifications and bookkeeping say nothing to whoever reads their own dossier. */
const isReadable = (field: string): boolean => !/Code|System$|externalReference|phase|codeSystem|^code$/.test(field);

function Check({ read, again }: { read: Read; again: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const propose = useDo('candidateMode.propose');
  const right = useDo('candidateMode.right');
  const [open, setOpen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const groups = Map.groupBy(read.own, ({ concept }) => concept);
  const isRight = (concept: string): boolean => read.right.includes(concept);
  const sayRight = async (concepts: readonly Read['own'][number]['concept'][], is: boolean) => {
    const answer = await right.run({ concepts: [...concepts], isRight: is, today: localDay(Date.now()) });
    if (answer.ok) again();
  };
  const isAllRight = [...groups.keys()].every(isRight);
  const keep = async (concept: Read['own'][number]['concept'], row: string, field: string, value: string) => {
    const answer = await propose.run({ concept, row, field, value, today: localDay(Date.now()) });
    if (!answer.ok) return;
    setOpen(null);
    again();
  };
  return (
    <section className={classes.part}>
      <h1>{t('candidateMode.checkTitle')}</h1>
      <p>{t('candidateMode.checkWhat')}</p>
      <ErrorNote failure={propose.failure ?? right.failure} />
      {[...groups].map(([concept, rows]) => (
        <div key={concept} className={classes.group}>
          <h2>{concept === 'candidate' ? t('candidateMode.you') : words.concept(concept, 'many')}</h2>
          {rows.map(({ row, fields }) => (
            <dl key={row} className={classes.rows}>
              {Object.entries(fields)
                .filter(([field]) => isReadable(field) && fieldOf(concept, field).kind !== 'reference')
                .map(([field, value]) => {
                  const key = `${concept}/${row}/${field}`;
                  const proposal = read.proposals.find(
                    (each) => each.about === `${concept}/${row}` && each.field === field,
                  );
                  const label = words.field(concept, field);
                  return (
                    <div key={field} className={classes.answer}>
                      <dt>{label}</dt>
                      <dd>
                        <span data-wrong={proposal ? '' : undefined}>
                          {shownText(concept, field, value, words.language)}
                        </span>
                        {proposal && <b className={classes.proposed}>{proposal.value}</b>}
                        {open === key ? (
                          <form
                            className={classes.form}
                            onSubmit={(event) => {
                              event.preventDefault();
                              void keep(concept, row, field, text);
                            }}
                          >
                            <Textarea
                              size="lg"
                              autosize
                              autoFocus
                              label={t('candidateMode.should')}
                              value={text}
                              onChange={(event) => setText(event.currentTarget.value)}
                            />
                            <Button size="lg" type="submit" busy={propose.busy} disabled={text.trim() === ''}>
                              {t('candidateMode.keep')}
                            </Button>
                          </form>
                        ) : (
                          <span className={classes.form}>
                            <Button
                              size="md"
                              variant="default"
                              aria-label={`${t('candidateMode.wrong')}: ${label}`}
                              onClick={() => {
                                setText(proposal?.value ?? '');
                                setOpen(key);
                              }}
                            >
                              {t('candidateMode.wrong')}
                            </Button>
                            {proposal && (
                              <Button size="md" variant="subtle" onClick={() => void keep(concept, row, field, '')}>
                                {t('candidateMode.rightAfterAll')}
                              </Button>
                            )}
                          </span>
                        )}
                      </dd>
                    </div>
                  );
                })}
            </dl>
          ))}
          <Right
            isSaid={isRight(concept)}
            label={t(
              read.proposals.some(({ about }) => about.startsWith(`${concept}/`))
                ? 'candidateMode.restRight'
                : 'candidateMode.right',
            )}
            what={concept === 'candidate' ? t('candidateMode.you') : words.concept(concept, 'many')}
            isBusy={right.busy}
            say={(is) => void sayRight([concept], is)}
          />
        </div>
      ))}
      {groups.size > 1 && (
        <Right
          isSaid={isAllRight}
          label={t(read.proposals.length > 0 ? 'candidateMode.allRestRight' : 'candidateMode.allRight')}
          what=""
          isBusy={right.busy}
          say={(is) => void sayRight([...groups.keys()], is)}
        />
      )}
    </section>
  );
}

/** One press says it, another takes it back; the words say which of the two it is. */
function Right({
  isSaid,
  label,
  what,
  isBusy,
  say,
}: {
  isSaid: boolean;
  label: string;
  what: string;
  isBusy: boolean;
  say: (isRight: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={classes.right}>
      {isSaid && (
        <span className={classes.done} role="status">
          <Icon of={IconCheck} /> {t('candidateMode.rightSaid')}
        </span>
      )}
      <Button
        size="lg"
        variant={isSaid ? 'subtle' : 'light'}
        busy={isBusy}
        aria-label={what === '' ? undefined : `${isSaid ? t('candidateMode.notRight') : label}: ${what}`}
        onClick={() => say(!isSaid)}
      >
        {isSaid ? t('candidateMode.notRight') : label}
      </Button>
    </div>
  );
}

function Consent({
  purpose,
  isGiven,
  isAsked,
  before,
  again,
  done,
}: Extract<Step, { kind: 'consent' }> & {
  /** Just now. */
  isGiven: boolean;
  again: () => void;
  done: () => void;
}) {
  const { t } = useTranslation();
  const takeBack = useDo('candidateMode.withdraw');
  const words = useWords();
  const give = useDo('candidateMode.consent');
  const [signature, setSignature] = useState<string | null>(null);
  const sign = async () => {
    if (signature === null) return;
    const answer = await give.run({ purpose, signature, language: words.language, today: localDay(Date.now()) });
    if (answer.ok) done();
  };
  const withdraw = async () => {
    const answer = await takeBack.run({ purpose, today: localDay(Date.now()) });
    // It stays on the page: who takes something back reads that it is so.
    if (answer.ok) again();
  };
  return (
    <section className={classes.part}>
      <h1>{words.option('consent', 'purpose', purpose)}</h1>
      <div className={classes.text}>
        <ReportText text={consentText(purpose, words.language)} />
      </div>
      <ErrorNote failure={give.failure ?? takeBack.failure} />
      {before && (
        <p className={classes.done} role="status">
          {before.isWithdrawn
            ? t('candidateMode.takenBack')
            : isGiven
              ? t('candidateMode.given')
              : t('candidateMode.saidYes', { date: formatPartialDate(before.givenOn, words.language, 'long') })}
        </p>
      )}
      {before && !before.isWithdrawn ? (
        <Button size="lg" variant="default" busy={takeBack.busy} onClick={() => void withdraw()}>
          {t('candidateMode.takeBack')}
        </Button>
      ) : (
        isAsked && (
          <>
            <SignaturePad onChange={setSignature} />
            <Button size="lg" busy={give.busy} disabled={signature === null} onClick={() => void sign()}>
              {t('candidateMode.yes')}
            </Button>
          </>
        )
      )}
    </section>
  );
}

function Sign({ plan, done }: { plan: NonNullable<Read['plan']>; done: () => void }) {
  const { t } = useTranslation();
  const sign = useDo('candidateMode.sign');
  const [signature, setSignature] = useState<string | null>(null);
  const agree = async () => {
    if (signature === null) return;
    const answer = await sign.run({ signature, today: localDay(Date.now()) });
    if (answer.ok) done();
  };
  return (
    <section className={classes.part}>
      <h1>{t('candidateMode.plan')}</h1>
      <div className={classes.text}>
        <ReportText text={plan.text} />
      </div>
      <ErrorNote failure={sign.failure} />
      {plan.isSigned ? (
        <p className={classes.done}>{t('candidateMode.signed')}</p>
      ) : (
        <>
          <SignaturePad onChange={setSignature} />
          <Button size="lg" busy={sign.busy} disabled={signature === null} onClick={() => void agree()}>
            {t('candidateMode.agree')}
          </Button>
        </>
      )}
    </section>
  );
}

/** The adviser again: by the PIN of this time, the passphrase, or the recovery code. */
function End({ hasPin, close }: { hasPin: boolean; close: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const end = useDo('candidateMode.end');
  const vault = useAsk('vault.state', null);
  const hasPassphrase = vault.data?.type === 'open' && vault.data.hasPassphrase && !vault.data.demo;
  const ways = [
    ...(hasPin ? (['pin'] as const) : []),
    ...(hasPassphrase ? (['passphrase'] as const) : []),
    'recovery' as const,
  ];
  const [way, setWay] = useState<(typeof ways)[number]>(ways[0] ?? 'recovery');
  const [secret, setSecret] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await end.run(
      way === 'pin'
        ? { by: 'pin', pin: secret.slice(0, 8) }
        : way === 'passphrase'
          ? { by: 'passphrase', passphrase: secret }
          : { by: 'recovery', code: secret },
    );
    setSecret('');
    if (answer.ok) void cache.invalidateQueries({ queryKey: ['vault.state'] });
  };
  return (
    <form className={classes.end} onSubmit={(event) => void submit(event)}>
      <TextInput
        type={way === 'recovery' ? 'text' : 'password'}
        label={t(`candidateMode.by.${way}`)}
        value={secret}
        autoFocus
        autoComplete="off"
        {...(way === 'pin' ? { inputMode: 'numeric' as const } : {})}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <Button type="submit" busy={end.busy} disabled={secret === ''}>
        {t('candidateMode.unlock')}
      </Button>
      {ways
        .filter((each) => each !== way)
        .map((each) => (
          <Button key={each} variant="subtle" onClick={() => setWay(each)}>
            {t(`candidateMode.by.${each}`)}
          </Button>
        ))}
      <Button variant="default" onClick={close}>
        {t('common.cancel')}
      </Button>
      <ErrorNote failure={end.failure} />
    </form>
  );
}
