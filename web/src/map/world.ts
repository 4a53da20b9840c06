// Outlines of countries, loaded once.
import type { Feature, FeatureCollection, Geometry, MultiLineString } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export interface World {
  countries: Feature<Geometry, { name: string }>[];
  /** By ISO 3166-1 alpha-3 code. */
  byCode: Map<string, Feature<Geometry, { name: string }>>;
  borders: MultiLineString;
}

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

let world: Promise<World> | null = null;

export function loadWorld(): Promise<World> {
  world ??= fetch('/assets/world.json')
    .then((response) => {
      if (!response.ok) throw new Error('The outlines of countries are missing.');
      return response.json() as Promise<Atlas>;
    })
    .then((atlas) => {
      const all = feature(atlas, atlas.objects.countries) as FeatureCollection<Geometry, { name: string }>;
      return {
        countries: all.features,
        byCode: new Map(all.features.filter((one) => one.id !== undefined).map((one) => [String(one.id), one])),
        borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b),
      };
    });
  world.catch(() => (world = null));
  return world;
}
