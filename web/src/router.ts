// The address bar as state.
import { useEffect, useState } from 'preact/hooks';
import { type Address, formatAddress, parseAddress } from './address.ts';

const listeners = new Set<() => void>();

export function currentAddress(): Address {
  return parseAddress(location.pathname, location.search);
}

/** Goes there; with `replace` the address before is forgotten (while a brush moves, a letter is typed). */
export function go(target: Address | string, replace = false): void {
  const url = typeof target === 'string' ? target : formatAddress(target);
  if (url === location.pathname + location.search) return;
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  for (const listener of listeners) listener();
  if (!replace && parseAddress(location.pathname, '').view !== lastView) window.scrollTo(0, 0);
  lastView = currentAddress().view;
}

let lastView = '';

export function useAddress(): Address {
  const [address, setAddress] = useState(currentAddress);
  useEffect(() => {
    const update = (): void => setAddress(currentAddress());
    listeners.add(update);
    addEventListener('popstate', update);
    return () => {
      listeners.delete(update);
      removeEventListener('popstate', update);
    };
  }, []);
  return address;
}

/** Clicks on links of our own go through the router; those with a modifier, a target or a download do not. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link) return;
  const href = link.getAttribute('href');
  if (!href || !href.startsWith('/') || link.hasAttribute('download') || link.hasAttribute('target')) return;
  if (href.startsWith('/api/') || /\.(json|csv|jsonl)(\?|$)/.test(href)) return;
  event.preventDefault();
  go(href);
}
