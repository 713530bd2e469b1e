/**
 * The first-run assistant: language, who you are, your organisation, the lock, the recovery code. Back and forward keep
 * what was typed; nothing is made before the lock is chosen. Or the practice caseload, in one click; or a backup, put back.
 */
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Checkbox, SegmentedControl } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCheck, IconRestore, IconSchool, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConceptName } from '../../../core/domain/concepts.ts';
import { useQueryClient } from '@tanstack/react-query';
import { askKey, useAsk, useDo } from '../../api/useAsk.ts';
import { Button, PlainButton } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FieldInput, keptAs, reasonAgainst } from '../../components/FieldInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { conceptOf } from '../../../core/domain/concepts.ts';
import { adviceOn } from '../../components/passphrase-advice.ts';
import { NewPassphrase } from '../../components/Passphrase.tsx';
import { RecoveryCode } from '../../components/RecoveryCode.tsx';
import { StepTitle } from '../../components/StepTitle.tsx';
import { Threshold } from './Threshold.tsx';
import classes from './vault.module.css';

const STEPS = ['welcome', 'you', 'organisation', 'lock', 'recovery'] as const;
type Step = (typeof STEPS)[number];

const ADVISER_FIELDS = ['name', 'role', 'email', 'phone'] as const;
const ORGANISATION_FIELDS = [
  'name',
  'street',
  'houseNumber',
  'postcode',
  'place',
  'kvk',
  'vat',
  'iban',
  'contactName',
  'contactEmail',
] as const;

/** @param onDone the caseload is there and the reader wants to see it */
export function FirstRun({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>('welcome');
  const [adviser, setAdviser] = useState<Record<string, string>>({});
  const [organisation, setOrganisation] = useState<Record<string, string>>({});
  const [lock, setLock] = useState<LockChoice>({ usePassphrase: true, useKeychain: true, first: '', second: '' });
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  const [noKeychain, setNoKeychain] = useState(false);
  const create = useDo('vault.create');
  const info = useAsk('app.info', null);

  const make = async () => {
    const answer = await create.run({
      passphrase: lock.usePassphrase ? lock.first : null,
      useKeychain: lock.useKeychain && info.data?.keychainName !== '',
      adviser: keptFields('adviser', adviser),
      organisation: keptFields('organisation', organisation),
    });
    if (!answer.ok) {
      // A keychain that does not work must not stand in the way of beginning: on with the passphrase.
      if (answer.error.type.startsWith('Keychain')) {
        setLock((before) => ({ ...before, useKeychain: false, usePassphrase: true }));
        setNoKeychain(true);
      }
      return;
    }
    setLock((before) => ({ ...before, first: '', second: '' }));
    setRecoveryCode(answer.value.recoveryCode);
    setStep('recovery');
  };

  return (
    <Threshold {...(step === 'welcome' ? {} : { aside: <Steps now={step} /> })}>
      {step === 'welcome' && <Welcome onOwn={() => setStep('you')} onDemo={onDone} />}
      {step === 'you' && (
        <You
          values={adviser}
          onChange={setAdviser}
          onBack={() => setStep('welcome')}
          onNext={() => setStep('organisation')}
        />
      )}
      {step === 'organisation' && (
        <Organisation
          values={organisation}
          onChange={setOrganisation}
          onBack={() => setStep('you')}
          onNext={() => setStep('lock')}
        />
      )}
      {step === 'lock' && (
        <Lock
          choice={lock}
          onChange={setLock}
          keychainName={info.data?.keychainName ?? ''}
          busy={create.busy}
          error={
            create.failure &&
            (noKeychain ? <ErrorNote>{t('vault.keychainSkipped')}</ErrorNote> : <ErrorNote failure={create.failure} />)
          }
          onBack={() => setStep('organisation')}
          onNext={() => void make()}
        />
      )}
      {step === 'recovery' && recoveryCode && (
        <RecoveryCode
          code={recoveryCode}
          adviserName={adviser.name ?? ''}
          organisationName={organisation.name ?? ''}
          onDone={onDone}
          onLater={onDone}
        />
      )}
    </Threshold>
  );
}

function keptFields(concept: ConceptName, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([field, text]) => {
      const kept = keptAs(conceptOf(concept).fields[field]?.kind ?? 'text', text);
      return kept === null ? [] : [[field, kept]];
    }),
  );
}

