/** One broken screen does not take the window with it: says so, and offers the way on. */
import { Component, type ReactNode } from 'react';
import { IconMoodEmpty } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

export class ScreenBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? <Broken again={() => this.setState({ broken: false })} /> : this.props.children;
  }
}

function Broken({ again }: { again: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <EmptyState
        icon={IconMoodEmpty}
        title={t('app.screenBroke')}
        action={<Button onClick={again}>{t('common.retry')}</Button>}
      >
        {t('app.screenBrokeWhat')}
      </EmptyState>
    </div>
  );
}
