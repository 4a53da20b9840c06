// An address that leads nowhere.
import { useEffect } from 'preact/hooks';
import { Empty } from '../parts/states.tsx';

export function MissingView({ path }: { path: string }) {
  useEffect(() => void (document.title = 'Not here · dragoman'), []);
  return (
    <main id="main">
      <h1>There is no such page</h1>
      <Empty title={path}>The <a href="/situation">whole picture</a> and the <a href="/search">search</a> lead everywhere.</Empty>
    </main>
  );
}
