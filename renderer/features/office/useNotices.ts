/** What happened and nobody has seen yet; seeing it makes it go, here and everywhere else in the window. */
import { useCallback, useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { gather, type Told } from './gather.ts';

/** What they tell is in a dossier that is here. */
export const OPENS: ReadonlySet<Told['kind']> = new Set(['dossierCame', 'lateBrought', 'lateWritten']);

export function useNotices() {
  const cache = useQueryClient();
  const notices = useAsk('notices.list', null);
  const { run, busy } = useDo('notices.seen');
  const told = useMemo(() => gather(notices.data ?? []), [notices.data]);
  const seen = useCallback(
    async (which: readonly Told[]) => {
      await run({ numbers: which.flatMap(({ numbers }) => numbers) });
      for (const channel of ['notices.list', 'sync.state']) void cache.invalidateQueries({ queryKey: [channel] });
    },
    [run, cache],
  );
  return { told, seen, busy };
}

/** One thing that happened, in a sentence. */
export function useNoticeWords(): (told: Told) => string {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  return ({ kind, name, count }) => {
    const filled = { name: name ?? t('common.noName'), count: number.format(count) };
    return t(`office.notice.${kind}`, { count, name: filled.name, replace: filled });
  };
}