function Steps({ now }: { now: Step }) {
  const { t } = useTranslation();
  const at = STEPS.indexOf(now);
  return (
    <ol className={classes.steps} aria-label={t('vault.steps')}>
      {STEPS.slice(1).map((step, index) => (
        <li
          key={step}
          className={classes.step}
          data-done={index + 1 < at || undefined}
          {...(step === now ? { 'aria-current': 'step' as const } : {})}
        >
          <span aria-hidden>{index + 1 < at ? <Icon of={IconCheck} size={16} /> : index + 1}</span>
          <span>{t(`vault.step.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}

function Welcome({ onOwn, onDemo }: { onOwn: () => void; onDemo: () => void }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const demo = useDo('vault.createDemo');
  const prefer = useDo('preferences.write');
  const putBack = useDo('vault.wayOut');
  const [notChosen, setNotChosen] = useState(false);
  const busy = demo.busy || putBack.busy;
  const language = i18n.language === 'en' ? 'en' : 'nl';
  return (
    <div>
      <StepTitle title={t('vault.welcomeTitle')}>{t('vault.welcomeText')}</StepTitle>
      <div className={classes.form}>
        <SegmentedControl
          aria-label={t('vault.language')}
          value={language}
          data={[
            { value: 'nl', label: 'Nederlands' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(value) =>
            void prefer.run({ language: value === 'en' ? 'en' : 'nl' }).then((answer) => {
              if (answer.ok) cache.setQueryData(askKey('preferences.read', null), answer.value);
            })
          }
        />
        <div className={classes.choices}>
          <PlainButton className={classes.choice} data-primary busy={busy} onClick={onOwn} autoFocus>
            <span className={classes.choiceIcon}>
              <Icon of={IconUserPlus} size={24} />
            </span>
            <span className={classes.choiceTitle}>{t('vault.startOwn')}</span>
          </PlainButton>
          <PlainButton
            className={classes.choice}
            busy={busy}
            onClick={() => void demo.run({ language }).then((answer) => answer.ok && onDemo())}
          >
            <span className={classes.choiceIcon}>
              <Icon of={IconSchool} size={24} />
            </span>
            <span>
              <span className={classes.choiceTitle}>{t('vault.startDemo')}</span>
              <span className={classes.choiceText} role="status">
                {demo.busy ? t('vault.demoMaking') : t('vault.startDemoText')}
              </span>
            </span>
          </PlainButton>
        </div>
        <div>
          <Button
            variant="subtle"
            busy={busy}
            leftSection={<Icon of={IconRestore} />}
            onClick={() => {
              setNotChosen(false);
              void putBack.run({ way: 'restoreBackup' }).then((answer) => {
                if (answer.ok && !answer.value.done) setNotChosen(true);
              });
            }}
          >
            {t('vault.startBackup')}
          </Button>
          <p className={classes.advice} role="status">
            {notChosen && t('vault.wayOutNotDone')}
          </p>
        </div>
        <ErrorNote failure={demo.failure ?? putBack.failure ?? prefer.failure} />
      </div>
    </div>
  );
}

type FieldsStepProps = {
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
  onBack: () => void;
  onNext: () => void;
};

/** Goes on when every field is right; otherwise the first wrong one gets the focus and its sentence. */
function useFieldsStep(
  concept: ConceptName,
  fields: readonly string[],
  { values, onChange, onNext }: FieldsStepProps,
  nameMissing: string,
) {
  const form = useRef<HTMLFormElement>(null);
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const errorOf = (field: string): string | null => {
    const text = values[field] ?? '';
    if (field === 'name' && !text.trim()) return nameMissing;
    const reason = reasonAgainst(concept, field, text);
    return reason && t(`common.reasons.${reason}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const wrong = fields.find((field) => errorOf(field));
    if (wrong) form.current?.querySelector<HTMLInputElement>(`[name="${wrong}"]`)?.focus();
    else onNext();
  };
  const props = (field: string) => ({
    concept,
    field,
    name: field,
    value: values[field] ?? '',
    onChange: (text: string) => onChange({ ...values, [field]: text }),
    error: tried ? errorOf(field) : null,
  });
  return { form, submit, props };
}

function StepButtons({ onBack, next, busy = false }: { onBack: () => void; next: string; busy?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes.buttons}>
      <Button variant="default" size="md" onClick={onBack} busy={busy} leftSection={<Icon of={IconArrowLeft} />}>
        {t('common.back')}
      </Button>
      <Button type="submit" size="md" className={classes.grow} busy={busy} rightSection={<Icon of={IconArrowRight} />}>
        {next}
      </Button>
    </div>
  );
}

function You(step: FieldsStepProps) {
  const { t } = useTranslation();
  const { form, submit, props } = useFieldsStep('adviser', ADVISER_FIELDS, step, t('vault.nameMissing'));
  return (
    <div>
      <StepTitle title={t('vault.youTitle')}>{t('vault.youText')}</StepTitle>
      <form ref={form} onSubmit={submit} className={classes.form} noValidate>
        <div className={classes.fields}>
          <FieldInput {...props('name')} label={t('vault.name')} size="md" autoFocus withAsterisk />
          <FieldInput {...props('role')} label={t('vault.role')} size="md" />
          <div className={classes.pair}>
            <FieldInput {...props('email')} label={t('vault.email')} size="md" />
            <FieldInput {...props('phone')} label={t('vault.phone')} size="md" />
          </div>
        </div>
        <StepButtons onBack={step.onBack} next={t('common.next')} />
      </form>
    </div>
  );
}

function Organisation(step: FieldsStepProps) {
  const { t } = useTranslation();
  const { form, submit, props } = useFieldsStep(
    'organisation',
    ORGANISATION_FIELDS,
    step,
    t('vault.organisationMissing'),
  );
  return (
    <div>
      <StepTitle title={t('vault.organisationTitle')}>{t('vault.organisationText')}</StepTitle>
      <form ref={form} onSubmit={submit} className={classes.form} noValidate>
        <div className={classes.fields}>
          <FieldInput {...props('name')} label={t('vault.organisationName')} size="md" autoFocus withAsterisk />
          <div className={classes.narrow}>
            <FieldInput {...props('street')} label={t('vault.street')} />
            <FieldInput {...props('houseNumber')} label={t('vault.houseNumber')} />
          </div>
          <div className={classes.pair}>
            <FieldInput {...props('postcode')} label={t('vault.postcode')} />
            <FieldInput {...props('place')} label={t('vault.place')} />
          </div>
          <div className={classes.pair}>
            <FieldInput {...props('kvk')} label={t('vault.kvk')} />
            <FieldInput {...props('vat')} label={t('vault.vat')} />
          </div>
          <FieldInput {...props('iban')} label={t('vault.iban')} />
          <div className={classes.pair}>
            <FieldInput {...props('contactName')} label={t('vault.contactName')} />
            <FieldInput {...props('contactEmail')} label={t('vault.contactEmail')} />
          </div>
        </div>
        <StepButtons onBack={step.onBack} next={t('common.next')} />
      </form>
    </div>
  );
}

type LockChoice = { usePassphrase: boolean; useKeychain: boolean; first: string; second: string };

function Lock({
  choice,
  onChange,
  keychainName,
  busy,
  error,
  onBack,
  onNext,
}: {
  choice: LockChoice;
  onChange: (choice: LockChoice) => void;
  /** Empty when this laptop has none. */
  keychainName: string;
  busy: boolean;
  error: ReactNode;
  onBack: () => void;
  onNext: () => void;
}) {
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const withKeychain = choice.useKeychain && keychainName !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (choice.usePassphrase && !adviceOn(choice.first).enough)
      return form.current?.querySelector<HTMLInputElement>('[name="passphrase"]')?.focus();
    if (choice.usePassphrase && choice.first !== choice.second)
      return form.current?.querySelector<HTMLInputElement>('[name="again"]')?.focus();
    if (choice.usePassphrase || withKeychain) onNext();
  };
  return (
    <div>
      <StepTitle title={t('vault.lockTitle')}>{t('vault.lockText')}</StepTitle>
      <form ref={form} onSubmit={submit} className={classes.form} noValidate>
        <div className={classes.choices}>
          <div className={classes.sheet}>
            <Checkbox
              label={t('vault.usePassphrase')}
              description={t('vault.usePassphraseText')}
              checked={choice.usePassphrase}
              autoFocus
              onChange={(event) => onChange({ ...choice, usePassphrase: event.currentTarget.checked })}
            />
            {choice.usePassphrase && (
              <NewPassphrase
                first={choice.first}
                second={choice.second}
                onFirst={(first) => onChange({ ...choice, first })}
                onSecond={(second) => onChange({ ...choice, second })}
                tried={tried}
              />
            )}
          </div>
          {keychainName !== '' && (
            <div className={classes.sheet}>
              <Checkbox
                label={t('vault.useKeychain')}
                description={t('vault.useKeychainText', { keychain: keychainName })}
                checked={choice.useKeychain}
                onChange={(event) => onChange({ ...choice, useKeychain: event.currentTarget.checked })}
              />
            </div>
          )}
        </div>
        {tried && !choice.usePassphrase && !withKeychain && <ErrorNote>{t('vault.chooseOne')}</ErrorNote>}
        {error}
        <p className={classes.caps} role="status">
          {busy && t('vault.creating')}
        </p>
        <StepButtons onBack={onBack} next={t('vault.create')} busy={busy} />
      </form>
    </div>
  );
}
