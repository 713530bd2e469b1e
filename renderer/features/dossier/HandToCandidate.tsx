/** The laptop goes to the candidate: what they do with it, and the PIN that gets it back. */
import { useState, type FormEvent } from 'react';
import { Checkbox, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { definitionKey, languageFor, sayIn } from '../../../core/assessments/definition.ts';
import { MOST_FILLED } from '../../../core/assessments/filling.ts';
import { definitionOf } from '../../../core/assessments/results.ts';
import type { Language } from '../../../core/domain/words/words.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../../../core/guidance/consent-text.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { LanguageChoice } from '../../components/questionnaire/LanguageChoice.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier, useFrozen } from './DossierContext.tsx';
import { useDefinitions } from './useDefinitions.ts';
import classes from './guidance.module.css';

export function HandToCandidate({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const cache = useQueryClient();
  const { candidate, rows } = useDossier();
  const begin = useDo('candidateMode.begin');
  const vault = useAsk('vault.state', null);
  const mustHavePin = vault.data?.type !== 'open' || !vault.data.hasPassphrase || vault.data.demo;
  // Of a dossier that is frozen they may take back what they agreed to, and nothing else.
  const isFrozen = useFrozen();
  const [isChecked, setChecked] = useState(true);
  const said = rows.consent.some(({ purpose, withdrawnOn }) => purpose !== null && withdrawnOn === null);
  const [isTakenBack, setTakenBack] = useState(false);
  const [purposes, setPurposes] = useState<readonly ConsentPurpose[]>([]);
  const [isSigned, setSigned] = useState(false);
  const definitions = useDefinitions();
  const [filled, setFilled] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<Language>(words.language);
  const [showsResult, setShowsResult] = useState(false);
  const [pin, setPin] = useState('');
  const plan = rows.actionPlan.find(
    ({ state, candidateSignedOn }) => state !== 'completed' && state !== 'ended' && candidateSignedOn === null,
  );
  // One that is not finished is gone on with before the same is begun again.
  const begun = rows.assessment.filter(
    (row) => row.way === 'filledIn' && row.finished !== 'yes' && definitionOf(row.definition, definitions),
  );
  const offered = [
    ...begun.flatMap((row) => {
      const definition = definitionOf(row.definition, definitions);
      const label = t('candidateMode.fillGoOn', { what: row.title ?? t('assessments.untitled') });
      return definition ? [{ value: row.id, label, definition, row }] : [];
    }),
    ...definitions.map((definition) => {
      const label = sayIn(definition.title, words.language);
      return { value: definitionKey(definition), label, definition, row: null };
    }),
  ];
  const toFill = offered.filter(({ value }) => filled.includes(value));
  /** Somebody reads all of them in one language, as far as each has it. */
  const inMore = toFill.find(({ definition, row }) => row === null && Object.keys(definition.languages).length > 1);
  const maySeeConsents = said && (isTakenBack || isFrozen);
  const tasks = [
    ...(!isFrozen && toFill.length > 0 ? (['fill'] as const) : []),
    ...(!isFrozen && isChecked ? (['check'] as const) : []),
    ...((!isFrozen && purposes.length > 0) || maySeeConsents ? (['consent'] as const) : []),
    ...(!isFrozen && isSigned && plan ? (['sign'] as const) : []),
  ];
  const isPinRight = pin === '' ? !mustHavePin : /^\d{4,8}$/.test(pin);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await begin.run({
      dossier: candidate.id,
      tasks,
      purposes: [...purposes],
      plan: isSigned && plan ? plan.id : null,
      fills: toFill.map(({ definition, row }) => ({
        definition: definitionKey(definition),
        language: row?.language ?? languageFor(definition, wanted),
        row: row?.id ?? null,
        showsResult,
      })),
      pin: pin === '' ? null : pin,
    });
    if (answer.ok) void cache.invalidateQueries({ queryKey: ['vault.state'] });
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t('candidateMode.hand')}>
      <form className={classes.stack} onSubmit={(event) => void submit(event)}>
        <p>{t('candidateMode.handWhat')}</p>
        {isFrozen && <p>{t(said ? 'limits.handFrozen' : 'limits.handFrozenNothing')}</p>}
        {!isFrozen && (
          <>
            <Checkbox
              label={t('candidateMode.check')}
              checked={isChecked}
              onChange={(event) => setChecked(event.currentTarget.checked)}
            />
            <div className={classes.stack}>
              <Checkbox.Group
                label={t('candidateMode.fill')}
                description={toFill.length > 1 ? t('candidateMode.fillInOrder') : undefined}
                value={[...filled]}
                onChange={setFilled}
              >
                <div className={classes.stack}>
                  {offered.map(({ value, label }) => (
                    <Checkbox
                      key={value}
                      value={value}
                      label={label}
                      disabled={toFill.length >= MOST_FILLED && !filled.includes(value)}
                    />
                  ))}
                </div>
              </Checkbox.Group>
              {inMore && (
                <LanguageChoice
                  definition={inMore.definition}
                  value={languageFor(inMore.definition, wanted)}
                  onChange={setWanted}
                />
              )}
              {toFill.length > 0 && (
                <Checkbox
                  label={t('candidateMode.showResult')}
                  description={t('candidateMode.showResultWhat')}
                  checked={showsResult}
                  onChange={(event) => setShowsResult(event.currentTarget.checked)}
                />
              )}
            </div>
            {plan && (
              <Checkbox
                label={t('candidateMode.plan')}
                checked={isSigned}
                onChange={(event) => setSigned(event.currentTarget.checked)}
              />
            )}
            <Checkbox.Group
              label={t('candidateMode.consents')}
              value={[...purposes]}
              onChange={(next) => setPurposes(CONSENT_PURPOSES.filter((each) => next.includes(each)))}
            >
              <div className={classes.stack}>
                {CONSENT_PURPOSES.map((each) => (
                  <Checkbox key={each} value={each} label={words.option('consent', 'purpose', each)} />
                ))}
              </div>
            </Checkbox.Group>
            {said && (
              <Checkbox
                label={t('limits.handTakeBack')}
                checked={isTakenBack}
                onChange={(event) => setTakenBack(event.currentTarget.checked)}
              />
            )}
          </>
        )}
        <PasswordInput
          label={t('candidateMode.pin')}
          description={t(mustHavePin ? 'candidateMode.pinMust' : 'candidateMode.pinMay')}
          inputMode="numeric"
          autoComplete="off"
          value={pin}
          error={pin !== '' && !isPinRight ? t('candidateMode.pinHow') : null}
          onChange={(event) => setPin(event.currentTarget.value)}
        />
        <ErrorNote failure={begin.failure} />
        <div>
          <Button type="submit" busy={begin.busy} disabled={tasks.length === 0 || !isPinRight}>
            {t('candidateMode.handNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
