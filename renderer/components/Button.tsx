/**
 * What is pressed: the only buttons and switches of the house. One that is `busy`, or for which there is nothing to do now (`disabled`), passes presses
 * over and keeps the focus. The browser's own `disabled` lets go of it: whoever works by keyboard, or hears the screen, would be back at the top of the
 * page in the middle of what they do.
 */
import type { ComponentPropsWithRef, MouseEvent } from 'react';
import {
  ActionIcon as MantineActionIcon,
  Button as MantineButton,
  Switch as MantineSwitch,
  type ActionIconProps,
  type ButtonProps,
  type SwitchProps,
} from '@mantine/core';
import { useSayBusy } from './Announcer.tsx';
import './Button.css';

type Held = {
  /** What was pressed is on its way. Said at a second press. */
  busy?: boolean | undefined;
  /** There is nothing to do now. */
  disabled?: boolean | undefined;
};
type Pressed<Dress> = Omit<Dress, 'loading' | 'disabled' | 'data-disabled'> &
  Omit<ComponentPropsWithRef<'button'>, keyof Dress | 'disabled'> &
  Held;

export function Button({ busy, disabled, ...rest }: Pressed<ButtonProps>) {
  return <MantineButton {...rest} {...useHeld(busy, disabled)} />;
}

export function ActionIcon({ busy, disabled, ...rest }: Pressed<ActionIconProps>) {
  return <MantineActionIcon {...rest} {...useHeld(busy, disabled)} />;
}

export function Switch({ busy, disabled, ...rest }: Omit<SwitchProps, 'disabled'> & Held) {
  return <MantineSwitch {...rest} {...useHeld(busy, disabled)} />;
}

/** A button without a dress of its own. */
export function PlainButton({ busy, disabled, ...rest }: Omit<ComponentPropsWithRef<'button'>, 'disabled'> & Held) {
  return <button type="button" {...rest} {...useHeld(busy, disabled)} />;
}

/** A way to another page, dressed as a button. */
export function LinkButton(props: ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>) {
  return <MantineButton component="a" {...props} />;
}

function useHeld(busy = false, disabled = false) {
  const sayBusy = useSayBusy();
  if (!busy && !disabled) return {};
  return {
    'aria-disabled': true,
    ...(disabled ? { 'data-disabled': true } : {}),
    ...(busy ? { 'aria-busy': true } : {}),
    // On the way down: neither the button itself nor the form that it belongs to hears of the press, nor of Enter in a field, which presses it too.
    onClickCapture: (event: MouseEvent) => {
      event.preventDefault();
      event.stopPropagation();
      if (busy) sayBusy();
    },
  };
}
