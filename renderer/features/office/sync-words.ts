/** Where the work is kept, in plain words: one line for the frame, and the details for who wants to know. */
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';

export type SyncState = Answer<'sync.state'>;
export type Connected = Extract<SyncState, { type: 'connected' }>;

export type SyncLine = {
  /** Amber asks nothing yet: something is here only. Red never: nothing is ever lost by waiting. */
  readonly tone: 'calm' | 'here' | 'safe';
  readonly title: string;
  readonly detail: string;
};

export function useSyncLine(): (state: SyncState, onlyHere: number) => SyncLine {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  // Twenty-four hours in English too: the day of a Dutch adviser.
  const clock = new Intl.DateTimeFormat(i18n.language === 'nl' ? 'nl-NL' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
  });
  return (state, onlyHere) => {
    const here = t('app.onlyHere', { count: onlyHere, replace: { count: number.format(onlyHere) } });
    if (state.type === 'alone') {
      return onlyHere > 0
        ? { tone: 'here', title: here, detail: t('app.notConnected') }
        : { tone: 'calm', title: t('app.allSafe'), detail: t('app.notConnectedShort') };
    }
    const detail = detailOf(state);
    if (state.fetching) return { tone: 'calm', title: t('office.fetching'), detail };
    if (onlyHere > 0) return { tone: 'here', title: here, detail };
    return { tone: 'safe', title: t('office.allThere'), detail };
  };

  function detailOf(state: Connected): string {
    if (state.fetching) {
      const { done, total } = state.fetching;
      const progress = t('office.fetchingCount', { done: number.format(done), total: number.format(total) });
      return state.doing === 'paused' ? t('office.pausedShort') : progress;
    }
    if (state.doing === 'paused') return t('office.pausedShort');
    if (state.hindrance) return t(`office.hindrance.${state.hindrance}.short`);
    if (state.lastContact === null) return t('office.notYet');
    return t('office.at', { time: clock.format(state.lastContact) });
  }
}
