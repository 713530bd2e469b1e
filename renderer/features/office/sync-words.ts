/** Where the work is kept, in plain words: one line for the frame, and the details for who wants to know. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/useLanguage.ts';
import { momentText } from '../../components/MomentText.tsx';
import { movesUntil, stageOf, type Connected, type SyncStage, type SyncState } from './sync-stage.ts';

export type SyncLine = {
  readonly stage: SyncStage;
  /** Amber asks nothing yet: something is here only. Red never: nothing is ever lost by waiting. */
  readonly tone: 'calm' | 'here' | 'safe';
  readonly title: string;
  readonly detail: string;
};

const TONE: Readonly<Record<SyncStage, SyncLine['tone']>> = {
  alone: 'calm',
  aloneHere: 'here',
  fetching: 'calm',
  moving: 'safe',
  here: 'here',
  safe: 'safe',
};

/** Also when time alone makes the difference: what is on its way for too long is only here. */
export function useSyncLine(state: SyncState | undefined, onlyHere: number): SyncLine | null {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const [now, setNow] = useState(() => Date.now());
  const until = state ? movesUntil(state, Date.now()) : null;
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(50, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  if (!state) return null;
  const stage = stageOf(state, onlyHere, Math.max(now, Date.now()));
  const number = new Intl.NumberFormat(i18n.language);
  return { stage, tone: TONE[stage], title: titleOf(state), detail: detailOf(state) };

  function moment(at: number): string {
    const words = { today: '', yesterday: t('common.yesterday') };
    return momentText(at, Date.now(), language, words).trim();
  }

  function titleOf(of: SyncState): string {
    const count = of.type === 'alone' ? onlyHere : of.onlyHere;
    switch (stage) {
      case 'alone':
        return t('app.allSafe');
      case 'fetching':
        return t('office.fetching');
      case 'moving':
        return t('office.moving');
      case 'safe':
        return t('office.allThere');
      case 'aloneHere':
      case 'here': {
        const documents = of.type === 'alone' ? 0 : of.documents.waiting;
        const said = { count, replace: { count: number.format(count) } };
        if (documents === 0) return t('app.onlyHere', said);
        if (count === 0) return t('documents.onlyHere', { count: documents });
        return t('documents.andOnlyHere', { count: documents, changes: t('documents.changes', said) });
      }
    }
  }

  function detailOf(of: SyncState): string {
    if (of.type === 'alone') return t(stage === 'aloneHere' ? 'app.notConnected' : 'app.notConnectedShort');
    const why = whyOf(of);
    if (stage === 'fetching' && of.fetching && of.doing !== 'paused' && of.hindrance === null) {
      const { done, total } = of.fetching;
      return t('office.fetchingCount', { done: number.format(done), total: number.format(total) });
    }
    if (stage === 'here' && of.onlyHereSince !== null) {
      const since = moment(of.onlyHereSince);
      return t('office.hereSince', { why: why ?? t('office.onItsWay'), since });
    }
    if (why !== null) return why;
    if (of.lastContact === null) return t('office.looking');
    return t('office.at', { time: moment(of.lastContact) });
  }

  function whyOf(of: Connected): string | null {
    if (of.doing === 'paused') return t('office.pausedShort');
    return of.hindrance ? t(`office.hindrance.${of.hindrance}.short`) : null;
  }
}
