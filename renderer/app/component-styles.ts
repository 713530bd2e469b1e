/** The styles of all of Mantine: a quarter of a megabyte that nobody who unlocks waits for. */
import '@mantine/core/styles.layer.css';
