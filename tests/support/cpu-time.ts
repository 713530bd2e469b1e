/** Milliseconds of work of this process. What others do on the machine does not count, so a limit on it holds everywhere. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
