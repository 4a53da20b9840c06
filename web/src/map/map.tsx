// Where it happened. The form of a point tells how precisely the place is known.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import type { Map as Answer, MapPoint } from '../wire.ts';
import { count, plural, readableRange } from '../dates.ts';
import { countryName, useMeta } from '../countries.ts';
import { useWidth } from '../parts/size.ts';
import { placeWords } from '../parts/mark_words.tsx';
import { type World, loadWorld } from './world.ts';

interface Props {
  answer: Answer;
  /** Keeps the events of a place. */
  onPlace: (point: MapPoint) => void;
}

interface Zoom {
  scale: number;
  x: number;
  y: number;
}

const HEIGHT = 360;
const STILL: Zoom = { scale: 1, x: 0, y: 0 };

/** "coop", "conf" or "even": which side weighs more at a place. */
export function lean(point: { verbal_cooperation: number; material_cooperation: number; verbal_conflict: number; material_conflict: number }): string {
  const good = point.verbal_cooperation + point.material_cooperation;
  const bad = point.verbal_conflict + point.material_conflict;
  return good > bad ? 'coop' : bad > good ? 'conf' : 'even';
}

export function WorldMap({ answer, onPlace }: Props) {
  const meta = useMeta();
  const [box, width] = useWidth<HTMLDivElement>();
  const [world, setWorld] = useState<World | null>(null);
  const [zoom, setZoom] = useState<Zoom>(STILL);
  const [at, setAt] = useState<MapPoint | null>(null);
  const drag = useRef<{ x: number; y: number; zoom: Zoom } | null>(null);
  useEffect(() => {
    let here = true;
    loadWorld().then((loaded) => here && setWorld(loaded), () => undefined);
    return () => void (here = false);
  }, []);
  useEffect(() => setZoom(STILL), [answer, width]);
  const height = Math.min(HEIGHT, Math.max(220, width * 0.62));

  const projection = useMemo(() => {
    const points = answer.points.map((point) => [point.place.lon, point.place.lat] as [number, number]);
    const made = geoNaturalEarth1();
    if (width < 50) return made;
    const lons = points.map(([lon]) => lon);
    const lats = points.map(([, lat]) => lat);
    if (points.length === 0) return made.fitExtent([[8, 8], [width - 8, height - 8]], { type: 'Sphere' });
    const [w, e, s, n] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
    if (e - w < 190) made.rotate([-(w + e) / 2, 0]);
    const air = Math.max(4, (e - w) * 0.12, (n - s) * 0.12);
    const corners = [[w - air, s - air], [e + air, n + air], [w - air, n + air], [e + air, s - air]].map(([lon, lat]) => [
      Math.max(-180, Math.min(180, lon!)), Math.max(-60, Math.min(84, lat!)),
    ] as [number, number]);
    return made.fitExtent([[24, 24], [width - 24, height - 24]], { type: 'MultiPoint', coordinates: corners });
  }, [answer, width, height]);

  const drawn = useMemo(() => {
    if (!world || width < 50) return null;
    const path = geoPath(projection).digits(1);
    const coarse = new Map<string, MapPoint>();
    for (const point of answer.points) if (point.place.precision === 'country') coarse.set(point.place.country, point);
    return {
      sphere: path({ type: 'Sphere' }) ?? '',
      land: world.countries.map((country) => path(country) ?? '').join(''),
      borders: path(world.borders) ?? '',
      whole: [...coarse].flatMap(([code, point]) => {
        const shape = world.byCode.get(code);
        return shape ? [{ code, point, path: path(shape) ?? '' }] : [];
      }),
      names: world.countries.flatMap((country) => {
        const area = path.area(country);
        const center = path.centroid(country);
        const half = country.properties.name.length * 3.2 + 4;
        return area > 3600 && center[0] > half && center[0] < width - half && center[1] > 20 && center[1] < height - 16 ? [{ name: country.properties.name, center }] : [];
      }),
    };
  }, [world, projection, answer, width, height]);

  const most = answer.points.reduce((top, point) => Math.max(top, point.count), 1);
  const clampZoom = (next: Zoom): Zoom => {
    const scale = Math.max(1, Math.min(24, next.scale));
    const slack = 0.5;
    return {
      scale,
      x: Math.max(width * (slack - scale), Math.min(width * (1 - slack), next.x)),
      y: Math.max(height * (slack - scale), Math.min(height * (1 - slack), next.y)),
    };
  };
  const zoomBy = (factor: number, x = width / 2, y = height / 2): void => {
    setZoom((now) => {
      const scale = Math.max(1, Math.min(24, now.scale * factor));
      const real = scale / now.scale;
      return scale === 1 ? STILL : clampZoom({ scale, x: x - (x - now.x) * real, y: y - (y - now.y) * real });
    });
  };
  const keys = (event: KeyboardEvent): void => {
    const step = 60;
    if (event.key === '+' || event.key === '=') zoomBy(1.6);
    else if (event.key === '-') zoomBy(1 / 1.6);
    else if (event.key === '0') setZoom(STILL);
    else if (event.key === 'ArrowLeft') setZoom((now) => clampZoom({ ...now, x: now.x + step }));
    else if (event.key === 'ArrowRight') setZoom((now) => clampZoom({ ...now, x: now.x - step }));
    else if (event.key === 'ArrowUp') setZoom((now) => clampZoom({ ...now, y: now.y + step }));
    else if (event.key === 'ArrowDown') setZoom((now) => clampZoom({ ...now, y: now.y - step }));
    else return;
    event.preventDefault();
  };
  const words = (point: MapPoint): string =>
    `${placeWords(point.place, countryName(meta, point.place.country))}: ${plural(point.count, 'event')}, ${readableRange(point.first, point.last)}`;

  const radius = (point: MapPoint): number => 4 + 9 * Math.sqrt(point.count / most);
  const points = answer.points.filter((point) => point.place.precision !== 'country' || !world?.byCode.has(point.place.country));
  return (
    <div class="map" ref={box}>
      {width >= 50 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Map of places. Plus and minus zoom, arrow keys move." tabindex={0} onKeyDown={keys}
          onPointerDown={(event) => {
            drag.current = { x: event.clientX, y: event.clientY, zoom };
          }}
          onPointerMove={(event) => {
            const held = drag.current;
            if (!held || zoom.scale === 1) return;
            setZoom(clampZoom({ ...held.zoom, x: held.zoom.x + event.clientX - held.x, y: held.zoom.y + event.clientY - held.y }));
          }}
          onPointerUp={() => void (drag.current = null)} onPointerLeave={() => {
            drag.current = null;
            setAt(null);
          }}
          onDblClick={(event) => {
            const rect = event.currentTarget.getBoundingClientRect();
            zoomBy(2, event.clientX - rect.left, event.clientY - rect.top);
          }}>
          <defs>
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatchline" x1="0" y1="0" x2="0" y2="6" /></pattern>
          </defs>
          <rect class="sea" width={width} height={height} />
          {drawn && (
            <g class="ground" transform={`translate(${zoom.x},${zoom.y}) scale(${zoom.scale})`}>
              <path class="land" d={drawn.land} />
              {drawn.whole.map((one) => (
                <path key={one.code} class={`country ${lean(one.point)}`} d={one.path} onPointerEnter={() => setAt(one.point)} onClick={() => onPlace(one.point)}>
                  <title>{words(one.point)}</title>
                </path>
              ))}
              <path class="borders" d={drawn.borders} />
            </g>
          )}
          {drawn?.names.map((one) => (
            <text key={one.name} class="country-name" x={one.center[0] * zoom.scale + zoom.x} y={one.center[1] * zoom.scale + zoom.y} aria-hidden="true">{one.name}</text>
          ))}
          {points.map((point) => {
            const where = projection([point.place.lon, point.place.lat]);
            if (!where) return null;
            const [x, y] = [where[0] * zoom.scale + zoom.x, where[1] * zoom.scale + zoom.y];
            const r = radius(point);
            const exact = point.place.precision === 'town';
            return (
              <a key={`${point.place.name}${point.place.country}${point.place.precision}`} class={`point ${lean(point)} ${point.place.precision}`} href="#" aria-label={words(point)}
                onClick={(event) => {
                  event.preventDefault();
                  onPlace(point);
                }} onPointerEnter={() => setAt(point)} onFocus={() => setAt(point)} onBlur={() => setAt(null)}>
                {!exact && <circle class="blur" cx={x} cy={y} r={r + (point.place.precision === 'county' ? 5 : 10)} />}
                <circle class="dot" cx={x} cy={y} r={r} />
              </a>
            );
          })}
        </svg>
      )}
      <div class="zoombuttons" data-live>
        <button type="button" aria-label="Zoom in" onClick={() => zoomBy(1.6)}>+</button>
        <button type="button" aria-label="Zoom out" onClick={() => zoomBy(1 / 1.6)}>−</button>
        {zoom.scale > 1 && <button type="button" aria-label="Whole map" onClick={() => setZoom(STILL)}>⤢</button>}
      </div>
      <ul class="mapkey">
        <li><i class="k dot" />town</li>
        <li><i class="k ring" />district or province</li>
        <li><i class="k hatch" />only the country is known</li>
      </ul>
      <p class="under" aria-live="polite">{at ? words(at) : `${plural(answer.placed, 'event')} of ${count(answer.total)} with a place`}</p>
    </div>
  );
}
