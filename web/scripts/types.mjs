// Writes src/wire.ts, the types of the API, from the file that describes it. Run by `npm run types`.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const source = path.join(web, '..', 'src', 'server', 'openapi.json');

export function wireTypes(api) {
  const type = (schema, indent) => {
    if (!schema) return 'unknown';
    if (schema.$ref) return schema.$ref.split('/').pop();
    if (schema.anyOf) return schema.anyOf.map((one) => type(one, indent)).join(' | ');
    if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
    const kinds = Array.isArray(schema.type) ? schema.type : [schema.type];
    return kinds.map((kind) => oneType(kind, schema, indent)).join(' | ');
  };
  const oneType = (kind, schema, indent) => {
    if (kind === 'array') {
      const item = type(schema.items, indent);
      return /[|{]/.test(item) ? `Array<${item}>` : `${item}[]`;
    }
    if (kind === 'integer' || kind === 'number') return 'number';
    if (kind !== 'object') return kind ?? 'unknown';
    if (!schema.properties) return `Record<string, ${type(schema.additionalProperties, indent)}>`;
    const fields = Object.entries(schema.properties).map(([name, value]) => {
      const note = value.description ? `${indent}  /** ${value.description} */\n` : '';
      const optional = (schema.required ?? []).includes(name) ? '' : '?';
      return `${note}${indent}  ${name}${optional}: ${type(value, indent + '  ')};`;
    });
    return `{\n${fields.join('\n')}\n${indent}}`;
  };
  const parts = Object.entries(api.components.schemas).map(([name, schema]) => {
    const note = schema.description ? `/** ${schema.description} */\n` : '';
    return `${note}export type ${name === 'Error' ? 'Fault' : name} = ${type(schema, '')};\n`;
  });
  return '// Made by scripts/types.mjs from src/server/openapi.json; do not edit.\n\n' + parts.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const api = JSON.parse(fs.readFileSync(process.argv[2] ?? source, 'utf8'));
  fs.writeFileSync(path.join(web, 'src', 'wire.ts'), wireTypes(api));
}
