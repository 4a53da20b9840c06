// The third step of the schema: what the views v_gdelt, v_icews and v_polecat need, and events of
// other data sets.
#pragma once

namespace dragoman {

inline constexpr const char* kThirdStep = R"sql(
-- Codes of other schemes, copied from the data files by ingest and import; the views below join them.
CREATE TABLE ref_version(hash TEXT NOT NULL) STRICT;
CREATE TABLE ref_countries(            -- states, and bodies above states
  country TEXT PRIMARY KEY,            -- as in parties.country
  name TEXT NOT NULL, iso2 TEXT NOT NULL, numeric_code TEXT NOT NULL, fips TEXT NOT NULL,
  gw TEXT NOT NULL, cow TEXT NOT NULL,
  geonames INTEGER NOT NULL            -- 0: none
) STRICT, WITHOUT ROWID;
CREATE TABLE ref_cameo(
  code TEXT PRIMARY KEY, name TEXT NOT NULL, base TEXT NOT NULL, root TEXT NOT NULL,
  quad INTEGER NOT NULL,               -- of GDELT and ICEWS
  penta INTEGER NOT NULL,              -- of Phoenix
  gdelt REAL NOT NULL, phoenix REAL NOT NULL, icews REAL NOT NULL  -- Goldstein scores
) STRICT, WITHOUT ROWID;
CREATE TABLE ref_sectors(sector TEXT PRIMARY KEY, cameo TEXT NOT NULL, icews TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE ref_us_states(name TEXT PRIMARY KEY, code TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE ref_actors(               -- CAMEO actor codes by country and sector
  country TEXT NOT NULL, sector TEXT NOT NULL, code TEXT NOT NULL, country_code TEXT NOT NULL,
  known_group TEXT NOT NULL, type1 TEXT NOT NULL, type2 TEXT NOT NULL, type3 TEXT NOT NULL,
  PRIMARY KEY(country, sector)
) STRICT, WITHOUT ROWID;

CREATE TABLE foreign_events(           -- events of other data sets
  foreign_event INTEGER PRIMARY KEY,
  dataset TEXT NOT NULL,
  key TEXT NOT NULL,                   -- what makes a row the same row when it is read again
  id TEXT NOT NULL,                    -- as in the data set
  day TEXT NOT NULL,                   -- YYYY-MM-DD
  actor TEXT, recipient TEXT,          -- names
  actor_country TEXT, recipient_country TEXT,  -- ISO 3166-1 alpha-3, or an international code
  actor_sector TEXT, recipient_sector TEXT,    -- PLOVER
  type TEXT,                           -- PLOVER; NULL for what PLOVER does not code
  cameo TEXT,
  quad TEXT,                           -- as in events.quad
  place TEXT, place_country TEXT, latitude REAL, longitude REAL,
  source TEXT,
  fatalities INTEGER,
  UNIQUE(dataset, key)
) STRICT;
CREATE INDEX foreign_events_day ON foreign_events(dataset, day);

CREATE VIEW v_pairs AS                 -- events of several parties as pairs; who met, both ways
  SELECT e.event, e.event * 1024 + coalesce(a.number, r.number) * 32 + coalesce(r.number, a.number) AS pair,
    a.name AS source_name, a.country AS source_country, a.sector AS source_sector,
    r.name AS target_name, r.country AS target_country, r.sector AS target_sector
  FROM events e
  LEFT JOIN parties a ON a.event = e.event AND a.side = 'actor' AND a.number < 32
  LEFT JOIN parties r ON r.event = e.event AND r.number < 32 AND (r.side = 'recipient' OR (r.number <> a.number
    AND NOT EXISTS (SELECT 1 FROM parties x WHERE x.event = e.event AND x.side = 'recipient')))
  WHERE e.current = 1 AND (a.event IS NOT NULL OR r.event IS NOT NULL);

CREATE VIEW v_places AS                -- places as formats tell them apart
  WITH kinds AS (SELECT pl.*, CASE WHEN pl.admin1 GLOB '*[^0-9]*' THEN pl.admin1 ELSE '' END AS province,
    c.name AS country_name, c.fips, s.code AS state, CASE
      WHEN pl.country = '' THEN 'region'
      WHEN pl.geonames <> 0 AND pl.geonames = c.geonames THEN 'country'
      WHEN pl.admin1 = '' AND pl.name = c.name THEN 'country'
      WHEN pl.country = 'USA' AND pl.name = pl.admin1 AND s.code IS NOT NULL THEN 'division'
      WHEN pl.geonames <> 0 THEN 'town'
      WHEN pl.name = pl.admin1 OR pl.admin1 = '' THEN 'division'
      ELSE 'county' END AS kind
    FROM places pl LEFT JOIN ref_countries c ON c.country = pl.country
    LEFT JOIN ref_us_states s ON pl.country = 'USA' AND s.name = pl.admin1)
  SELECT place, name, country, latitude, longitude, geonames, kind, coalesce(country_name, country) AS country_name,
    coalesce(fips, '') AS fips, CASE kind WHEN 'town' THEN name ELSE '' END AS city,
    CASE kind WHEN 'county' THEN name ELSE '' END AS district,
    CASE kind WHEN 'division' THEN name ELSE province END AS province,
    CASE WHEN coalesce(fips, '') = '' THEN '' WHEN kind = 'country' THEN fips ELSE fips || coalesce(state, '00') END AS adm1
  FROM kinds;

CREATE VIEW v_gdelt AS                 -- columns of GDELT 2.0 Event, for what happened
  SELECT p.pair AS GlobalEventID, CAST(replace(e.day, '-', '') AS INTEGER) AS Day,
    CAST(substr(e.day, 1, 4) || substr(e.day, 6, 2) AS INTEGER) AS MonthYear, CAST(substr(e.day, 1, 4) AS INTEGER) AS Year,
    round(substr(e.day, 1, 4) + ((substr(e.day, 6, 2) - 1) * 30 + substr(e.day, 9, 2)) / 365.0, 4) AS FractionDate,
    coalesce(s.code, p.source_country) AS Actor1Code, upper(p.source_name) AS Actor1Name,
    coalesce(s.country_code, p.source_country) AS Actor1CountryCode, s.known_group AS Actor1KnownGroupCode,
    NULL AS Actor1EthnicCode, NULL AS Actor1Religion1Code, NULL AS Actor1Religion2Code,
    s.type1 AS Actor1Type1Code, s.type2 AS Actor1Type2Code, s.type3 AS Actor1Type3Code,
    coalesce(t.code, p.target_country) AS Actor2Code, upper(p.target_name) AS Actor2Name,
    coalesce(t.country_code, p.target_country) AS Actor2CountryCode, t.known_group AS Actor2KnownGroupCode,
    NULL AS Actor2EthnicCode, NULL AS Actor2Religion1Code, NULL AS Actor2Religion2Code,
    t.type1 AS Actor2Type1Code, t.type2 AS Actor2Type2Code, t.type3 AS Actor2Type3Code,
    e.sentence < 2 AS IsRootEvent, e.cameo AS EventCode, substr(e.cameo, 1, 3) AS EventBaseCode,
    substr(e.cameo, 1, 2) AS EventRootCode, g.quad AS QuadClass, g.gdelt AS GoldsteinScale,
    1 + (SELECT count(*) FROM articles d WHERE d.duplicate_of = e.article) AS NumMentions,
    max(1, (SELECT count(DISTINCT publisher) FROM (SELECT publisher FROM articles d WHERE d.article = e.article
      UNION ALL SELECT publisher FROM articles d WHERE d.duplicate_of = e.article))) AS NumSources,
    1 + (SELECT count(*) FROM articles d WHERE d.duplicate_of = e.article) AS NumArticles,
    NULL AS AvgTone,
    0 AS Actor1Geo_Type, NULL AS Actor1Geo_Fullname, NULL AS Actor1Geo_CountryCode, NULL AS Actor1Geo_ADM1Code, NULL AS Actor1Geo_ADM2Code,
    NULL AS Actor1Geo_Lat, NULL AS Actor1Geo_Long, NULL AS Actor1Geo_FeatureID,
    0 AS Actor2Geo_Type, NULL AS Actor2Geo_Fullname, NULL AS Actor2Geo_CountryCode, NULL AS Actor2Geo_ADM1Code, NULL AS Actor2Geo_ADM2Code,
    NULL AS Actor2Geo_Lat, NULL AS Actor2Geo_Long, NULL AS Actor2Geo_FeatureID,
    CASE coalesce(w.kind, 'region') WHEN 'region' THEN 0 WHEN 'country' THEN 1 WHEN 'division'
      THEN iif(w.country = 'USA', 2, 5) ELSE iif(w.country = 'USA', 3, 4) END AS ActionGeo_Type,
    CASE WHEN w.kind <> 'region' THEN iif(w.city <> '', w.city || ', ', '') || iif(w.district <> '', w.district || ', ', '') ||
      iif(w.province <> '', w.province || ', ', '') || w.country_name END AS ActionGeo_Fullname,
    iif(w.kind <> 'region', w.fips, NULL) AS ActionGeo_CountryCode, iif(w.kind <> 'region', w.adm1, NULL) AS ActionGeo_ADM1Code,
    NULL AS ActionGeo_ADM2Code, iif(w.kind <> 'region', w.latitude, NULL) AS ActionGeo_Lat,
    iif(w.kind <> 'region', w.longitude, NULL) AS ActionGeo_Long,
    CASE WHEN w.kind = 'country' OR (w.kind = 'division' AND w.adm1 NOT LIKE '%00') THEN w.adm1 END AS ActionGeo_FeatureID,
    CAST(coalesce(replace(a.published, '-', ''), replace(e.day, '-', '')) || '000000' AS INTEGER) AS DATEADDED,
    coalesce(a.url, a.publisher, a.id) AS SOURCEURL
  FROM v_pairs p JOIN events e ON e.event = p.event JOIN articles a ON a.article = e.article
  LEFT JOIN ref_cameo g ON g.code = e.cameo LEFT JOIN v_places w ON w.place = e.place
  LEFT JOIN ref_actors s ON s.country = p.source_country AND s.sector = coalesce(p.source_sector, '')
  LEFT JOIN ref_actors t ON t.country = p.target_country AND t.sector = coalesce(p.target_sector, '')
  WHERE e.day IS NOT NULL AND e.modality IN ('occurred', 'ongoing', 'demanded', 'threatened', 'refused');

CREATE VIEW v_icews AS                 -- columns of ICEWS, for what happened
  SELECT p.pair AS "Event ID", e.day AS "Event Date", p.source_name AS "Source Name",
    (SELECT icews FROM ref_sectors WHERE sector = p.source_sector) AS "Source Sectors",
    (SELECT name FROM ref_countries WHERE country = p.source_country) AS "Source Country",
    g.name AS "Event Text", e.cameo AS "CAMEO Code", g.icews AS "Intensity", p.target_name AS "Target Name",
    (SELECT icews FROM ref_sectors WHERE sector = p.target_sector) AS "Target Sectors",
    (SELECT name FROM ref_countries WHERE country = p.target_country) AS "Target Country",
    e.article AS "Story ID", e.sentence + 1 AS "Sentence Number", a.publisher AS "Publisher",
    w.city AS "City", w.district AS "District", w.province AS "Province", w.country_name AS "Country",
    w.latitude AS "Latitude", w.longitude AS "Longitude"
  FROM v_pairs p JOIN events e ON e.event = p.event JOIN articles a ON a.article = e.article
  LEFT JOIN ref_cameo g ON g.code = e.cameo LEFT JOIN v_places w ON w.place = e.place
  WHERE e.day IS NOT NULL AND e.modality IN ('occurred', 'ongoing', 'demanded', 'threatened', 'refused');

CREATE VIEW v_polecat AS               -- columns of POLECAT, for what happened
  WITH sides AS (SELECT event, side, group_concat(p.name, ';') AS names, iif(max(p.country) > '', group_concat(p.country, ';'), NULL) AS countries,
    iif(max(c.cow) > '', group_concat(coalesce(c.cow, ''), ';'), NULL) AS cow,
    max(iif(number = 0, sector, NULL)) AS sector, iif(max(sector) > '', group_concat(coalesce(sector, ''), ';'), NULL) AS sectors,
    iif(max(role) > '', group_concat(coalesce(role, ''), ';'), NULL) AS titles, group_concat(text, ';') AS texts FROM parties p
    LEFT JOIN ref_countries c ON c.country = p.country GROUP BY event, side)
  SELECT replace(e.day, '-', '') || '-' || e.id || '_' || e.type || coalesce('_' || e.mode, '') AS "Event ID",
    e.day AS "Event Date", e.type AS "Event Type", e.mode AS "Event Mode", e.score AS "Intensity", upper(e.quad) AS "Quad Code",
    (SELECT group_concat(context, ';') FROM event_contexts c WHERE c.event = e.event) AS "Contexts",
    s.names AS "Actor Name", s.countries AS "Actor Country", s.cow AS "Actor COW", s.sector AS "Primary Actor Sector",
    s.sectors AS "Actor Sectors", s.titles AS "Actor Title", s.texts AS "Actor Name Raw", NULL AS "Wikipedia Actor ID",
    t.names AS "Recipient Name", t.countries AS "Recipient Country", t.cow AS "Recipient COW",
    t.sector AS "Primary Recipient Sector", t.sectors AS "Recipient Sectors", t.titles AS "Recipient Title",
    t.texts AS "Recipient Name Raw", NULL AS "Wikipedia Recipient ID", w.name AS "Placename", w.city AS "City",
    w.district AS "District", w.province AS "Province", w.country AS "Country", w.latitude AS "Latitude",
    w.longitude AS "Longitude", nullif(w.geonames, 0) AS "GeoNames ID", e.place_text AS "Raw Placename",
    CASE w.kind WHEN 'country' THEN 'PCLI' WHEN 'division' THEN 'ADM1' WHEN 'county' THEN 'ADM2' WHEN 'town' THEN 'PPL'
      WHEN 'region' THEN 'RGN' END AS "Feature Type",
    a.publisher AS "Source", a.published AS "Publication Date", NULL AS "Story People", NULL AS "Story Organizations",
    NULL AS "Story Locations", coalesce(a.language, 'en') AS "Language", 'dragoman ' || v.version AS "Version"
  FROM events e JOIN articles a ON a.article = e.article JOIN codings k ON k.coding = e.coding
  JOIN revisions v ON v.revision = k.revision LEFT JOIN v_places w ON w.place = e.place
  LEFT JOIN sides s ON s.event = e.event AND s.side = 'actor' LEFT JOIN sides t ON t.event = e.event AND t.side = 'recipient'
  WHERE e.current = 1 AND e.day IS NOT NULL AND e.modality IN ('occurred', 'ongoing', 'demanded', 'threatened', 'refused');
)sql";

}  // namespace dragoman
