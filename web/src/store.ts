// What this browser remembers: the last visit, and the name of who decides. Nothing leaves it.

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`dragoman.${key}`, value);
  } catch {
    // A browser without storage forgets; nothing else depends on it.
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`dragoman.${key}`);
  } catch {
    return null;
  }
}
