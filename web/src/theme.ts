// Light, dark, or as the system has it.
import { useEffect, useState } from 'preact/hooks';

export type Theme = 'light' | 'dark';

const KEY = 'dragoman.theme';
const listeners = new Set<() => void>();
const dark = matchMedia('(prefers-color-scheme: dark)');

function stored(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return null;
  }
}

export function theme(): Theme {
  return stored() ?? (dark.matches ? 'dark' : 'light');
}

export function applyTheme(): void {
  document.documentElement.dataset['theme'] = theme();
  for (const listener of listeners) listener();
}

export function setTheme(next: Theme): void {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Without storage it holds for this page only.
    document.documentElement.dataset['theme'] = next;
  }
  applyTheme();
}

export function useTheme(): Theme {
  const [now, setNow] = useState(theme);
  useEffect(() => {
    const update = (): void => setNow(theme());
    listeners.add(update);
    dark.addEventListener('change', applyTheme);
    return () => {
      listeners.delete(update);
      dark.removeEventListener('change', applyTheme);
    };
  }, []);
  return now;
}
