// Everybody, most events first.
import { useEffect, useState } from 'preact/hooks';
import type { Ranking } from '../wire.ts';
import { type Address, changed, filterOf, queryString } from '../address.ts';
import { useData } from '../api.ts';
import { countryName, useMeta } from '../countries.ts';
import { count, readableRange } from '../dates.ts';
import { Chips } from '../parts/filters.tsx';
import { Share } from '../parts/share.tsx';
import { Empty, When } from '../parts/states.tsx';
import { go } from '../router.ts';
import { sectorWord } from '../words.ts';

export function ActorsView({ address }: { address: Address }) {
  const meta = useMeta();
  const query = address.query['q'] ?? '';
  const [typed, setTyped] = useState(query);
  useEffect(() => setTyped(query), [query]);
  useEffect(() => void (document.title = 'Actors · dragoman'), []);
  const loaded = useData<Ranking>(`/api/actors${queryString({ ...filterOf(address.query), q: query, limit: '100' })}`);
  return (
    <main id="main">
      <div class="head">
        <div><h1>Actors</h1><p class="standfirst">{count(meta.counts.actors)} names of people, bodies, groups and countries</p></div>
        <Share address={address} />
      </div>
      <form class="searchbar" role="search" data-live onSubmit={(event) => {
        event.preventDefault();
        go({ ...address, query: changed(address.query, { q: typed.trim() }) }, true);
      }}>
        <label><span class="spoken">Words of a name</span><input type="search" value={typed} placeholder="Words of a name" onInput={(event) => setTyped(event.currentTarget.value)} /></label>
        <button type="submit">Find</button>
      </form>
      <Chips address={address} />
      <When loaded={loaded} what="Loading actors">
        {(answer) => answer.actors.length === 0 ? <Empty title="Nobody has this name">Names are found by the beginnings of their words, without regard to case and accents.</Empty> : (
          <div class="scroll" tabIndex={0} role="region" aria-label="Actors">
            <table class="list">
              <thead><tr><th scope="col">Name</th><th scope="col">Country</th><th scope="col">Sector</th><th scope="col" class="number">Events</th><th scope="col" class="number">Acts</th><th scope="col" class="number">Acted on</th><th scope="col" class="number">Quotes</th><th scope="col" class="wide">Between</th></tr></thead>
              <tbody>
                {answer.actors.map((one) => (
                  <tr key={one.actor}>
                    <th scope="row"><a href={`/actor/${one.actor}`}>{one.name}</a></th>
                    <td>{countryName(meta, one.country)}</td><td>{sectorWord(one.sector)}</td>
                    <td class="number">{count(one.events)}</td><td class="number">{count(one.acts)}</td><td class="number">{count(one.acted_on)}</td><td class="number">{count(one.quotes)}</td>
                    <td class="facts wide">{readableRange(one.first, one.last)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </When>
    </main>
  );
}
