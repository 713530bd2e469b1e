/**
 * Composition of the window: api and cache, language and theme from the preferences, and which of the
 * three faces is shown: the first-run assistant, the lock, or the open caseload.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { MantineProvider } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { Api } from '../api/bridge.ts';
import type { TurnedScreen } from '../api/turned.ts';
import type { Disk } from '../api/disk.ts';
import { ApiProvider } from '../api/ApiProvider.tsx';
import { useAsk } from '../api/useAsk.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { ScreenBoundary } from '../components/ScreenBoundary.tsx';
import { Gate } from './Gate.tsx';
import { makeWords, type Language } from './i18n.ts';
import { cssVariables, noColorSchemeStorage, theme } from './theme.ts';

/** @param language what the window begins in; it follows the preferences from then on */
export function App({
  api,
  cache,
  disk,
  turned,
  language,
}: {
  api: Api;
  cache: QueryClient;
  disk: Disk;
  turned: TurnedScreen;
  language: Language;
}) {
  const [words] = useState(() => makeWords(language));
  return (
    <I18nextProvider i18n={words}>
      <ApiProvider api={api} cache={cache} disk={disk} turned={turned}>
        <Appearance>
          <ScreenBoundary>
            <Gate />
          </ScreenBoundary>
        </Appearance>
      </ApiProvider>
    </I18nextProvider>
  );
}

/**
 * Language and theme as preferred; nothing is shown before they are known, so that nothing flashes. From then on the window stays
 * mounted: whoever chooses another language keeps the place of the keys, and what stands typed.
 */
function Appearance({ children }: { children: ReactNode }) {
  const { i18n, t } = useTranslation();
  const preferences = useAsk('preferences.read', null);
  const language = preferences.data?.language;
  useEffect(() => {
    if (language && i18n.language !== language) void i18n.changeLanguage(language);
    document.documentElement.lang = language ?? 'nl';
  }, [language, i18n]);
  const scheme = preferences.data?.theme ?? 'system';
  const isAsPreferred = preferences.isSuccess && i18n.language === language;
  const [isShown, setIsShown] = useState(isAsPreferred);
  if (isAsPreferred && !isShown) setIsShown(true);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={noColorSchemeStorage}
      defaultColorScheme="auto"
      {...(scheme === 'system' ? {} : { forceColorScheme: scheme })}
    >
      {preferences.isError ? (
        <EmptyState icon={IconPlugConnectedX} title={t('app.noDesktop')}>
          {t('app.noDesktopWhat')}
        </EmptyState>
      ) : (
        isShown && children
      )}
    </MantineProvider>
  );
}
