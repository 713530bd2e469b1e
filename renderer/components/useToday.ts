/** The day it is, also for whoever leaves a screen open over midnight, or puts the clock of the laptop right. */
import { useEffect, useState } from 'react';
import { localDay } from '../../core/guidance/calendar.ts';

const LOOK_MS = 15_000;

export function useToday(): string {
  const [today, setToday] = useState(() => localDay(Date.now()));
  useEffect(() => {
    const look = () => setToday(localDay(Date.now()));
    const timer = setInterval(look, LOOK_MS);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, []);
  return today;
}
