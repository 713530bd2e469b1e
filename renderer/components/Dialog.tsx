/** A question or a small task above the screen. Esc closes, focus stays inside and returns to where it came from. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Dialog.module.css';

export function Dialog({
  opened,
  onClose,
  title,
  children,
  footer,
  size = 'md',
}: {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg' | 'xl';
}) {
  const { t } = useTranslation();
  // A menu closes at a press outside it; a dialog that came by its key was pressed nowhere, and the menu would lie over it.
  useEffect(() => {
    if (opened) document.body.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
  }, [opened]);
  // The dialog moves the focus itself at Tab, to keep it inside; the browser would have picked what stands in a field, to type over it.
  const byTab = useRef(false);
  return (
    <Modal
      onKeyDownCapture={(event) => (byTab.current = event.key === 'Tab')}
      onFocusCapture={({ target }) => {
        if (byTab.current && target instanceof HTMLInputElement) target.select();
        byTab.current = false;
      }}
      opened={opened}
      onClose={onClose}
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: classes.title, content: classes.content, header: classes.header }}
    >
      {children}
      {footer && <div className={classes.footer}>{footer}</div>}
    </Modal>
  );
}
